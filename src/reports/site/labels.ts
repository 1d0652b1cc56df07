/**
 * Permanent names of counterexamples: `<claim>.<dropped>.<n>`, `two-layer-exhaustive.value-at-zero.1`. A label once
 * given belongs to one finding for good – the claim, what was dropped, the clause and the instance up to symmetry,
 * which is what its file is called – whatever is found later, and whether the file stays or not.
 */

/** Files below the folder of counterexamples without `.json`, by label. */
export type Labels = { readonly [label: string]: string };

/** Labels by the file that each names. */
export function labelsByFinding(labels: Labels): ReadonlyMap<string, string> {
  return new Map(Object.entries(labels).map(([label, finding]) => [finding, label]));
}

/** `two-layer-exhaustive/value-at-zero--orbit-gap--176c6611e4`. */
export function findingOfFile(file: string): string {
  return file
    .split('/')
    .slice(-2)
    .join('/')
    .replace(/\.json$/, '');
}

/** Labels of the same claim with the same dropped, without itself. */
export function siblingsOf(labels: Labels, label: string): string[] {
  const series = (name: string) => name.replace(/\.\d+$/, '');
  return Object.keys(labels).filter((one) => one !== label && series(one) === series(label));
}

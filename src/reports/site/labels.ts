/**
 * Permanent names of counterexamples: `<claim>.<dropped>.<n>`, `two-layer-exhaustive.value-at-zero.1`. A label once
 * given belongs to one finding for good – the claim, what was dropped, the clause and the instance up to symmetry,
 * which is what its file is called – whatever is found later, and whether the file stays or not.
 */

/** Files below the folder of counterexamples without `.json`, by label. */
export type Labels = { readonly [label: string]: string };

/** `two-layer-exhaustive/value-at-zero--orbit-gap--176c6611e4`. */
export function findingOfFile(file: string): string {
  return file
    .split('/')
    .slice(-2)
    .join('/')
    .replace(/\.json$/, '');
}

/** The labels there are, and one for each finding that has none. @param findings in any order. */
export function withLabels(labels: Labels, findings: readonly string[]): Labels {
  const all: { [label: string]: string } = { ...labels };
  const known = new Set(Object.values(labels));
  for (const finding of [...findings].sort()) {
    if (known.has(finding)) continue;
    const [claim, slug] = finding.split('/');
    const series = `${claim}.${slug.split('--')[0]}`;
    let n = 1;
    while (`${series}.${n}` in all) n++;
    all[`${series}.${n}`] = finding;
  }
  return Object.fromEntries(Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Labels of the same claim with the same dropped, without itself. */
export function siblingsOf(labels: Labels, label: string): string[] {
  const series = (name: string) => name.replace(/\.\d+$/, '');
  return Object.keys(labels).filter((one) => one !== label && series(one) === series(label));
}

/** The file of labels as it should be: those that were given, and one for each counterexample that has none. */
import { keptLabels, storedFiles } from '../../../site/content.ts';
import { findingOfFile, type Labels } from '../../reports/site/labels.ts';

export function labelsText(): string {
  const labels = withLabels(keptLabels(), storedFiles().map(findingOfFile));
  return `${JSON.stringify(labels, null, 2)}\n`;
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

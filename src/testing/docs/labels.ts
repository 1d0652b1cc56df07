/** The file of labels as it should be: those that were given, and one for each counterexample that has none. */
import { keptLabels, storedFiles } from '../../../site/content.ts';
import { findingOfFile, withLabels } from '../../reports/site/labels.ts';

export function labelsText(): string {
  const labels = withLabels(keptLabels(), storedFiles().map(findingOfFile));
  return `${JSON.stringify(labels, null, 2)}\n`;
}

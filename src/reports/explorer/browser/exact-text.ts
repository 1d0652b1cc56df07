/** What exact arithmetic says of θ, written where the page has a place for it. */
import type { shownLaws } from '../exact-answer.ts';
import { LINES } from './curves.ts';
import { element, write } from './elements.ts';
import type { Outcome } from './exact-worker.ts';

/** A row for each law; its value at θ comes with the answers. */
export function showLaws(laws: ReturnType<typeof shownLaws>): void {
  element('laws-part').hidden = laws.length === 0;
  element('laws').replaceChildren(...laws.map(({ expression }, k) => lawRow(expression, k)));
}

export function showOutcome(outcome: Outcome): void {
  element('exact').classList.remove('stale');
  const answer = 'answer' in outcome ? outcome.answer : null;
  write('headline', 'answer' in outcome ? outcome.answer.headline : outcome.failure);
  write(
    'exact-distance',
    answer === null ? '' : `Distance to the watched stratum: ${answer.distance}.`,
  );
  element('details').replaceChildren(
    ...(answer?.details ?? []).map((text) => {
      const item = document.createElement('li');
      item.textContent = text;
      return item;
    }),
  );
  for (const [k, { value }] of (answer?.laws ?? []).entries()) write(`law-${k}`, value);
}

function lawRow(expression: string, k: number): HTMLElement {
  const row = document.createElement('tr');
  const head = document.createElement('th');
  head.scope = 'row';
  head.textContent = expression;
  head.style.borderLeft = `4px solid var(${LINES[k % LINES.length]})`;
  const cells = ['law', 'change'].map((name) => {
    const cell = document.createElement('td');
    cell.id = `${name}-${k}`;
    return cell;
  });
  row.append(head, ...cells);
  return row;
}

/** One counterexample, as a hunt prints it. */
import type { Found } from '../campaigns/target-report.ts';
import type { StoredCounterexample } from '../counterexamples/counterexample.ts';
import { TRIED_VALUES } from '../counterexamples/irrelevance.ts';
import { writeJson } from '../json/write-json.ts';
import { plural } from '../plural.ts';
import { marginText, nothingSimpler, wrapped } from './text.ts';

/** The sentence, the instance, the margin and the file. */
export function foundText({ counterexample, saved }: Found, columns: number): string {
  const { claim, planted, droppedHypotheses, reason, irrelevant, margin } = counterexample;
  const dropped = droppedHypotheses.map((h) => `, without ${h}`).join('');
  const anyNumber = irrelevant.some((sentence) => sentence.includes('any number'));
  return [
    `✗ ${claim.id}${dropped}${planted ? ' (known false)' : ''}\n`,
    wrapped(`Claim: ${claim.statement}`, columns, '  '),
    wrapped(`Here: ${reason}.`, columns, '  '),
    ...irrelevant.map((sentence) => wrapped(sentence, columns, '  ')),
    ...(anyNumber ? [wrapped(`(Numbers tried: ${TRIED_VALUES.join(', ')}.)`, columns, '  ')] : []),
    writeJson(counterexample.instance, columns - 2).replace(/^(?=.)/gm, '  '),
    wrapped(`margin ${marginText(margin)}; ${effortOf(counterexample)}`, columns, '  '),
    statusText(saved),
  ].join('');
}

function effortOf({ search, minimality }: StoredCounterexample): string {
  const minimal = minimality.proven
    ? nothingSimpler(minimality.stepsTried)
    : 'not shrunk to the end';
  return `found at try ${search.tries}, ${plural(search.shrinks, 'candidate')} checked; ${minimal}`;
}

function statusText(saved: Found['saved']): string {
  switch (saved.status) {
    case 'stored':
      return `  ${saved.file}\n`;
    case 'unchanged':
    case 'duplicate':
      return `  ${saved.file}\n  (it was stored already)\n`;
    case 'blocked':
      return `  NOT STORED, this is in the way:\n  ${saved.file}\n  ${saved.reason}\n`;
  }
}

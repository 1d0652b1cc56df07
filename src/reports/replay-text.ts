/** What `falsim replay` prints: each file in two lines, what is wrong or new in full, and a sentence on all. */
import type { ReplayOutcome } from '../counterexamples/replay.ts';
import { plural } from '../plural.ts';
import { wrapped } from './text.ts';

/** @param unreadable files that are no counterexamples. */
export function replayText(
  outcomes: readonly ReplayOutcome[],
  unreadable: number,
  columns: number,
): string {
  const failed = outcomes.filter((o) => o.failed);
  const undecided = outcomes.filter((o) => !o.failed && !o.passed);
  const news = outcomes.filter((o) => o.meaning === 'alarm' || o.meaning === 'finding');
  const reasons = [...failed, ...undecided, ...news].map(
    ({ file, reason }) => `\n${file}\n${wrapped(reason, columns, '  ')}`,
  );
  const verdict =
    failed.length > 0
      ? `${failed.length} not as stored`
      : undecided.length > 0
        ? `${undecided.length} undecided, the others as stored`
        : 'all as stored';
  const others = unreadable > 0 ? `; ${plural(unreadable, 'file')} could not be read` : '';
  return [
    ...outcomes.map(line),
    ...reasons,
    `\n${plural(outcomes.length, 'counterexample')} replayed, ${verdict}${others}\n`,
  ].join('');
}

function line({ claim, droppedHypotheses, planted, status, file }: ReplayOutcome): string {
  const without = droppedHypotheses.map((id) => ` without ${id}`).join('');
  const name = `${claim}${planted ? ' (known false)' : without}`;
  return `${`${status}  ${name}`.trimEnd()}\n  ${file}\n`;
}

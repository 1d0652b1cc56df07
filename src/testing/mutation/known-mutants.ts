/** The eleven mutants of `control.ts` whose fate is known, by the source they change and what it becomes. */
import type { Fate } from './trials.ts';

export interface KnownMutant {
  readonly original: string;
  readonly replacement: string;
  readonly fate: Fate;
  /** What the rest of the suite says of a survivor; none where it says nothing that is believed. */
  readonly suite?: Fate;
  readonly why: string;
}

export const knownMutants: readonly KnownMutant[] = [
  {
    original: '3 + 4',
    replacement: '3 - 4',
    fate: 'killed',
    why: 'it acts when the module is evaluated',
  },
  { original: 'x < 0', replacement: 'x >= 0', fate: 'killed', why: 'a table of values is wrong' },
  { original: 'left -= 1', replacement: 'left += 1', fate: 'timed out', why: 'it does not end' },
  {
    original: "if (!(x > 0)) throw new RangeError('not positive');",
    replacement: '',
    fate: 'killed',
    why: 'what must throw does not',
  },
  { original: 'x * x', replacement: 'x / x', fate: 'killed', why: 'a promise has another value' },
  {
    original: '7 * k',
    replacement: '7 / k',
    fate: 'killed',
    why: 'a later test reads what it made',
  },
  {
    original: 'a >= b',
    replacement: 'a > b',
    fate: 'survived',
    suite: 'survived',
    why: 'equivalent: equal numbers',
  },
  {
    original: 'a <= b',
    replacement: 'a < b',
    fate: 'survived',
    suite: 'not covered',
    why: 'equivalent, and no test of the suite calls it',
  },
  {
    original: 'x > limit',
    replacement: 'x >= limit',
    fate: 'survived',
    why: 'equivalent: the limit itself, and what the suite says fails without it too',
  },
  {
    original: 'x - 1',
    replacement: 'x + 1',
    fate: 'survived',
    suite: 'killed',
    why: 'nobody looks at the value but the suite',
  },
  { original: 'x + 2', replacement: 'x - 2', fate: 'not covered', why: 'nobody calls it' },
];

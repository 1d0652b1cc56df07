/** What happened between two checkpoints, in sentences. Laws can speak against gradient flow, and never prove it. */
import type { Drift, LawDrift } from '../orbits/conserved/law-values.ts';
import { plural } from '../plural.ts';
import { isComputed, type SincePart } from './explanation.ts';
import { type Column, shortened, shortNumber, table, wrapped } from './text.ts';

const MOST_ROWS = 20;
/** Characters of a formula in the table, and digits of a value. */
const LONGEST = 34;
const DIGITS = 5;

const COLUMNS: readonly Column[] = [
  { title: 'law', align: 'left' },
  { title: 'before', align: 'right' },
  { title: 'after', align: 'right' },
  { title: 'drift', align: 'right' },
  { title: 'rounding', align: 'right' },
];

/** What the two files say together. */
export type Verdict =
  | 'consistent-with-gradient-flow'
  | 'consistent-with-weight-decay'
  | 'neither'
  | 'undecided';

export function verdictOf({ drift, before, error }: SincePart): Verdict {
  if (before.distance > error) return 'neither';
  if (!isComputed(drift)) return 'undecided';
  switch (drift.diagnosis) {
    case 'kept':
      return 'consistent-with-gradient-flow';
    case 'decayed':
    case 'one-shrunk':
      return 'consistent-with-weight-decay';
    case 'neither':
      return 'neither';
    default:
      return 'undecided';
  }
}

export function sinceText(since: SincePart, norm: number, columns: number): string {
  const { drift } = since;
  const lines = [
    ...stratumSentences(since),
    ...(isComputed(drift) ? driftSentences(drift) : [`Laws: ${drift.reason}.`]),
  ];
  const rows = isComputed(drift) ? drift.laws : [];
  const moved = isComputed(drift)
    ? [`θ has moved by ${shortNumber(drift.moved)}, ${shortNumber(drift.moved / norm)} of ‖θ‖.`]
    : [];
  return [
    'Since the other file\n',
    ...[...moved, ...lines].map((text) => wrapped(text, columns, '  ')),
    ...(rows.length === 0 ? [] : ['\n', table(COLUMNS, rows.slice(0, MOST_ROWS).map(rowOf))]),
    ...(rows.length > MOST_ROWS ? [`and ${rows.length - MOST_ROWS} more (--json)\n`] : []),
  ].join('');
}

function rowOf({ expression, before, after }: LawDrift): string[] {
  return [
    shortened(expression, LONGEST),
    String(Number(before.value.toPrecision(DIGITS))),
    String(Number(after.value.toPrecision(DIGITS))),
    shortNumber(after.value - before.value),
    (before.error + after.error).toExponential(0),
  ];
}

function stratumSentences({ before, error, dimension }: SincePart): string[] {
  const { description, distance } = before;
  if (distance > error)
    return [
      `It has left the stratum that it was on (${description}), by ${shortNumber(distance)}. Gradient flow, gradient descent, SGD and momentum cannot do that: something told apart what was alike, dropout or noise, or rounding that grew.`,
    ];
  if (dimension < before.dimension)
    return [
      'It is on a smaller stratum than before. Gradient flow comes near such a stratum and does not arrive: weights were rounded, pruned or tied.',
    ];
  return [];
}

function driftSentences(drift: Drift): string[] {
  const { laws, diagnosis, decay, common } = drift;
  const tested = laws.filter(({ isTested }) => isTested).length;
  const near =
    common === null
      ? []
      : [
          `Nearest to all of them is the factor ${shortNumber(common.factor)}, off by ${shortNumber(common.off)} of them; that nothing has changed is off by ${shortNumber(common.offKept)}.`,
        ];
  switch (diagnosis) {
    case 'no-law':
      return ['The model conserves nothing of degree 2 or less: laws say nothing here.'];
    case 'same':
      return ['Both files hold the same numbers: nothing is tested.'];
    case 'untested':
      return [
        'No law could have changed by more than the rounding of the numbers: nothing is tested.',
      ];
    case 'kept':
      return [
        `All ${plural(laws.length, 'law')} are as they were, within the rounding of the numbers (${tested} of them could have shown a change). That is consistent with gradient flow; it does not prove it.`,
      ];
    case 'decayed':
      return [
        `All laws have shrunk alike: consistent with gradient flow and weight decay, h ↦ e^{−nλt} h for degree n, with λt ${rangeText(decay!)}. It does not prove it.`,
      ];
    case 'one-shrunk':
      return [
        `The one law away from zero has shrunk, as weight decay with λt ${rangeText(decay!)} would have it: with a single law that tests nothing. Gradient flow alone is excluded.`,
      ];
    case 'neither':
      return [
        `${plural(laws.filter(({ isKept }) => !isKept).length, 'law')} of ${laws.length} changed by more than the rounding of the numbers, and not all alike: neither gradient flow nor gradient flow with weight decay. Discrete steps, momentum, noise and adaptive rates do that.`,
        ...near,
      ];
  }
}

function rangeText([from, to]: readonly [number, number]): string {
  if (to === Number.POSITIVE_INFINITY) return `at least ${shortNumber(from)}`;
  const [low, high] = [from, to].map((x) => Number(x.toPrecision(4)));
  return low === high ? `= ${low}` : `between ${low} and ${high}`;
}

/** The same for programs. */
export function plainSince(since: SincePart) {
  const { drift, before, dimension } = since;
  const left = { ...before, now: dimension };
  if (!isComputed(drift)) return { verdict: verdictOf(since), stratum: left, drift };
  const { decay } = drift;
  return {
    verdict: verdictOf(since),
    stratum: left,
    drift: {
      ...drift,
      decay: decay && { from: decay[0], to: Number.isFinite(decay[1]) ? decay[1] : null },
    },
  };
}

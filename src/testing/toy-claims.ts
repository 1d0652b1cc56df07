/** Small claims with known answers, for tests of the hunt, the store, replay and the command line. */
import type { Claim } from '../claims/claim.ts';
import type { Json } from '../claims/json.ts';
import { decided, undecided as openVerdict, type Verdict, vacuous } from '../claims/verdict.ts';
import type { Instance } from '../instances/instance.ts';
import { unflatten } from '../instances/layout.ts';
import type { Subject } from '../instances/subject.ts';
import { spend } from '../numerics/budget.ts';
import type { Rng } from '../numerics/random.ts';
import { rational, toDouble } from '../numerics/rational.ts';

function linearInstance(rng: Rng, high: number): Instance {
  const model = { kind: 'linear', widths: [rng.integer(1, 3), 1] } as const;
  const theta = Array.from({ length: model.widths[0] }, () => rng.integer(-high, high));
  return { model, parameters: unflatten(model, theta) };
}

function largest({ float }: Subject): number {
  return Math.max(...float.map(Math.abs));
}

const size = (margin: number, largest: number, says: string, signature: string) =>
  ({ clause: 'x-size', margin, says, signature, evidence: { largest } }) as const;
const fine = (margin: number) =>
  ({ clause: 'x-size', margin, says: 'it survived', evidence: {} }) as const;

/** |θᵢ| ≤ 9; true while `small` is in force, false of (10) and simplest there, once it is dropped. */
export const bounded: Claim = {
  id: 'bounded',
  statement: 'No parameter exceeds 9.',
  latex: '|\\theta_i|\\le 9',
  source: 'toy',
  status: 'theorem',
  hypotheses: [
    { id: 'small', statement: 'No parameter exceeds 7.', holds: (i) => largest(i) <= 7 },
    {
      id: 'kind',
      statement: 'The model is linear.',
      holds: (i) => i.instance.model.kind === 'linear',
    },
  ],
  domain: () => ({}),
  generate: (rng, { dropped }) => linearInstance(rng, dropped.has('small') ? 40 : 7),
  check(subject, { dropped, strictness }) {
    const most = largest(subject);
    if (!dropped.has('small') && most > 7) return vacuous({ reason: 'hypothesis', id: 'small' });
    const margin = Math.log10(9.5 / most);
    const signature = most > 30 ? 'huge' : 'large';
    if (margin >= 0) return decided(size(Math.min(16, margin), most, 'it survived', signature));
    if (margin > -strictness) return openVerdict('x-size', 'too close to tell');
    const large = subject.exact.find((q) => Math.abs(toDouble(q)) === most)!;
    const found = { rationals: [large, rational(9)] } as const;
    return decided(size(margin, most, 'the largest parameter is too large', signature), found);
  },
};

/** False, and known to be. */
export const neverNegative: Claim = {
  ...bounded,
  id: 'never-negative',
  statement: 'No parameter is negative.',
  status: 'known-false',
  hypotheses: [],
  generate: (rng) => linearInstance(rng, 40),
  check({ exact }) {
    const count = exact.filter(({ numerator }) => numerator < 0n).length;
    const found = { integers: [count, 0] } as const;
    const says = 'one is negative';
    return count > 0
      ? decided({ clause: 'x-sign', margin: -count, says, evidence: { count } }, found)
      : decided(fine(1));
  },
};

export const undecided: Claim = {
  ...bounded,
  id: 'undecided',
  hypotheses: [],
  check: () => openVerdict('x-size', 'it is not known'),
};

/** True; each check takes about a millisecond. */
export const slow: Claim = {
  ...undecided,
  id: 'slow',
  check() {
    const until = performance.now() + 1;
    while (performance.now() < until);
    return decided(fine(3));
  },
};

/** Never ends on an instance with three inputs. */
export const stuck: Claim = {
  ...undecided,
  id: 'stuck',
  check({ float }) {
    while (float.length === 3);
    return decided(fine(3));
  },
};

let calls = 0;

/** A broken claim: says something else at every second call. */
export const flaky: Claim = {
  ...undecided,
  id: 'flaky',
  check: () => decided(fine(calls++ % 2 === 0 ? -1 : 1), { integers: [0, 1] }),
};

/** A broken claim. */
export const broken: Claim = {
  ...undecided,
  id: 'broken',
  check() {
    throw new RangeError('no such thing');
  },
};

/** What happens on instances with three inputs; it survives all others. */
function troubled(id: string, trouble: () => Verdict): Claim {
  const check: Claim['check'] = ({ numerals }) =>
    numerals.length === 3 ? trouble() : decided(fine(3));
  return { ...undecided, id, check };
}

/** Takes all the memory there is. */
export const greedy = troubled('greedy', () => {
  for (const hoard: number[][] = []; ; ) hoard.push(new Array<number>(1e5).fill(hoard.length));
});

/** Ends its thread. */
export const quitting = troubled('quitting', () => process.exit(7));

/** Takes more operations than a verdict may. */
export const costly = troubled('costly', () => {
  spend(1e15);
  return decided(fine(1));
});

/** Evidence that can neither be sent to another thread nor stored. */
export const unsendable = troubled('unsendable', () => {
  const evidence = { proof: () => 0 } as unknown as Json;
  const found = { integers: [0, 1] } as const;
  return decided({ clause: 'x-size', margin: -1, says: 'it failed', evidence }, found);
});

/** Not what a claim is: the verdict comes later, and then it does not. */
export const belated = troubled(
  'belated',
  () => Promise.reject(new Error('later')) as unknown as Verdict,
);

export const claims: readonly Claim[] = [
  bounded,
  neverNegative,
  undecided,
  slow,
  stuck,
  flaky,
  broken,
  costly,
  greedy,
  quitting,
  unsendable,
  belated,
];

/** Small claims with known answers, for tests of the hunt, the store, replay and the command line. */
import type { Claim, Verdict } from '../claims/claim.ts';
import type { Instance } from '../instances/instance.ts';
import { unflatten } from '../instances/layout.ts';
import type { Subject } from '../instances/subject.ts';
import type { Rng } from '../numerics/random.ts';

function linearInstance(rng: Rng, high: number): Instance {
  const model = { kind: 'linear', widths: [rng.integer(1, 3), 1] } as const;
  const theta = Array.from({ length: model.widths[0] }, () => rng.integer(-high, high));
  return { model, parameters: unflatten(model, theta) };
}

function largest({ float }: Subject): number {
  return Math.max(...float.map(Math.abs));
}

function verdict(kind: Verdict['kind'], margin: number, evidence: Verdict['evidence']): Verdict {
  const reason = kind === 'falsified' ? 'the largest parameter is too large' : `it ${kind}`;
  return { kind, clause: 'size', margin, reason, evidence };
}

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
    if (!dropped.has('small') && largest(subject) > 7) return verdict('vacuous', 0, {});
    const size = largest(subject);
    const margin = Math.log10(9.5 / size);
    const evidence = { largest: size, signature: size > 30 ? 'huge' : 'large' };
    if (margin >= 0) return verdict('survived', Math.min(16, margin), evidence);
    return verdict(margin <= -strictness ? 'falsified' : 'inconclusive', margin, evidence);
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
  check({ float }) {
    const count = float.filter((x) => x < 0).length;
    return count > 0
      ? { ...verdict('falsified', -count, { count }), clause: 'sign', reason: 'one is negative' }
      : verdict('survived', 1, {});
  },
};

export const undecided: Claim = {
  ...bounded,
  id: 'undecided',
  hypotheses: [],
  check: () => verdict('inconclusive', 0, {}),
};

/** True; each check takes about a millisecond. */
export const slow: Claim = {
  ...undecided,
  id: 'slow',
  check() {
    const until = performance.now() + 1;
    while (performance.now() < until);
    return verdict('survived', 3, {});
  },
};

/** Never ends on an instance with three inputs. */
export const stuck: Claim = {
  ...undecided,
  id: 'stuck',
  check({ float }) {
    while (float.length === 3);
    return verdict('survived', 3, {});
  },
};

let calls = 0;

/** A broken claim: says something else at every second call. */
export const flaky: Claim = {
  ...undecided,
  id: 'flaky',
  check: () => verdict(calls++ % 2 === 0 ? 'falsified' : 'survived', calls % 2 === 0 ? 1 : -1, {}),
};

/** A broken claim. */
export const broken: Claim = {
  ...undecided,
  id: 'broken',
  check() {
    throw new RangeError('no such thing');
  },
};

export const claims: readonly Claim[] = [
  bounded,
  neverNegative,
  undecided,
  slow,
  stuck,
  flaky,
  broken,
];

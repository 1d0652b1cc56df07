/** Every arm of a verdict has a margin, a signature and a sentence; and float64 alone falsifies nothing. */
import { describe, expect, it } from 'vitest';
import { rational } from '../numerics/rational.ts';
import type { BuiltInDecision, Decision, Enclosure, OrbitSummary } from './decision.ts';
import type { BuiltInDoubt, BuiltInVacuity, Doubt, Vacuity } from './doubt.ts';
import { MARGIN_LIMIT, marginOf } from './margin.ts';
import { enclosureProof, exactProof, type Proof } from './proof.ts';
import { sentenceOf } from './sentence.ts';
import { finerSignature, signatureOf } from './signature.ts';
import {
  clauseOf,
  decided,
  falsified,
  inconclusive,
  orbitStatusOf,
  survived,
  undecided,
  type Verdict,
  vacuous,
} from './verdict.ts';

const enclosure: Enclosure = { digits: 60, distance: 0.25, radius: 2.5e-7, margin: -6 };
const worst = { x: [1, 0], output: 0, enclosure };
const orbit: OrbitSummary = {
  dimension: 3,
  status: 'explained',
  lowerBound: 3,
  upperBound: 3,
  firstOrderRank: 2,
  parameters: 5,
  stratum: { dimension: 5, description: 'no symmetry' },
  invariants: [
    { expression: 'a² − w²', kind: 'first-integral' },
    { expression: 'b', kind: 'dead' },
    { expression: 'c² − v²', kind: 'first-integral' },
  ],
  primes: [3222211],
  order: 2,
  controls: 1,
  movedRank: null,
};
const drift = {
  what: 'a²',
  drift: 0.5,
  bound: 0.005,
  error: 0,
  moved: 1,
  legs: 2,
  enclosure: null,
};
const rank = {
  clause: 'rank',
  rankAtStart: 2,
  rankAlong: 4,
  ranksAlong: [2, 4],
  upperBound: 3,
  order: 2,
  stratum: 5,
  prime: 7,
} as const;
const flow = {
  clause: 'flow',
  map: 'Q',
  until: 1,
  distance: 1,
  bound: 100,
  error: 1,
  moved: 1,
  end: 'reached',
} as const;
const trajectory = {
  clause: 'trajectory',
  tolerances: [1e-5],
  distances: [0.5],
  steps: [3],
  error: 0,
  bound: 5,
  moved: 1,
  end: 'reached',
  durations: [1],
  proved: null,
  decimal: null,
} as const;

/** One of each, and margins worked out by hand: log₁₀(bound / distance), or minus a gap. */
const decisions: { readonly [C in BuiltInDecision['clause']]: readonly [Decision, number] } = {
  // What the enclosure says: log₁₀(2.5·10⁻⁷ / 0.25).
  tangency: [{ clause: 'tangency', distance: 1, bound: 1, fieldNorm: 2, worst }, -6],
  field: [{ clause: 'field', map: 'Q', distance: 1e-3, bound: 1, worst: null }, 3],
  flow: [flow, 2],
  trajectory: [trajectory, 1],
  bitwise: [{ clause: 'bitwise', methods: ['adam'], steps: 2, moved: 1 }, 16],
  steps: [
    {
      clause: 'steps',
      method: 'sgd',
      steps: 1,
      rate: 1,
      distance: 100,
      bound: 1,
      moved: 1,
      enclosure: null,
    },
    -2,
  ],
  balance: [
    {
      clause: 'balance',
      law: 'a² − ‖w‖²',
      method: 'momentum',
      steps: 1,
      broken: { neuron: 1, before: '1/3', after: '2/3' },
    },
    -16,
  ],
  'orbit-gap': [{ clause: 'orbit-gap', orbit }, -2],
  count: [{ clause: 'count', expected: 1, found: 4, orbit }, -3],
  'orbit-dimension': [{ clause: 'orbit-dimension', expected: 3, orbit }, 16],
  rank: [rank, -1],
  span: [{ clause: 'span', spanAtStart: 2, spanAlong: 4 }, -2],
  growth: [
    {
      clause: 'growth',
      float64: { rate: 1, bound: 1e-9 },
      enclosure,
    },
    -6,
  ],
  stratum: [{ clause: 'stratum', ...drift }, -2],
  drift: [{ clause: 'drift', ...drift }, -2],
};
const own = { clause: 'x-largest', margin: -0.5, says: 'too large', evidence: null } as const;
const steps = decisions.steps[0];

const doubts: { readonly [R in BuiltInDoubt['reason']]: readonly [Doubt, string] } = {
  unsupported: [{ reason: 'unsupported', what: 'no jets' }, 'unsupported'],
  orbit: [{ reason: 'orbit', orbit: { ...orbit, status: 'generic' } }, 'generic'],
  isometries: [{ reason: 'isometries', fixedByAllIsometries: 3, orbit }, 'isometries'],
  rank: [{ reason: 'rank', rank }, 'stationary'],
  'out-of-reach': [{ reason: 'out-of-reach', clause: 'trajectory' }, 'trajectory'],
  unsettled: [
    { reason: 'unsettled', decision: steps, digits: 960, why: 'no digits tell' },
    'steps',
  ],
  'no-bound': [{ reason: 'no-bound', what: 'u²/v' }, 'drift'],
  'unknown-law': [{ reason: 'unknown-law', laws: 1 }, 'unknown-law'],
  'no-convergence': [
    { reason: 'no-convergence', decimal: { digits: 34, steps: [8], distances: [1], bound: 1 } },
    'trajectory',
  ],
  'not-finite': [{ reason: 'not-finite', clause: 'growth' }, 'growth'],
  'broken-off': [{ reason: 'broken-off', clause: 'flow', end: 'blown-up', durations: [1] }, 'flow'],
  sensitive: [{ reason: 'sensitive', flow }, 'flow'],
  'blow-up': [{ reason: 'blow-up', of: 'control' }, 'blow-up'],
  'float-only': [{ reason: 'float-only', decision: steps }, 'steps'],
  faint: [{ reason: 'faint', decision: steps }, 'steps'],
  defect: [{ reason: 'defect', method: 'adam', distance: 1e-17 }, 'bitwise'],
};

const vacuities: { readonly [R in BuiltInVacuity['reason']]: readonly Vacuity[] } = {
  hypothesis: [{ reason: 'hypothesis', id: 'no-bias' }],
  domain: [{ reason: 'domain', expected: '2 layers, received 3' }],
  undefined: [{ reason: 'undefined', why: 'a norm is 0' }],
  'free-inputs': [{ reason: 'free-inputs' }],
  'no-data': [{ reason: 'no-data' }],
  'no-steps': [{ reason: 'no-steps' }],
  'no-switch': [
    { reason: 'no-switch', second: 'none' },
    { reason: 'no-switch', second: 'zero' },
  ],
  'no-plane': [{ reason: 'no-plane' }],
  'no-symmetry': [
    { reason: 'no-symmetry', of: 'point' },
    { reason: 'no-symmetry', of: 'model' },
  ],
  'no-law': [{ reason: 'no-law', why: 'none is known' }],
  stationary: (['field', 'trajectory', 'steps', 'control', 'points'] as const).map((what) => ({
    reason: 'stationary',
    what,
  })),
  nothing: [{ reason: 'nothing' }],
  'nothing-conserved': [{ reason: 'nothing-conserved' }],
  'too-small': [{ reason: 'too-small' }],
  kind: [{ reason: 'kind', needs: 'a linear network' }],
  shape: [{ reason: 'shape', needs: 'two neurons' }],
  start: [{ reason: 'start', needs: 'equal neurons' }],
  method: [{ reason: 'method', needs: 'momentum' }],
  unsupported: [{ reason: 'unsupported', what: 'no jets' }],
};

const proof: Proof = exactProof({ integers: [1, 2] });

describe('every arm', () => {
  const all: readonly Verdict[] = [
    ...[...Object.values(decisions).map(([decision]) => decision), own].flatMap((decision) => [
      survived(decision),
      falsified(decision, proof),
    ]),
    ...Object.values(doubts).map(([doubt]) => inconclusive(doubt)),
    undecided('x-open', 'nobody knows'),
    ...Object.values(vacuities).flat().map(vacuous),
    vacuous({ reason: 'x-none', says: 'nothing to see' }),
  ];

  it.each(all.map((verdict) => [verdict.kind, clauseOf(verdict), verdict] as const))(
    '%s, %s: has a clause, a sentence and a margin',
    (_, clause, verdict) => {
      expect(clause).toMatch(/^[a-z0-9-]+$/);
      const sentence = sentenceOf(verdict);
      expect(sentence.trim()).toBe(sentence);
      expect(sentence.length).toBeGreaterThan(3);
      expect(sentence).not.toMatch(/undefined|NaN|object Object/);
      expect(Math.abs(marginOf(verdict))).toBeLessThanOrEqual(MARGIN_LIMIT);
    },
  );

  it.each(Object.entries(decisions))('%s: margin and signature', (clause, [decision, margin]) => {
    expect(marginOf(falsified(decision, proof))).toBeCloseTo(margin, 9);
    expect(signatureOf(decision).startsWith(clause)).toBe(true);
  });

  it.each(Object.entries(doubts))('doubt %s: is counted under its cause', (_, [doubt, cause]) => {
    expect(clauseOf(inconclusive(doubt))).toBe(cause);
  });
});

describe('signatureOf', () => {
  it('is finer than the clause where kinds of conserved quantities tell failures apart', () => {
    expect(signatureOf({ clause: 'orbit-gap', orbit })).toBe('orbit-gap: dead+first-integral');
    expect(finerSignature({ clause: 'orbit-gap', orbit: { ...orbit, invariants: [] } })).toBeNull();
    expect(signatureOf({ ...own, signature: 'huge' })).toBe('x-largest: huge');
    expect(signatureOf(own)).toBe('x-largest');
  });
});

describe('orbitStatusOf', () => {
  it('is there where an orbit was computed', () => {
    expect(orbitStatusOf(survived({ clause: 'orbit-gap', orbit }))).toBe('explained');
    expect(orbitStatusOf(inconclusive(doubts.orbit[0]))).toBe('generic');
    expect(orbitStatusOf(survived(steps))).toBeUndefined();
    expect(orbitStatusOf(vacuous({ reason: 'nothing' }))).toBeUndefined();
  });
});

describe('a proof', () => {
  it('cannot be written down, and doubles are none', () => {
    // @ts-expect-error An object that says so is no proof.
    falsified(steps, { by: 'exact' });
    // @ts-expect-error Nor is one that names its digits.
    falsified(steps, { by: 'enclosure', digits: 60 });
    // @ts-expect-error A falsification without a proof.
    const alone: Verdict = { kind: 'falsified', by: steps };
    // @ts-expect-error Distances in float64 enclose nothing.
    expect(() => enclosureProof({ digits: 16, distance: 1.5, radius: 2.5 })).toThrow();
    // @ts-expect-error Nor rationals.
    const doubles: Parameters<typeof exactProof>[0] = { rationals: [0.1, 0.2] };
    expect(doubles).toBeDefined();
    expect(alone.kind).toBe('falsified');
  });

  it('needs numbers that differ', () => {
    expect(() => exactProof({ integers: [2, 2] })).toThrow(RangeError);
    expect(() => exactProof({ integers: [2, 2.5] })).toThrow(RangeError);
    expect(() => exactProof({ integers: [2, Number.NaN] })).toThrow(RangeError);
    expect(() => exactProof({ rationals: [rational(1, 3), rational(2, 6)] })).toThrow(RangeError);
    expect(exactProof({ rationals: [rational(1, 3), rational(1, 2)] }).by).toBe('exact');
  });

  it('by enclosure needs a ball without 0', () => {
    const of = (distance: bigint, radius: bigint) =>
      enclosureProof({ digits: 60, distance, radius });
    expect(of(-2n, 1n)).toMatchObject({ by: 'enclosure', digits: 60 });
    expect(of(1n, 0n).by).toBe('enclosure');
    for (const [distance, radius] of [
      [1n, 1n],
      [-1n, 1n],
      [1n, 2n],
      [0n, 0n],
      [1n, -1n],
    ] as const)
      expect(() => of(distance, radius)).toThrow(RangeError);
  });
});

describe('margins by enclosure', () => {
  it('go before those of float64, whose size is left where nothing was enclosed', () => {
    const proved = { leg: 1, order: 2, enclosure };
    const left = falsified({ ...trajectory, proved }, proof);
    expect(marginOf(left)).toBe(-6);
    expect(sentenceOf(left)).toBe(
      'the trajectory, leg 2 of it, leaves the subspace: the coefficient of t² of its field has the normal component 0.2500',
    );
    expect(marginOf(falsified({ clause: 'drift', ...drift, enclosure }, proof))).toBe(-6);
    const seen = { clause: 'field', map: 'Q', distance: 1, bound: 1e-3 } as const;
    const open = { ...seen, worst: { ...worst, enclosure: null } };
    expect(
      marginOf(inconclusive({ reason: 'unsettled', decision: open, digits: 960, why: 'none' })),
    ).toBeCloseTo(-3, 12);
  });
});

describe('a claim of somebody else', () => {
  it('is falsified by a negative margin and survives with a positive one', () => {
    expect(decided(own)).toMatchObject({ kind: 'falsified', proof: { by: 'exact' } });
    expect(decided({ ...own, margin: 2 }).kind).toBe('survived');
  });

  it('says something, under a clause of its own', () => {
    expect(() => decided({ ...own, margin: 0 })).toThrow(RangeError);
    expect(() => decided({ ...own, margin: Number.NaN })).toThrow(RangeError);
    expect(() => decided({ ...own, says: ' ' })).toThrow(RangeError);
    expect(() => decided({ ...own, signature: '' })).toThrow(RangeError);
    expect(() => decided({ ...own, clause: 'x-' })).toThrow(RangeError);
    // @ts-expect-error The clauses of falsim are falsim's.
    expect(() => decided({ ...own, clause: 'tangency' })).toThrow(RangeError);
    expect(() => undecided('x-open', '')).toThrow(RangeError);
  });
});

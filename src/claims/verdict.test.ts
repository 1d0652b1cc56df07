/** Every arm of a verdict has a margin, a signature and a sentence; and float64 alone falsifies nothing. */
import { describe, expect, it } from 'vitest';
import type { Instance } from '../instances/instance.ts';
import { open } from '../instances/subject.ts';
import { rational } from '../numerics/rational.ts';
import type { OrbitResult } from '../orbits/dimension/orbit.ts';
import {
  decisions,
  doubts,
  drift,
  enclosure,
  orbit,
  own,
  steps,
  trajectory,
  vacuities,
  worst,
} from '../testing/every-verdict.ts';
import { bounded } from '../testing/toy-claims.ts';
import type { Claim } from './claim.ts';
import { MARGIN_LIMIT, marginOf } from './margin.ts';
import { enclosureProof, exactProof, type Found, type Proof } from './proof.ts';
import { judge } from './scope.ts';
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

const proof: Proof = exactProof({ integers: [1, 2] });
const instance: Instance = {
  model: { kind: 'linear', widths: [1, 1] },
  parameters: { layers: [{ weights: [[1]], bias: null }] },
};

describe('a doubt about a number of laws', () => {
  it.each([
    ['certified', 'generic-points', 'has dimension 3: what is claimed of generic points'],
    ['explained', 'generic-points', 'has dimension 3: what is claimed of generic points'],
    ['stationary', 'stationary', 'the Lie rank stands at 3 below'],
    ['generic', 'generic', 'nothing is said about θ'],
  ] as const)('where the orbit is %s is called %s', (status, cause, words) => {
    const known = { ...orbit, status, lowerBound: 3 };
    const verdict = inconclusive({ reason: 'orbit', orbit: known, expected: 1 });
    expect(clauseOf(verdict)).toBe(cause);
    expect(sentenceOf(verdict)).toContain(words);
    expect(orbitStatusOf(verdict)).toBe(status);
  });
});

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

  it('needs 0 where something had to differ from it', () => {
    expect(exactProof({ zero: rational(0, 3) }).by).toBe('exact');
    expect(() => exactProof({ zero: rational(1, 10 ** 9) })).toThrow(RangeError);
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
  it('survives with a positive margin; a negative one alone proves nothing', () => {
    expect(decided({ ...own, margin: 2 }).kind).toBe('survived');
    const alone = decided(own);
    expect(alone).toEqual(inconclusive({ reason: 'float-only', decision: own }));
    expect(clauseOf(alone)).toBe('float-only');
    expect(marginOf(alone)).toBe(own.margin);
    expect(sentenceOf(alone)).toBe(`nothing was given that proves it: ${own.says}`);
  });

  it.each<[string, Found, Proof['by']]>([
    ['two rationals', { rationals: [rational(1, 3), rational(1, 2)] }, 'exact'],
    ['a zero', { zero: rational(0) }, 'exact'],
    ['counts', { integers: [3, 2] }, 'exact'],
    ['a ball', { digits: 60, distance: 7n, radius: 1n }, 'enclosure'],
    ['what an oracle proved', proof, 'exact'],
  ])('falls by %s', (_, found, by) => {
    const verdict = decided(own, found);
    expect(verdict).toMatchObject({ kind: 'falsified', by: own, proof: { by } });
    expect(decided({ ...own, margin: 2 }, found).kind).toBe('survived');
  });

  it('does not fall by what says the opposite, or by what was written down', () => {
    expect(() => decided(own, { integers: [2, 2] })).toThrow(RangeError);
    expect(() => decided(own, { rationals: [rational(1, 2), rational(2, 4)] })).toThrow(RangeError);
    expect(() => decided(own, { digits: 60, distance: 1n, radius: 1n })).toThrow(RangeError);
    // @ts-expect-error A margin is no number that was found.
    expect(() => decided(own, own.margin)).toThrow(TypeError);
    // @ts-expect-error Doubles enclose nothing.
    const doubles: Found = { digits: 16, distance: -1.5, radius: 0.5 };
    expect(() => decided(own, doubles)).toThrow(TypeError);
    // @ts-expect-error Nor are they rationals.
    expect(() => decided(own, { rationals: [0.1, 0.2] })).toThrow(TypeError);
    // @ts-expect-error An object that says so is no proof.
    expect(() => decided(own, { by: 'exact' })).toThrow(TypeError);
  });

  it('falls by an orbit where the bound that contradicts it holds at θ', () => {
    const of = (bounds: Partial<OrbitResult>) =>
      ({ ...orbit, assumptions: [], ...bounds }) as unknown as OrbitResult;
    const by = (result: OrbitResult, dimension: number) =>
      decided(own, { orbit: result, dimension }).kind;
    expect(by(of({ lowerBound: 3, upperBound: 3 }), 4)).toBe('falsified');
    expect(by(of({ lowerBound: 3, upperBound: 5 }), 2)).toBe('falsified');
    expect(() => by(of({ lowerBound: 3, upperBound: 3 }), 3)).toThrow(RangeError);
    expect(() => by(of({ lowerBound: 2, upperBound: 5 }), 4)).toThrow(RangeError);
    const given = of({ lowerBound: 3, upperBound: 4, assumptions: ['e and π are independent'] });
    expect(by(given, 2)).toBe('inconclusive');
    expect(by(given, 5)).toBe('falsified');
  });

  it('does not fall by a proof that code without types writes down', () => {
    const claim = { ...bounded, check: () => ({ ...decided(own, proof), proof: { by: 'exact' } }) };
    const ask = (of: Claim) =>
      judge(of, open(instance), { dropped: new Set(['small']), strictness: 0 });
    expect(() => ask(claim as unknown as Claim)).toThrow(/^claim "bounded": expected a proof/);
    expect(ask({ ...bounded, check: () => decided(own, proof) }).kind).toBe('falsified');
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
    expect(() => vacuous({ reason: 'x-none', says: ' ' })).toThrow(RangeError);
  });
});

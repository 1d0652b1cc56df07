/** Every arm of a verdict has a margin, a signature and a sentence; and float64 alone falsifies nothing. */
import { describe, expect, it } from 'vitest';
import { rational } from '../numerics/rational.ts';
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

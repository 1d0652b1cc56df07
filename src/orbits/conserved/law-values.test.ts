/** What the values of laws at two points say, of networks whose laws are w² − a². */
import { describe, expect, it } from 'vitest';
import { bind } from '../../models/bind.ts';
import { driftOf, lawValues } from './law-values.ts';

/** θ = (w, a): w² − a². θ = (w₁, w₂, a₁, a₂): w₁² − a₁², w₂² − a₂², w₁w₂ − a₁a₂ and w₁a₂ − w₂a₁. */
const one = bind({ kind: 'linear', widths: [1, 1, 1] });
const two = bind({ kind: 'linear', widths: [1, 2, 1] });
/** (u + 1)² − v², which has no degree. */
const moved = bind({ kind: 'polynomial', variables: ['u', 'v'], features: ['u*v + v'] });
const tanh = bind({ kind: 'fully-connected', widths: [1, 2, 1], bias: false, activation: 'tanh' });

const point = (...numbers: number[]) => Float64Array.from(numbers);
const drift = (
  model: typeof one,
  before: readonly number[],
  after: readonly number[],
  rounding = 0,
) => driftOf(model, [point(...before), point(...after)], [rounding, rounding]);
const told = (...given: Parameters<typeof drift>) => drift(...given).diagnosis;

describe('values', () => {
  it('have the error of their numbers and of the sum', () => {
    const [{ value, error }] = lawValues(one, point(5, 3), 2 ** -10);
    expect(Math.abs(value)).toBe(16);
    // 25 + 9 is off by 2·2⁻¹⁰ of it, and by two terms and four more units.
    expect(error).toBeCloseTo(34 * (2 * 2 ** -10 + 6 * 2 ** -52), 18);
    expect(lawValues(tanh, point(1, 2, 3, 4), 0)).toEqual([]);
    expect(
      lawValues(two, point(3, 1, 1, 2), 0)
        .map((law) => Math.abs(law.value))
        .sort(),
    ).toEqual([1, 3, 5, 8]);
  });
});

describe('two points', () => {
  it('on one level are kept', () => {
    expect(told(one, [5, 3], [4, 0])).toBe('kept');
    expect(told(one, [5, 3], [-5, -3])).toBe('kept');
    expect(told(moved, [4, 3], [3, 0])).toBe('kept');
    expect(told(two, [3, 1, 1, 2], [-3, -1, -1, -2])).toBe('kept');
    expect(drift(one, [5, 3], [4, 0]).moved).toBe(Math.sqrt(10));
    const { laws, decay } = drift(one, [5, 3], [4, 0]);
    expect(laws[0]).toMatchObject({ isKept: true, isTested: true, degree: 2 });
    // No decay at all is among what they allow, and next to nothing else.
    expect(decay![0]).toBeLessThanOrEqual(0);
    expect(decay![1]).toBeGreaterThanOrEqual(0);
    expect(decay![1] - decay![0]).toBeLessThan(1e-12);
  });

  it('that are one say nothing, nor do models without laws', () => {
    expect(told(one, [5, 3], [5, 3])).toBe('same');
    expect(told(tanh, [1, 2, 3, 4], [1, 2, 3, 5])).toBe('no-law');
    expect(told(tanh, [1, 2, 3, 4], [1, 2, 3, 4])).toBe('same');
  });

  it('are tested where the move could have changed a law by more than its error', () => {
    // |∇h| = 2√34 at (5, 3), moved by √10: 36.9. Errors are 2·rounding of 34 and of 16.
    expect(drift(one, [5, 3], [4, 0], 0.36).laws[0].isTested).toBe(true);
    expect(drift(one, [5, 3], [4, 0], 0.38).laws[0].isTested).toBe(false);
    expect(told(one, [5, 3], [4, 0], 0.38)).toBe('untested');
    // With one that is tested the others do not matter: from 0 no law of w₂, a₂ can be told to move.
    expect(told(two, [5, 0, 3, 0], [4, 0, 0, 0])).toBe('kept');
  });

  it('are tested by the gradients of products too', () => {
    // ∇(a₁a₂ − w₁w₂) at (3, 1, 1, 2) has the length √15, and the law moves by 0.1: 0.387. Errors are 2·rounding of 10.1.
    const of = (rounding: number) =>
      drift(two, [3, 1, 1, 2], [3, 1, 1, 2.1], rounding).laws.find(
        ({ expression }) => expression === 'a₁a₂ − w₁w₂',
      )?.isTested;
    expect([of(0.018), of(0.02)]).toEqual([true, false]);
  });

  it('leave a law without a degree out of what decays', () => {
    // u² + 2u − v² grows from 2 to 7, w² − z² shrinks from 16 to 4.
    const both = bind({
      kind: 'polynomial',
      variables: ['u', 'v', 'w', 'z'],
      features: ['u*v + v', 'w*z'],
    });
    const { diagnosis, decay } = drift(both, [1, 1, 5, 3], [2, 1, 2.5, 1.5]);
    expect(diagnosis).toBe('one-shrunk');
    for (const end of decay!) expect(end).toBeCloseTo(Math.LN2, 12);
  });

  it('of which one is the other shrunk have decayed, by the logarithm of the share', () => {
    const { diagnosis, decay, common } = drift(two, [3, 1, 1, 2], [1.5, 0.5, 0.5, 1]);
    expect(diagnosis).toBe('decayed');
    // h goes like the square: λt = log 2.
    for (const end of decay!) expect(end).toBeCloseTo(Math.LN2, 12);
    expect(decay![0]).toBeLessThanOrEqual(decay![1]);
    expect(common!.factor).toBeCloseTo(1 / 4, 14);
    expect(common!.off).toBeCloseTo(0, 14);
    expect(common!.offKept).toBeCloseTo(3 / 4, 14);
    // One law alone proves no common factor.
    expect(told(one, [5, 3], [2.5, 1.5])).toBe('one-shrunk');
    expect(told(two, [5, 1, 3, 1], [2.5, 0.5, 1.5, 0.5])).toBe('decayed');
    // The three others are 0 before and after.
    expect(told(two, [5, 0, 3, 0], [2.5, 0, 1.5, 0])).toBe('one-shrunk');
  });

  it('have decayed by no bound where nothing but rounding is left', () => {
    const { diagnosis, decay } = drift(one, [5, 3], [1, 1]);
    expect(diagnosis).toBe('one-shrunk');
    expect(decay![0]).toBeGreaterThan(10);
    expect(decay![1]).toBe(Number.POSITIVE_INFINITY);
  });

  it('are told from what no decay explains', () => {
    // Grown, turned over, out of nothing, by unlike shares, and a law without a degree.
    expect(told(one, [5, 3], [10, 6])).toBe('neither');
    expect(drift(one, [5, 3], [10, 6]).decay![1]).toBeCloseTo(-Math.LN2, 12);
    expect(told(one, [5, 3], [3, 5])).toBe('neither');
    expect(drift(one, [5, 3], [3, 5])).toMatchObject({
      decay: null,
      common: { factor: -1, off: 0, offKept: 2 },
    });
    expect(told(one, [1, 1], [1.5, 1])).toBe('neither');
    expect(drift(one, [1, 1], [1.5, 1])).toMatchObject({ decay: null, common: null });
    expect(told(two, [3, 1, 1, 2], [1.5, 0.75, 0.5, 1.5])).toBe('neither');
    expect(drift(two, [3, 1, 1, 2], [1.5, 0.75, 0.5, 1.5]).decay).toBe(null);
    // One of them out of nothing, beside one that shrank.
    expect(drift(two, [5, 0, 3, 0], [2.5, 1, 1.5, 0])).toMatchObject({
      decay: null,
      diagnosis: 'neither',
    });
    const shifted = drift(moved, [4, 3], [2, 1.5]);
    expect(shifted).toMatchObject({ diagnosis: 'neither', decay: null, common: null });
    expect(shifted.laws[0]).toMatchObject({ degree: null, isKept: false, isTested: true });
  });
});

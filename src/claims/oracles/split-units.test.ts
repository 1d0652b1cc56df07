import { describe, expect, it } from 'vitest';
import { open } from '../../instances/subject.ts';
import { add, ONE, rational } from '../../numerics/rational.ts';
import { networkOf } from '../../testing/network-of.ts';
import {
  hessianInertia,
  hiddenUnits,
  isCritical,
  madeCritical,
  nameOf,
  putsOut,
  SHARES,
  sharesDimension,
  withSplitUnit,
} from './split-units.ts';

describe('the largest slope', () => {
  // L = ½(aw)², ∇L = aw(a, w).
  const at = (w: number, a: number) => {
    const more = { data: { inputs: [[1]], targets: [[0]] }, loss: 'squared' };
    const subject = networkOf([1, 1, 1], 'identity', [[[w]], [[a]]], more);
    const finding = isCritical(subject, 'here');
    return finding.status === 'open' ? null : [finding.status, finding.decision.value];
  };

  it('has to be 0', () => {
    expect([at(2, 3), at(3, 2), at(-3, 2), at(0, 2)]).toEqual([
      ['fails', 18],
      ['fails', 18],
      ['fails', 18],
      ['holds', 0],
    ]);
  });

  it('units of which none goes out have none', () => {
    const subject = networkOf([1, 2, 1], 'identity', [[[1], [2]], [[0, 3]]]);
    expect([0, 1].map((index) => putsOut(subject, { layer: 0, index }))).toEqual([false, true]);
    const wide = withSplitUnit(
      subject,
      { layer: 0, index: 1 },
      [rational(1, 3), rational(2, 3)],
      ONE,
    );
    expect(open(wide).float).toEqual(Float64Array.of(1, 2, 3, 0, 1, 2));
  });

  it('have names, in every hidden layer', () => {
    const subject = networkOf([1, 2, 1, 1], 'identity', [[[1], [2]], [[0, 3]], [[4]]]);
    expect(hiddenUnits(subject).map(nameOf)).toEqual([
      'unit 1 of layer 1',
      'unit 2 of layer 1',
      'unit 1 of layer 2',
    ]);
  });
});

describe('shares', () => {
  it('add up to 1', () => {
    expect(SHARES.map((shares) => shares.reduce(add))).toEqual([ONE, ONE, ONE]);
    expect(SHARES.map((shares) => shares.some(({ numerator }) => numerator < 0n))).toEqual([
      false,
      true,
      true,
    ]);
  });

  it('of n copies have n − 1 dimensions, of a unit that puts out nothing none', () => {
    const subject = networkOf([1, 2, 1], 'identity', [[[1], [2]], [[0, 3]]]);
    const of = (index: number, copies: number) =>
      sharesDimension(subject, { layer: 0, index }, copies);
    expect([of(1, 2), of(1, 3), of(1, 4)]).toEqual([1, 2, 3]);
    expect([of(0, 2), of(0, 3)]).toEqual([0, 0]);
  });
});

describe('the Hessian', () => {
  // L = ½(aw − y)², ∇²L = (a² aw + r; aw + r w²), r = aw − y.
  const of = (w: number, a: number, y: number) => {
    const more = { data: { inputs: [[1]], targets: [[y]] }, loss: 'squared' };
    return hessianInertia(networkOf([1, 1, 1], 'identity', [[[w]], [[a]]], more));
  };

  it('has the inertia of a matrix of two', () => {
    // (9 6; 6 4); (0 −1; −1 0); (1 2; 2 1), of determinant −3.
    expect([of(2, 3, 6), of(0, 0, 1), of(1, 1, 0)]).toEqual([
      { positive: 1, zero: 1, negative: 0 },
      { positive: 1, zero: 0, negative: 1 },
      { positive: 1, zero: 0, negative: 1 },
    ]);
  });

  it('is asked for where targets make θ critical', () => {
    const of = (w: number, a: number, y: number) => {
      const more = { data: { inputs: [[1]], targets: [[y]] }, loss: 'squared' };
      return madeCritical(networkOf([1, 1, 1], 'identity', [[[w]], [[a]]], more));
    };
    // (a, w)(aw − y) vanishes at (2, 3) for y = 6 alone, which fits exactly; at (0, 0) for every y.
    expect([of(2, 3, 0), of(0, 0, 0)]).toEqual([null, null]);
    expect(of(0, 0, 1)?.instance.data).toEqual({ inputs: [[1]], targets: [[1]] });
  });
});

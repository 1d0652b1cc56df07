/** A unit split at a critical point, worked out by hand: F = a e^{wx} at w = 0, a = 1, x = 0, 1, −1. */
import { describe, expect, it } from 'vitest';
import { parseInstance } from '../../instances/read-instance.ts';
import { open } from '../../instances/subject.ts';
import { toRational } from '../../numerics/numeral.ts';
import { check } from '../check.ts';
import { nearestCritical } from '../oracles/critical-point.ts';
import { hessianInertia, madeCritical, withSplitUnit } from '../oracles/split-units.ts';
import { claimById } from '../registry.ts';
import { sentenceOf } from '../sentence.ts';

/** ∇F = (x, 1), so slopes s are critical where Σs = 0 and Σsx = 0: (−2, 1, 1)·s₃. */
function exponential(targets: readonly number[], a = 1, loss = 'squared') {
  return parseInstance({
    model: { kind: 'fully-connected', widths: [1, 1, 1], bias: false, activation: 'exp' },
    parameters: {
      layers: [
        { weights: [[0]], bias: null },
        { weights: [[a]], bias: null },
      ],
    },
    data: { inputs: [[0], [1], [-1]], targets: targets.map((y) => [y]) },
    loss,
  });
}

const verdictOf = (id: string, instance: ReturnType<typeof exponential>, drop: string[] = []) =>
  check(claimById(id)!, instance, drop);
const wide = (critical: NonNullable<ReturnType<typeof madeCritical>>, ...shares: string[]) =>
  open(withSplitUnit(critical, { layer: 0, index: 0 }, shares.map(toRational)));

describe('embedding', () => {
  it('takes the nearest data for which θ is critical, the given ones where it is', () => {
    // F = 1, slopes 1, 1, 1: the third stays, s = (−2, 1, 1), targets 1 − s.
    expect(nearestCritical(open(exponential([0, 0, 0])))?.targets).toEqual([[3], [0], [0]]);
    expect(nearestCritical(open(exponential([9, -3, -3])))?.targets).toEqual([[9], [-3], [-3]]);
    expect(nearestCritical(open(exponential([5, 5, 7], 1, 'linear')))?.targets).toEqual([
      [-14],
      [7],
      [7],
    ]);
    expect(nearestCritical(open(exponential([0, 0, 1])))).toBeNull();
  });

  it('has the inertia of the narrower network and of what moves copies apart', () => {
    const critical = madeCritical(open(exponential([0, 0, 0])))!;
    // 3∇²L = (Σx², Σx; Σx, 3) + (Σsx², Σsx; Σsx, 0) = (4, 0; 0, 3).
    expect(hessianInertia(critical)).toEqual({ positive: 2, zero: 0, negative: 0 });
    // Apart: (γ, β) ↦ 2γqβ + α(1 − α)aSβ² with q = 0, aS = 2/3.
    expect(hessianInertia(wide(critical, '1/2', '1/2'))).toEqual({
      positive: 3,
      zero: 1,
      negative: 0,
    });
    expect(hessianInertia(wide(critical, '2', '-1'))).toEqual({
      positive: 2,
      zero: 1,
      negative: 1,
    });
    // Three: Σαβ² on Σαβ = 0 is diag(1/2, 1, −1/2) without the square of (1, 1, 1), which is 1.
    expect(hessianInertia(wide(critical, '1/2', '1', '-1/2'))).toEqual({
      positive: 3,
      zero: 2,
      negative: 1,
    });
  });

  it('survives, and its neighbours fall', () => {
    const minimum = exponential([0, 0, 0]);
    expect(verdictOf('embedding', minimum).kind).toBe('survived');
    const falls = (id: string, says: string) => {
      const verdict = verdictOf(id, minimum);
      expect(verdict).toMatchObject({ kind: 'falsified', proof: { by: 'exact' } });
      expect(sentenceOf(verdict)).toBe(says);
    };
    falls(
      'embedding-keeps-minima',
      'negative eigenvalues of ∇²L after unit 1 of layer 1 is split: 1, and not 0',
    );
    falls(
      'embedding-adds-only-zeros',
      'zero eigenvalues of ∇²L after unit 1 of layer 1 is split: 1, and not ≥ 2',
    );
    // F = 3/2: slopes (−2 + 1/2, …) sum up to 3/2, a third of that for each half of ∂L/∂a, 1 and 1/2 of it for w.
    falls(
      'embedding-any-shares',
      'the largest slope of L after unit 1 of layer 1 is split into 1 and 1/2 of it: 1/2',
    );
    // A line of minima: at a saddle of F = a w x (0, 0) nothing but zeros is added.
    expect(verdictOf('embedding-keeps-minima', exponential([1, 1, 2], 0)).kind).toBe('vacuous');
  });

  it('asks for a critical point, and for units that put out something', () => {
    expect(verdictOf('embedding', exponential([0, 0, 0]), ['critical-point']).kind).toBe(
      'falsified',
    );
    const dead = exponential([1, 2, 3], 0);
    expect(verdictOf('embedding', dead).kind).toBe('vacuous');
    const verdict = verdictOf('embedding', dead, ['units-put-out']);
    expect(sentenceOf(verdict)).toBe(
      'dimension of the critical points that unit 1 of layer 1 in 2 gives: 0, and not 1',
    );
  });
});

/** How far quantities stray along points that are written down. */
import { describe, expect, it } from 'vitest';
import { polynomial } from '../../numerics/polynomial.ts';
import { rational } from '../../numerics/rational.ts';
import { driftAlong, lawOf } from './explain-drift.ts';
import { type Law, polynomialLaw } from './law.ts';

const u = polynomial([{ coefficient: rational(1), powers: [[0, 1]] }]);
/** u² − v. */
const h = polynomialLaw(
  polynomial([
    { coefficient: rational(1), powers: [[0, 2]] },
    { coefficient: rational(-1), powers: [[1, 1]] },
  ]),
);
/** 1/u. */
const reciprocal: Law = {
  polynomial: { terms: [] },
  poles: [{ coefficient: rational(1), form: u, power: 1 }],
};

describe('the drift of u² − v', () => {
  it('is the largest difference from the start, over the largest Σ |terms|', () => {
    // h is 1, 3, −4 and 0; Σ |terms| is 1, 5, 4 and 18.
    const points = [
      [1, 0],
      [2, 1],
      [0, 4],
      [3, 9],
    ];
    expect(driftAlong(h, points.slice(0, 2))).toEqual({ absolute: 2, relative: 2 / 5, at: 1 });
    expect(driftAlong(h, points.slice(0, 3))).toEqual({ absolute: 5, relative: 1, at: 2 });
    expect(driftAlong(h, points)).toEqual({ absolute: 5, relative: 5 / 18, at: 2 });
  });

  it('is told of the first of two points that are as far', () => {
    const points = [
      [0, 0],
      [0, 4],
      [0, 4],
      [2, 0],
    ];
    expect(driftAlong(h, points)).toEqual({ absolute: 4, relative: 1, at: 1 });
  });

  it('has the scale of the start where that is the largest', () => {
    expect(
      driftAlong(h, [
        [3, 9],
        [1, 0],
      ]),
    ).toEqual({ absolute: 1, relative: 1 / 18, at: 1 });
  });

  it('is 0 where nothing changes, all terms 0 included', () => {
    const none = { absolute: 0, relative: 0, at: 0 };
    expect(driftAlong(h, [[2, 1]])).toEqual(none);
    // 3 at each.
    expect(
      driftAlong(h, [
        [2, 1],
        [-2, 1],
      ]),
    ).toEqual(none);
    expect(
      driftAlong(h, [
        [0, 0],
        [0, 0],
      ]),
    ).toEqual(none);
  });

  it('is infinite where the points are not finite', () => {
    const infinite = Number.POSITIVE_INFINITY;
    const lost = { absolute: infinite, relative: infinite, at: 1 };
    expect(
      driftAlong(h, [
        [2, 1],
        [infinite, 1],
        [Number.NaN, 1],
      ]),
    ).toEqual(lost);
    expect(
      driftAlong(h, [
        [2, 1],
        [Number.NaN, 1],
        [infinite, 1],
      ]),
    ).toEqual(lost);
  });
});

describe('the quantity of an invariant', () => {
  it('is its law, else its polynomial, else unknown', () => {
    const nothing = { terms: [] };
    expect(lawOf({ polynomial: nothing, law: reciprocal })).toBe(reciprocal);
    expect(lawOf({ polynomial: u, law: reciprocal })).toBe(reciprocal);
    expect(lawOf({ polynomial: u })).toEqual({ polynomial: u, poles: [] });
    expect(lawOf({ polynomial: nothing })).toBeNull();
  });

  it('strays where it has a pole', () => {
    expect(driftAlong(reciprocal, [[1], [0.5]])).toMatchObject({ absolute: 1, at: 1 });
    expect(driftAlong(reciprocal, [[1], [0]])).toMatchObject({
      absolute: Number.POSITIVE_INFINITY,
      relative: Number.POSITIVE_INFINITY,
    });
  });
});

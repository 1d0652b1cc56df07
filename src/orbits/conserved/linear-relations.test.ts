/** Linear relations modulo primes so small that all solutions can be tried. */
import { describe, expect, it } from 'vitest';
import { createRng } from '../../numerics/random.ts';
import { type LinearForm, linearRelations, single, ZERO_FORM } from './linear-relations.ts';

describe('linear relations', () => {
  it('a + b = 0 and b + 2c = 0 leave one unknown: a = 2c', () => {
    const relations = linearRelations(7, [0, 0, 9]);
    const { plus } = relations;
    relations.vanish(plus(single(0), single(1), 1));
    relations.vanish(plus(single(1), single(2), 2));
    expect(relations.reduced(single(0))).toEqual({ unknowns: [2], coefficients: [2] });
    expect(relations.reduced(single(1))).toEqual({ unknowns: [2], coefficients: [5] });
    expect(relations.unimodular).toBe(true);
    relations.vanish(plus(ZERO_FORM, single(2), 3));
    expect(relations.reduced(single(0))).toEqual(ZERO_FORM);
    expect(relations.unimodular).toBe(false);
  });

  const form = (values: readonly number[]): LinearForm => {
    const unknowns = [...values.keys()].filter((i) => values[i] !== 0);
    return { unknowns, coefficients: unknowns.map((i) => values[i]) };
  };
  const all = (prime: number) =>
    Array.from({ length: prime ** 3 }, (_, code) =>
      [1, prime, prime ** 2].map((step) => Math.floor(code / step) % prime),
    );

  it.each([2, 3, 5])('say of a form modulo %i that it is 0 where all solutions do', (prime) => {
    const rng = createRng(`relations ${prime}`);
    const points = all(prime);
    const at = (f: readonly number[], x: readonly number[]) =>
      f.reduce((total, c, i) => total + c * x[i], 0) % prime;
    for (let trial = 0; trial < 6; trial++) {
      const given = Array.from({ length: 1 + (trial % 2) }, () =>
        [0, 0, 0].map(() => rng.integer(0, prime - 1)),
      );
      const relations = linearRelations(prime, [3, 1, 2]);
      for (const f of given) relations.vanish(form(f));
      const solutions = points.filter((x) => given.every((f) => at(f, x) === 0));
      for (const f of points) {
        const reduced = relations.reduced(form(f));
        const vanishes = solutions.every((x) => at(f, x) === 0);
        expect([f, reduced.unknowns.length === 0]).toEqual([f, vanishes]);
        // The same on all solutions.
        const left = [0, 1, 2].map((i) => reduced.coefficients[reduced.unknowns.indexOf(i)] ?? 0);
        expect(solutions.every((x) => at(f, x) === at(left, x))).toBe(true);
      }
    }
  });

  it('are solved for what costs least, the last of these', () => {
    const solvedFor = (costs: number[], f: number[] = [1, 1, 1]) => {
      const relations = linearRelations(7, costs);
      relations.vanish(form(f));
      return [0, 1, 2].filter(
        (i) => !relations.reduced(form([0, 1, 2].map((k) => Number(k === i)))).unknowns.includes(i),
      );
    };
    expect([
      solvedFor([1, 2, 3]),
      solvedFor([2, 1, 3]),
      solvedFor([2, 2, 2]),
      solvedFor([1, 1, 2]),
    ]).toEqual([[0], [1], [2], [1]]);
  });

  it('add up, and tell whether they read the same over ℤ', () => {
    const { plus } = linearRelations(7, [0, 0, 0]);
    expect(plus(form([1, 2, 0]), form([3, 0, 4]), -2)).toEqual(form([2, 2, 6]));
    expect(plus(form([1, 2, 0]), form([3, 0, 4]), 7)).toEqual(form([1, 2, 0]));
    expect(plus(form([1, 2, 0]), ZERO_FORM, 3)).toEqual(form([1, 2, 0]));
    expect(plus(form([1, 0, 0]), form([3, 0, 0]), 2)).toEqual(ZERO_FORM);
    const unimodular = (...f: number[]) => {
      const relations = linearRelations(7, [0, 0, 0]);
      relations.vanish(form(f));
      return relations.unimodular;
    };
    expect([
      unimodular(2, 3, 1),
      unimodular(2, 3, 6),
      unimodular(1, 1, 2),
      unimodular(0, 0, 0),
    ]).toEqual([true, true, false, true]);
  });
});

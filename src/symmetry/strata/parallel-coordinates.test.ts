/** Fewer coordinates have the same fixed-point subspaces as all of them: every random group, against all of its elements. */
import { describe, expect, it } from 'vitest';
import { createRng } from '../../numerics/random.ts';
import { groupElements, moveOfPermutation } from './group-elements.ts';
import { withoutParallel } from './parallel-coordinates.ts';
import { classesOf, keyOf, meet, type SignedPermutation } from './signed-classes.ts';

/** All intersections of what single elements fix. */
function subspaces(generators: readonly SignedPermutation[], size: number): Int32Array[] {
  const fixes = groupElements(generators, size).map((q) => classesOf([moveOfPermutation(q)], size));
  const found = new Map<string, Int32Array>();
  const list = [classesOf([], size)];
  for (const subspace of list) {
    if (found.has(keyOf(subspace))) continue;
    found.set(keyOf(subspace), subspace);
    list.push(...fixes.map((fix) => meet(subspace, fix)));
  }
  return [...found.values()];
}

/** Coordinates i and n + i are moved side by side by some generators, up to signs of their own, and all others at random. */
function randomGenerators(seed: number): SignedPermutation[] {
  const rng = createRng(`parallel ${seed}`);
  const [n, copies] = [rng.integer(2, 3), rng.integer(1, 2)];
  const turn = Array.from({ length: n * copies }, () => (rng.chance(0.3) ? -1 : 1));
  return Array.from({ length: 2 }, () => {
    const order = rng.shuffle(Array.from({ length: n }, (_, i) => i));
    const signs = order.map(() => (rng.chance(0.3) ? -1 : 1));
    const other = rng.chance(0.3) ? rng.shuffle([...order]) : order;
    return Int32Array.from(turn, (own, j) => {
      const copy = Math.floor(j / n);
      const to = n * copy + (copy === 0 ? order : other)[j % n];
      return own * turn[to] * signs[j % n] * (to + 1);
    });
  });
}

describe('coordinates that go along with others', () => {
  it('have as many images: four that turn while two are exchanged are no copies of these', () => {
    expect(withoutParallel([Int32Array.of(2, 1, 4, 5, 6, 3)], 6).size).toBe(6);
    expect(withoutParallel([Int32Array.of(2, 3, 4, 1, 6, 5)], 6).size).toBe(6);
  });

  it.each(Array.from({ length: 40 }, (_, seed) => seed))('are left out: group %i', (seed) => {
    const generators = randomGenerators(seed);
    const size = generators[0].length;
    const fewer = withoutParallel(generators, size);
    const expanded = subspaces(fewer.generators, fewer.size).map((own) => keyOf(fewer.expand(own)));
    expect(new Set(expanded)).toEqual(new Set(subspaces(generators, size).map(keyOf)));
  });
});

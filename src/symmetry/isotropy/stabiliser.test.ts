/** Orbits under the moves that fix given points, against products of them all, on three coordinates. */
import { describe, expect, it } from 'vitest';
import { all, type Element } from '../../testing/signed-permutations.ts';
import { moveOf, type SignedMove } from '../group/signed-move.ts';
import type { SymmetryGraph } from '../group/symmetry-graph.ts';
import { stabiliserOrbits, verticesOf } from './stabiliser.ts';

const move = ({ target, sign }: Element): SignedMove =>
  moveOf(target.map((to, i) => [i, to, sign[i]] as const));
/** Vertex 2i is θᵢ and 2i + 1 is −θᵢ. */
const image = ({ target, sign }: Element, v: number) =>
  2 * target[v >> 1] + (sign[v >> 1] === 1 ? v % 2 : 1 - (v % 2));
/** Least vertex that is reached step by step. */
function orbitOf(elements: readonly Element[], v: number): number {
  const reached = new Set([v]);
  for (const at of reached) for (const element of elements) reached.add(image(element, at));
  return Math.min(...reached);
}
const graph = (n: number) => ({ vertices: 2 * n }) as SymmetryGraph;
const orbits = (n: number, elements: readonly Element[], points: readonly number[] = []) => [
  ...stabiliserOrbits(graph(n), elements.map(move), points),
];

describe('orbits of vertices', () => {
  const three = all[2];

  it('are those of any two signed permutations of three coordinates', () => {
    three.forEach((one, k) => {
      for (const other of three.slice(k)) {
        const expected = [0, 1, 2, 3, 4, 5].map((v) => orbitOf([one, other], v));
        expect(orbits(3, [one, other])).toEqual(expected);
      }
    });
  });

  it('are those of the moves that fix all of the points', () => {
    const some = three.filter((_, k) => k % 5 === 0);
    for (const points of [[0], [3], [1, 4]]) {
      const fixing = some.filter(({ target, sign }) =>
        points.every((v) => target[v >> 1] === v >> 1 && sign[v >> 1] === 1),
      );
      expect(fixing.length).toBeGreaterThan(0);
      const expected = [0, 1, 2, 3, 4, 5].map((v) => orbitOf(fixing, v));
      expect(orbits(3, some, points)).toEqual(expected);
    }
  });

  it('are followed through long chains', () => {
    const swap = (i: number): Element => ({
      target: [0, 1, 2, 3, 4, 5, 6].map((k) => (k === i ? i + 1 : k === i + 1 ? i : k)),
      sign: [1, 1, 1, 1, 1, 1, 1],
    });
    const even = [0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1];
    expect(orbits(7, [5, 4, 3, 2, 1, 0].map(swap))).toEqual(even);
    expect(orbits(7, [0, 2, 4, 1, 5, 3].map(swap))).toEqual(even);
    expect(orbits(7, [5, 3, 1].map(swap))).toEqual([0, 1, 2, 3, 2, 3, 6, 7, 6, 7, 10, 11, 10, 11]);
  });
});

it('vertices of a colour are listed in order', () => {
  expect(verticesOf(graph(2), Int32Array.of(3, 1, 3, 0), 3)).toEqual([0, 2]);
  expect(verticesOf(graph(2), Int32Array.of(3, 1, 3, 0), 2)).toEqual([]);
});

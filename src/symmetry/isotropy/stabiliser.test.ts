/** Orbits under the moves that fix given points, against products of them all, on three coordinates. */
import { describe, expect, it } from 'vitest';
import { all, type Element } from '../../testing/signed-permutations.ts';
import { moveOf, moveText, type SignedMove } from '../group/signed-move.ts';
import type { SymmetryGraph } from '../group/symmetry-graph.ts';
import { firstShared, stabiliser, stabiliserOrbits, verticesOf } from './stabiliser.ts';

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

describe('a search', () => {
  /** A graph of which the colours say nothing but what was singled out. */
  function blind(n: number, cost = 0): SymmetryGraph {
    let work = 0;
    const key = (colours: Int32Array) =>
      [...colours].sort((a, b) => a - b).reduce((h, c) => (h * 31 + c) | 0, 7);
    return {
      vertices: 2 * n,
      initial: () => new Int32Array(2 * n),
      tellsApart: () => false,
      individualise(colours, vertex, depth) {
        work += cost;
        const copy = colours.slice();
        copy[vertex] = 2 * depth + 1;
        copy[vertex ^ 1] = 2 * depth + 2;
        return copy;
      },
      digest: key,
      work: () => work,
    };
  }

  it('finds all that is proved, where colours say nothing', () => {
    for (const n of [1, 2, 3]) {
      const found = stabiliser(blind(n), () => true, null, []);
      expect(found.complete).toBe(true);
      expect(found.order).toBe(BigInt(all[n - 1].length));
      // No exchange of 0 with others is proved.
      const fewer = stabiliser(
        blind(n),
        ({ moved, image: to }) => moved.every((i, k) => i !== 0 || to[k] === 0),
        null,
        [],
      );
      expect(fewer.order).toBe(2n * BigInt(n === 1 ? 1 : all[n - 2].length));
    }
    expect(stabiliser(blind(3), () => false, null, [])).toEqual({
      moves: [],
      complete: true,
      order: 1n,
    });
  });

  it('finds what keeps the classes of a point alone', () => {
    // θ = (1, −1, 2): 0 ↔ −1.
    const found = stabiliser(blind(3), () => true, Int32Array.of(1, -1, 2), []);
    expect(found.order).toBe(2n);
    expect(found.moves.map(moveText)).toEqual(['0,1>1,0*-1,-1']);
    expect(stabiliser(blind(3), () => true, Int32Array.of(1, -1, 0), []).order).toBe(4n);
  });

  it('gives known moves back first, and says where it was cut short', () => {
    const known = [moveOf([[2, 2, -1]])];
    const whole = stabiliser(blind(3), () => true, null, known);
    expect(whole.moves[0]).toBe(known[0]);
    expect(whole.order).toBe(48n);
    for (const limit of [0, 1, 3, 5, 10, 40]) {
      const { complete, order } = stabiliser(blind(3, 1), () => true, null, known, limit);
      expect(complete).toBe(order === 48n && limit > 3);
      if (limit < 10) expect(complete).toBe(false);
    }
    expect(stabiliser(blind(3, 1), () => true, null, [], 1000).complete).toBe(true);
  });

  it('begins with the first colour that is shared', () => {
    expect(firstShared(graph(2), Int32Array.of(1, 2, 3, 4))).toBe(-1);
    expect(firstShared(graph(2), Int32Array.of(1, 2, 3, 2))).toBe(1);
    // What comes after the parameters does not count.
    expect(firstShared(graph(1), Int32Array.of(1, 2, 2, 1))).toBe(-1);
  });
});

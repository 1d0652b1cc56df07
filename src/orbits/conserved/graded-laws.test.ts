/** Laws of degree two block by block, of fields that are written down. */
import { describe, expect, it } from 'vitest';
import { bind } from '../../models/bind.ts';
import { createRng } from '../../numerics/random.ts';
import type { FieldFamily } from '../fields/family.ts';
import { type LawBlocks, lawBlocks, lawsModulo } from './graded-laws.ts';
import type { PointField } from './point-fields.ts';

const PRIME = 4194287;
const linear = (widths: readonly number[]) => bind({ kind: 'linear', widths: [...widths] });
const blocksOf = (widths: readonly number[]) => lawBlocks(linear(widths), createRng('blocks'))!;
const listed = ({ order, start }: LawBlocks) =>
  Array.from({ length: start.length - 1 }, (_, b) => [...order.slice(start[b], start[b + 1])]);

/** The field g(θ) times a random number. */
function fieldOf(size: number, at: (theta: Float64Array) => readonly number[]): PointField {
  return {
    prime: PRIME,
    size,
    family: { partial: false } as FieldFamily,
    member: () => true,
    sample(rng, theta, g) {
      for (const i of theta.keys()) theta[i] = rng.integer(0, PRIME - 1);
      const factor = rng.integer(1, PRIME - 1);
      at(theta).forEach((x, i) => {
        g[i] = (factor * x) % PRIME;
      });
    },
  };
}
/** F = x(w₁a₁ + w₂a₂), θ = (w₁, w₂, a₁, a₂). */
const product = fieldOf(4, ([a, b, c, d]) => [c, d, a, b]);
const lawsOf = (blocks: LawBlocks, among: readonly number[] | null = null, field = product) =>
  lawsModulo(blocks, among, field, createRng('laws')).map(({ block, rows }) => [
    block,
    rows.map((row) => [...row].map((x) => (x > PRIME / 2 ? x - PRIME : x))),
  ]);

describe('blocks', () => {
  it('are classes of products and of numbers alone, in the order in which they are met', () => {
    const blocks = blocksOf([1, 2, 1]);
    const { i, j } = blocks.unknowns;
    // w₁², w₁w₂, w₁a₁, w₁a₂, w₂², …, a₂², then the four numbers.
    expect([...i].map((first, n) => `${first}${j[n]}`)).toEqual([
      '00',
      '01',
      '02',
      '03',
      '11',
      '12',
      '13',
      '22',
      '23',
      '33',
      '0-1',
      '1-1',
      '2-1',
      '3-1',
    ]);
    expect(listed(blocks)).toEqual([
      [0, 4, 7, 9],
      [1, 8],
      [2],
      [3, 5],
      [6],
      [10],
      [11],
      [12],
      [13],
    ]);
    expect(blocks.work).toBe(64 + 8 + 1 + 8 + 5);
    // Nothing cancels: w₁² − a₁² and w₂² − a₂² are all laws of squares.
    expect(blocks.squares?.block).toBe(0);
    expect(blocks.squares?.laws.map((law) => [...law])).toEqual([
      [1, 0, -1, 0],
      [0, 1, 0, -1],
    ]);
  });

  it('of squares that others meet are no block of squares alone', () => {
    const exp = bind({
      kind: 'fully-connected',
      widths: [1, 2, 1],
      bias: false,
      activation: 'exp',
    });
    expect(lawBlocks(exp, createRng('blocks'))?.squares).toBeNull();
  });

  it('are not made of more than 512 parameters', () => {
    expect(lawBlocks(linear([513, 1]), createRng('blocks'))).toBeNull();
  });
});

describe('laws', () => {
  const blocks = blocksOf([1, 2, 1]);
  // w₁w₂ − a₁a₂, and w₁a₂ − w₂a₁.
  const others = [
    [1, [[1, -1]]],
    [3, [[1, -1]]],
  ];
  const squares = [
    0,
    [
      [1, 0, -1, 0],
      [0, 1, 0, -1],
    ],
  ];

  it('are found in each block, those of squares as they are known', () => {
    expect(lawsOf(blocks)).toEqual([squares, ...others]);
    expect(lawsOf({ ...blocks, squares: null })).toEqual([squares, ...others]);
    expect(lawsOf({ ...blocks, squares: { block: 0, laws: [] } })).toEqual(others);
  });

  it('are found in the blocks that are asked for', () => {
    expect(lawsOf(blocks, [3])).toEqual([others[1]]);
    expect(lawsOf(blocks, [4, 0])).toEqual([squares]);
    expect(lawsOf(blocks, [])).toEqual([]);
  });

  it('are the same of one block of all', () => {
    const one = {
      ...blocks,
      order: blocks.order.slice().sort(),
      start: Int32Array.of(0, 14),
      squares: null,
    };
    const law = (plus: number, minus: number) =>
      Array.from({ length: 14 }, (_, n) => (n === plus ? 1 : n === minus ? -1 : 0));
    expect(lawsOf(one)).toEqual([[0, [law(0, 7), law(1, 8), law(3, 5), law(4, 9)]]]);
  });

  it('of eight and of nine unknowns are found, and none where there is none', () => {
    const of = (order: number[]) =>
      lawsOf({
        ...blocks,
        order: Int32Array.from(order),
        start: Int32Array.of(0, order.length),
        squares: null,
      });
    // The last unknown is what closes a law, and what comes before it leaves none.
    expect(of([0, 1, 2, 3, 4, 6, 10, 11])).toEqual([]);
    expect(of([0, 1, 2, 3, 4, 6, 10, 8])).toEqual([[0, [[0, 1, 0, 0, 0, 0, 0, -1]]]]);
    expect(of([0, 1, 2, 3, 4, 6, 10, 11, 12])).toEqual([]);
    expect(of([0, 1, 2, 3, 4, 6, 10, 11, 7])).toEqual([[0, [[1, 0, 0, 0, 0, 0, 0, 0, -1]]]]);
    expect(of([10])).toEqual([]);
  });

  it('of a direction that never moves are numbers', () => {
    const still = fieldOf(2, ([u]) => [u, 0]);
    const two = blocksOf([2, 1]);
    const all = {
      ...two,
      order: Int32Array.of(0, 1, 2, 3, 4),
      start: Int32Array.of(0, 5),
      squares: null,
    };
    // θ₁² and θ₁; θ₀² and θ₀θ₁ move.
    expect(lawsOf(all, null, still)).toEqual([
      [
        0,
        [
          [0, 0, 1, 0, 0],
          [0, 0, 0, 0, 1],
        ],
      ],
    ]);
  });
});

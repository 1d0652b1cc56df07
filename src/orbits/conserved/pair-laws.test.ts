/** Guesses at laws of two units from those of one, by hand. */
import { describe, expect, it } from 'vitest';
import { type BoundModel, bind } from '../../models/bind.ts';
import { format, rational } from '../../numerics/rational.ts';
import { texts } from '../../testing/laws-of-models.ts';
import type { AffineElement } from './affine-element.ts';
import { pairLaws } from './pair-laws.ts';

const element = (...entries: readonly (readonly [number, number])[]): AffineElement =>
  entries.map(([at, n]) => [at, rational(n)]);
const linear = (...widths: readonly number[]) => bind({ kind: 'linear', widths: [...widths] });
const hidden = (bound: BoundModel) =>
  bound.axes.filter(({ role }) => role === 'hidden').map(({ name }) => name);
/** Entries (row, column) of A, each with its value. */
const guesses = (bound: BoundModel, elements: readonly AffineElement[], narrowed = hidden(bound)) =>
  pairLaws(bound, narrowed, elements).map((law) =>
    law
      .map(([at, q]) => `${Math.floor(at / bound.size)},${at % bound.size}: ${format(q)}`)
      .join(' '),
  );

it('laws of a network of more than 512 parameters are those of its units, and of two of them', () => {
  const laws = texts({ kind: 'linear', widths: [32, 19, 1] });
  expect(laws).toHaveLength((19 * 20) / 2);
  expect([laws[0], laws[18], laws[19], laws[189]]).toEqual([
    'a₁² − ‖w₁‖²',
    'a₁₉² − ‖w₁₉‖²',
    'a₁a₂ − w₁·w₂',
    'a₁₈a₁₉ − w₁₈·w₁₉',
  ]);
});

describe('laws of two units', () => {
  it('are those of one with products in place of squares, for each pair', () => {
    // θ = (w₁, w₂, w₃, a₁, a₂, a₃): of 2w₁² − 3a₁² the law 2wᵢwⱼ − 3aᵢaⱼ.
    const bound = linear(1, 3, 1);
    const law = (i: number, j: number) =>
      `${i},${j}: 2 ${j},${i}: 2 ${3 + i},${3 + j}: -3 ${3 + j},${3 + i}: -3`;
    expect(guesses(bound, [element([0, 2], [21, -3])])).toEqual([law(0, 1), law(0, 2), law(1, 2)]);
  });

  it('are looked for along axes of up to 110 units', () => {
    // θ = (w, a), M = 2n: a₁² − w₁².
    const count = (n: number) =>
      guesses(linear(1, n, 1), [element([0, -1], [n * 2 * n + n, 1])]).length;
    expect([count(2), count(110), count(111)]).toEqual([1, (110 * 109) / 2, 0]);
  });

  it('go by the places of the units in each tensor', () => {
    // W₁ has rows (θ₀, θ₁), (θ₂, θ₃) for its units, W₂ columns (θ₄, θ₆), (θ₅, θ₇).
    const bound = linear(2, 2, 2);
    expect(guesses(bound, [element([0, 1], [9, 1], [36, -1], [54, -1])])).toEqual([
      '0,2: 1 1,3: 1 2,0: 1 3,1: 1 4,5: -1 5,4: -1 6,7: -1 7,6: -1',
    ]);
  });

  it('are read off squares of unit 0 alone', () => {
    const bound = linear(1, 2, 1);
    const [unit, other] = [element([0, 1], [10, -1]), element([5, 1], [15, -1])];
    expect(guesses(bound, [other])).toEqual([]);
    expect(guesses(bound, [element([0, 1], [15, -1])])).toEqual([]);
    // w₁w₂ − a₁a₂, and a₁² − 2w₁ where w₁ is number 16.
    expect(guesses(bound, [element([1, 1], [4, 1], [11, -1], [14, -1])])).toEqual([]);
    expect(guesses(bound, [element([10, 1], [16, -1])])).toEqual([]);
    expect(guesses(bound, [unit, other])).toHaveLength(1);
  });

  it('are none of parameters that bear no axis, or bear it twice', () => {
    // With biases θ = (w₁, w₂, b₁, b₂, a₁, a₂, c), and c belongs to no unit.
    const bound = bind({
      kind: 'fully-connected',
      widths: [1, 2, 1],
      bias: true,
      activation: 'exp',
    });
    expect(guesses(bound, [element([48, 1])])).toEqual([]);
    expect(guesses(bound, [element([32, 1])])).toEqual(['4,5: 1 5,4: 1']);
    const [axis] = linear(1, 2, 1).axes.filter(({ role }) => role === 'hidden');
    const square = {
      size: 6,
      axes: [axis],
      tensors: [
        { axes: [axis, axis], strides: [2, 1], offset: 0, size: 4 },
        { axes: [axis], strides: [1], offset: 4, size: 2 },
      ],
    } as unknown as BoundModel;
    expect(guesses(square, [element([0, 1])], [axis.name])).toEqual([]);
    expect(guesses(square, [element([28, 1])], [axis.name])).toEqual(['4,5: 1 5,4: 1']);
  });

  it('are those of the axes that are named', () => {
    const bound = linear(1, 2, 2, 1);
    const [first, second] = hidden(bound);
    // θ = (w₁, w₂, V, a₁, a₂), V by rows: its units are columns along the first axis, rows along the second.
    const law = element([0, 1], [18, -1], [36, -1]);
    expect(guesses(bound, [law], [first])).toEqual([
      '0,1: 1 1,0: 1 2,3: -1 3,2: -1 4,5: -1 5,4: -1',
    ]);
    expect(guesses(bound, [law], [second])).toEqual([]);
    expect(guesses(bound, [element([18, 1], [27, 1], [54, -1])], [second])).toEqual([
      '2,4: 1 3,5: 1 4,2: 1 5,3: 1 6,7: -1 7,6: -1',
    ]);
    expect(guesses(bound, [law], [])).toEqual([]);
  });
});

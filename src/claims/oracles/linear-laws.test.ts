/** Independent laws of linear networks, against ranks of their differentials. */
import { describe, expect, it } from 'vitest';
import type { Instance } from '../../instances/instance.ts';
import { unflatten } from '../../instances/layout.ts';
import { open, type Subject } from '../../instances/subject.ts';
import { type Rational, rational } from '../../numerics/rational.ts';
import { rationalRank } from '../../numerics/rational-matrix.ts';
import { pair } from '../../testing/two-neurons.ts';
import { hasFullRanks, hasScalarStretch, independentBalances } from './linear-laws.ts';

const vector = (...v: number[]): Rational[] => v.map((x) => rational(x));
const at = (model: object, theta: readonly number[], more = {}): Subject =>
  open({ model, parameters: unflatten(model as never, theta), ...more } as unknown as Instance);

describe('balances', () => {
  /** Entries of Wₗ Wₗᵀ − Wₗ₊₁ᵀ Wₗ₊₁. */
  const entries = (widths: readonly number[], theta: readonly number[]): number[] => {
    let from = 0;
    const layers = widths.slice(1).map((rows, l) => {
      const own = Array.from({ length: rows }, (_, i) =>
        theta.slice(from + i * widths[l], from + (i + 1) * widths[l]),
      );
      from += rows * widths[l];
      return own;
    });
    const dot = (a: readonly number[], b: readonly number[]) =>
      a.reduce((sum, x, k) => sum + x * b[k], 0);
    return layers.slice(1).flatMap((above, l) =>
      layers[l].flatMap((row, i) =>
        layers[l].map(
          (other, j) =>
            dot(row, other) -
            dot(
              above.map((r) => r[i]),
              above.map((r) => r[j]),
            ),
        ),
      ),
    );
  };

  it.each([[[1, 1, 1]], [[1, 2, 1]], [[2, 3, 2]], [[1, 2, 2, 1]], [[2, 1, 3, 2]]])(
    'of %j are as independent as their differences',
    (widths) => {
      const size = widths.slice(1).reduce((sum, n, l) => sum + n * widths[l], 0);
      const model = { kind: 'linear', widths } as const;
      for (const theta of [
        Array.from({ length: size }, (_, i) => (i + 1) ** 2),
        new Array<number>(size).fill(1),
        new Array<number>(size).fill(0),
      ]) {
        // Of degree two: differences over two are derivatives.
        const step = (i: number, by: number) => theta.map((x, k) => (k === i ? x + by : x));
        const rows = theta.map((_, i) => {
          const below = entries(widths, step(i, -1));
          return vector(...entries(widths, step(i, 1)).map((x, k) => x - below[k]));
        });
        expect(independentBalances(model as never, theta)).toBe(rationalRank(rows));
      }
    },
  );

  it('of linear networks are all where matrices have full ranks', () => {
    const full = (widths: number[], theta: number[]) =>
      hasFullRanks(at({ kind: 'linear', widths }, theta));
    expect(full([2, 2, 1], [1, 2, 3, 4, 5, 6])).toBe(true);
    expect(full([2, 2, 1], [1, 2, 2, 4, 5, 6])).toBe(false);
    expect(full([1, 2, 1], [1, 2, 3, 4])).toBe(true);
    // [W₁ | W₂ᵀ] = (1 2; 2 4).
    expect(full([1, 2, 1], [1, 2, 2, 4])).toBe(false);
    expect(full([1, 1, 1], [0, 1])).toBe(false);
    expect(hasFullRanks(pair('tanh', [0, 0], [0, 0]))).toBe(true);
  });
});

it('a stretch of one input and one output has two wider layers between', () => {
  const of = (...widths: number[]) => hasScalarStretch({ kind: 'linear', widths });
  expect([
    of(1, 2, 1),
    of(1, 2, 2, 1),
    of(2, 1, 2, 2, 1),
    of(1, 2, 1, 2, 1),
    of(2, 2, 2, 1),
  ]).toEqual([false, true, true, false, false]);
  expect([of(1, 1, 2, 2, 1), of(1, 2, 2, 2), of(1, 3, 3, 3, 1, 2)]).toEqual([true, false, true]);
  const net = { kind: 'fully-connected', widths: [1, 2, 2, 1], activation: 'tanh', bias: false };
  expect(hasScalarStretch(net as never)).toBe(false);
});

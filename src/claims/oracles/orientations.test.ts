/** Directions that rest at the start of training, counted by hand. */
import { describe, expect, it } from 'vitest';
import type { Instance } from '../../instances/instance.ts';
import { open } from '../../instances/subject.ts';
import { type Rational, rational } from '../../numerics/rational.ts';
import { pair } from '../../testing/two-neurons.ts';
import { type EarlyField, earlyField, restingAtSize, restingDirections } from './orientations.ts';

const vector = (...v: number[]): Rational[] => v.map((x) => rational(x));

describe('directions at the start of training', () => {
  const field = (multiplicity: number, ...data: [slope: number, ...x: number[]][]): EarlyField => ({
    multiplicity,
    weights: data[0].length - 1,
    inputs: data.map(([, ...x]) => vector(...x)),
    slopes: data.map(([slope]) => rational(slope)),
  });
  const resting = (...given: Parameters<typeof field>) => restingDirections(field(...given));

  it('are counted', () => {
    expect(resting(3, [1, 5])).toBe(2);
    expect([resting(1, [1, 1, 2]), resting(1, [1, 1, 2], [-1, 1, 2])]).toEqual([2, 'all']);
    // Σ sᵢ(w·xᵢ)²: eigenvectors of diag(1, 2), and of (1 1; 1 1); all of diag(1, 1).
    expect([resting(2, [1, 1, 0], [2, 0, 1]), resting(2, [1, 1, 1])]).toEqual([4, 4]);
    expect(resting(2, [1, 1, 0], [1, 0, 1])).toBe('all');
    // w₁³: −3w₂w₁² turns; w₁³ + w₂³: 3w₁w₂(w₂ − w₁).
    expect([resting(3, [1, 1, 0]), resting(3, [1, 1, 0], [1, 0, 1])]).toEqual([4, 6]);
    const three = (a: number, b: number, c: number) =>
      resting(2, [a, 1, 0, 0], [b, 0, 1, 0], [c, 0, 0, 1]);
    expect([three(1, 2, 3), three(1, 2, 2), three(1, -1, 0)]).toEqual([6, 'all', 6]);
    expect(resting(3, [1, 1, 0, 0])).toBeNull();
  });

  it('that are not small are counted around the circle', () => {
    const around = (activation: string, size: number, ...data: Parameters<typeof field>[1][]) =>
      restingAtSize(pair(activation, [1, 1], [1, 1]), field(1, ...data), rational(size));
    // −w₂σ′; w₁ − w₂; 2w₁w₂.
    expect(around('tanh', 1, [1, 1, 0])).toBe(2);
    expect(around('identity', 3, [1, 1, 0], [1, 0, 1])).toBe(2);
    expect(around('square', 1, [1, 1, 0], [2, 0, 1])).toBe(4);
  });
});

it('what a neuron near 0 moves in are slopes of the loss at F = 0', () => {
  const data = { inputs: [[2], [-3]], targets: [[5], [7]] };
  const net = (activation: unknown, bias: boolean, loss: string) =>
    earlyField(
      open({
        model: { kind: 'fully-connected', widths: [1, 1, 1], bias, activation },
        parameters: {
          layers: [
            { weights: [[1]], bias: bias ? [1] : null },
            { weights: [[1]], bias: bias ? [1] : null },
          ],
        },
        data,
        loss,
      } as unknown as Instance),
    );
  // ½(0 − y)² has the slope −y.
  expect(net('tanh', false, 'squared')).toEqual({
    multiplicity: 1,
    weights: 1,
    inputs: [vector(2), vector(-3)],
    slopes: vector(-5, -7),
  });
  expect(net('square', true, 'squared')).toEqual({
    multiplicity: 2,
    weights: 2,
    inputs: [vector(2, 1), vector(-3, 1)],
    slopes: vector(-5, -7),
  });
  expect(net({ name: 'polynomial', coefficients: [3, 0, 0, 1] }, false, 'linear')).toMatchObject({
    multiplicity: 3,
    slopes: vector(5, 7),
  });
  expect(net({ name: 'polynomial', coefficients: [3] }, false, 'squared')).toBeNull();
});

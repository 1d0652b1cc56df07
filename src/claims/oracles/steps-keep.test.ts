import { describe, expect, it } from 'vitest';
import { open } from '../../instances/subject.ts';
import { ONE, rational } from '../../numerics/rational.ts';
import { pair } from '../../testing/two-neurons.ts';
import { growthFrom } from './exact-steps.ts';
import { stepsKeep } from './steps-keep.ts';

it('steps are asked for with data and a loss', () => {
  const data = { inputs: [[1]], targets: [[1]] };
  const training = { method: 'gradient-descent', rate: 1, steps: 1 } as const;
  for (const more of [
    { data, training },
    { loss: 'squared', training },
  ])
    expect(stepsKeep(pair('identity', [1, 3], [2, 1], more), [])).toEqual({ reason: 'no-data' });
});

it('exact walks end before their numbers are too long', () => {
  const growth = growthFrom([rational(3)]);
  // Eight bits at least; then 16, twice as many.
  expect([growth.isBeyond(7), growth.isBeyond(8)]).toEqual([true, false]);
  growth.took([ONE, rational(1, 2 ** 15)]);
  expect([growth.isBeyond(31), growth.isBeyond(32)]).toEqual([true, false]);
  growth.took([rational(-(2 ** 23)), ONE]);
  expect([growth.isBeyond(35), growth.isBeyond(36)]).toEqual([true, false]);
});

it('float64 is believed up to its rounding, of the larger θ of both ends', () => {
  const data = { inputs: [[1]], targets: [[1]] };
  const bound = (rate: number) => {
    const training = { method: 'gradient-descent', rate, steps: 1 } as const;
    const found = stepsKeep(
      pair('identity', [1, 3], [2, 1], { data, loss: 'squared', training }),
      [],
    );
    return 'status' in found && found.status === 'holds' ? found.decision.bound : found;
  };
  // ∂L/∂θ = 4(2, 1, 1, 3): to (−7, −1, −2, −11), and to (1/2, 11/4, 7/4, 1/4).
  expect([bound(1), bound(1 / 16)]).toEqual([1e-13 * 11, 1e-13 * 3]);
});

describe('what float64 cannot tell from rounding', () => {
  // Slopes of ±10⁶ that cancel, and three times as large along w₁ as along w₂.
  const kept = (activation: string, steps: number, second = -3) => {
    const subject = open({
      model: { kind: 'fully-connected', widths: [2, 1, 1], bias: false, activation },
      parameters: {
        layers: [
          { weights: [[0.3125, 0.125]], bias: null },
          { weights: [[0.75]], bias: null },
        ],
      },
      data: {
        inputs: [
          [3, 1],
          [3, 1],
        ],
        targets: [[1_234_567.1], [-1_234_567]],
      },
      loss: 'squared',
      training: { method: 'gradient-descent', rate: 1 / 4, steps },
    });
    return stepsKeep(subject, [
      [
        [0, ONE],
        [1, rational(second)],
      ],
    ]);
  };

  it('is settled by exact steps, of as many as are taken exactly', () => {
    for (const steps of [1, 3, 4]) {
      expect(kept('identity', steps)).toMatchObject({
        status: 'holds',
        decision: { steps, distance: 0, enclosure: null },
      });
      const inBalls = kept('tanh', steps);
      if (!('status' in inBalls) || inBalls.status !== 'holds') return expect.fail('it holds');
      expect(inBalls.decision.steps).toBe(steps);
      expect(inBalls.decision.enclosure?.margin).toBeGreaterThan(0);
    }
    for (const activation of ['identity', 'tanh'])
      expect(kept(activation, 6)).toMatchObject({
        status: 'open',
        doubt: { reason: 'float-only', decision: { steps: 6 } },
      });
  });

  it('and what is not kept fails with the first step', () => {
    expect(kept('identity', 4, -2)).toMatchObject({ status: 'fails', decision: { steps: 1 } });
    expect(kept('tanh', 4, -2)).toMatchObject({ status: 'fails' });
  });
});

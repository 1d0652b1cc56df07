import { expect, it } from 'vitest';
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

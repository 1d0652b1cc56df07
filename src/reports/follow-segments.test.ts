import { expect, it } from 'vitest';
import { proportionalIntegral } from '../dynamics/proportional-integral.ts';
import { datasetOf } from '../training/datasets.ts';
import { resolveLoss } from '../training/loss.ts';
import { createObjective } from '../training/objective.ts';
import { followSegments } from './follow-segments.ts';

const control = proportionalIntegral({ relative: 1e-10, absolute: 1e-13, maxSteps: 1000 });
/** L = ½(θ − y)², θ′ = y − θ. */
const pull = (y: number) =>
  createObjective(
    { kind: 'linear', widths: [1, 1] },
    datasetOf({ inputs: [[1]], targets: [[y]] }),
    resolveLoss('squared'),
  );

it('goes on where the segment before ended, and counts the steps of all', () => {
  const seen: number[] = [];
  let steps = 0;
  const segments = [
    { objective: pull(1), until: 1 },
    { objective: pull(-1), until: 2 },
  ];
  const options = {
    control,
    onStep: () => steps++,
    onSegment: (_: number, y: Float64Array) => seen.push(y[0]),
  };
  const { end, t, y, accepted } = followSegments(segments, Float64Array.of(0), options);
  const decay = Math.exp(-1);
  const half = 1 - decay;
  expect({ end, t, accepted }).toEqual({ end: 'reached', t: 2, accepted: steps });
  expect(seen[0]).toBeCloseTo(half, 8);
  expect(y[0]).toBeCloseTo(-1 + (half + 1) * decay, 8);
});

it('leaves what stands still for one loss to the next', () => {
  const segments = [
    { objective: pull(0), until: 1 },
    { objective: pull(1), until: 2 },
  ];
  const ends = { stationaryBelow: 0 };
  const { t, y } = followSegments(segments, Float64Array.of(0), { control, ends });
  expect(t).toBe(2);
  expect(y[0]).toBeCloseTo(1 - Math.exp(-1), 8);
});

import { expect, it } from 'vitest';
import { potential, segment, wall } from '../../testing/potential.ts';
import { provenEscape } from './escape.ts';
import type { TrainingSegment } from './training-segment.ts';

it('trajectories leave u = 0 with the first coefficient that does not vanish', () => {
  const leaving = (feature: string, ...segments: TrainingSegment[]) => {
    const { leg, order } =
      provenEscape(potential(feature, 0, 0), wall, segments)?.coefficient ?? {};
    return [leg, order];
  };
  // u̇ = −1; −v with v̇ = −1; −v²; and u² does not leave.
  expect(leaving('u + v', segment)).toEqual([0, 0]);
  expect(leaving('u*v + v', segment)).toEqual([0, 1]);
  expect(leaving('u*v^2 + v', segment)).toEqual([0, 2]);
  expect(leaving('u*v^3 + v', segment)).toEqual([0, 3]);
  // One of t⁴ is not looked at.
  expect(leaving('u*v^4 + v', segment)).toEqual([undefined, undefined]);
  expect(leaving('u^2 + v', segment)).toEqual([undefined, undefined]);
  // Nothing moves at first.
  const still = { ...segment, data: { inputs: [[1]], targets: [[0]] } };
  expect(leaving('u + v', still, segment)).toEqual([1, 0]);
  expect(leaving('u + v', still)).toEqual([undefined, undefined]);
});

it('more data than can be looked at prove nothing', () => {
  // 20 001 gradients of two parameters, of 40 000.
  const inputs = new Array<number[]>(20_001).fill([1]);
  const many = { ...segment, data: { inputs, targets: inputs } };
  expect(provenEscape(potential('u + v', 0, 0), wall, [many])).toBeNull();
});

import { describe, expect, it } from 'vitest';
import { descending, potential, wall } from '../../testing/potential.ts';
import { DECAY } from '../../training/methods.ts';
import { decayStep } from './decay-step.ts';

describe('the first step of weight decay', () => {
  it('is along θ where L is still', () => {
    const found = decayStep(descending('v', 3, 0), wall);
    if (found.decided !== 'differs') return expect.fail(found.decided);
    expect(found.enclosure.distance).toBeCloseTo(3 * DECAY, 14);
    expect(decayStep(descending('v', 0, 3), wall).decided).toBe('agrees');
    // At 0 there is no decay, and L moves u.
    expect(decayStep(descending('u + v', 0, 0), wall).decided).toBe('differs');
  });

  it('is asked for with data and a loss', () => {
    expect(() => decayStep(potential('v', 3, 0), wall)).toThrow(TypeError);
  });
});

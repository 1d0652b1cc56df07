import { describe, expect, it } from 'vitest';
import { InputError } from '../errors.ts';
import type { TrainingSpec } from '../instances/instance.ts';
import { optimiserSpec } from './optimiser-spec.ts';

describe('refusals', () => {
  it.each<[unknown, string]>([
    [{ method: 'gradient-flow', time: 1 }, 'training.method'],
    [{ method: 'gradient-descent' }, 'training.rate'],
    [{ method: 'adam', rate: 0 }, 'training.rate'],
    [{ method: 'adam', rate: '-1/2' }, 'training.rate'],
    [{ method: 'sgd', rate: 0.1 }, 'training.batch'],
    [{ method: 'sgd', rate: 0.1, batch: 0 }, 'training.batch'],
    [{ method: 'sgd', rate: 0.1, batch: 1.5 }, 'training.batch'],
  ])('%j', (training, path) => {
    expect(() => optimiserSpec(training as TrainingSpec)).toThrow(InputError);
    expect(() => optimiserSpec(training as TrainingSpec)).toThrow(
      expect.objectContaining({ path }),
    );
  });

  it('a rate may be a fraction', () => {
    expect(optimiserSpec({ method: 'gradient-descent', rate: '1/8' }).rate).toBe(0.125);
  });
});

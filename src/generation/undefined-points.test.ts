import { expect, it } from 'vitest';
import { open } from '../instances/subject.ts';
import { bind } from '../models/bind.ts';
import { undefinedAt } from '../models/undefined-at.ts';
import { createRng } from '../numerics/random.ts';
import { generateInstance } from './instance.ts';

it.each(['weight-normalised', 'rms-norm', 'layer-norm'])(
  'draws points of strata where F of %s is defined, and a few where it is not',
  (kind) => {
    const rng = createRng(`undefined points of ${kind}`);
    const draws = 300;
    let found = 0;
    for (let i = 0; i < draws; i++) {
      const instance = generateInstance(rng, { only: [kind], point: 'stratum' });
      if (undefinedAt(bind(instance.model), open(instance).exact) !== null) found++;
    }
    // About half of all strata are such; 1 in 20 of those drawn there is kept, at each of up to 9 models.
    expect(found).toBeGreaterThan(0);
    expect(found / draws).toBeLessThan(0.15);
  },
);

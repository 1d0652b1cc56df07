import { describe, expect, it } from 'vitest';
import type { ModelSpec } from '../instances/instance.ts';
import { unflatten } from '../instances/layout.ts';
import { orbit } from '../orbits/dimension/orbit.ts';
import { dense } from '../testing/dense.ts';
import { describeOrbit } from './orbit-text.ts';

function explained(model: ModelSpec, theta: readonly number[]) {
  return orbit({ model, parameters: unflatten(model, theta) }, { seed: 'explain' });
}

describe('describeOrbit', () => {
  it('says how large, how sure and why', () => {
    const text = describeOrbit(explained(dense([2, 2, 1], 'cos'), [0, 0, 0, 0, 1, 2]));
    expect(text).toContain('dimension 1 of 6 parameters');
    expect(text.replace(/\s+/g, ' ')).toContain('smaller than its stratum of dimension 2');
    expect(text).toContain('1 ≤ dim ≤ 1');
    expect(text).toMatch(/a₁ − a₂ {2}a first integral of the model restricted to the stratum/);
  });

  it('says so when nothing is to be explained', () => {
    const model = dense([1, 1, 1], 'tanh');
    const text = describeOrbit(explained(model, [1, 2]));
    expect(text).toContain('it fills its stratum of dimension 2');
    expect(text).not.toContain('Conserved');
  });
});

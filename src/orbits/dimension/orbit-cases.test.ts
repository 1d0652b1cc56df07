/**
 * Orbits and strata against an independent oracle: instances with the dimension of the orbit through θ
 * itself and, where given, that of the stratum (permutations and sign changes of neurons). A fixed share
 * of a larger collection: all networks with biases and all deep ones that are cheap, some of the others.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Instance } from '../../instances/instance.ts';
import { open } from '../../instances/subject.ts';
import { isotropyOf } from '../../symmetry/isotropy/isotropy.ts';
import { orbit } from './orbit.ts';
import { isDecided } from './orbit-status.ts';

interface OrbitCase {
  readonly instance: Instance;
  readonly orbit: number;
  readonly stratum?: number;
}

const cases: readonly OrbitCase[] = readFileSync(
  new URL('../fixtures/orbit-cases.jsonl', import.meta.url),
  'utf8',
)
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line));

function agrees({ instance, orbit: dimension, stratum }: OrbitCase): boolean {
  const result = orbit(instance, { seed: 1 });
  const finite = isotropyOf(open(instance)).subspace.dimension;
  return (
    isDecided(result.status) &&
    result.dimension === dimension &&
    (stratum === undefined || finite === stratum)
  );
}

describe('orbit and stratum agree with an independent oracle', () => {
  it('on every one, and decides it at θ', () => {
    expect(cases.length).toBeGreaterThan(150);
    expect(cases.filter((c) => !agrees(c)).map((c) => JSON.stringify(c))).toEqual([]);
  });
});

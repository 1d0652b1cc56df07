import { expect, it } from 'vitest';
import { pair } from '../../testing/two-neurons.ts';
import { orbitFillsStratum } from './orbit-fills-stratum.ts';

it('opposite neurons fill what permutations leave, and no more', () => {
  const opposite = pair('tanh', [1, -1], [2, -2]);
  expect(orbitFillsStratum(opposite).kind).toBe('survived');
  expect(orbitFillsStratum(opposite, 'none')).toMatchObject({
    kind: 'falsified',
    by: { clause: 'orbit-gap' },
  });
});

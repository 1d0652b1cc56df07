import seedrandom from 'seedrandom';
import { expect, it } from 'vitest';
import { arc4 } from './arc4.ts';

it.each([
  ['empty', ''],
  ['a letter', 'a'],
  ['zero', '\0'],
  ['beyond Latin', '∇φ ∈ 𝔽ₚ 😀'],
  ['255', 'x'.repeat(255)],
  ['256', 'xy'.repeat(128)],
  ['257', `${'xy'.repeat(128)}z`],
  ['long', 'two-layer-exhaustive/no-bias/7/'.repeat(40)],
])('is seedrandom: %s', (_, seed) => {
  const own = arc4(seed);
  const twin = seedrandom(seed);
  for (let n = 0; n < 3000; n++) expect(own()).toBe(twin.double());
});

it('is seedrandom for many names, streams in turns', () => {
  const names = Array.from({ length: 300 }, (_, n) => `stream/${n}/${n * n}`);
  const own = names.map(arc4);
  const twins = names.map((name) => seedrandom(name));
  for (let round = 0; round < 3; round++)
    names.forEach((_, n) => {
      expect(own[n]()).toBe(twins[n].double());
    });
});

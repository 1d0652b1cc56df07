import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { generateInstance } from '../generation/instance.ts';
import type { Instance } from '../instances/instance.ts';
import { canonicalText, compareComplexity, complexity } from '../shrinking/complexity.ts';
import { isLocallyMinimal } from '../shrinking/shrink.ts';
import { asKnownInstance } from '../testing/known-instance.ts';
import { instanceArbitrary } from './instance-arbitrary.ts';

const arbitrary = instanceArbitrary((rng, size) => generateInstance(rng, { data: true, size }));

function widest(instance: Instance): number {
  const { model } = asKnownInstance(instance);
  return model.kind === 'fully-connected' ? Math.max(...model.widths) : 0;
}

describe('instanceArbitrary', () => {
  it('gives the same values for the same seed', () => {
    const sample = (seed: number) => fc.sample(arbitrary, { seed, numRuns: 30 }).map(canonicalText);
    expect(sample(7)).toEqual(sample(7));
    expect(sample(7)).not.toEqual(sample(8));
  });

  it('shrinks to strictly simpler instances, from the value alone', () => {
    for (const instance of fc.sample(arbitrary, { seed: 3, numRuns: 10 })) {
      const copy: unknown = JSON.parse(JSON.stringify(instance));
      if (!arbitrary.canShrinkWithoutContext(copy))
        throw new Error('an instance must be shrinkable');
      const key = complexity(instance);
      const shrinks = [...arbitrary.shrink(copy, undefined).take(200)];
      expect(shrinks.length).toBeGreaterThan(20);
      const wrong = shrinks.filter(({ value }) => compareComplexity(complexity(value), key) !== -1);
      expect(wrong).toEqual([]);
    }
  });

  it('refuses what is no instance', () => {
    for (const value of [null, 3, 'x', {}, { model: 1 }]) {
      expect(arbitrary.canShrinkWithoutContext(value)).toBe(false);
    }
  });

  it('shrinks inside fc.check, and replays from the reported path', () => {
    const fails = (instance: Instance) => widest(instance) >= 3;
    const property = fc.property(arbitrary, (instance) => !fails(instance));
    const run = fc.check(property, { seed: 11, numRuns: 200 });
    expect(run.failed).toBe(true);
    const [instance] = run.counterexample!;
    // Its descent ends where no candidate of any pass fails.
    expect(widest(instance)).toBe(3);
    expect(isLocallyMinimal(instance, fails).minimal).toBe(true);
    const again = fc.check(property, { seed: 11, path: run.counterexamplePath!, numRuns: 200 });
    expect(canonicalText(again.counterexample![0])).toBe(canonicalText(instance));
  });
});

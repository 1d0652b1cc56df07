/** The search itself, where all that it may ask is known. */
import { describe, expect, it } from 'vitest';
import { InputError, UnsupportedError } from '../errors.ts';
import type { Instance } from '../instances/instance.ts';
import { flatten } from '../instances/layout.ts';
import { linear } from '../testing/linear-candidates.ts';
import { canonicalText, complexity, isSimpler } from './complexity.ts';
import { passes, shrinkTargetOf } from './passes.ts';
import { isLocallyMinimal, shrink } from './shrink.ts';

const theta = ({ parameters }: Instance) => flatten(parameters).join();

/** How many different instances are proposed by the passes and simpler. */
function neighbours(instance: Instance): number {
  const target = shrinkTargetOf(instance, 'by-parity');
  const key = complexity(instance);
  const texts = passes.flatMap((pass) =>
    [...pass.candidates(target)].filter((c) => isSimpler(c, key)).map(canonicalText),
  );
  return new Set(texts).size;
}

describe('the search for the smallest that fails', () => {
  // No pass makes 2 and 1/2 of 7/3 and 9/7 at once; the small scope has them.
  const start = linear([2, 1], ['7/3', '9/7']);
  const fails = (instance: Instance) => theta(instance) === '2,1/2';

  it('ends where no pass goes on, unless the small scope has something', () => {
    const alone = shrink(start, fails, { scopeEvaluations: 0 });
    expect(alone).toEqual({
      instance: start,
      evaluations: neighbours(start),
      steps: 0,
      locallyMinimal: true,
      tried: neighbours(start),
    });
    const { instance, steps, locallyMinimal, tried } = shrink(start, fails);
    expect(theta(instance)).toBe('2,1/2');
    expect({ steps, locallyMinimal }).toEqual({ steps: 1, locallyMinimal: true });
    expect(tried).toBe(neighbours(instance));
  });

  it('counts steps of all descents, and asks about no more of the scope than is left', () => {
    const threshold = (instance: Instance) => {
      const [x, y] = flatten(instance.parameters);
      return theta(instance) === '2,1/2' || (x === 2 && y === 0);
    };
    // 2, 0 is one more step by a pass from 2, 1/2, or the scope's first that fails.
    const { instance, steps } = shrink(start, threshold);
    expect(theta(instance)).toBe('2,0');
    expect(steps).toBe(1);
    const asked: string[] = [];
    const bounded = shrink(
      start,
      (candidate) => {
        asked.push(theta(candidate));
        return fails(candidate);
      },
      { maxEvaluations: neighbours(start) + 2 },
    );
    expect(asked.length).toBeLessThanOrEqual(neighbours(start) + 2);
    expect(bounded.locallyMinimal).toBe(true);
    expect(theta(bounded.instance)).toBe('7/3,9/7');
  });

  it('goes on by passes from what the small scope has, and has thousands of questions', () => {
    // 3 is no number of the scope; beside 2 it is simpler than 1/2.
    const twice = shrink(start, (one) => ['2,1/2', '2,3'].includes(theta(one)));
    expect([theta(twice.instance), twice.steps]).toEqual(['2,3', 2]);
    // Where nothing fails all of the scope below three numbers is asked about: 5³ of these alone, and the neighbours.
    const three = shrink(linear([3, 1], ['7/3', '9/7', '11/5']), () => false);
    expect(three.evaluations).toBeGreaterThan(200);
    expect(three.locallyMinimal).toBe(true);
  });

  it('is not minimal, and has tried nothing, where nothing may be asked', () => {
    expect(shrink(start, fails, { maxEvaluations: 0 })).toEqual({
      instance: start,
      evaluations: 0,
      steps: 0,
      locallyMinimal: false,
      tried: 0,
    });
    const one = shrink(start, fails, { maxEvaluations: 1 });
    expect(one).toMatchObject({ evaluations: 1, tried: 1, locallyMinimal: false });
  });

  it('takes each number down by steps, each of which is counted', () => {
    // From 5 to 3 by one number; nothing simpler is at least 3.
    const atLeast = (instance: Instance) => Number(theta(instance)) >= 3;
    const result = shrink(linear([1, 1], [5]), atLeast);
    expect([theta(result.instance), result.steps]).toEqual(['3', 1]);
    expect(result.tried).toBe(neighbours(linear([1, 1], [3])));
    expect(result.evaluations).toBeGreaterThanOrEqual(result.tried);
  });

  it('says by which pass an instance is not minimal, and how many were asked about', () => {
    const asked = new Set<string>();
    const atLeast = (instance: Instance) => {
      asked.add(canonicalText(instance));
      return Number(theta(instance)) >= 3;
    };
    const { minimal, tried, simpler } = isLocallyMinimal(linear([1, 1], [5]), atLeast);
    expect(minimal).toBe(false);
    expect(simpler).toMatchObject({ pass: 'shrink-number', instance: linear([1, 1], [3]) });
    expect(tried).toBe(asked.size);
    asked.clear();
    const least = isLocallyMinimal(linear([1, 1], [3]), atLeast);
    expect(least).toEqual({ minimal: true, tried: asked.size, simpler: null });
    expect(asked.size).toBe(neighbours(linear([1, 1], [3])));
  });

  it.each([new InputError('model', 'one', 'two'), new UnsupportedError('not this one')])(
    'takes what cannot be checked for what does not fail: %s',
    (error) => {
      const refused = () => {
        throw error;
      };
      expect(shrink(start, refused, { scopeEvaluations: 0 }).locallyMinimal).toBe(true);
      expect(isLocallyMinimal(start, refused).minimal).toBe(true);
    },
  );
});

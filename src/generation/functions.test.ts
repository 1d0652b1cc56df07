/** Random functions of a class. */
import { describe, expect, it } from 'vitest';
import { resolveFunction } from '../analytic/registry.ts';
import { createRng } from '../numerics/random.ts';
import { type DrawnClass, drawFunction, FINITE_CLASSES, INFINITE_CLASSES } from './functions.ts';

const classes: readonly DrawnClass[] = ['polynomial', 'shifted', 'sparse', 'infinite'];

describe.each(classes)('%s', (of) => {
  it('leaves the stream where a search that finds nothing does', () => {
    for (let seed = 0; seed < 20; seed++) {
      const [searched, skipped] = [createRng(seed), createRng(seed)];
      expect(drawFunction(searched, of, () => false)).toBeNull();
      expect(drawFunction(skipped, of, null)).toBeNull();
      expect(skipped.uniform()).toBe(searched.uniform());
    }
  });

  it('has polynomials and others as the sets of classes say', () => {
    const kinds = new Set<boolean>();
    for (let seed = 0; seed < 60; seed++) {
      const spec = drawFunction(createRng(seed), of);
      kinds.add(resolveFunction(spec!).polynomialDegree !== null);
    }
    expect([...kinds].sort()).toEqual(
      FINITE_CLASSES.has(of) ? [true] : INFINITE_CLASSES.has(of) ? [false] : [false, true],
    );
  });
});

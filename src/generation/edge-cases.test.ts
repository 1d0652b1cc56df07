/** How far edge cases go: to both ends of float64, to one ulp from a stratum, and never beyond. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Instance, Numeral } from '../instances/instance.ts';
import { flatten } from '../instances/layout.ts';
import { toFloat } from '../numerics/numeral.ts';
import { createRng } from '../numerics/random.ts';
import { edgeCaseOf } from './edge-cases.ts';
import { generateInstance, type InstanceConstraints } from './instance.ts';

const magnitudes = (values: readonly Numeral[]) =>
  values.map((x) => Math.abs(toFloat(x))).filter((x) => x !== 0);

const constraints: InstanceConstraints = {
  kinds: ['fully-connected'],
  hidden: [2, 2],
  data: true,
  size: 0.2,
};

describe('edge cases of two-layer networks', () => {
  const draw = (n: number) => {
    const rng = createRng(`edge ${n}`);
    const before = generateInstance(rng, constraints);
    return { before, instance: edgeCaseOf(rng, before) };
  };
  let drawn: Instance[] = [];
  let unchanged = 0;
  beforeAll(() => {
    drawn = Array.from({ length: 3000 }, (_, n) => {
      const { before, instance } = draw(n);
      if (JSON.stringify(before) === JSON.stringify(instance)) unchanged++;
      return instance;
    });
  });

  it.each<[string, (instance: Instance) => readonly Numeral[]]>([
    ['parameters', ({ parameters }) => flatten(parameters)],
    ['inputs', ({ data }) => data!.inputs.flat()],
    ['targets', ({ data }) => data!.targets.flat()],
  ])('reach both ends of float64: %s', (_, numbersOf) => {
    const all = drawn.flatMap((instance) => magnitudes(numbersOf(instance)));
    expect(all.every(Number.isFinite)).toBe(true);
    expect(Math.max(...all)).toBeGreaterThan(1e300);
    // Below 2⁻¹⁰²² float64 has fewer digits.
    expect(Math.min(...all)).toBeLessThan(1e-310);
    // And what is in between, in steps of fifty decades.
    const decades = new Set(all.map((x) => Math.floor(Math.log10(x) / 50)));
    for (let k = -7; k <= 6; k++) expect(decades).toContain(k);
  });

  it('have single numbers that are far from all others', () => {
    const far = drawn.filter(({ parameters }) => {
      const sizes = magnitudes(flatten(parameters)).sort((a, b) => a - b);
      return sizes.length > 3 && sizes.at(-1)! / sizes.at(-2)! > 1e50;
    });
    expect(far.length).toBeGreaterThan(10);
  });

  it('have two weights one ulp apart', () => {
    const near = drawn.filter(({ parameters }) => {
      const sizes = magnitudes(flatten(parameters)).sort((a, b) => a - b);
      return sizes.some((x, k) => k > 0 && x !== sizes[k - 1] && x / sizes[k - 1] - 1 < 3e-16);
    });
    expect(near.length).toBeGreaterThan(100);
  });

  it('are the instance itself in a fifth of all cases or more, and functions of the seed', () => {
    expect(unchanged / drawn.length).toBeGreaterThan(0.2);
    expect(unchanged / drawn.length).toBeLessThan(0.4);
    for (let n = 0; n < 100; n++) expect(draw(n).instance).toEqual(drawn[n]);
  });
});

import { describe, expect, it } from 'vitest';
import { generateInstance, type InstanceConstraints } from '../generation/instance.ts';
import type { Instance } from '../instances/instance.ts';
import { flatten, layoutOf } from '../instances/layout.ts';
import { parseInstance } from '../instances/read-instance.ts';
import { toRational } from '../numerics/numeral.ts';
import { createRng } from '../numerics/random.ts';
import { add, equal, negate, type Rational, ZERO } from '../numerics/rational.ts';
import { isotropy } from '../symmetry/isotropy/isotropy.ts';
import { applyExact } from '../testing/apply-isometry.ts';
import { activationKey, compareComplexity, complexity } from './complexity.ts';
import { freeCoordinatesOf } from './free-coordinates.ts';
import { numberPasses } from './number-passes.ts';
import { keptSubsets } from './pass.ts';
import { passes, shrinkTargetOf } from './passes.ts';
import { neuronPasses } from './unit-passes.ts';

const everyKind: InstanceConstraints['kinds'] = [
  'fully-connected',
  'linear',
  'relu-paths',
  'diagonal-linear',
  'polynomial',
];

function theta(instance: Instance): Rational[] {
  return flatten(instance.parameters).map(toRational);
}

function draw(seed: number, constraints: InstanceConstraints): Instance {
  return generateInstance(createRng(`passes ${seed}`), constraints);
}

describe('every pass', () => {
  it('yields only well-formed instances', () => {
    let candidates = 0;
    for (let seed = 0; seed < 25; seed++) {
      const instance = draw(seed, {
        kinds: everyKind,
        then: seed % 2 === 0,
        data: seed % 3 !== 0,
        ...(seed % 2 === 0 && { training: 'discrete' as const }),
        ...(seed % 7 === 0 && {
          activations: [
            { name: 'shifted' as const, base: 'tanh', shift: '1/2' },
            { name: 'polynomial' as const, coefficients: [0, 1, 2] },
            {
              name: 'sum' as const,
              terms: ['tanh', { name: 'product', factors: ['identity', 'sigmoid'] }],
            },
          ],
        }),
        size: 0.2,
      });
      for (const pass of passes) {
        let n = 0;
        for (const candidate of pass.candidates(shrinkTargetOf(instance, 'by-parity'))) {
          if (n++ > 25) break;
          candidates++;
          // Throws, naming the path, when any shape or number is wrong.
          const text = JSON.stringify(candidate);
          parseInstance(JSON.parse(text), pass.name);
        }
      }
    }
    expect(candidates).toBeGreaterThan(3000);
  });

  it('proposes something simpler somewhere', () => {
    const useful = new Set<string>();
    for (let seed = 0; seed < 40 && useful.size < passes.length; seed++) {
      const instance = draw(seed, { kinds: everyKind, training: 'discrete', then: true });
      const key = complexity(instance);
      const target = shrinkTargetOf(instance, 'by-parity');
      for (const pass of passes) {
        if (useful.has(pass.name)) continue;
        for (const candidate of pass.candidates(target)) {
          if (compareComplexity(complexity(candidate), key) >= 0) continue;
          useful.add(pass.name);
          break;
        }
      }
    }
    expect(passes.map(({ name }) => name).filter((name) => !useful.has(name))).toEqual([]);
  });

  it('has a name of its own', () => {
    expect(new Set(passes.map(({ name }) => name)).size).toBe(passes.length);
  });
});

describe('combinations of functions', () => {
  it('shrink to their parts, to fewer of them and to simpler ones, with other numbers in them', () => {
    const product = {
      name: 'product' as const,
      factors: ['silu', { name: 'polynomial' as const, coefficients: ['3/7', 2] }],
    };
    const instance = draw(1, { activations: [product], data: false });
    const pass = passes.find(({ name }) => name === 'simpler-activation')!;
    const offered = [...pass.candidates(shrinkTargetOf(instance, 'by-parity'))].map(({ model }) =>
      JSON.stringify(model['activation']),
    );
    const [, polynomial] = product.factors;
    for (const expected of [
      'silu',
      polynomial,
      { name: 'product', factors: ['silu'] },
      { name: 'product', factors: ['tanh', polynomial] },
    ])
      expect(offered).toContain(JSON.stringify(expected));
    expect(activationKey(product).length).toBeGreaterThan(activationKey('silu').length);
    const coordinates = freeCoordinatesOf(instance);
    const refilled = coordinates.write(coordinates.values.map((x) => (x === '3/7' ? 5 : x)));
    expect(refilled.model).toMatchObject({
      activation: { factors: ['silu', { name: 'polynomial', coefficients: [5, 2] }] },
    });
  });
});

describe('strata', () => {
  /** Q θ = θ for each generator Q of the isotropy of the point before. */
  function staysFixed(before: Instance, after: Instance): boolean {
    const { generators } = isotropy(before.model, theta(before));
    const moved = theta(after);
    return generators.every((q) => {
      const image = applyExact(q, moved);
      return image.every((x, i) => equal(x, moved[i]));
    });
  }

  const constraints: readonly InstanceConstraints[] = [
    { point: 'stratum', hidden: [2, 4], depth: [2, 3] },
    { point: 'stratum', hidden: [2, 4], activations: ['tanh', 'sin'], numbers: 'float' },
    { point: 'stratum', hidden: [2, 4], activations: ['cos', 'square'], bias: false },
    { point: 'stratum', bias: true, hidden: [2, 3], activations: ['sigmoid', 'gelu'] },
    {
      point: 'stratum',
      bias: true,
      numbers: 'rational',
      activations: [{ name: 'shifted', base: 'tanh', shift: '1/2' }],
    },
    { point: 'stratum', kinds: ['diagonal-linear'], depth: [2, 4] },
  ];

  it.each(constraints)('are kept by every pass on numbers: %o', (wish) => {
    let onProperStratum = 0;
    const left: string[] = [];
    for (let seed = 0; seed < 8; seed++) {
      const instance = draw(seed, { ...wish, size: 0.5 });
      if (isotropy(instance.model, theta(instance)).generators.length === 0) continue;
      onProperStratum++;
      const target = shrinkTargetOf(instance, 'by-parity');
      for (const pass of [...numberPasses, ...neuronPasses]) {
        let n = 0;
        for (const candidate of pass.candidates(target)) {
          if (n++ > 60) break;
          if (!staysFixed(instance, candidate)) left.push(pass.name);
        }
      }
    }
    expect(left).toEqual([]);
    expect(onProperStratum).toBeGreaterThan(4);
  });

  it('are kept when a layer is multiplied away', () => {
    // Rows of W₂ tied as neurons 1 = −2 of the second hidden layer stay tied in W₂W₁.
    const instance: Instance = {
      model: { kind: 'fully-connected', widths: [1, 2, 2, 1], bias: false, activation: 'tanh' },
      parameters: {
        layers: [
          { weights: [[3], [5]], bias: null },
          {
            weights: [
              [1, 2],
              [-1, -2],
            ],
            bias: null,
          },
          { weights: [[7, -7]], bias: null },
        ],
      },
    };
    const simplify = passes.find(({ name }) => name === 'simplify-model')!;
    const [product] = simplify.candidates(shrinkTargetOf(instance, 'by-parity'));
    expect(theta(product)).toEqual([13, -13, 7, -7].map(toRational));
  });
});

describe('merging neurons', () => {
  it('keeps F where the incoming weights agree: outgoing weights add up', () => {
    const instance: Instance = {
      model: { kind: 'linear', widths: [2, 2, 1] },
      parameters: {
        layers: [
          {
            weights: [
              [2, 3],
              [2, 3],
            ],
            bias: null,
          },
          { weights: [[5, '1/2']], bias: null },
        ],
      },
    };
    const merge = passes.find(({ name }) => name === 'merge-neurons')!;
    const [merged] = merge.candidates(shrinkTargetOf(instance, 'by-parity'));
    expect(layoutOf(merged.model).size).toBe(3);
    expect(theta(merged)).toEqual([2, 3, '11/2'].map(toRational));
    // F(x) = a·(w·x): the sum of a over equal neurons is all that counts.
    const sum = [5, '1/2'].map(toRational).reduce(add, ZERO);
    expect(add(theta(merged)[2], negate(sum))).toEqual(ZERO);
  });
});

describe('keptSubsets', () => {
  it('covers every single element kept and every single one dropped, largest cuts first', () => {
    for (const count of [2, 3, 5, 8, 13]) {
      const subsets = [...keptSubsets(count)];
      const has = (kept: readonly number[]) => subsets.some((s) => s.join() === kept.join());
      const all = Array.from({ length: count }, (_, i) => i);
      for (const i of all) {
        expect(has([i])).toBe(true);
        expect(has(all.filter((k) => k !== i))).toBe(true);
      }
      expect(subsets.every((s) => s.length > 0 && s.length < count)).toBe(true);
    }
    expect([...keptSubsets(1)]).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { InputError } from '../errors.ts';
import type { Instance } from '../instances/instance.ts';
import { flatten, layoutOf } from '../instances/layout.ts';
import { parseInstance } from '../instances/read-instance.ts';
import { toFloat, toRational } from '../numerics/numeral.ts';
import { createRng } from '../numerics/random.ts';
import { isotropy } from '../symmetry/isotropy/isotropy.ts';
import { asKnown, type LayeredParameters } from '../testing/known-instance.ts';
import { generateInstance, type InstanceConstraints } from './instance.ts';

function draws(count: number, constraints: InstanceConstraints): Instance[] {
  return Array.from({ length: count }, (_, seed) =>
    generateInstance(createRng(`draw ${seed}`), { size: (seed % 4) / 3, ...constraints }),
  );
}

function subspaceOf({ model, parameters }: Instance) {
  return isotropy(model, flatten(parameters).map(toRational)).subspace;
}

function isSpecial(instance: Instance): boolean {
  const { dimension, size } = subspaceOf(instance);
  return dimension < size;
}

const everything: InstanceConstraints = {
  kinds: ['fully-connected', 'linear', 'relu-paths', 'diagonal-linear', 'polynomial'],
  training: 'discrete',
  then: true,
};

describe('generateInstance', () => {
  it('is a pure function of the seed and the constraints', () => {
    expect(draws(20, everything)).toEqual(draws(20, everything));
  });

  it('makes only instances that the reader accepts, whatever the kind', () => {
    const kinds = new Set<string>();
    for (const instance of draws(150, everything)) {
      kinds.add(instance.model.kind);
      expect(() => parseInstance(JSON.parse(JSON.stringify(instance)))).not.toThrow();
    }
    expect(kinds.size).toBe(5);
  });

  it('respects bounds on shapes', () => {
    const bounds: InstanceConstraints = {
      depth: [2, 4],
      hidden: [2, 3],
      inputs: [2, 2],
      outputs: [1, 3],
      points: [4, 4],
      dataKinds: ['gaussian'],
      data: true,
      bias: true,
      size: 1,
    };
    const depths = new Set<number>();
    for (const { model: json, data } of draws(60, bounds)) {
      const model = asKnown(json);
      if (model.kind !== 'fully-connected') throw new Error('the default kind');
      depths.add(model.widths.length - 1);
      expect(model.bias).toBe(true);
      expect(model.widths[0]).toBe(2);
      expect(model.widths.slice(1, -1).every((n) => n === 2 || n === 3)).toBe(true);
      expect([4, 6]).toContain(data!.inputs.length + (data!.inputs.length === 4 ? 0 : 2));
    }
    expect([...depths].sort()).toEqual([2, 3, 4]);
  });

  it('takes activations by list and by predicate, analytic ones by default', () => {
    const names = (constraints: InstanceConstraints) =>
      new Set(draws(200, constraints).map(({ model }) => model['activation']));
    expect(names({ activations: ['gelu', 'silu'] })).toEqual(new Set(['gelu', 'silu']));
    const odd = names({ activations: (sigma) => sigma.parity === 'odd' });
    expect(odd.has('tanh')).toBe(true);
    expect(odd.has('softplus')).toBe(false);
    expect(names({}).has('relu')).toBe(false);
    expect(() => generateInstance(createRng(1), { activations: () => false })).toThrow(InputError);
  });

  it('puts θ on proper strata on purpose, of many types', () => {
    const types = new Set<string>();
    const onStratum = draws(80, { point: 'stratum', hidden: [2, 4] });
    for (const instance of onStratum) {
      expect(isSpecial(instance)).toBe(true);
      types.add(isotropy(instance.model, flatten(instance.parameters).map(toRational)).stratumId);
    }
    expect(types.size).toBeGreaterThan(20);
  });

  it('follows the sign rule that a claim asserts', () => {
    // Odd symmetry asserted of softplus: some points are tied by opposite neurons.
    const opposite = draws(60, {
      point: 'stratum',
      hidden: [2, 3],
      depth: [2, 2],
      activations: ['softplus'],
      signs: 'odd',
      bias: false,
    }).filter(({ model, parameters }) => {
      const theta = flatten(parameters).map(toRational);
      const asserted = isotropy(model, theta, { signs: 'odd' }).subspace.dimension;
      return asserted < isotropy(model, theta, { signs: 'by-parity' }).subspace.dimension;
    });
    expect(opposite.length).toBeGreaterThan(15);
  });

  it('puts θ at ε from a stratum, ε over many decades', () => {
    const gaps = draws(60, {
      point: 'near',
      numbers: 'float',
      depth: [2, 2],
      hidden: [2, 2],
      inputs: [1, 1],
      outputs: [1, 1],
      bias: false,
      activations: ['gelu'],
      size: 0,
    }).map(({ parameters }) => {
      // Without parity the one stratum of two neurons is θ₁ = θ₂.
      const [w1, w2, a1, a2] = flatten(parameters).map(toFloat);
      return Math.hypot(w1 - w2, a1 - a2) / Math.SQRT2;
    });
    expect(gaps.every((gap) => gap > 0 && gap < 0.11)).toBe(true);
    expect(gaps.filter((gap) => gap < 1e-8).length).toBeGreaterThan(5);
    expect(gaps.filter((gap) => gap > 1e-4).length).toBeGreaterThan(5);
  });

  it('keeps distinct points off all strata and makes equal inputs equal', () => {
    for (const instance of draws(40, { point: 'distinct' })) {
      const sizes = flatten(instance.parameters).map((x) => Math.abs(toFloat(x)));
      expect(new Set(sizes).size).toBe(layoutOf(instance.model).size);
      expect(sizes.every((x) => x > 0)).toBe(true);
    }
    const equal = draws(40, { point: 'equal-inputs', hidden: [2, 4], depth: [2, 2] });
    for (const { parameters } of equal) {
      const [{ weights, bias }] = (parameters as LayeredParameters).layers;
      const rows = weights.map((row, i) => JSON.stringify([row, bias?.[i]]));
      expect(new Set(rows).size).toBeLessThan(rows.length);
    }
  });

  it('is exact where exactness is wished for, down to data and schedule', () => {
    for (const instance of draws(60, { ...everything, numbers: 'rational' })) {
      const { parameters, data, then } = instance;
      const all = [parameters, data, then?.data];
      const leaves = JSON.stringify(all).match(/-?\d+\.\d+/g);
      expect(leaves).toBeNull();
    }
  });

  it('grows with size', () => {
    const mean = (size: number) =>
      draws(80, { size, depth: [2, 4] }).reduce((sum, i) => sum + layoutOf(i.model).size, 0) / 80;
    expect(mean(1)).toBeGreaterThan(1.5 * mean(0));
  });
});

import { describe, expect, it } from 'vitest';
import { resolveFunction } from '../analytic/registry.ts';
import type { FunctionSpec } from '../instances/instance.ts';
import { inputDimension, layoutOf } from '../instances/layout.ts';
import type { DiagonalLinearSpec, KnownSpec as ModelSpec } from '../models/kinds/specs.ts';
import { floatRing } from '../numerics/float-ring.ts';
import { createRng, type Rng } from '../numerics/random.ts';
import { fromDouble } from '../numerics/rational.ts';
import { apply } from '../testing/apply-isometry.ts';
import { pointNear, pointOn, sampleStratum } from '../testing/drawn-strata.ts';
import { evaluate, gateCount } from '../testing/readable-network.ts';
import { canonicalKey } from './canonical-form.ts';
import { generators } from './group/parameter-symmetry.ts';
import { isotropy, symmetryOf } from './isotropy/isotropy.ts';
import { includes } from './subspaces/hierarchy.ts';

function net(widths: number[], bias: boolean, activation: FunctionSpec): ModelSpec {
  return { kind: 'fully-connected', widths, bias, activation };
}

const models: ModelSpec[] = [
  net([2, 3, 1], false, 'tanh'),
  net([2, 3, 2], true, 'cos'),
  net([1, 3, 2, 1], true, 'softplus'),
  net([2, 3, 3, 1], true, 'tanh'),
  net([2, 2, 3, 2, 1], false, 'gaussian'),
  net([1, 3, 1], true, { name: 'shifted', base: 'tanh', shift: '1/4' }),
  net([1, 3, 2, 1], true, { name: 'shifted', base: 'cos', shift: '-1/2' }),
  { kind: 'linear', widths: [2, 3, 3, 1] },
  { kind: 'relu-paths', widths: [2, 3, 2, 1], bias: true },
];
const others: ModelSpec[] = [
  { kind: 'diagonal-linear', depth: 3, inputs: 2 },
  { kind: 'polynomial', variables: ['u', 'v', 'w'], features: ['u*v^2 - v*u^2', 'u*v + w^2'] },
  { kind: 'polynomial', variables: ['a', 'b', 'c', 'd', 'e', 'f'], features: ['a*b + c*d + e*f'] },
];

function value(model: ModelSpec, theta: Float64Array, x: number[], gates: number[]): number[] {
  const sigma =
    model.kind === 'fully-connected' ? resolveFunction(model.activation).value : (z: number) => z;
  return evaluate(floatRing, model, [...theta], x, (_, z) => sigma(z), gates);
}

function random(size: number, rng: Rng): Float64Array {
  return Float64Array.from({ length: size }, () => rng.gaussian());
}

const nameOf = (model: ModelSpec): string => JSON.stringify(model);

describe('generators', () => {
  for (const model of [...models, ...others]) {
    it(`are isometries that leave F unchanged: ${nameOf(model)}`, () => {
      const { size } = layoutOf(model);
      const rng = createRng(nameOf(model));
      const list = generators(model);
      expect(list.length).toBeGreaterThan(0);
      for (const q of list) {
        const [theta, other] = [random(size, rng), random(size, rng)];
        const x = [...random(inputDimension(model), rng)];
        const gates = [...random(gateCount(model), rng)];
        const moved = apply(q, theta, new Float64Array(size));
        const movedOther = apply(q, other, new Float64Array(size));
        const before = value(model, theta, x, gates);
        const after = value(model, moved, x, gates);
        // Some tens of operations on numbers of size up to 50; F itself differs by 0.1 and more.
        before.forEach((y, o) => {
          expect(Math.abs(y - after[o])).toBeLessThan(1e-12);
        });
        const apart = Math.hypot(...theta.map((t, i) => t - other[i]));
        const movedApart = Math.hypot(...moved.map((t, i) => t - movedOther[i]));
        expect(Math.abs(apart - movedApart)).toBeLessThan(1e-13 * apart);
      }
    });
  }

  it('of a forced sign rule are not symmetries of softplus', () => {
    const model = net([1, 1, 1], false, 'softplus');
    const theta = Float64Array.of(1, 1);
    for (const signs of ['odd', 'even'] as const) {
      const [q] = generators(model, { signs });
      const moved = apply(q, theta, new Float64Array(2));
      expect(
        Math.abs(value(model, moved, [1], [])[0] - value(model, theta, [1], [])[0]),
      ).toBeGreaterThan(0.1);
    }
    expect(generators(model)).toHaveLength(0);
  });

  it('of free gates are no permutations: gates stay where they are', () => {
    const model: ModelSpec = { kind: 'relu-paths', widths: [1, 2, 1], bias: false };
    const here = value(model, Float64Array.of(1, 2, 3, 4), [1], [1, 0]);
    const swapped = value(model, Float64Array.of(2, 1, 4, 3), [1], [1, 0]);
    expect(swapped).not.toEqual(here);
  });
});

describe('strata', () => {
  for (const model of models) {
    it(`are fixed by what drew them, and ∇F is tangent to them: ${nameOf(model)}`, () => {
      const { size } = layoutOf(model);
      const rng = createRng(`strata ${nameOf(model)}`);
      let proper = 0;
      for (let trial = 0; trial < 30; trial++) {
        const stratum = sampleStratum(model, rng);
        const theta = pointOn(stratum.subspace, () => rng.gaussian());
        // Where biases count from c ≠ 0, c + (b − c) rounds.
        const slack = stratum.subspace.pinned === null ? 0 : 1e-14;
        expect(stratum.subspace.distance(theta)).toBeLessThanOrEqual(slack);
        for (const q of stratum.generators) {
          const image = apply(q, theta, new Float64Array(size));
          expect(Math.hypot(...image.map((t, i) => t - theta[i]))).toBeLessThanOrEqual(slack);
        }
        if (slack === 0) {
          const found = isotropy(model, theta);
          expect(found.complete).toBe(true);
          expect(includes(stratum.subspace, found.subspace)).toBe(true);
          expect(found.subspace.contains(theta)).toBe(true);
        }
        if (stratum.subspace.dimension === size) continue;
        proper++;
        // ∇F(θ)(x) by differences, error about 1e−10 against gradients of size 1.
        const x = [...random(inputDimension(model), rng)];
        const gates = [...random(gateCount(model), rng)];
        const gradient = numericalGradient((t) => value(model, t, x, gates)[0], theta);
        const normal = stratum.subspace.normalComponent(gradient, new Float64Array(size));
        const scale = 1 + Math.hypot(...gradient);
        expect(Math.hypot(...normal)).toBeLessThan(1e-6 * scale);
      }
      expect(proper).toBeGreaterThan(10);
    });
  }

  it('have points at the distance that was asked for', () => {
    const rng = createRng('near');
    const model = net([2, 4, 1], false, 'tanh');
    for (let trial = 0; trial < 50; trial++) {
      const { subspace } = sampleStratum(model, rng, { groups: 1, zeros: 0.5 });
      if (subspace.dimension === subspace.size) {
        expect(() => pointNear(new Float64Array(12), subspace, 1, rng)).toThrow('whole space');
        continue;
      }
      const theta = pointOn(subspace, () => rng.gaussian());
      for (const epsilon of [1, 1e-4, 1e-8, 1e-12]) {
        const near = pointNear(theta, subspace, epsilon, rng);
        const rounding = 2 ** -53 * Math.hypot(...near) + 1e-15 * epsilon;
        expect(Math.abs(subspace.distance(near) - epsilon)).toBeLessThan(2 * rounding);
      }
    }
  });

  it('cover the whole space, groups, opposites, zeros and several layers at once', () => {
    const rng = createRng('variety');
    const model = net([1, 3, 3, 1], false, 'tanh');
    const texts = Array.from({ length: 200 }, () => sampleStratum(model, rng).subspace.describe());
    for (const part of ['no symmetry', ' = ', '−', 'zero', 'together']) {
      expect(texts.filter((text) => text.includes(part)).length).toBeGreaterThan(5);
    }
  });
});

describe('diagonal linear models', () => {
  const model: DiagonalLinearSpec = { kind: 'diagonal-linear', depth: 3, inputs: 1 };
  it('agree with all even sign changes and permutations of the factors', () => {
    const orders = [
      [0, 1, 2],
      [0, 2, 1],
      [1, 0, 2],
      [1, 2, 0],
      [2, 0, 1],
      [2, 1, 0],
    ];
    const signs = [
      [1, 1, 1],
      [1, -1, -1],
      [-1, 1, -1],
      [-1, -1, 1],
    ];
    const keys = new Map<string, string>();
    for (let code = 0; code < 125; code++) {
      const theta = Float64Array.of(
        (code % 5) - 2,
        (Math.floor(code / 5) % 5) - 2,
        Math.floor(code / 25) - 2,
      );
      let trace = 0;
      let order = 0;
      const orbit = new Set<string>();
      for (const pi of orders) {
        for (const s of signs) {
          const image = pi.map((q, p) => s[p] * theta[q] + 0);
          orbit.add(image.join());
          if (!image.every((x, p) => x === theta[p] + 0)) continue;
          order++;
          pi.forEach((q, p) => {
            if (q === p) trace += s[p];
          });
        }
      }
      expect(isotropy(model, theta).subspace.dimension).toBe(trace / order);
      const name = [...orbit].sort()[0];
      const key = canonicalKey(model, Array.from(theta, fromDouble));
      expect(keys.get(name) ?? key).toBe(key);
      keys.set(name, key);
    }
    expect(new Set(keys.values()).size).toBe(keys.size);
  });
});

describe('polynomial models', () => {
  it('have the symmetries of their features and no others', () => {
    const product: ModelSpec = { kind: 'polynomial', variables: ['u', 'v'], features: ['u*v'] };
    // (u, v) → ±(v, u), ±(u, v): two generators.
    expect(generators(product)).toHaveLength(2);
    expect(symmetryOf(product).whole.order).toBe(4n);
    expect(isotropy(product, Float64Array.of(2, -2)).subspace.dimension).toBe(1);
    expect(isotropy(product, Float64Array.of(0, 0)).subspace.dimension).toBe(0);
    expect(isotropy(product, Float64Array.of(0, 2)).subspace.dimension).toBe(2);
    const two = { ...product, features: ['u*v', 'u'] };
    expect(generators(two)).toHaveLength(0);
  });
});

/** Central differences with h = 1e−5: truncation h²/6·F‴ ≈ 1e−10, rounding 2⁻⁵²/h ≈ 2e−11. */
function numericalGradient(f: (t: Float64Array) => number, theta: Float64Array): Float64Array {
  const h = 1e-5;
  return theta.map((_, i) => {
    const [up, down] = [theta.slice(), theta.slice()];
    up[i] += h;
    down[i] -= h;
    return (f(up) - f(down)) / (2 * h);
  });
}

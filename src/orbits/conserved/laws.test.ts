import { describe, expect, it } from 'vitest';
import { bind } from '../../models/bind.ts';
import type { ModelJson } from '../../models/contract.ts';
import { parameterNames } from '../../models/names.ts';
import { type Polynomial, polynomial, type Term } from '../../numerics/polynomial.ts';
import { rationalModulo } from '../../numerics/prime-field.ts';
import { createRng } from '../../numerics/random.ts';
import { rational } from '../../numerics/rational.ts';
import { affineAlgebra } from './affine-algebra.ts';
import { growingBasis } from './invariants-elimination.ts';
import { expressionOf } from './invariants-expression.ts';
import { canonical, gradientModulo, polynomialModulo } from './invariants-polynomial.ts';
import { lawsOf } from './laws.ts';
import { pointFields } from './point-fields.ts';

const dense = (widths: number[], activation: unknown, bias = false): ModelJson => ({
  kind: 'fully-connected',
  widths,
  bias,
  activation,
});

const found = (model: ModelJson) => lawsOf(bind(model), 'test');

const algebraOf = (model: ModelJson) => {
  const bound = bind(model);
  const rng = createRng('algebra');
  return affineAlgebra(bound, pointFields(bound, rng.fork('fields')), rng);
};

/** [dimension, symmetric, antisymmetric]. */
const dimensions = (model: ModelJson) => {
  const algebra = algebraOf(model);
  const { symmetric, antisymmetric } = algebra;
  expect(symmetric.vectors).toHaveLength(symmetric.dimension);
  expect(antisymmetric.vectors).toHaveLength(antisymmetric.dimension);
  return [algebra.dimension, symmetric.dimension, antisymmetric.dimension];
};

const texts = (model: ModelJson) => {
  const names = parameterNames(bind(model));
  return found(model).polynomials.map((h) => expressionOf(h, names));
};

/** Whether each polynomial is a linear combination of the laws: ranks of coefficient vectors. */
function expectInSpan(olds: readonly Polynomial[], laws: readonly Polynomial[]): void {
  const p = 4194271;
  const columns = new Map<string, number>();
  for (const { terms } of [...olds, ...laws])
    for (const { powers } of terms) {
      const key = JSON.stringify(powers);
      if (!columns.has(key)) columns.set(key, columns.size);
    }
  const basis = growingBasis(columns.size, p);
  const row = ({ terms }: Polynomial) => {
    const out = new Float64Array(columns.size);
    for (const { coefficient, powers } of terms)
      out[columns.get(JSON.stringify(powers))!] = rationalModulo(coefficient, p);
    return out;
  };
  for (const law of laws) expect(basis.insert(row(law))).toBe(true);
  for (const old of olds) expect(basis.insert(row(old))).toBe(false);
}

describe('the affine algebra of a model', () => {
  it.each([
    // gl of each hidden axis that only linear maps meet: symmetric n(n+1)/2, antisymmetric n(n−1)/2.
    [dense([2, 3, 1], 'tanh'), [0, 0, 0]],
    [{ kind: 'linear', widths: [2, 3, 2] }, [9, 6, 3]],
    [{ kind: 'linear', widths: [3, 2, 2, 3] }, [8, 6, 2]],
    // Residual stream of 2 with one output: gl(2), and δout = J read ⊗ c for two units, J a quarter turn.
    [
      { kind: 'residual-block', inputs: 2, stream: 2, hidden: 2, outputs: 1, activation: 'tanh' },
      [6, 3, 1],
    ],
    // gl(keys) ⊕ gl(values), and δvalue = J read ⊗ c for two channels.
    [{ kind: 'attention', positions: 2, channels: 2, keys: 2, values: 2, outputs: 1 }, [10, 6, 2]],
    [{ kind: 'attention', positions: 3, channels: 2, keys: 1, values: 1, outputs: 1 }, [2, 2, 0]],
    // up × s, down × 1/s for each unit.
    [{ kind: 'gated', inputs: 2, hidden: 2, outputs: 1, activation: 'silu' }, [2, 2, 0]],
    // u̇ = v, v̇ = u: Aθ ∥ (u, −v), v = 0.
    [{ kind: 'polynomial', variables: ['u', 'v'], features: ['u*v'] }, [1, 1, 0]],
    // v idle: v̇ may be any affine function of (u, v): elements 3; symmetric v² and v; a translation.
    [{ kind: 'polynomial', variables: ['u', 'v'], features: ['u'] }, [3, 2, 1]],
  ] as [ModelJson, number[]][])('of %j has the dimensions %j', (model, expected) => {
    expect(dimensions(model)).toEqual(expected);
  });

  it('has elements that are infinitesimal symmetries, by finite differences of F over ℚ', () => {
    // F is polynomial in θ for a linear network: d/ds F(θ + s(Aθ + v)) at 0 from s = ±1, ±2, degree ≤ 3.
    const bound = bind({ kind: 'linear', widths: [2, 2, 2] });
    const { vectors } = algebraOf(bound.json).elements();
    expect(vectors).toHaveLength(4);
    const field = {
      name: 'integers',
      zero: 0,
      one: 1,
      rational: Number,
      add: (a: number, b: number) => a + b,
      sub: (a: number, b: number) => a - b,
      mul: (a: number, b: number) => a * b,
      neg: (a: number) => -a,
      dot: (a: readonly number[], b: readonly number[]) =>
        a.reduce((sum, x, i) => sum + x * b[i], 0),
      inverse: () => Number.NaN,
      apply: () => Number.NaN,
      applyDerivative: () => Number.NaN,
    };
    const theta = [3, -1, 4, 1, -5, 9, 2, 6];
    for (const element of vectors) {
      const motion = new Array<number>(8).fill(0);
      for (const [at, { numerator, denominator }] of element) {
        const value = Number(numerator) / Number(denominator);
        if (at >= 64) motion[at - 64] += value;
        else motion[Math.floor(at / 8)] += value * theta[at % 8];
      }
      expect(motion.some((x) => x !== 0)).toBe(true);
      const at = (s: number) =>
        bound.evaluate(
          field,
          theta.map((x, i) => x + s * motion[i]),
          [2, 7],
        );
      const [a, b, c, d] = [at(-2), at(-1), at(1), at(2)];
      a.forEach((_, o) => {
        expect(a[o] - 8 * b[o] + 8 * c[o] - d[o]).toBe(0);
      });
    }
  });
});

describe('laws of degree two', () => {
  it.each([
    [dense([2, 2, 1], 'cube'), ['3a₁² − ‖w₁‖²', '3a₂² − ‖w₂‖²']],
    [dense([1, 2, 2], 'square'), ['2‖a₁‖² − w₁²', '2‖a₂‖² − w₂²']],
    [dense([1, 1, 1], 'exp', true), ['a² − 2b']],
    [dense([2, 2, 1], 'identity'), ['a₁² − ‖w₁‖²', 'a₂² − ‖w₂‖²', 'a₁a₂ − w₁·w₂']],
    [
      { kind: 'relu-paths', widths: [2, 2, 1], bias: true },
      ['a₁² − ‖w₁‖² − b₁²', 'a₂² − ‖w₂‖² − b₂²'],
    ],
    [
      { kind: 'gated', inputs: 2, hidden: 2, outputs: 2, activation: 'silu' },
      ['‖A[:,1]‖² − ‖C[1,:]‖²', '‖A[:,2]‖² − ‖C[2,:]‖²'],
    ],
    [{ kind: 'diagonal-linear', depth: 2, inputs: 2 }, ['θ₂[1]² − θ₁[1]²', 'θ₂[2]² − θ₁[2]²']],
    [{ kind: 'polynomial', variables: ['u', 'v'], features: ['u*v'] }, ['u² − v²']],
    // u̇ = 2uv, v̇ = u².
    [{ kind: 'polynomial', variables: ['u', 'v'], features: ['u^2*v'] }, ['u² − 2v²']],
    // u̇ = 3u²v⁵, v̇ = 5u³v⁴: u u̇/3 = v v̇/5.
    [{ kind: 'polynomial', variables: ['u', 'v'], features: ['u^3*v^5'] }, ['5u² − 3v²']],
    [{ kind: 'polynomial', variables: ['u', 'v'], features: ['u'] }, ['v', 'v²']],
    [{ kind: 'polynomial', variables: ['u', 'v'], features: ['u', 'u^12*v'] }, []],
    [dense([2, 2, 1], 'tanh', true), []],
    [dense([2, 2, 1], 'gelu'), []],
  ] as [ModelJson, string[]][])('of %j', (model, expected) => {
    expect(texts(model)).toEqual(expected);
  });

  it('lift only to what is confirmed: u + 12345678v keeps 12345678u − v', () => {
    const model = { kind: 'polynomial', variables: ['u', 'v'], features: ['u + 12345678*v'] };
    expect(texts(model)[0]).toBe('12345678u − v');
  });

  it('have fractions and large numbers where those are true', () => {
    // u̇ = q, v̇ = r for F = q u + r v: r u − q v.
    const model = {
      kind: 'polynomial',
      variables: ['u', 'v'],
      features: ['123456789012345/987654321*u + 998244353/7*v'],
    };
    // r/q = 998244353·987654321/(7·123456789012345), in lowest terms.
    const n = 998244353n * 987654321n;
    const d = 7n * 123456789012345n;
    const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? a : gcd(b, a % b));
    const g = gcd(n, d);
    expect(texts(model)[0]).toBe(`${n / g}u − ${d / g}v`);
  });

  it('are checked at primes of their own, with an error far below what a hunt can meet', () => {
    const { check, primes } = found({ kind: 'linear', widths: [2, 3, 2] });
    expect(primes.length).toBeGreaterThan(0);
    expect(check.primes).toHaveLength(2);
    expect(check.primes.some((p) => primes.includes(p))).toBe(false);
    expect(check.logarithmOfError).toBeLessThan(-50);
  });

  it('are found once', () => {
    const bound = bind({ kind: 'linear', widths: [2, 2, 2] });
    expect(lawsOf(bound, 'test')).toBe(lawsOf(bound, 'test'));
  });
});

describe('laws that models were known to have lie in the span of what is found', () => {
  const range = (n: number) => Array.from({ length: n }, (_, i) => i);
  const product = (i: number, j: number, coefficient: number): Term => ({
    coefficient: rational(coefficient),
    powers:
      i === j
        ? [[i, 2]]
        : [
            [i, 1],
            [j, 1],
          ],
  });

  interface Layer {
    readonly rows: number;
    readonly columns: number;
    readonly weights: number;
    readonly bias: number;
  }

  /** Layers in the order of θ: weights row by row, then the bias. */
  function layersOf(widths: readonly number[], bias: boolean): Layer[] {
    let at = 0;
    return widths.slice(1).map((rows, l) => {
      const columns = widths[l];
      const weights = at;
      at += rows * columns;
      const layer = { rows, columns, weights, bias: bias ? at : -1 };
      if (bias) at += rows;
      return layer;
    });
  }
  const incoming = ({ columns, weights, bias }: Layer, i: number) => [
    ...range(columns).map((j) => weights + i * columns + j),
    ...(bias < 0 ? [] : [bias + i]),
  ];
  const outgoing = ({ rows, columns, weights }: Layer, i: number) =>
    range(rows).map((o) => weights + o * columns + i);
  const joints = (widths: readonly number[], bias = false) => {
    const layers = layersOf(widths, bias);
    return layers.slice(1).map((outer, l) => [layers[l], outer] as const);
  };

  /** Entries of W_{l+1}ᵀW_{l+1} − W_lW_lᵀ − b_lb_lᵀ. */
  const balances = (widths: readonly number[], bias = false) =>
    joints(widths, bias).flatMap(([inner, outer]) =>
      range(inner.rows).flatMap((i) =>
        range(i + 1).map((j) =>
          polynomial([
            ...outgoing(outer, i).map((a, o) => product(a, outgoing(outer, j)[o], 1)),
            ...incoming(inner, i).map((a, q) => product(a, incoming(inner, j)[q], -1)),
          ]),
        ),
      ),
    );

  /** p‖out‖² − ‖in‖². */
  const norms = (widths: readonly number[], power: number, bias = false) =>
    joints(widths, bias).flatMap(([inner, outer]) =>
      range(inner.rows).map((i) =>
        polynomial([
          ...outgoing(outer, i).map((a) => product(a, a, power)),
          ...incoming(inner, i).map((a) => product(a, a, -1)),
        ]),
      ),
    );

  it.each([
    [[1, 2, 1]],
    [[2, 3, 2]],
    [[3, 1, 4]],
    [[2, 2, 3, 2]],
    [[1, 2, 2, 2, 1]],
    // Beyond the dense limit, along axes.
    [[4, 5, 6]],
    [[3, 7, 5, 2]],
  ])('balances of linear networks %j, and no others where sizes allow none', (widths) => {
    const laws = found({ kind: 'linear', widths }).polynomials;
    const olds = balances(widths);
    expectInSpan(olds, laws);
    // One input and one output meet in one field: W₂ᵀW₁-like products are conserved too.
    if (widths[0] !== 1) expect(laws).toHaveLength(olds.length);
  });

  it('pairs of units of an axis too wide for full blocks', () => {
    const widths = [2, 24, 3];
    const { polynomials } = found({ kind: 'linear', widths });
    expect(algebraOf({ kind: 'linear', widths }).narrowed).toEqual(['hidden']);
    expect(polynomials).toHaveLength((24 * 25) / 2);
    expectInSpan(balances(widths), polynomials);
  });

  it.each([
    [[2, 3, 2], false],
    [[2, 3, 2, 1], true],
    [[3, 6, 4], true],
  ])('norms of ReLU paths %j, bias %j', (widths, bias) => {
    const laws = found({ kind: 'relu-paths', widths, bias }).polynomials;
    expect(laws).toHaveLength(norms(widths, 1, bias).length);
    expectInSpan(norms(widths, 1, bias), laws);
  });

  it.each([
    [dense([2, 3, 2], 'identity', true), balances([2, 3, 2], true)],
    [dense([2, 3, 2], 'square'), norms([2, 3, 2], 2)],
    [dense([2, 3, 2, 1], 'cube'), norms([2, 3, 2, 1], 3)],
    [
      dense([2, 3, 2], 'exp', true),
      joints([2, 3, 2], true).flatMap(([inner, outer]) =>
        range(3).map((i) =>
          polynomial([
            ...outgoing(outer, i).map((a) => product(a, a, 1)),
            { coefficient: rational(-2), powers: [[inner.bias + i, 1]] },
          ]),
        ),
      ),
    ],
    [
      { kind: 'diagonal-linear', depth: 3, inputs: 2 },
      range(2).flatMap((l) =>
        range(2).map((i) =>
          polynomial([product(2 * l + 2 + i, 2 * l + 2 + i, 1), product(2 * l + i, 2 * l + i, -1)]),
        ),
      ),
    ],
  ] as [ModelJson, Polynomial[]][])('of %j', (model, olds) => {
    expectInSpan(olds, found(model).polynomials);
  });
});

describe('counts of independent laws at generic points', () => {
  /** Rank of the gradients at a random point mod p. */
  function independent(model: ModelJson): number {
    const p = 4194271;
    const bound = bind(model);
    const rng = createRng('point');
    const point = Float64Array.from({ length: bound.size }, () => rng.integer(0, p - 1));
    const basis = growingBasis(bound.size, p);
    for (const h of found(model).polynomials) {
      const gradient = new Float64Array(bound.size);
      gradientModulo(
        polynomialModulo(
          canonical(h, () => 0),
          p,
        ),
        point,
        p,
        gradient,
      );
      basis.insert(gradient);
    }
    return basis.rank();
  }

  it.each([
    // k(2r + 1 − k)/2, k = min(r, n + m) (Marcotte, Gribonval, Peyré 2023, Prop. 4.1).
    [2, 1, 2],
    [2, 3, 2],
    [1, 3, 2],
    [1, 4, 2],
    [2, 6, 2],
    [1, 5, 2],
  ])('linear %i-%i-%i', (n, r, m) => {
    const k = Math.min(r, n + m);
    expect(independent({ kind: 'linear', widths: [n, r, m] })).toBe((k * (2 * r + 1 - k)) / 2);
  });

  it.each([
    // QQᵀ − KKᵀ and VVᵀ − OᵀO: r(2k + 1 − r)/2 each, r = min(k, channels + channels or outputs).
    [2, 2, 1, 1, 1],
    [3, 2, 2, 2, 2],
    [2, 1, 3, 2, 1],
    [2, 3, 2, 1, 2],
  ])('attention with %i positions, %i channels, keys %i, values %i, outputs %i', (...sizes) => {
    const [positions, channels, keys, values, outputs] = sizes;
    const half = (k: number, columns: number) => {
      const r = Math.min(k, columns);
      return (r * (2 * k + 1 - r)) / 2;
    };
    const model = { kind: 'attention', positions, channels, keys, values, outputs };
    const quadratic = half(keys, 2 * channels) + half(values, channels + outputs);
    expect(independent(model)).toBe(quadratic);
  });

  it('SwiGLU: one a unit', () => {
    for (const hidden of [1, 2, 4])
      expect(
        independent({ kind: 'gated', inputs: 2, hidden, outputs: 2, activation: 'silu' }),
      ).toBe(hidden);
  });
});

describe('speed', () => {
  it('attention of M = 448 along axes', () => {
    const model = {
      kind: 'attention',
      positions: 4,
      channels: 16,
      keys: 8,
      values: 8,
      outputs: 8,
    };
    const bound = bind(model);
    expect(bound.size).toBe(448);
    const { polynomials } = found(model);
    const algebra = algebraOf(model);
    expect(algebra.ansatz).toBe('axes');
    expect([algebra.dimension, polynomials.length]).toEqual([128, 72]);
  });
});

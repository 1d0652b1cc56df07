/** The algebra of affine fields that leave F alone, and how many laws follow, by hand. */
import { describe, expect, it } from 'vitest';
import { bind } from '../../models/bind.ts';
import type { ModelJson } from '../../models/contract.ts';
import { createRng } from '../../numerics/random.ts';
import { dense } from '../../testing/dense.ts';
import { algebraOf, dimensions, found } from '../../testing/laws-of-models.ts';
import { growingBasis } from './invariants-elimination.ts';
import { canonical, gradientModulo, polynomialModulo } from './invariants-polynomial.ts';

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

/** Quadratic conserved quantities of models, against those that are derived by hand or known. */
import { describe, expect, it } from 'vitest';
import { bind } from '../../models/bind.ts';
import type { ModelJson } from '../../models/contract.ts';
import { type Polynomial, polynomial, type Term } from '../../numerics/polynomial.ts';
import { rational } from '../../numerics/rational.ts';
import { dense } from '../../testing/dense.ts';
import { algebraOf, expectInSpan, found, texts } from '../../testing/laws-of-models.ts';
import { identityDegree, logarithmOfError } from './error-bound.ts';
import { lawsOf } from './laws.ts';

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
    // Six points modulo each of the two.
    const bound = bind({ kind: 'linear', widths: [2, 3, 2] });
    expect([check.points, check.logarithmOfError]).toEqual([
      6,
      logarithmOfError(identityDegree(bound, 1), 12),
    ]);
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

/** Fields of members, written out: what x₀, u, v, the powers and the masks of a member do. */
import { describe, expect, it } from 'vitest';
import { bind } from '../../models/bind.ts';
import { axis, choices, defineModel, type ModelJson, tensor } from '../../models/contract.ts';
import { defineFamily } from '../../models/family.ts';
import { literal, object } from '../../models/schema.ts';
import { type Rational, rational, ZERO } from '../../numerics/rational.ts';
import { registering } from '../../testing/registering.ts';
import { type Expansion, expandedFamily, memberPlaces } from './expansion.ts';
import { genericJets } from './families.ts';

const PRIME = 4194287;

/** x·a·b, the mask (p, q) on a and b being (1, 0) or (−1, 2), another input between them. */
const masked = defineModel({
  kind: 'masked-members',
  formula: 'F(x) = x (p a² + q b² + g b)',
  spec: object({ kind: literal('masked-members') }),
  architecture: () => ({
    parameters: { a: tensor(), b: tensor() },
    inputs: {
      x: tensor(axis('inputs', 1, 'input', null)),
      gate: tensor(axis('gates', 1, 'place', null)),
      mask: choices(tensor(axis('masks', 2, 'place', null)), [
        [1, 0],
        [-1, 2],
      ]),
    },
    output: axis('outputs', 1, 'output', null),
  }),
  evaluate(f, { a, b }, { x, gate, mask }) {
    const squares = f.add(f.mul(mask[0], f.mul(a, a)), f.mul(mask[1], f.mul(b, b)));
    return [f.mul(x[0], f.add(squares, f.mul(gate[0], b)))];
  },
});
/** x₁∂₁ + x₂(∂₂ + θ₁²∂₃). */
const given = defineFamily({
  kind: 'given-members',
  formula: 'X = x₁∂₁ + x₂(∂₂ + θ₁²∂₃)',
  spec: object({ kind: literal('given-members') }),
  architecture: () => ({
    parameters: { theta: tensor(axis('place', 3, 'place', null)) },
    inputs: { x: tensor(axis('inputs', 2, 'input', null)) },
  }),
  field: (f, { theta }, { x }) => ({
    theta: [x[0], x[1], f.mul(x[1], f.mul(theta[0], theta[0]))],
  }),
});
registering(masked, given);

const line = (base: readonly Rational[], top: number): Expansion => ({ mode: 'line', base, top });
/** The field of a member and its derivative along y, at series of the given length. */
function of(
  model: ModelJson,
  expansion: Expansion,
  [c, theta, y]: readonly (readonly number[])[],
  length = 1,
) {
  const family = expandedFamily(bind(model), expansion, PRIME, genericJets(PRIME));
  expect(c).toHaveLength(family.coefficientCount * length);
  const [gradient, bent] = [0, 0].map(() => new Float64Array(family.size * length).fill(9));
  family.gradient(Float64Array.from(c), Float64Array.from(theta), length, gradient);
  const along = Float64Array.from(y);
  family.hessianVector(Float64Array.from(c), Float64Array.from(theta), along, length, bent);
  return [[...gradient], [...bent]];
}

/** F(x) = x·a·b. */
const product: ModelJson = { kind: 'polynomial', variables: ['a', 'b'], features: ['a*b'] };

describe('of F = x·a·b at a = 2, b = 3, along (1, 4)', () => {
  const [theta, y] = [
    [2, 3],
    [1, 4],
  ];

  it('at x = 5 with v = 7: 35(b, a), bent 35(4, 1)', () => {
    expect(of(product, { mode: 'point' }, [[5, 7], theta, y])).toEqual([
      [105, 70],
      [140, 35],
    ]);
  });

  it('at x = 5 + t with v = 7 + 2t, a = 2 + t, b = 3', () => {
    // vx = (7 + 2t)(5 + t) = 35 + 17t: times b = 3, and times 2 + t: 70 + 69t.
    const member = [5, 1, 7, 2];
    const [gradient, bent] = of(
      product,
      { mode: 'point' },
      [member, [2, 1, 3, 0], [1, 0, 4, 1]],
      2,
    );
    expect(gradient).toEqual([105, 51, 70, 69]);
    // Along (1, 4 + t): 140 + (68 + 35)t, and 35 + 17t.
    expect(bent).toEqual([140, 103, 35, 17]);
  });

  it('on x = su: the power s alone has a coefficient', () => {
    // (u, v, λ₀, λ₁, λ₂): λ₁·u·v(b, a).
    const member = [5, 7, 11, 2, 13];
    expect(of(product, line([ZERO], 2), [member, theta, y])).toEqual([
      [210, 140],
      [280, 70],
    ]);
    expect(of(product, line([ZERO], 0), [[5, 7, 11], theta, y])).toEqual([
      [0, 0],
      [0, 0],
    ]);
  });

  it('on x = x₀ + su: those of 1 and of s', () => {
    // λ₀x₀ + λ₁u = 11·3 + 2·5 = 43, times 7.
    expect(of(product, line([rational(3)], 1), [[5, 7, 11, 2], theta, y])).toEqual([
      [903, 602],
      [1204, 301],
    ]);
    // Up to s⁰ x₀ alone: 33·7.
    expect(of(product, line([rational(3)], 0), [[5, 7, 11], theta, y])[0]).toEqual([693, 462]);
    // 1/2 = (p + 1)/2: (11/2)·7·2 = 77 for the second.
    expect(of(product, line([rational(1, 2)], 0), [[5, 7, 11], theta, y])[0][1]).toBe(77);
    // u = 5 + t, λ₁ = 2 + 3t: 33 + (5 + t)(2 + 3t) = 43 + 17t, times 7·3 and 7·2.
    const member = [5, 1, 7, 0, 11, 0, 2, 3];
    expect(of(product, line([rational(3)], 1), [member, [2, 0, 3, 0], [0, 0, 0, 0]], 2)[0]).toEqual(
      [903, 357, 602, 238],
    );
  });
});

describe('masks are taken all, each with a weight', () => {
  const places = memberPlaces(bind({ kind: 'masked-members' }), { mode: 'point' });
  // ∂a: vx·2a(ω₁ − ω₂); ∂b: vx(ω₂·4b + g(ω₁ + ω₂)).
  const [a, b, x, g, v] = [2, 3, 5, 11, 7];
  const [first, second] = [13, 17];
  const member = [x, g, 99, 98, v, first, second];
  const modulo = (n: number) => ((n % PRIME) + PRIME) % PRIME;

  it('stand after v', () => {
    expect(places).toEqual({ free: 1, output: 4, masks: 5, powers: 7, count: 7 });
  });

  it('at points', () => {
    const [gradient, bent] = of({ kind: 'masked-members' }, { mode: 'point' }, [
      member,
      [a, b],
      [1, 10],
    ]);
    expect(gradient).toEqual([
      modulo(v * x * 2 * a * (first - second)),
      modulo(v * x * (second * 4 * b + g * (first + second))),
    ]);
    expect(bent).toEqual([modulo(v * x * 2 * (first - second)), modulo(v * x * second * 4 * 10)]);
  });

  it('on lines, and as series', () => {
    // x = s·(5 + t): λ₁ = 1 + 2t, weights 13 and 17 + t, v = 7.
    const [gradient] = of(
      { kind: 'masked-members' },
      line([ZERO], 1),
      [
        [5, 1, g, 0, 9, 9, 8, 8, v, 0, first, 0, second, 1, 4, 4, 1, 2],
        [a, 0, b, 0],
        [0, 0, 0, 0],
      ],
      2,
    );
    // (5 + t)(1 + 2t) = 5 + 11t; ω₁ − ω₂ = −4 − t; ω₂·12 + 11(ω₁ + ω₂) = 534 + 23t.
    expect(gradient).toEqual([
      modulo(7 * 4 * 5 * -4),
      modulo(7 * 4 * (5 * -1 + 11 * -4)),
      modulo(7 * 5 * 534),
      modulo(7 * (5 * 23 + 11 * 534)),
    ]);
  });
});

describe('fields that are given', () => {
  const theta = [2, 3, 4];
  const y = [5, 6, 7];
  const model = { kind: 'given-members' };

  it('at x = (11, 13) with v = 2: X itself, and DX·y', () => {
    expect(of(model, { mode: 'point' }, [[11, 13, 2], theta, y])).toEqual([
      [22, 26, 104],
      // 2·13·2θ₁y₁.
      [0, 0, 520],
    ]);
  });

  it('on a line are sums over its powers', () => {
    // x = (su₁, 3 + su₂): λ₁u₁, and 3λ₀ + λ₁u₂ = 15 + 91, times v = 2.
    expect(of(model, line([ZERO, rational(3)], 1), [[11, 13, 2, 5, 7], theta, y])).toEqual([
      [154, 212, 848],
      [0, 0, 106 * 2 * 2 * 2 * 5],
    ]);
  });

  it('say what they are', () => {
    const of = (expansion: Expansion) =>
      expandedFamily(bind(model), expansion, PRIME, genericJets(PRIME)).description;
    expect(of({ mode: 'point' })).toBe('the given fields X_x at any x');
    expect(of(line([ZERO, ZERO], 3))).toBe('Taylor coefficients of X_{s·u} in s up to degree 3');
    expect(of(line([ZERO, rational(3)], 3))).toContain('X_{x₀ + s·u}');
  });
});

it('members that may have no value are told', () => {
  const partial = (features: string, expansion: Expansion) =>
    expandedFamily(
      bind({ kind: 'polynomial', variables: ['a', 'b'], features: [features] }),
      expansion,
      PRIME,
      genericJets(PRIME),
    ).partial;
  expect([
    partial('a/b', { mode: 'point' }),
    partial('a/b', line([ZERO], 1)),
    partial('a*b', { mode: 'point' }),
  ]).toEqual([true, false, false]);
  // 1/√(norm²).
  const norm = bind({ kind: 'rms-norm', inputs: 1, hidden: 1, outputs: 1 });
  const family = expandedFamily(norm, { mode: 'point' }, PRIME, genericJets(PRIME));
  expect([family.partial, family.description]).toEqual([
    true,
    'outputs ⟨v, F(x)⟩ of the model at any x',
  ]);
});

/**
 * The interpreter of traced programs against plain evaluation of the model's page: gradients and
 * Hessian–vector products, all residues.
 */
import { describe, expect, test } from 'vitest';
import { genericJetField } from '../../analytic/fields/prime-jets.ts';
import type { resolveFunction } from '../../analytic/registry.ts';
import { NotInvertible } from '../../errors.ts';
import { bind } from '../../models/bind.ts';
import { axis, defineModel, type ModelJson, tensor } from '../../models/contract.ts';
import { literal, object } from '../../models/schema.ts';
import { fastPrimes, primeField } from '../../numerics/prime-field.ts';
import { createRng } from '../../numerics/random.ts';
import { rational, ZERO } from '../../numerics/rational.ts';
import { dense } from '../../testing/dense.ts';
import { readableFamily } from '../../testing/readable-field.ts';
import { registering } from '../../testing/registering.ts';
import { type Expansion, expandedFamily, memberPlaces } from './expansion.ts';

const [prime] = fastPrimes(1) as [number];
const jets = (() => {
  const field = genericJetField(prime);
  return (
    step: { f: { jet: ReturnType<typeof resolveFunction>['jet'] } },
    center: number,
    n: number,
  ) => step.f.jet(field, center, n);
})();

const random = (count: number, seed: string) => {
  const rng = createRng(seed);
  return Float64Array.from({ length: count }, () => Math.floor(rng.uniform() * prime));
};

/** Gradient and Hessian–vector product, all residues, at a random point, member and direction. */
function agree(model: ModelJson, expansion: Expansion, length: number): void {
  const bound = bind(model);
  const traced = expandedFamily(bound, expansion, prime, jets);
  const readable = readableFamily(bound, expansion, prime);
  const c = random(traced.coefficientCount * length, 'member');
  const theta = random(traced.size * length, 'theta');
  const y = random(traced.size * length, 'y');
  const [a, b] = [new Float64Array(theta.length), new Float64Array(theta.length)];
  readable.gradient(c, theta, length, a);
  traced.gradient(c, theta, length, b);
  expect(b).toEqual(a);
  expect(a.some((value) => value !== 0)).toBe(true);
  readable.hessianVector(c, theta, y, length, a);
  traced.hessianVector(c, theta, y, length, b);
  expect(b).toEqual(a);
}

const zeros = (count: number) => Array.from({ length: count }, () => ZERO);

describe('traced fields agree with the page of the model on a tape', () => {
  const lengths = [1, 2, 5];
  const atPoints: ModelJson[] = [
    dense([2, 3, 2, 2], 'tanh', true),
    dense([2, 2, 1], 'cube', true),
    { kind: 'linear', widths: [2, 3, 2] },
    { kind: 'relu-paths', widths: [2, 3, 2, 1], bias: true },
    { kind: 'diagonal-linear', depth: 3, inputs: 2 },
    { kind: 'polynomial', variables: ['u', 'v'], features: ['u^3*v - 2/3*v', 'u/(1 + v^2)'] },
  ];

  test.each(atPoints.flatMap((model) => lengths.map((length) => ({ model, length }))))(
    'at points: $model, L = $length',
    ({ model, length }) => agree(model, { mode: 'point' }, length),
  );

  test.each([
    [dense([2, 3, 2, 1], 'tanh'), 9],
    [dense([2, 2, 2, 2], 'silu'), 6],
    [dense([1, 2, 2, 2, 1], 'sin'), 7],
    [dense([1, 2, 2, 1], 'sigmoid', true), 4],
    [dense([2, 2, 1], 'gelu', true), 5],
  ] as const)('on lines through 0: %j, all powers of s', (model, top) => {
    const base = zeros(bind(model).inputs.datum);
    for (const length of lengths) agree(model, { mode: 'line', base, top }, length);
  });

  test('on lines, a power that a slope has and its function has not up to the cut', () => {
    // tanh + z⁴ up to s³: s and s³; its slope 1 − s² + 4s³.
    const terms = ['tanh', { name: 'polynomial', coefficients: [0, 0, 0, 0, 1] }];
    const activation = { name: 'sum', terms };
    for (const top of [2, 3, 4])
      agree(
        { kind: 'fully-connected', widths: [1, 1, 1, 1], bias: false, activation },
        { mode: 'line', base: zeros(1), top },
        1,
      );
  });

  test('on lines away from 0', () => {
    const base = [rational(2), ZERO];
    agree(dense([2, 2, 2], 'tanh', true), { mode: 'line', base, top: 4 }, 3);
  });
});

describe('line mode with an inverse and away from 0', () => {
  const quotient = defineModel({
    kind: 'test-quotient',
    formula: 'F(x) = θ₂/(1 + θ₁²x²)',
    spec: object({ kind: literal('test-quotient') }),
    architecture: () => ({
      parameters: { theta: tensor(axis('coordinates', 2, 'place', null)) },
      inputs: { x: tensor(axis('inputs', 1, 'input', null)) },
      output: axis('outputs', 1, 'output', null),
    }),
    evaluate(field, { theta }, { x }) {
      const y = field.mul(theta[0], x[0]);
      return [field.mul(theta[1], field.inverse(field.add(field.one, field.mul(y, y))))];
    },
  });
  registering(quotient);
  const bound = bind({ kind: 'test-quotient' });
  const field = primeField(prime);
  const power = (a: number, n: number) =>
    Array.from({ length: n }).reduce<number>((product) => field.mul(product, a), 1);

  test.each([
    [3, 1],
    [6, 2],
    [5, 5],
  ])('away from 0, up to s^%i and t^%i, as on the page', (top, length) => {
    agree({ kind: 'test-quotient' }, { mode: 'line', base: [rational(3)], top }, length);
    agree({ kind: 'test-quotient' }, { mode: 'line', base: [ZERO], top }, length);
  });

  test('has no value where its denominator is 0', () => {
    // F = x·u/v at v = 0, and at v = t, which has no constant term.
    const family = expandedFamily(
      bind({ kind: 'polynomial', variables: ['u', 'v'], features: ['u/v'] }),
      { mode: 'point' },
      prime,
      jets,
    );
    const [c, theta, out] = [random(family.coefficientCount, 'c'), [5, 0], new Float64Array(2)];
    expect(() => family.gradient(c, Float64Array.from(theta), 1, out)).toThrow(NotInvertible);
    const series = random(2 * family.coefficientCount, 'c');
    expect(() =>
      family.gradient(series, Float64Array.of(5, 0, 0, 1), 2, new Float64Array(4)),
    ).toThrow(NotInvertible);
  });

  test('1/(1 + y²) by its geometric series, y = θ₁us: all even powers of s', () => {
    // ∂F/∂θ₂ = Σ (−1)ᵏ (θ₁u)²ᵏ s²ᵏ and ∂F/∂θ₁ = θ₂ Σ (−1)ᵏ 2k θ₁²ᵏ⁻¹ u²ᵏ s²ᵏ.
    const top = 7;
    const expansion = { mode: 'line', base: [ZERO], top } as const;
    const family = expandedFamily(bound, expansion, prime, jets);
    const { output, powers, count } = memberPlaces(bound, expansion);
    const c = random(count, 'line');
    const theta = random(2, 'point');
    const out = new Float64Array(2);
    family.gradient(c, theta, 1, out);
    const [u, v] = [c[0], c[output]];
    let [first, second] = [0, 0];
    for (let k = 0; 2 * k <= top; k++) {
      const sign = k % 2 === 0 ? 1 : prime - 1;
      const weight = field.mul(sign, field.mul(v, field.mul(c[powers + 2 * k], power(u, 2 * k))));
      second = field.add(second, field.mul(weight, power(theta[0], 2 * k)));
      if (k > 0)
        first = field.add(
          first,
          field.mul(field.mul(weight, 2 * k), field.mul(theta[1], power(theta[0], 2 * k - 1))),
        );
    }
    expect([...out]).toEqual([first, second]);
  });

  test('a line through x₀ has the values of F on it: Σ of all coefficients is F(x₀ + u) where it ends', () => {
    // θ₁ nilpotent in t (θ₁ = t, L = 3): F = θ₂(1 − t²x²) exactly, a polynomial of degree 2 in s.
    const length = 3;
    const line = { mode: 'line', base: [rational(5)], top: 2 } as const;
    const family = expandedFamily(bound, line, prime, jets);
    const places = memberPlaces(bound, line);
    const c = new Float64Array(places.count * length);
    c[0] = 7;
    for (const i of [places.output, places.powers, places.powers + 1, places.powers + 2])
      c[i * length] = 1;
    const theta = Float64Array.from([0, 1, 0, 11, 0, 0]);
    const out = new Float64Array(2 * length);
    family.gradient(c, theta, length, out);
    // x = 12: ∂F/∂θ₁ = −2·11·t·144, ∂F/∂θ₂ = 1 − 144t².
    const minus = (n: number) => prime - n;
    expect([...out]).toEqual([0, minus(2 * 11 * 144), 0, 1, 0, minus(144)]);
  });
});

test('a field asked at several lengths gives what a fresh one gives', () => {
  // Workspaces are laid out by length: nothing of one may show in another.
  const model = { kind: 'fully-connected', widths: [2, 2, 2, 1], bias: true, activation: 'silu' };
  const bound = bind(model);
  const line = { mode: 'line', base: [ZERO, rational(1)], top: 4 } as const;
  const kept = expandedFamily(bound, line, prime, jets);
  for (const length of [5, 1, 3, 2, 5]) {
    const c = random(kept.coefficientCount * length, `c${length}`);
    const theta = random(kept.size * length, `theta${length}`);
    const y = random(kept.size * length, `y${length}`);
    const [a, b] = [new Float64Array(theta.length), new Float64Array(theta.length)];
    kept.hessianVector(c, theta, y, length, a);
    expandedFamily(bound, line, prime, jets).hessianVector(c, theta, y, length, b);
    expect(a).toEqual(b);
  }
});

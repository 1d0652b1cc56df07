/**
 * The interpreter of traced programs against the hand-written fields and against plain evaluation over
 * dual numbers: gradients and Hessian–vector products, all residues.
 */
import { describe, expect, test } from 'vitest';
import { genericJetField } from '../../analytic/fields/prime-jets.ts';
import { resolveFunction } from '../../analytic/registry.ts';
import { bind } from '../../models/bind.ts';
import { axis, defineModel, type ModelJson, tensor } from '../../models/contract.ts';
import { registerModel } from '../../models/registry.ts';
import { literal, object } from '../../models/schema.ts';
import { fastPrimes, primeField } from '../../numerics/prime-field.ts';
import { createRng } from '../../numerics/random.ts';
import { rational, ZERO } from '../../numerics/rational.ts';
import { chooseFamily } from '../choose-family.ts';
import type { FieldFamily } from '../family.ts';
import { jetSequence } from '../layered-families.ts';
import { sigmaModulo } from '../sigma-modulo.ts';
import { expandedFamily, memberPlaces } from './expansion.ts';

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

function agree(
  traced: FieldFamily,
  hand: FieldFamily,
  member: (c: Float64Array, length: number) => Float64Array,
  length: number,
): void {
  const c = random(hand.coefficientCount * length, 'member');
  const theta = random(hand.size * length, 'theta');
  const y = random(hand.size * length, 'y');
  const [a, b] = [new Float64Array(theta.length), new Float64Array(theta.length)];
  hand.gradient(c, theta, length, a);
  traced.gradient(member(c, length), theta, length, b);
  expect(b).toEqual(a);
  hand.hessianVector(c, theta, y, length, a);
  traced.hessianVector(member(c, length), theta, y, length, b);
  expect(b).toEqual(a);
}

describe('traced fields agree with the hand-written ones', () => {
  const lengths = [1, 2, 5];

  test.each(lengths)('point mode with generic jets, biases, L = %i', (length) => {
    const model = { kind: 'fully-connected', widths: [2, 3, 2, 2], bias: true, activation: 'tanh' };
    const bound = bind(model);
    const hand = jetSequence({ widths: model.widths, bias: true }, (p) => {
      const sigma = sigmaModulo(resolveFunction('tanh'), p);
      return (center, count, out) => {
        sigma.jet(center, count).forEach((value, i) => {
          out[i] = value;
        });
      };
    }).family(prime, 0);
    agree(expandedFamily(bound, { mode: 'point' }, prime, jets), hand, (c) => c, length);
  });

  test.each(lengths)('linear, ReLU paths, diagonal and polynomial models, L = %i', (length) => {
    const models: ModelJson[] = [
      { kind: 'linear', widths: [2, 3, 2] },
      { kind: 'relu-paths', widths: [2, 3, 2, 1], bias: true },
      { kind: 'diagonal-linear', depth: 3, inputs: 2 },
      { kind: 'polynomial', variables: ['u', 'v'], features: ['u^3*v - 2/3*v', 'u + v^2'] },
      { kind: 'fully-connected', widths: [2, 2, 1], bias: true, activation: 'cube' },
    ];
    for (const model of models) {
      const activation = 'activation' in model ? resolveFunction('cube') : null;
      const hand = chooseFamily(model as never, activation).family(prime, 0);
      const traced = expandedFamily(bind(model), { mode: 'point' }, prime, jets);
      const { free, output } = memberPlaces(bind(model), { mode: 'point' });
      // The hand-written fields keep v before the gates.
      const swap = (c: Float64Array, n: number) => {
        const outputs = bind(model).output.size;
        const gates = bind(model).inputs.size - free;
        const out = Float64Array.from(c);
        out.set(c.subarray((free + outputs) * n, (free + outputs + gates) * n), free * n);
        out.set(c.subarray(free * n, (free + outputs) * n), output * n);
        return out;
      };
      agree(traced, hand, swap, length);
    }
  });

  test.each([
    ['tanh', [2, 3, 2, 1], 2],
    ['silu', [2, 2, 2, 2], 1],
    ['sin', [1, 2, 2, 2, 1], 2],
  ] as const)('line mode, %s %j: every power of s', (activation, widths, step) => {
    const model = { kind: 'fully-connected', widths, bias: false, activation } as const;
    const sequence = chooseFamily(model, resolveFunction(activation));
    const spec = sequence.spec(1);
    if (spec.kind !== 'taylor') throw new Error('expected a Taylor family');
    const top = 1 + step * (spec.slices - 1);
    const base = Array.from({ length: widths[0] }, () => ZERO);
    const bound = bind(model);
    const traced = expandedFamily(bound, { mode: 'line', base, top }, prime, jets);
    const places = memberPlaces(bound, { mode: 'line', base, top });
    const spread = (c: Float64Array, n: number) => {
      const out = new Float64Array(places.count * n);
      out.set(c.subarray(0, places.powers * n));
      for (let i = 0; i < spec.slices; i++)
        out.set(
          c.subarray((places.powers + i) * n, (places.powers + i + 1) * n),
          (places.powers + 1 + step * i) * n,
        );
      return out;
    };
    for (const length of lengths) agree(traced, sequence.family(prime, 1), spread, length);
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
      const y = field.mul(theta[0]!, x[0]!);
      return [field.mul(theta[1]!, field.inverse(field.add(field.one, field.mul(y, y))))];
    },
  });
  registerModel(quotient);
  const bound = bind({ kind: 'test-quotient' });
  const field = primeField(prime);
  const power = (a: number, n: number) =>
    Array.from({ length: n }).reduce<number>((product) => field.mul(product, a), 1);

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
    const [u, v] = [c[0]!, c[output]!];
    let [first, second] = [0, 0];
    for (let k = 0; 2 * k <= top; k++) {
      const sign = k % 2 === 0 ? 1 : prime - 1;
      const weight = field.mul(sign, field.mul(v, field.mul(c[powers + 2 * k]!, power(u, 2 * k))));
      second = field.add(second, field.mul(weight, power(theta[0]!, 2 * k)));
      if (k > 0)
        first = field.add(
          first,
          field.mul(field.mul(weight, 2 * k), field.mul(theta[1]!, power(theta[0]!, 2 * k - 1))),
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

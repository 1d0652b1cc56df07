import { describe, expect, it } from 'vitest';
import { resolveFunction } from '../analytic/registry.ts';
import { InputError, ShapeError } from '../errors.ts';
import { bind } from '../models/bind.ts';
import type { KnownSpec as ModelSpec } from '../models/kinds/specs.ts';
import { dualRing, liftSmooth } from '../numerics/dual-ring.ts';
import { createRng, type Rng } from '../numerics/random.ts';
import { equal, type Rational, rational } from '../numerics/rational.ts';
import { rationalRing } from '../numerics/rational-ring.ts';
import { evaluate, gateCount, gradient } from './readable-network.ts';

const q = (...numbers: (number | string)[]): Rational[] =>
  numbers.map((x) => {
    const [n, d] = String(x).split('/');
    return rational(BigInt(n), BigInt(d ?? 1));
  });
const none = () => rational(0);
const cube = resolveFunction('cube').overRationals!;
const square = resolveFunction('square').overRationals!;

describe('F over the rationals, by hand', () => {
  it('fully connected: W₂σ(W₁x + b₁) + b₂', () => {
    const model: ModelSpec = {
      kind: 'fully-connected',
      widths: [2, 2, 1],
      bias: true,
      activation: 'cube',
    };
    // z = (1·2 + 2·(−1) + 1/2, 0·2 − (−1) − 2) = (1/2, −1); F = 3·(1/8) + 4·(−1) + 5.
    const theta = q(1, 2, 0, -1, '1/2', -2, 3, 4, 5);
    expect(evaluate(rationalRing, model, theta, q(2, -1), cube)).toEqual(q('11/8'));
  });

  it('linear: W₂W₁x', () => {
    const model: ModelSpec = { kind: 'linear', widths: [2, 1, 2] };
    expect(evaluate(rationalRing, model, q(1, 2, 3, '-1/2'), q(4, 5), none)).toEqual(q(42, -7));
  });

  it('relu-paths: gates multiply hidden neurons, layer by layer', () => {
    const model: ModelSpec = { kind: 'relu-paths', widths: [1, 2, 1, 1], bias: true };
    expect(gateCount(model)).toBe(3);
    // h₁ = (2·(3·1 + 1), 5·(4·1 − 1)) = (8, 15); h₂ = 7·(1·8 − 1·15 + 2) = −35; F = 2·(−35) + 1.
    const theta = q(3, 4, 1, -1, 1, -1, 2, 2, 1);
    expect(evaluate(rationalRing, model, theta, q(1), none, q(2, 5, 7))).toEqual(q(-69));
  });

  it('diagonal linear: Σᵢ (Πₗ θₗᵢ) xᵢ', () => {
    const model: ModelSpec = { kind: 'diagonal-linear', depth: 3, inputs: 2 };
    expect(evaluate(rationalRing, model, q(1, 2, 3, 4, 5, 6), q(1, '1/2'), none)).toEqual(q(39));
  });

  it('polynomial: Σⱼ fⱼ(θ) xⱼ', () => {
    const model: ModelSpec = {
      kind: 'polynomial',
      variables: ['u', 'v'],
      features: ['u*v^2 - 1/2*u', 'v'],
    };
    expect(evaluate(rationalRing, model, q(2, 3), q(1, 10), none)).toEqual(q(47));
  });
});

describe('∇F on the tape', () => {
  const models: ModelSpec[] = [
    { kind: 'fully-connected', widths: [2, 3, 2, 2], bias: true, activation: 'square' },
    { kind: 'linear', widths: [3, 2, 2] },
    { kind: 'relu-paths', widths: [2, 3, 2], bias: false },
    { kind: 'diagonal-linear', depth: 4, inputs: 3 },
    { kind: 'polynomial', variables: ['a', 'b'], features: ['(a - b)^3', 'a*b/2', '1'] },
  ];
  const draw = (rng: Rng, length: number) =>
    Array.from({ length }, () => rational(rng.integer(-5, 5), rng.integer(1, 3)));

  // Forward mode (dual numbers) is another derivation of the same numbers; over ℚ both are exact.
  it.each(models.map((m): [string, ModelSpec] => [m.kind, m]))(
    'equals forward mode exactly: %s',
    (_, model) => {
      const rng = createRng(`tape/${model.kind}`);
      const dual = dualRing(rationalRing);
      const { size } = bind(model);
      for (let trial = 0; trial < 3; trial++) {
        const theta = draw(rng, size);
        const x = draw(rng, bind(model).inputs.datum);
        const gates = model.kind === 'relu-paths' ? draw(rng, gateCount(model)) : undefined;
        const constants = (values: Rational[]) =>
          values.map((value) => ({ value, tangent: rational(0) }));
        const forward = theta.map((_, k) => {
          const point = theta.map((value, i) => ({ value, tangent: rational(i === k ? 1 : 0) }));
          const sigma = liftSmooth(rationalRing, square);
          return evaluate(dual, model, point, constants(x), sigma, gates && constants(gates));
        });
        for (let o = 0; o < bind(model).output.size; o++) {
          const reverse = gradient(rationalRing, model, theta, x, square, o, gates);
          expect(reverse).toHaveLength(size);
          expect(reverse.every((g, k) => equal(g, forward[k][o].tangent))).toBe(true);
        }
      }
    },
  );

  it('is exact by difference quotients of a cubic: no remainder beyond the third order', () => {
    // F is a polynomial of degree 3 in each weight of the first layer, so the fourth divided difference
    // vanishes and this five-point formula is exact.
    const model: ModelSpec = {
      kind: 'fully-connected',
      widths: [1, 2, 1],
      bias: false,
      activation: 'cube',
    };
    const theta = q('1/2', 3, -1, '2/3');
    const f = (t: number) =>
      evaluate(rationalRing, model, [rational(t, 2), ...theta.slice(1)], q(2), cube)[0];
    const at = [-1, 0, 2, 3].map(f);
    const weights = [1, -8, 8, -1];
    // Steps of 1/2 about 1/2: (f(−2h) − 8f(−h) + 8f(h) − f(2h))/(12h), h = 1/2.
    const slope = at.reduce(
      (sum, value, k) => rationalRing.add(sum, rationalRing.mul(rational(weights[k], 6), value)),
      rational(0),
    );
    expect(gradient(rationalRing, model, theta, q(2), cube, 0)[0]).toEqual(slope);
  });
});

describe('what does not fit', () => {
  const model: ModelSpec = { kind: 'linear', widths: [2, 1] };
  it('is named', () => {
    expect(() => evaluate(rationalRing, model, q(1), q(1, 2), none)).toThrow(ShapeError);
    expect(() => evaluate(rationalRing, model, q(1, 2), q(1), none)).toThrow('length of x');
    const paths: ModelSpec = { kind: 'relu-paths', widths: [1, 1, 1], bias: false };
    expect(() => evaluate(rationalRing, paths, q(1, 2), q(1), none)).toThrow('length of gates');
    const bad: ModelSpec = { kind: 'polynomial', variables: ['u'], features: ['u', 'u*v'] };
    expect(() => evaluate(rationalRing, bad, q(1), q(1, 1), none)).toThrow(InputError);
    expect(() => evaluate(rationalRing, bad, q(1), q(1, 1), none)).toThrow('model.features[1]');
  });
});

import { describe, expect, it } from 'vitest';
import type { ModelSpec } from '../../instances/instance.ts';
import { unflatten } from '../../instances/layout.ts';
import { bind } from '../../models/bind.ts';
import { parameterNames } from '../../models/names.ts';
import { polynomial } from '../../numerics/polynomial.ts';
import { createRng } from '../../numerics/random.ts';
import { rational } from '../../numerics/rational.ts';
import { verifyCertificate } from '../../verifier/verify.ts';
import { certificateOf } from '../dimension/certificate.ts';
import { orbit } from '../dimension/orbit.ts';
import { furtherLawsOf } from './further-laws.ts';
import { checkConserved } from './invariants-check.ts';
import { expressionOfLaw, type Law } from './law.ts';
import { lawsOf } from './laws.ts';
import { pointFields } from './point-fields.ts';

const features = (variables: string[], ...list: string[]): ModelSpec => ({
  kind: 'polynomial',
  variables,
  features: list,
});
const boundOf = (model: ModelSpec) => bind(model as never);
const uv = ['u', 'v'];

function further(model: ModelSpec) {
  const bound = boundOf(model);
  const found = furtherLawsOf(bound, 'test')!;
  const names = parameterNames(bound);
  return { ...found, texts: found.laws.map((law) => expressionOfLaw(law, names)) };
}

describe('laws beyond degree two', () => {
  it.each([
    // Radial flow: both coordinates grow alike.
    [features(uv, '1/2*u^2 + 1/2*v^2'), ['u/v']],
    // u̇ = u, v̇ = 2v.
    [features(uv, '1/2*u^2 + v^2'), ['u²/v']],
    // u̇ = u, v̇ = −3v.
    [features(uv, '1/2*u^2 - 3/2*v^2'), ['u³v']],
    // u̇ = u, v̇ = 1: v − log u.
    [features(uv, '1/2*u^2 + v'), ['v − log|u|']],
    // p = u + v and q = u − v: F = p²/4 + q², ṗ = p, q̇ = 4q: q/p⁴.
    [features(uv, '1/4*(u + v)^2 + (u - v)^2'), ['(u + v)⁴/(u − v)']],
    // Three coordinates at rates 1, 2, 3: two quotients.
    [features(['u', 'v', 'w'], '1/2*u^2 + v^2 + 3/2*w^2'), ['u³/w', 'v³/w²']],
    // u̇ = v², v̇ = 2uv: 2u² − v², of degree two.
    [features(uv, 'u*v^2'), []],
    [features(uv, 'u', 'u^12*v'), []],
    // u̇ = u², v̇ = 1.
    [features(uv, '1/3*u^3 + v'), ['v + 1/u']],
    // u̇ = u², v̇ = v.
    [features(uv, '1/3*u^3 + 1/2*v^2'), ['1/u + log|v|']],
    // p = 3u + 4v, q = 4u − 3v, orthogonal: F = 25p² + q³, ṗ = 1250p, q̇ = 75q²:
    // d log p = 1250 dt, d(1/q) = −75 dt: 3 log p + 50/q.
    [features(uv, '25*(3*u + 4*v)^2 + (4*u - 3*v)^3'), ['50/(4u − 3v) + 3log|3u + 4v|']],
    // u̇ = u³, v̇ = 1: v + 1/(2u²), of an order that is not tried.
    [features(uv, '1/4*u^4 + v'), []],
  ] as [ModelSpec, string[]][])('of %j', (model, expected) => {
    expect(further(model).texts).toEqual(expected);
  });

  it('counts what exists and has none of the forms', () => {
    expect(further(features(uv, '1/4*u^4 + v')).missing).toBe(1);
    expect(further(features(uv, '1/2*u^2 + v')).missing).toBe(0);
    // One field, two clocks that are elliptic integrals (see explain.test.ts).
    const cubes = { kind: 'fully-connected', widths: [1, 2, 1], bias: false, activation: 'cube' };
    expect(further(cubes as never)).toMatchObject({ genericRank: 1, laws: [], missing: 1 });
  });

  it.each([
    // F = Re zⁿ/n, z = u + iv: its level sets are orthogonal to those of Im zⁿ/n (Cauchy–Riemann).
    [features(uv, '1/3*u^3 - u*v^2'), ['3u²v − v³']],
    [features(uv, '1/4*u^4 - 3/2*u^2*v^2 + 1/4*v^4'), ['u³v − uv³']],
    // u̇ = u, v̇ = −2v.
    [features(uv, '1/2*u^2 - v^2'), ['u²v']],
  ] as [ModelSpec, string[]][])(
    'finds polynomials of degree three and four: %j',
    (model, texts) => {
      expect(further(model)).toMatchObject({ texts, missing: 0 });
    },
  );

  it('a linear network with one input and one output has only as many as there are dimensions', () => {
    // One field; 1-2-1: four parameters, three laws, all quadratic: a_i a_j − w_i w_j and w₁a₂ − w₂a₁.
    const model: ModelSpec = { kind: 'linear', widths: [1, 2, 1] };
    expect(lawsOf(boundOf(model), 'test').polynomials).toHaveLength(4);
    expect(further(model)).toMatchObject({ genericRank: 1, laws: [], missing: 0 });
  });

  it('are not looked for in large models', () => {
    expect(furtherLawsOf(boundOf({ kind: 'linear', widths: [5, 5, 5] }), 'test')).toBeNull();
  });
});

describe('checks of laws with logarithms', () => {
  const domains = (model: ModelSpec) => {
    const fields = pointFields(boundOf(model), createRng('fields'));
    return [{ family: fields.checking(0).family, domain: null }];
  };
  const coordinate = (i: number) => polynomial([{ coefficient: rational(1), powers: [[i, 1]] }]);
  const product = (...powers: number[]): Law => ({
    polynomial: { terms: [] },
    poles: powers.map((k, i) => ({ coefficient: rational(k), form: coordinate(i), power: 0 })),
  });

  it('accept u²/v and refuse its neighbours', () => {
    const model = features(uv, '1/2*u^2 + v^2');
    const laws = [product(2, -1), product(4, -2), product(2, 1), product(1, -1), product(3, -1)];
    expect(checkConserved(laws, domains(model), createRng('check'))).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });

  it('refuse a hyperplane that the flow crosses', () => {
    // u̇ = u: {u + 1 = 0} is crossed.
    const model = features(uv, '1/2*u^2 + v');
    const shifted: Law = {
      polynomial: coordinate(1),
      poles: [
        {
          coefficient: rational(-1),
          form: polynomial([
            { coefficient: rational(1), powers: [[0, 1]] },
            { coefficient: rational(1), powers: [] },
          ]),
          power: 0,
        },
      ],
    };
    const right: Law = {
      polynomial: coordinate(1),
      poles: [{ coefficient: rational(-1), form: coordinate(0), power: 0 }],
    };
    expect(checkConserved([shifted, right], domains(model), createRng('check'))).toEqual([
      false,
      true,
    ]);
  });
});

describe('orbits with such laws', () => {
  const explained = (model: ModelSpec, theta: readonly number[]) =>
    orbit({ model, parameters: unflatten(model, theta) }, { seed: 'further' });

  it.each([
    [features(uv, '1/2*u^2 + v^2'), [2, 3], 1, 'u²/v'],
    [features(uv, '1/2*u^2 + v'), [2, 3], 1, 'v − log|u|'],
    [features(['u', 'v', 'w'], '1/2*u^2 + v^2 + 3/2*w^2'), [2, 3, 5], 1, 'u³/w'],
    [features(uv, '1/3*u^3 + v'), [2, 3], 1, 'v + 1/u'],
    [features(uv, '1/3*u^3 + 1/2*v^2'), [2, 3], 1, '1/u + log|v|'],
  ] as [ModelSpec, number[], number, string][])('%j at %j: %i', (model, theta, dimension, text) => {
    const result = explained(model, theta);
    expect(result).toMatchObject({ status: 'explained', dimension });
    expect(result.invariants[0]).toMatchObject({ expression: text, kind: 'first-integral' });
    const certificate = certificateOf(result, 'test');
    expect(certificate.claim).toMatchObject({ status: 'explained', dimension });
    expect(verifyCertificate(certificate)).toMatchObject({ accepted: true, reasons: [] });
  });

  it('says nothing by a law where its form vanishes', () => {
    // u = 0 is invariant: the orbit of (0, 3) is the half-line v > 0.
    const result = explained(features(uv, '1/2*u^2 + v^2'), [0, 3]);
    expect(result.dimension).toBe(1);
    expect(result.invariants.every(({ law }) => law === undefined)).toBe(true);
  });

  it('of u + 12345678v at (0, 1) prints the true law', () => {
    const result = explained(features(uv, 'u + 12345678*v'), [0, 1]);
    expect(result).toMatchObject({ status: 'explained', dimension: 1 });
    expect(result.invariants.map(({ expression }) => expression)).toEqual(['12345678u − v']);
  });
});

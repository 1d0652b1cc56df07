/** Bounds from below and from above, and what cannot be decided, against values worked out by hand. */
import { describe, expect, it } from 'vitest';
import { axis, defineModel, tensor } from '../models/contract.ts';
import { modelOf } from '../models/registry.ts';
import { literal, object } from '../models/schema.ts';
import { createWitnessRng } from '../numerics/random.ts';
import { rational } from '../numerics/rational.ts';
import { producedCertificate } from '../testing/certificate-producer.ts';
import { dense } from '../testing/dense.ts';
import { claim, forged } from '../testing/forged-certificate.ts';
import type { Certificate } from './certificate.ts';
import { certifiedModel } from './certified-model.ts';
import { lowerBound, spanVectors } from './lower-bound.ts';
import { upperBound } from './upper-bound.ts';
import { verifyCertificate } from './verify.ts';

const subject = (...features: string[]) => {
  const variables = ['u', 'v', 'w'].filter((name) => features.some((f) => f.includes(name)));
  const json = { kind: 'polynomial', variables, features };
  return certifiedModel(modelOf(json.kind), json as never);
};
const member = (...x: (number | string)[]) => ({
  x,
  free: [],
  output: [1],
  choices: [],
  powers: [],
});
const still = (...x: number[]) => ({ order: 0, control: null, member: member(...x) });
describe('the lower bound', () => {
  const question = (theta: number, rows = [still(1)], wanted = 1) =>
    lowerBound(
      subject('u^2'),
      [rational(theta)],
      { lower: { line: null, controls: [], rows }, span: [] },
      { lower: wanted, span: 0 },
      createWitnessRng('unlucky'),
    );

  it('is tried at another prime where the first one divides what is there, and the best one counts', () => {
    const { prime: first } = question(1);
    // ∇u² = 2u is 0 at u = p modulo p.
    const unlucky = question(first!);
    expect(unlucky).toMatchObject({ lower: 1, span: 0 });
    expect(unlucky.prime).not.toBe(first);
    // Two are wanted and no prime has them: the first of equal ones is told.
    expect(question(1, [still(1), still(2)], 2)).toMatchObject({ lower: 1, prime: first });
    // Nothing at any of three primes.
    expect(question(0)).toMatchObject({ lower: 0, prime: first });
  });

  it('has rows of controls that are there', () => {
    const control = { x: [[1]], free: [], output: [[1]], choices: [], powers: [] };
    const rows = (order: number, at: number | null) => () =>
      lowerBound(
        subject('u^2'),
        [rational(1)],
        {
          lower: {
            line: null,
            controls: [control],
            rows: [{ order, control: at, member: member(1) }],
          },
          span: [],
        },
        { lower: 1, span: 0 },
        createWitnessRng('controls'),
      );
    expect(rows(0, null)().lower).toBe(1);
    // [Y, Y] = 0.
    expect(rows(1, 0)().lower).toBe(0);
    for (const [order, at] of [
      [1, 1],
      [0, 0],
      [1, null],
    ] as const)
      expect(rows(order, at)).toThrow('lower.rows[0].control');
  });

  it('meets functions at every row', () => {
    // a·tanh(wx) at x = 1 and 2: tanh is met at two numbers.
    const rows = [still(1), still(2)];
    const json = dense([1, 1, 1], 'tanh');
    const found = lowerBound(
      certifiedModel(modelOf(json.kind), json),
      [rational(1), rational(3)],
      { lower: { line: null, controls: [], rows }, span: [] },
      { lower: 2, span: 0 },
      createWitnessRng('met'),
    );
    expect(found.lower).toBe(2);
  });

  it('has vectors along others, with pairs of slots contracted by the metric', () => {
    const vector = (traces: number, along: number[] = []) =>
      ({ kind: 'derivative', member: member(1), along, traces }) as const;
    const at = (features: string, span: Certificate['span']) =>
      spanVectors(
        subject(features),
        [2, 3, 5].map((n) => rational(n)),
        null,
        span,
        createWitnessRng('span'),
      ).vectors;
    // ∇uvw; its Hessian along that, (w(uw) + v(uv), …); the Laplacian of uvw is 0.
    expect(at('u*v*w', [{ kind: 'theta' }, vector(0), vector(0, [1]), vector(1)])).toEqual([
      [2, 3, 5],
      [15, 10, 6],
      [5 * 10 + 3 * 6, 5 * 15 + 2 * 6, 3 * 15 + 2 * 10],
      [0, 0, 0],
    ]);
    // Δ(u⁴v²w) = 12u²v²w + 2u⁴w.
    const [laplacian] = at('u^4*v^2*w', [vector(1)]);
    expect(laplacian).toEqual([24 * 2 * 9 * 5 + 8 * 8 * 5, 24 * 4 * 3 * 5, 12 * 4 * 9 + 2 * 16]);
    const [twice] = at('u^4*v^2*w', [vector(2)]);
    // Δ²(u⁴v²w) = (24v² + 48u²)w.
    expect(twice).toEqual([96 * 2 * 5, 48 * 3 * 5, 24 * 9 + 48 * 4]);
  });

  it('refuses vectors along what does not stand before them, and members of other sizes', () => {
    const at = (span: Certificate['span']) => () =>
      spanVectors(subject('u'), [rational(1)], null, span, createWitnessRng('ill-formed'));
    const vector = (x: number, along: number[]) =>
      ({ kind: 'derivative', member: member(x), along, traces: 0 }) as const;
    expect(at([vector(1, []), vector(1, [1])])).toThrow('span[1].along');
    const wide = { ...member(1), output: [1, 1] };
    expect(at([{ ...vector(1, []), member: wide }])).toThrow('span[0].member.output');
  });
});

describe('the upper bound', () => {
  const bound = (features: string[], theta: number[], upper: Partial<Certificate['upper']>) =>
    upperBound(
      subject(...features),
      theta.map((n) => rational(n)),
      { isometries: [], equations: [], laws: [], ...upper },
      createWitnessRng('upper'),
    );
  const swap = {
    kind: 'signed-permutation',
    target: [1, 0, 2],
    sign: [1, 1, 1],
    shift: null,
  } as const;
  const power = (i: number, n: number, on: 'everywhere' | 'subspace' = 'everywhere') => ({
    terms: [{ coefficient: 1, powers: [[i, n] as [number, number]] }],
    logarithms: [],
    on,
  });

  it('is what isometries, equations and laws leave, and says of which identities it is', () => {
    // F = (u + v)x₁ + uvx₂ + wx₃ at (1, 1, 2): u = v stays so.
    const symmetric = ['u+v', 'u*v', 'w'];
    expect(bound(symmetric, [1, 1, 2], {})).toEqual({
      upper: 3,
      fixed: 3,
      subspace: 3,
      tested: null,
    });
    // uv·x of degree 3, and 1; two fields that are tested at three points each.
    expect(bound(symmetric, [1, 1, 2], { isometries: [swap] as never })).toEqual({
      upper: 2,
      fixed: 2,
      subspace: 2,
      tested: { degree: 4, points: 4 },
    });
    const equation: [number, number][] = [
      [0, 1],
      [1, -1],
    ];
    expect(bound(symmetric, [1, 1, 2], { equations: [equation] })).toEqual({
      upper: 2,
      fixed: 3,
      subspace: 2,
      tested: { degree: 4, points: 4 },
    });
    // The same equation twice as large; one that θ does not stay in: u = 2v.
    const twice = equation.map(([i, a]) => [i, 2 * a] as [number, number]);
    expect(bound(symmetric, [1, 1, 2], { equations: [twice] }).upper).toBe(2);
    const wrong: [number, number][] = [
      [0, 1],
      [1, -2],
    ];
    expect(() => bound(symmetric, [2, 1, 2], { equations: [wrong] })).toThrow('a field leaves');
    // An isometry and an equation, and nothing else: still tested.
    const dead = { isometries: [swap] as never, equations: [equation] };
    expect(() => bound(symmetric, [1, 1, 2], dead)).toThrow('not independent');
  });

  it('has laws on the subspace, whose degree is part of what is tested', () => {
    // F = uw: ẇ = u and u̇ = w, so u² − w² is kept, and v is not moved at all.
    const law = {
      terms: [
        { coefficient: 1, powers: [[0, 2] as [number, number]] },
        { coefficient: -1, powers: [[2, 2] as [number, number]] },
      ],
      logarithms: [],
      on: 'everywhere',
    } as const;
    const features = ['u*w', 'u*w+0*v'];
    expect(bound(features, [1, 3, 2], { laws: [law as never, power(1, 1)] })).toEqual({
      upper: 1,
      fixed: 3,
      subspace: 3,
      tested: { degree: 5, points: 4 },
    });
    // v³ is a law as well, of degree 3.
    expect(bound(features, [1, 3, 2], { laws: [power(1, 3)] }).tested!.degree).toBe(3 + 3);
    expect(() => bound(features, [1, 3, 2], { laws: [power(0, 2)] })).toThrow('not conserved');
    // With u + v + w fixed at 0 nothing says that v is: F = (u + v + w)² has no field there.
    const square = ['(u+v+w)^2'];
    const plane: [number, number][] = [
      [0, 1],
      [1, 1],
      [2, 1],
    ];
    const found = bound(square, [1, 1, -2], {
      equations: [plane],
      laws: [power(0, 1, 'subspace'), power(1, 1, 'subspace')],
    });
    expect(found).toMatchObject({ upper: 0, fixed: 3, subspace: 2 });
    // u − v is kept everywhere, u on the plane alone.
    const apart = {
      terms: [power(0, 1).terms[0]!, { coefficient: -1, powers: [[1, 1] as [number, number]] }],
      logarithms: [],
      on: 'everywhere',
    } as const;
    const mixed = bound(square, [1, 1, -2], {
      equations: [plane],
      laws: [apart as never, power(0, 1, 'subspace')],
    });
    expect(mixed.upper).toBe(0);
    const anywhere = { equations: [plane], laws: [power(0, 1)] };
    expect(() => bound(square, [1, 1, -2], anywhere)).toThrow('not conserved');
  });
});

describe('what cannot be decided', () => {
  const tanh = producedCertificate({
    model: dense([1, 1, 1], 'tanh'),
    theta: [1, 1],
    upperBound: 2,
    order: 0,
  });
  const open = { status: 'stationary', dimension: 2, lower: 2, upper: 3 } as const;

  it('is no refusal: tanh at tanh 1, which is not algebraic', () => {
    const deep = forged(tanh, (c) => {
      c.model = dense([1, 1, 1, 1], 'tanh');
      c.theta = ['1', '1', '1'];
      claim(c, open);
    });
    const found = verifyCertificate(deep);
    expect(found).toMatchObject({ accepted: false, undecided: true });
    expect(found.reasons.join()).toMatch(/^not verifiable: .*not known to be algebraic/);
    // With something that is false beside it, it is refused.
    const wrong = verifyCertificate(forged(deep, (c) => claim(c, { upper: 4 })));
    expect(wrong).toMatchObject({ accepted: false, undecided: false });
  });

  it('is that of a model whose definition is at fault', () => {
    const kind = 'test-without-outputs';
    const faulty = defineModel({
      kind,
      formula: kind,
      spec: object({ kind: literal(kind) }),
      architecture: () => ({
        parameters: { p: tensor(axis('three', 3, 'output', null)) },
        inputs: { x: tensor(axis('one', 1, 'input', null)) },
        output: axis('one', 1, 'input', null),
      }),
      evaluate: () => [],
    });
    const about = forged(tanh, (c) => {
      c.model = { kind };
      c.theta = ['1', '1', '1'];
      claim(c, open);
    });
    const found = verifyCertificate(about, [faulty]);
    expect(found).toMatchObject({ accepted: false, undecided: true });
    expect(found.reasons.join()).toMatch(/^not verifiable: /);
  });
});

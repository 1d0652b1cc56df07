/** Bounds, primes and what a claim rests on, against values worked out by hand. */
import { describe, expect, it } from 'vitest';
import { resolveFunction } from '../analytic/registry.ts';
import { axis, defineModel, tensor } from '../models/contract.ts';
import { modelOf } from '../models/registry.ts';
import { literal, object } from '../models/schema.ts';
import { createWitnessRng } from '../numerics/random.ts';
import { parse, rational } from '../numerics/rational.ts';
import { dense } from '../testing/certificate-questions.ts';
import * as algebraic from './algebraic-number.ts';
import type { Certificate } from './certificate.ts';
import { certifiedModel } from './certified-model.ts';
import { constantsModulo, standing } from './constants.ts';
import { knownField, nothingAsked } from './known-field.ts';
import { lowerBound, spanVectors } from './lower-bound.ts';
import { NotVerifiable, UnfitPrime } from './not-verifiable.ts';
import { atPrimes, randomPrime, residues } from './residues.ts';
import { seriesField } from './series-field.ts';
import { upperBound } from './upper-bound.ts';

const PRIME = 2097223;
const scalars = residues(PRIME);
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
const isPrime = (n: number) => {
  for (let d = 2; d * d <= n; d++) if (n % d === 0) return false;
  return true;
};

describe('primes', () => {
  it('are 3 modulo 4, between 2²¹ and 2²²', () => {
    for (let n = 0; n < 12; n++) {
      const p = randomPrime(createWitnessRng(n));
      expect([p > 2 ** 21, p < 2 ** 22, p % 4, isPrime(p)]).toEqual([true, true, 3, true]);
    }
  });

  it('have square roots of every square and of nothing else', () => {
    for (const p of [3, 7, 11, 19, 23]) {
      const field = residues(p);
      const squares = new Set(Array.from({ length: p }, (_, a) => (a * a) % p));
      for (let a = 0; a < p; a++) {
        const root = field.squareRoot(a);
        expect(root === null ? null : (root * root) % p).toBe(squares.has(a) ? a : null);
        expect(field.power(a, 5n)).toBe(a ** 5 % p);
      }
    }
  });

  it('are given up where forty of a question and four hundred more are unfit', () => {
    for (const [count, most] of [
      [1, 440],
      [2, 480],
    ]) {
      let drawn = 0;
      const never = () => {
        drawn++;
        throw new UnfitPrime('none');
      };
      const run = () =>
        atPrimes(createWitnessRng('unfit'), count, never, (why) => new NotVerifiable(why));
      expect(run).toThrow('none');
      expect(drawn).toBe(most);
    }
  });
});

describe('numbers', () => {
  it('have square roots above 0 alone', () => {
    for (const value of ['0', '-1', '-1/4'])
      expect(() => algebraic.squareRoot(parse(value)!)).toThrow('not analytic');
    expect(algebraic.textOf(algebraic.squareRoot(parse('12/25')!))).toBe('2/5·√3');
  });

  it('that are not known stay so under polynomials, and others are not met there', () => {
    const asked = nothingAsked();
    const known = knownField(asked);
    const square = resolveFunction('square');
    expect(known.apply(square, null)).toBeNull();
    expect(known.applyDerivative(square, 1, null)).toBeNull();
    expect(() => known.apply(resolveFunction('exp'), null)).toThrow(NotVerifiable);
    expect(asked.met.size).toBe(0);
  });

  it('under logarithms are above 0', () => {
    const of = (q: string) => {
      const asked = nothingAsked();
      asked.generators.set(`log ${q}`, { name: 'log', at: algebraic.ofRational(parse(q)!) });
      return standing(asked);
    };
    expect(of('1/2')).toBeNull();
    for (const q of ['0', '-1/2']) expect(() => of(q)).toThrow('log is met at');
  });

  it('under half a tangent and its sign: tan(−u) = −tan u', () => {
    const asked = nothingAsked();
    for (const q of ['1/6', '-1/6'])
      asked.generators.set(`tan-half ${q}`, {
        name: 'tan-half',
        at: algebraic.ofRational(parse(q)!),
      });
    const { jets, elementOf } = constantsModulo(asked, scalars, createWitnessRng('circle'));
    const tangent = (q: string) =>
      jets.generator('tan-half', elementOf(algebraic.ofRational(parse(q)!))).residue;
    for (const q of ['1/6', '1/3', '5/2'])
      expect(scalars.add(tangent(q), tangent(`-${q}`))).toBe(0);
  });
});

describe('series', () => {
  const asked: number[] = [];
  const field = seriesField(scalars, 2, 2, (_, __, count) => {
    asked.push(count);
    return new Array<number>(count).fill(1);
  });
  it('that cancel are 0, and their sums are residues', () => {
    const a = field.add(field.embed([1, 5]), field.embed([PRIME - 1, 7], 1));
    expect([...field.add(a, field.neg(a))]).toEqual([0, 0, 0, 0]);
    expect([...field.sub(a, a)]).toEqual([0, 0, 0, 0]);
  });
  it('ask for as many Taylor coefficients as their nilpotent part needs', () => {
    const f = resolveFunction('exp');
    // 1, w, w² = 2ts for w = t + s; 1 and w for w = 3s, whose square is 0; 1 alone for numbers.
    field.apply(f, field.add(field.embed([0, 1]), field.embed([1], 1)));
    field.apply(f, field.embed([3], 1));
    field.apply(f, field.embed([3]));
    field.applyDerivative(f, 2, field.embed([3]));
    expect(asked).toEqual([3, 2, 1, 3]);
  });
});

describe('models', () => {
  const point = axis('point', 3, 'output', null);
  const wide = (fields: 'given' | undefined) =>
    certifiedModel(
      defineModel({
        kind: 'test-wide',
        formula: 'x θ',
        ...(fields === undefined ? {} : { fields }),
        spec: object({ kind: literal('test-wide') }),
        architecture: () => ({
          parameters: { p: tensor(point) },
          inputs: { x: tensor(axis('two', 2, 'input', null)) },
          output: point,
        }),
        evaluate: (f, { p }, { x }) => p.map((value) => f.mul(value, x[0]!)),
      }),
      { kind: 'test-wide' },
    );
  it('have one weight an output, and fields that are given a single one', () => {
    expect(wide(undefined)).toMatchObject({ size: 3, datum: 2, outputs: 3, isGiven: false });
    expect(wide('given')).toMatchObject({ size: 3, datum: 2, outputs: 1, isGiven: true });
  });
});

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
    const anywhere = { equations: [plane], laws: [power(0, 1)] };
    expect(() => bound(square, [1, 1, -2], anywhere)).toThrow('not conserved');
  });
});

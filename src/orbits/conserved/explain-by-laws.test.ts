/** What laws of a whole model leave of an orbit, of models whose laws are known. */
import { describe, expect, it } from 'vitest';
import type { ModelSpec } from '../../instances/instance.ts';
import { bind } from '../../models/bind.ts';
import { parameterNames } from '../../models/names.ts';
import { polynomial } from '../../numerics/polynomial.ts';
import { fastPrimes } from '../../numerics/prime-field.ts';
import { createRng } from '../../numerics/random.ts';
import { rational } from '../../numerics/rational.ts';
import type { FixedPointSubspace } from '../../symmetry/subspaces/fixed-point-subspace.ts';
import type { GapProblem } from './context.ts';
import type { ExactExplanation } from './exact-explanation.ts';
import { explainGap } from './explain.ts';
import {
  boundBySquares,
  explainByLaws,
  explainByUnits,
  independentLaws,
  invariantOf,
  stratumDirections,
  stratumModulo,
  tangentBasis,
} from './explain-by-laws.ts';
import { type Law, polynomialLaw } from './law.ts';
import { lawsOf } from './laws.ts';
import { wholeSpace } from './smallest-affine-subspace.ts';
import { pairLawsOf } from './unit-laws.ts';

const [PRIME] = fastPrimes(1);

/** θ at which no symmetry is known, but by `more`. */
function problem(
  model: ModelSpec,
  theta: readonly number[],
  lowerBound: number,
  more: Partial<GapProblem> = {},
): GapProblem {
  const modulo = (prime: number) => Float64Array.from(theta, (n) => (n < 0 ? n + prime : n));
  return {
    bound: bind(model as never),
    thetaExact: theta.map((n) => rational(n)),
    subspace: null,
    directions: null,
    stratumDimension: theta.length,
    size: theta.length,
    theta: modulo,
    prime: PRIME,
    rng: createRng('by laws'),
    lowerBound,
    ...more,
  };
}
const told = ({ invariants, upperBound }: ExactExplanation) => [
  upperBound,
  invariants.map(({ expression, kind }) => (kind === 'first-integral' ? expression : kind)),
];

/** F = (w₁a₁ + w₂a₂)x: ẇ = a, ȧ = w, so that orbits are curves. */
const linear: ModelSpec = { kind: 'linear', widths: [1, 2, 1] };
const squares = ['a₁² − w₁²', 'a₂² − w₂²'];
const tanh: ModelSpec = {
  kind: 'fully-connected',
  widths: [1, 2, 1],
  bias: false,
  activation: 'tanh',
};
/** u̇ = u, v̇ = 2v: u²/v. */
const quotient: ModelSpec = {
  kind: 'polynomial',
  variables: ['u', 'v'],
  features: ['1/2*u^2 + v^2'],
};

describe('laws of degree two', () => {
  it('are as many as are independent at the point', () => {
    const { explanation, laws } = explainByLaws(problem(linear, [3, 1, 2, 5], 1));
    // w₁a₂ − w₂a₁ is a function of the three, up to its sign.
    expect(told(explanation)).toEqual([1, [...squares, 'a₁a₂ − w₁w₂']]);
    expect(laws).toHaveLength(4);
    const { check } = lawsOf(bind(linear as never), 'orbits');
    expect(explanation.check).toEqual({ primes: check.primes, samples: check.points });
    expect(explanation.reflections).toEqual([]);
    // At w₁ = a₁ = 0 two gradients are of products alone, and w₂w₁ − a₂a₁ and w₂a₁ − a₂w₁ are independent there.
    expect(told(explainByLaws(problem(linear, [0, 1, 0, 5], 1)).explanation)).toEqual([
      1,
      [squares[1], 'a₁a₂ − w₁w₂', 'w₁a₂ − w₂a₁'],
    ]);
    // At 0 none has a gradient.
    expect(told(explainByLaws(problem(linear, [0, 0, 0, 0], 0)).explanation)).toEqual([4, []]);
  });

  it('bound by the dimension of the stratum where they say less', () => {
    const bounded = (stratumDimension: number, more: Partial<GapProblem> = {}) =>
      told(
        explainByLaws(problem(tanh, [3, 1, 2, 5], 1, { stratumDimension, ...more })).explanation,
      );
    expect(bounded(4)).toEqual([4, []]);
    expect(bounded(3)).toEqual([3, []]);
  });

  it('count on the stratum', () => {
    // w₁ = w₂ and a₁ = a₂: both squares are one law there.
    const subspace = {
      orbit: Int32Array.of(0, 0, 1, 1),
      sign: Int8Array.of(1, 1, 1, 1),
      dimension: 2,
    } as FixedPointSubspace;
    const on = problem(linear, [3, 3, 2, 2], 1, { subspace, stratumDimension: 2 });
    expect(told(explainByLaws(on).explanation)).toEqual([1, [squares[0]]]);
    const directions = [
      [1n, 1n, 0n, 0n],
      [0n, 0n, 1n, 1n],
    ];
    const spanned = problem(linear, [3, 3, 2, 2], 1, { directions, stratumDimension: 2 });
    expect(told(explainByLaws(spanned).explanation)).toEqual([1, [squares[0]]]);
  });

  it('are joined by further ones where they leave too much', () => {
    const found = explainByLaws(problem(quotient, [2, 3], 1));
    expect(told(found.explanation)).toEqual([1, ['u²/v']]);
    expect(found.laws).toHaveLength(1);
    // With a Lie rank of 2 nothing is to be explained.
    const none = explainByLaws(problem(quotient, [2, 3], 2));
    expect(told(none.explanation)).toEqual([2, []]);
    expect(none.laws).toEqual([]);
  });
});

describe('laws of units', () => {
  const check = { primes: [], samples: 0 };

  it('bound an orbit by their squares', () => {
    expect(boundBySquares(problem(linear, [3, 1, 2, 5], 1))).toBe(2);
    expect(boundBySquares(problem(linear, [0, 1, 0, 5], 1))).toBe(3);
    expect(boundBySquares(problem(tanh, [3, 1, 2, 5], 1))).toBe(4);
  });

  it('are the squares alone where these meet the Lie rank', () => {
    const found = explainByUnits(problem(linear, [3, 1, 2, 5], 2));
    expect(told(found)).toEqual([2, squares]);
    expect(found.check).toEqual(check);
    expect(found.invariants).toBe(found.invariants);
  });

  it('are joined by those of pairs that are independent of them, in their order', () => {
    const found = explainByUnits(problem(linear, [3, 1, 2, 5], 1));
    expect(told(found)).toEqual([1, [...squares, 'a₁a₂ − w₁w₂']]);
    expect(found.check).toEqual(pairLawsOf(bind(linear as never)).check);
    expect(found.reflections).toEqual([]);
    // Of three units' three pairs two are independent: orbits are curves in six dimensions.
    const three = explainByUnits(
      problem({ kind: 'linear', widths: [1, 3, 1] }, [3, 1, 4, 2, 5, 9], 1),
    );
    expect(told(three)).toEqual([1, [...squares, 'a₃² − w₃²', 'a₁a₂ − w₁w₂', 'a₁a₃ − w₁w₃']]);
  });

  it('are none where there are no squares', () => {
    const found = explainByUnits(problem(tanh, [3, 1, 2, 5], 1));
    expect(told(found)).toEqual([4, []]);
    expect(found.check).toEqual(check);
  });
});

describe('the stratum', () => {
  const theta = Float64Array.of(3, 101 - 3, 0);
  const subspace = {
    orbit: Int32Array.of(0, 0, -1),
    sign: Int8Array.of(1, -1, 1),
    dimension: 1,
  } as FixedPointSubspace;
  const of = (more: Partial<GapProblem>) => {
    const context = problem(linear, [3, -3, 0], 1, more);
    return [
      stratumModulo(context, theta, 101).directions.map((row) => [...row]),
      stratumDirections(context),
    ];
  };
  const whole = [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ];

  it('is everything where its dimension says so, whatever else is known', () => {
    expect(of({})).toEqual([whole, null]);
    expect(of({ subspace, directions: [[1n, 0n, 0n]] })).toEqual([whole, null]);
  });

  it('is what a group fixes', () => {
    expect(of({ subspace, stratumDimension: 1 })).toEqual([[[1, 100, 0]], [[1n, -1n, 0n]]]);
  });

  it('is spanned by directions where no finite group has it, and everything where these are unknown', () => {
    const directions = [[2n, 0n, 4n]];
    expect(of({ directions, stratumDimension: 1 })).toEqual([[[1, 0, 2]], directions]);
    expect(of({ stratumDimension: 1 })).toEqual([whole, null]);
  });
});

describe('independent laws', () => {
  const square = (...terms: [number, number][]): Law =>
    polynomialLaw(
      polynomial(terms.map(([n, i]) => ({ coefficient: rational(n), powers: [[i, 2]] as const }))),
    );
  const domain = wholeSpace(new Float64Array(2), 101);
  const [u, v, both] = [square([1, 0]), square([1, 1]), square([1, 0], [1, 1])];
  const pole: Law = {
    polynomial: { terms: [] },
    poles: [
      {
        coefficient: rational(1),
        form: polynomial([{ coefficient: rational(1), powers: [[0, 1]] }]),
        power: 0,
      },
    ],
  };

  it('raise the rank, each of those before', () => {
    const basis = tangentBasis(domain);
    const theta = Float64Array.of(2, 3);
    expect(independentLaws([u, u, both, v], theta, domain, basis)).toEqual([u, both]);
    expect(basis.rank()).toBe(2);
    expect(independentLaws([v], theta, domain, basis)).toEqual([]);
    // u² has no gradient at u = 0, and log u none at all.
    const there = tangentBasis(domain);
    expect(independentLaws([u, pole, v], Float64Array.of(0, 3), domain, there)).toEqual([v]);
  });

  it('are told in words when they are read', () => {
    const names = parameterNames(bind(quotient as never));
    expect(invariantOf(both, 'first-integral', names)).toEqual({
      expression: 'u² + v²',
      kind: 'first-integral',
      polynomial: both.polynomial,
    });
    expect(invariantOf(pole, 'restricted-first-integral', names)).toEqual({
      expression: 'u',
      kind: 'restricted-first-integral',
      polynomial: { terms: [] },
      law: pole,
    });
  });
});

describe('an explanation that contradicts itself is an error', () => {
  it('where laws bound an orbit below its Lie rank', () => {
    const context = problem(linear, [3, 1, 2, 5], 2);
    expect(() => explainGap(context, { reflections: true })).toThrow(
      'conserved quantities bound the orbit by 1, its Lie rank is 2',
    );
  });

  it('where dimensions are gone and nothing says why', () => {
    // A subspace of one dimension that is said to have two.
    const subspace = {
      orbit: Int32Array.of(0, 0, 0, 0),
      sign: Int8Array.of(1, 1, 1, 1),
      dimension: 1,
    } as FixedPointSubspace;
    const context = problem(tanh, [3, 3, 3, 3], 1, { subspace, stratumDimension: 2 });
    expect(() => explainGap(context, { reflections: true })).toThrow(
      '1 of 2 dimensions are left, and nothing says why',
    );
  });
});

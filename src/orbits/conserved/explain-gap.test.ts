/** What is searched for where laws of the whole model do not explain a gap, of polynomials at given points. */
import { describe, expect, it } from 'vitest';
import type { ModelSpec } from '../../instances/instance.ts';
import { bind } from '../../models/bind.ts';
import { fastPrimes } from '../../numerics/prime-field.ts';
import { createRng } from '../../numerics/random.ts';
import { rational } from '../../numerics/rational.ts';
import type { GapProblem } from './context.ts';
import { explainGap } from './explain.ts';
import { explainByLaws } from './explain-by-laws.ts';
import { pointFields } from './point-fields.ts';

const [PRIME] = fastPrimes(1);
const residues = (theta: readonly number[]) => (prime: number) =>
  Float64Array.from(theta, (n) => (n < 0 ? n + prime : n));

/** @param stratum parameters that move; the others are 0 there. */
function problem(
  variables: string,
  features: readonly string[],
  theta: readonly number[],
  lowerBound: number,
  stratum: readonly number[] = theta.map((_, i) => i),
  thetaAt = residues(theta),
): GapProblem {
  const size = theta.length;
  const model: ModelSpec = { kind: 'polynomial', variables: [...variables], features };
  return {
    bound: bind(model as never),
    thetaExact: theta.map((n) => rational(n)),
    subspace: null,
    directions: stratum.map((k) => theta.map((_, i) => (i === k ? 1n : 0n))),
    stratumDimension: stratum.length,
    size,
    theta: thetaAt,
    prime: PRIME,
    rng: createRng('gap'),
    lowerBound,
  };
}
function told(...given: Parameters<typeof problem>) {
  const { invariants, upperBound } = explainGap(problem(...given), { reflections: false });
  return [upperBound, invariants.map(({ expression, kind }) => `${expression}: ${kind}`)];
}

describe('a gap', () => {
  it('that laws of the model explain is left to them', () => {
    const context = problem('uv', ['1/2*u^2 + v^2'], [2, 3], 1);
    const found = explainGap(context, { reflections: true });
    const { explanation } = explainByLaws(context);
    expect([found.upperBound, found.check]).toEqual([1, explanation.check]);
    expect(found.invariants.map(({ expression }) => expression)).toEqual(['u²/v']);
  });

  it('is explained by a subspace that no symmetry shows', () => {
    // u̇ = 2uv, v̇ = u² + 1 at u = 0: u stays 0.
    const { invariants, check } = explainGap(problem('uv', ['u^2*v + v'], [0, 3], 1), {
      reflections: false,
    });
    expect(invariants.map(({ expression, kind }) => [expression, kind])).toEqual([
      ['u', 'invariant-subspace'],
    ]);
    // Modulo each of two primes at six points.
    expect([new Set(check.primes).size, check.primes.length, check.samples]).toEqual([2, 2, 6]);
  });

  it('is explained by laws on the stratum, of a form that is tried', () => {
    // At w = 0: u̇ = u, v̇ = 2v, ẇ = 0. Elsewhere u̇ = u + w², and u²/v is not kept.
    expect(told('uvw', ['1/2*u^2 + v^2 + u*w^2'], [2, 3, 0], 1, [0, 1])).toEqual([
      1,
      ['u²/v: restricted-first-integral'],
    ]);
  });

  it('is explained by laws of the whole model that were too large to be sought there', () => {
    // F = Re cz⁴ beside a²b²c²d²e², c = (2 + i)⁴ = −7 + 24i: Im cz⁴ is kept (Cauchy–Riemann), of degree four in seven
    // variables, and its four linear factors are those of Im z⁴ turned by no simple angle.
    const quartic = '-7*u^4 - 96*u^3*v + 42*u^2*v^2 + 96*u*v^3 - 7*v^4';
    expect(
      told('uvabcde', [`${quartic} + a^2*b^2*c^2*d^2*e^2`], [2, 3, 0, 0, 0, 0, 0], 1, [0, 1]),
    ).toEqual([1, ['6u⁴ − 7u³v − 36u²v² + 7uv³ + 6v⁴: first-integral']]);
  });

  it('has what exists near a generic point and has no form that is tried', () => {
    // u̇ = u³, v̇ = 1: v + 1/(2u²).
    const words = '1 local first integral, no polynomial of low degree';
    expect(told('uv', ['1/4*u^4 + v'], [2, 3], 1)).toEqual([1, [`${words}: first-integral`]]);
    // Beside a w that stays 0 the law is one of the stratum.
    expect(told('uvw', ['1/4*u^4 + v + u*w^2'], [2, 3, 0], 1, [0, 1])).toEqual([
      1,
      [`${words}: restricted-first-integral`],
    ]);
    // Two of them, of three variables that go at rates u³, 1 and w⁴.
    expect(told('uvw', ['1/4*u^4 + v + 1/5*w^5'], [2, 3, 5], 1)).toEqual([
      1,
      ['2 local first integrals, no polynomials of low degree: first-integral'],
    ]);
  });

  it('stays where the point is singular', () => {
    // u̇ = u², v̇ = v²: at (0, 0) nothing moves, and near it all does by two features.
    expect(told('uv', ['u^3', 'v^3'], [0, 0], 0)).toEqual([
      0,
      ['u: invariant-subspace', 'v: invariant-subspace'],
    ]);
  });
});

describe('primes', () => {
  const refusing = (refused: (prime: number) => Error | null) => (prime: number) => {
    const error = prime === PRIME ? null : refused(prime);
    if (error !== null) throw error;
    return residues([0, 3])(prime);
  };
  const at = (refused: (prime: number) => Error | null) =>
    told('uv', ['u^2*v + v'], [0, 3], 1, [0, 1], refusing(refused));

  it('at which θ has no image are passed over', () => {
    let n = 0;
    expect(at(() => (n++ % 3 === 0 ? null : new RangeError('no image')))).toEqual([
      1,
      ['u: invariant-subspace'],
    ]);
  });

  it('are looked for as long as may be hoped, and without them only laws of the model are known', () => {
    expect(at(() => new RangeError('no image'))).toEqual([2, []]);
    // All but the first: what is found modulo one is not checked.
    const usable = new Set<number>();
    const once = at((prime) => {
      if (usable.size === 0) usable.add(prime);
      return usable.has(prime) ? null : new RangeError('no image');
    });
    expect(once).toEqual([2, []]);
  });

  it('at which the stratum has other coordinates are passed over', () => {
    // q = u − Pv stays 0: along (P, 1), which is ∂v modulo P. There ẋ = n and ẏ = y keep x − n log y, n larger than one
    // prime can tell.
    const theta = [0, 0, 2, 3];
    const at = (p: number) => {
      const square = `(u^2 - ${2 * p}*u*v + ${p}^2*v^2)`;
      const features = [`2345678*x + 1/2*y^2 + x*${square}`, `${p}*u + v`];
      const directions = [[BigInt(p), 1n, 0n, 0n], ...[2, 3].map((k) => unit(k))];
      const context = problem('uvxy', features, theta, 2, [0, 2, 3]);
      return explainGap({ ...context, directions }, { reflections: false });
    };
    const unit = (k: number) => theta.map((_, i) => (i === k ? 1n : 0n));
    // Two that are checked with are drawn first.
    const fields = pointFields(
      problem('uvxy', ['x'], theta, 1).bound,
      createRng('gap').fork(theta.join()),
    );
    const checking = [0, 1].map((k) => fields.checking(k).prime);
    const finding = [0, 1].map((k) => fields.finding(k).prime);
    const { invariants, upperBound, check } = at(finding[1]);
    expect(check.primes).toEqual(checking);
    expect([upperBound, invariants.map(({ expression }) => expression)]).toEqual([
      2,
      ['x − 2345678log|y|'],
    ]);
  });

  it('are not blamed for other errors', () => {
    expect(() => at(() => new TypeError('something else'))).toThrow(TypeError);
  });
});

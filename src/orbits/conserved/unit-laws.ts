/**
 * Laws of degree two that a model has for the sake of its units, without solving for all there are (`laws.ts`).
 * For an axis whose tensors T bear it once each, and numbers c_T:
 *
 *   Σ c_T ‖T_i‖²       for its units i, where F stays as it is when every T_i is scaled by λ^c_T: proved by that
 *                     (`neutral-weights.ts`);
 *   Σ c_T ⟨T_i, T_j⟩   for two of them, with the same c: guessed, and checked at random points modulo fresh primes
 *                     as all laws are.
 *
 * Of a linear network that is W_{l+1}ᵀW_{l+1} − W_lW_lᵀ, of one with free gates its diagonal. Where a Lie rank meets
 * the bound that they give nothing more need be found: at a θ without zeros they are then all laws in squares, for
 * c ↦ Σ cᵢθᵢ dθᵢ is injective. So they are told as `laws.ts` has them, by the reduced basis.
 */
import type { BoundModel } from '../../models/bind.ts';
import type { Axis } from '../../models/contract.ts';
import { parameterNames } from '../../models/names.ts';
import type { Polynomial } from '../../numerics/polynomial.ts';
import { residue } from '../../numerics/prime-field.ts';
import { createWitnessRng } from '../../numerics/random.ts';
import { type Rational, rational, ZERO } from '../../numerics/rational.ts';
import { rankFactors } from '../../numerics/rational-matrix.ts';
import { memory } from '../../remember.ts';
import { CHECK_POINTS, checkAtPoints } from './affine-element.ts';
import type { ExactExplanation } from './exact-explanation.ts';
import { areNeutral, isPositive, neutralWeights } from './neutral-weights.ts';
import { pointFields } from './point-fields.ts';
import { inReadingOrder, quadraticOf } from './quadratic-polynomials.ts';

/** h = Σ cₖ θᵢθⱼ, i = i[k] ≤ j[k]; all of them squares or none. */
export interface UnitLaw {
  readonly i: Int32Array;
  readonly j: Int32Array;
  readonly c: Int32Array;
}

/** Σ c_T ‖T_0‖². */
interface Pattern {
  /** Of the axis. */
  readonly units: number;
  /** Parameters of unit 0, increasing, how far those of the next unit are, and c_T. */
  readonly places: Int32Array;
  readonly strides: Int32Array;
  readonly c: Int32Array;
}

export interface UnitLaws {
  readonly squares: readonly UnitLaw[];
  /** A basis of what the squares span, in canonical form and reading order. */
  squarePolynomials(): readonly Polynomial[];
}

const known = memory<BoundModel, UnitLaws>();
const patterns = memory<BoundModel, readonly Pattern[]>();

/**
 * None where F is not made of sums and products alone, of positive numbers; nor where a parameter is a law itself:
 * laws of degree one are told first, and are none of these.
 */
export function unitLawsOf(bound: BoundModel): UnitLaws {
  return known.of(bound, '', () => {
    const laws: UnitLaw[] = [];
    for (const pattern of patternsOf(bound))
      for (let u = 0; u < pattern.units; u++) {
        const law = lawOf(pattern, u, u);
        if (areNeutral(bound.program, weightsOf(law, bound.size))) laws.push(law);
      }
    const squares = laws.some(({ c }) => c.length === 1) ? [] : laws;
    let polynomials: readonly Polynomial[] | undefined;
    return {
      squares,
      squarePolynomials() {
        polynomials ??= inReadingOrder(reducedSquares(squares, bound));
        return polynomials;
      },
    };
  });
}

export interface PairLaws {
  /** Shorter ones first. */
  readonly laws: readonly UnitLaw[];
  readonly check: ExactExplanation['check'];
}

const pairs = memory<BoundModel, PairLaws>();

/** Those of two units each. */
export function pairLawsOf(bound: BoundModel): PairLaws {
  return pairs.of(bound, '', () => {
    const guesses: UnitLaw[] = [];
    for (const pattern of patternsOf(bound))
      for (let u = 0; u < pattern.units; u++)
        for (let v = u + 1; v < pattern.units; v++) guesses.push(lawOf(pattern, u, v));
    const { holds, check } = checked(guesses, bound);
    const laws = guesses.filter((_, n) => holds[n]);
    const first = (law: UnitLaw) => law.i.reduce((least, i) => Math.min(least, i));
    return { laws: laws.sort((g, h) => g.c.length - h.c.length || first(g) - first(h)), check };
  });
}

/** Whether h is constant along the fields of the model, at random points modulo fresh primes. */
function checked(laws: readonly UnitLaw[], bound: BoundModel) {
  const rng = createWitnessRng(`laws of pairs/${JSON.stringify(bound.json)}`);
  const fields = pointFields(bound, rng.fork('fields'));
  const { holds, primes } = checkAtPoints(
    laws.length,
    fields,
    rng,
    ({ prime }) =>
      (k, theta, g) =>
        rateModulo(laws[k], theta, g, prime) % prime === 0,
  );
  return { holds, check: { primes, samples: CHECK_POINTS } };
}

/** ⟨∇h(θ), g⟩ mod p, not reduced. */
function rateModulo({ i, j, c }: UnitLaw, theta: Float64Array, g: Float64Array, prime: number) {
  const reciprocal = 1 / prime;
  let rate = 0;
  for (let k = 0; k < c.length; k++)
    rate += c[k] * residue(theta[i[k]] * g[j[k]] + theta[j[k]] * g[i[k]], prime, reciprocal);
  return rate;
}

/** ∇h(θ) mod p. */
export function unitLawGradient(
  { i, j, c }: UnitLaw,
  theta: Float64Array,
  prime: number,
): Float64Array {
  const out = new Float64Array(theta.length);
  for (let k = 0; k < c.length; k++) {
    const [a, b] = [i[k], j[k]];
    out[a] = (out[a] + c[k] * theta[b]) % prime;
    out[b] = (out[b] + c[k] * theta[a]) % prime;
  }
  for (let k = 0; k < out.length; k++) if (out[k] < 0) out[k] = out[k] + prime;
  return out;
}

/** In canonical form. */
export function unitLawPolynomial({ i, j, c }: UnitLaw, bound: BoundModel): Polynomial {
  const element = Array.from(c, (n, k) => [i[k] * bound.size + j[k], rational(n)] as const);
  return quadraticOf(element, bound.size, parameterNames(bound));
}

function patternsOf(bound: BoundModel): readonly Pattern[] {
  return patterns.of(bound, '', () =>
    isPositive(bound) ? bound.axes.flatMap((axis) => patternsAlong(axis, bound)) : [],
  );
}

function patternsAlong(axis: Axis, { tensors, size, program }: BoundModel): Pattern[] {
  const of = new Int32Array(size).fill(-1);
  const strides: number[] = [];
  for (const { axes, strides: own, offset, size: count } of tensors) {
    const a = axes.indexOf(axis);
    if (a < 0 || axes.lastIndexOf(axis) !== a) continue;
    for (let i = 0; i < count; i++)
      if (Math.floor(i / own[a]) % axis.size === 0) of[offset + i] = strides.length;
    strides.push(own[a]);
  }
  return (neutralWeights(program, { count: strides.length, of }) ?? []).map((weights) => {
    const places: number[] = [];
    of.forEach((number, i) => {
      if (number >= 0 && weights[number] !== 0) places.push(i);
    });
    return {
      units: axis.size,
      places: Int32Array.from(places),
      strides: Int32Array.from(places, (i) => strides[of[i]]),
      c: Int32Array.from(places, (i) => weights[of[i]]),
    };
  });
}

/** Of units u ≤ v. */
function lawOf({ places, strides, c }: Pattern, u: number, v: number): UnitLaw {
  return {
    i: places.map((at, k) => at + u * strides[k]),
    j: places.map((at, k) => at + v * strides[k]),
    c,
  };
}

function weightsOf({ i, c }: UnitLaw, size: number): Int32Array {
  const weights = new Int32Array(size);
  for (let k = 0; k < c.length; k++) weights[i[k]] = c[k];
  return weights;
}

function reducedSquares(squares: readonly UnitLaw[], bound: BoundModel): Polynomial[] {
  const names = parameterNames(bound);
  const matrix = squares.map((law) =>
    Array.from(weightsOf(law, bound.size), (w) => (w === 0 ? ZERO : rational(w))),
  );
  const [, rows] = rankFactors(matrix);
  return rows.map((row) => {
    const element = row.flatMap((value, i): (readonly [number, Rational])[] =>
      value.numerator === 0n ? [] : [[i * (bound.size + 1), value]],
    );
    return quadraticOf(element, bound.size, names);
  });
}

/**
 * The fields of a model at points, x and θ anywhere in 𝔽_p: what identities are tested with.
 *
 * Nothing is truncated and unknown constants are independent elements, so that an identity which holds
 * there holds for the functions. Primes are drawn at random, p ≡ 3 mod 4 between 2²¹ and 2²² (some
 * 70,000), in two lists that never meet: what is *found* modulo primes of the one is *checked* modulo
 * primes of the other.
 */
import { coinOf, genericJetField, principalRoot } from '../../analytic/fields/prime-jets.ts';
import { NotInvertible, UnsupportedError } from '../../errors.ts';
import type { BoundModel } from '../../models/bind.ts';
import { isPrime, primeField, rationalModulo } from '../../numerics/prime-field.ts';
import type { Rng } from '../../numerics/random.ts';
import type { RootRelation } from '../constants/root-relations.ts';
import { expandedFamily } from '../fields/expansion.ts';
import { derivedJet } from '../fields/families.ts';
import { type FieldFamily, randomMember } from '../fields/family.ts';

export interface PointField {
  readonly prime: number;
  /** M. */
  readonly size: number;
  readonly family: FieldFamily;
  /** out ← a random member at θ; false where a denominator of F vanishes mod p there. */
  member(theta: Float64Array, rng: Rng, out: Float64Array): boolean;
  /**
   * theta ← a random point of 𝔽_pᴹ, out ← a random member there.
   *
   * @throws UnsupportedError where too many points in a row have none.
   */
  sample(rng: Rng, theta: Float64Array, out: Float64Array): void;
}

export interface PointFields {
  /** The k-th of those that something is found with. */
  finding(k: number): PointField;
  /** The k-th of those that it is checked with. */
  checking(k: number): PointField;
}

/**
 * Effort alone: points without a value, met in a row, that make us give up: of a random point a pole has probability D/p, and half of all
 * square roots are missing, each.
 */
const MOST_POLES = 4096;
/** Effort alone: primes in a row that may be of no use. */
const MOST_PRIMES_TRIED = 40;

/**
 * @param roots as in `pointFamily`.
 * @throws UnsupportedError where F has no fields mod p: a function of it is not analytic.
 */
export function pointFields(
  bound: BoundModel,
  rng: Rng,
  roots: readonly RootRelation[] = [],
): PointFields {
  const taken = new Set<number>();
  const [found, checked]: [PointField[], PointField[]] = [[], []];
  const primes = rng.fork('primes');
  const next = (): PointField => {
    for (let attempt = 0; attempt < MOST_PRIMES_TRIED; attempt++) {
      const prime = randomPrime(primes);
      if (taken.has(prime)) continue;
      taken.add(prime);
      const field = pointField(bound, prime, rng, roots);
      if (field !== null) return field;
    }
    throw new UnsupportedError(
      `${bound.model.kind}: F has no value modulo any of ${MOST_PRIMES_TRIED} primes`,
    );
  };
  const kept = (list: PointField[], k: number): PointField => {
    while (list.length <= k) list.push(next());
    return list[k];
  };
  return { finding: (k) => kept(found, k), checking: (k) => kept(checked, k) };
}

/** p ≡ 3 mod 4 in (2²¹, 2²²). */
export function randomPrime(rng: Rng): number {
  for (;;) {
    const p = 2 ** 21 + 4 * rng.integer(0, 2 ** 19 - 1) + 3;
    if (isPrime(p)) return p;
  }
}

/**
 * The family of a model at points mod p.
 *
 * Which of its two roots stands for √u is drawn with the member: an identity must hold for both. Where θ pins
 * u = r² with r rational, any rule that is about u mod p alone takes +r modulo half of the primes and −r modulo
 * the others, and few primes may agree on what is false: a₁a₂ + g₁g₂ in place of a₁a₂ − g₁g₂, for F =
 * Σ aₖ gₖ vₖx/√(vₖ²). There, and where √8 and √2 are met together, the root is the one that `roots` gives.
 * Equal radicands have equal roots.
 *
 * @param roots relations between roots of what radicands are at θ, for points where they are that.
 * @throws RangeError where p divides a denominator of the model.
 */
export function pointFamily(
  bound: BoundModel,
  prime: number,
  roots: readonly RootRelation[] = [],
): FieldFamily {
  const ring = primeField(prime);
  const known = new Map(
    roots.map(({ of, factor, roots: others }) => [
      rationalModulo(of, prime),
      {
        factor: rationalModulo(factor, prime),
        others: others.map((u) => rationalModulo(u, prime)),
      },
    ]),
  );
  let branch = 0;
  const drawn = (u: number, principal: number) =>
    coinOf(branch, u) === 1 ? principal : prime - principal;
  const jets = genericJetField(prime, (u, principal) => {
    const relation = known.get(u);
    if (relation === undefined) return drawn(u, principal);
    return relation.others.reduce(
      (product, v) => ring.mul(product, drawn(v, principalRoot(ring, v))),
      relation.factor,
    );
  });
  const family = expandedFamily(bound, { mode: 'point' }, prime, ({ f, order }, center, count) =>
    order === 0
      ? f.jet(jets, center, count)
      : derivedJet(f.jet(jets, center, count + order), order, prime),
  );
  const isPolynomial = bound.program.operations.every(
    (operation) => operation.op !== 'apply' || operation.f.polynomialDegree !== null,
  );
  // Time alone: no root is taken.
  if (isPolynomial) return family;
  const digest = (c: Float64Array, length: number) => {
    let h = 1;
    for (let i = 0; i < c.length; i += length) h = Math.imul(h ^ c[i], 0x01000193);
    return h;
  };
  return {
    ...family,
    gradient(c, theta, length, out) {
      branch = digest(c, length);
      family.gradient(c, theta, length, out);
    },
    hessianVector(c, theta, y, length, out) {
      branch = digest(c, length);
      family.hessianVector(c, theta, y, length, out);
    },
  };
}

/** Null where p divides a denominator of the model. */
function pointField(
  bound: BoundModel,
  prime: number,
  rng: Rng,
  roots: readonly RootRelation[],
): PointField | null {
  let family: FieldFamily;
  try {
    family = pointFamily(bound, prime, roots);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
  const { size } = bound;
  const member = (theta: Float64Array, draw: Rng, out: Float64Array) => {
    try {
      family.gradient(randomMember(family, draw), theta, 1, out);
      return true;
    } catch (error) {
      if (error instanceof NotInvertible || error instanceof RangeError) return false;
      throw error;
    }
  };
  const sampled = (draw: Rng, theta: Float64Array, out: Float64Array) => {
    for (let pole = 0; pole < MOST_POLES; pole++) {
      for (let i = 0; i < size; i++) theta[i] = Math.floor(draw.uniform() * prime);
      if (member(theta, draw, out)) return true;
    }
    return false;
  };
  const usable = sampled(rng.fork(`try ${prime}`), new Float64Array(size), new Float64Array(size));
  if (!usable) return null;
  return {
    prime,
    size,
    family,
    member,
    sample(draw, theta, out) {
      if (!sampled(draw, theta, out))
        throw new UnsupportedError(
          `${bound.model.kind}: F has no value at any of ${MOST_POLES} points modulo ${prime}`,
        );
    },
  };
}

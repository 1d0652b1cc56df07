/**
 * First pass: F over numbers that are either known exactly (`Algebraic`) or not at all (null). It finds
 * at which numbers functions are met, and which transcendental numbers their Taylor coefficients ask
 * for. A weight 0 in front of something unknown is exactly 0.
 */
import type { AnalyticFunction } from '../analytic/analytic-function.ts';
import type { Field } from '../analytic/field.ts';
import type { JetField } from '../analytic/jet-field.ts';
import type { Rational } from '../numerics/rational.ts';
import { rational } from '../numerics/rational.ts';
import type { DecidableRing } from '../numerics/ring.ts';
import type { Algebraic } from './algebraic-number.ts';
import * as algebraic from './algebraic-number.ts';
import { NotVerifiable } from './not-verifiable.ts';

export type Known = Algebraic | null;

/** What the functions asked for, and where they were met. */
export interface Asked {
  /** By `name u`. */
  readonly generators: Map<string, { readonly name: string; readonly at: Algebraic }>;
  readonly constants: Set<string>;
  /** Arguments of functions, by their text. */
  readonly met: Map<string, Algebraic>;
}

export const nothingAsked = (): Asked => ({
  generators: new Map(),
  constants: new Set(),
  met: new Map(),
});

const isZero = (a: Known) => a !== null && a.size === 0;
const lift =
  (run: (a: Algebraic, b: Algebraic) => Algebraic) =>
  (a: Known, b: Known): Known =>
    a === null || b === null ? null : run(a, b);

export const knownRing: DecidableRing<Known> = {
  name: 'known numbers',
  zero: algebraic.ZERO,
  one: algebraic.ofRational(rational(1)),
  add: (a, b) => (isZero(a) ? b : isZero(b) ? a : lift(algebraic.add)(a, b)),
  sub: (a, b) => knownRing.add(a, knownRing.neg(b)),
  mul: (a, b) => (isZero(a) || isZero(b) ? algebraic.ZERO : lift(algebraic.multiply)(a, b)),
  neg: (a) => (a === null ? null : algebraic.negate(a)),
  isZero,
  rational: algebraic.ofRational,
};

export function knownInverse(a: Known): Known {
  if (isZero(a)) throw new NotVerifiable('F divides by 0 where it is expanded');
  return a === null ? null : algebraic.inverse(a);
}

/** One of u and −u: the one whose first coefficient is positive. */
export function canonicalKnown(u: Known): {
  readonly value: Algebraic;
  readonly reflected: boolean;
} {
  const exact = required(u);
  const [, first] = [...exact].sort(([d], [e]) => (d < e ? -1 : 1))[0];
  return first.numerator > 0n
    ? { value: exact, reflected: false }
    : { value: algebraic.negate(exact), reflected: true };
}

export function required(u: Known): Algebraic {
  if (u === null)
    throw new NotVerifiable('a function is met at a number that is not known to be algebraic');
  return u;
}

export const rationalIn = (a: Algebraic, name: string): Rational => {
  const value = algebraic.rationalPart(a);
  if (value === null) throw new NotVerifiable(`${name} is met at ${algebraic.textOf(a)}`);
  return value;
};

function knownJets(asked: Asked): JetField<Known> {
  return {
    ring: knownRing,
    inverse: knownInverse,
    canonical: canonicalKnown,
    generator(name, u) {
      const at = required(u);
      asked.generators.set(`${name} ${algebraic.textOf(at)}`, { name, at });
      return name === 'sqrt' ? algebraic.squareRoot(rationalIn(at, name)) : null;
    },
    constant(name) {
      asked.constants.add(name);
      return null;
    },
  };
}

/** @throws NotVerifiable where a function that is no polynomial is met at an unknown number. */
export function knownField(asked: Asked): Field<Known> {
  const jets = knownJets(asked);
  const { add, mul } = knownRing;
  function derivative(f: AnalyticFunction, order: number, a: Known): Known {
    if (a === null && f.polynomialDegree !== null) return null;
    const at = required(a);
    asked.met.set(algebraic.textOf(at), at);
    const jet = f.jet(jets, at, order + 1);
    let factor = 1n;
    for (let i = 2; i <= order; i++) factor *= BigInt(i);
    return mul(jet[order], algebraic.ofRational(rational(factor)));
  }
  return {
    ...knownRing,
    rational: (value) => algebraic.ofRational(typeof value === 'number' ? rational(value) : value),
    dot: (a, b) => a.reduce<Known>((sum, x, i) => add(sum, mul(x, b[i])), algebraic.ZERO),
    inverse: knownInverse,
    apply: (f, a) => derivative(f, 0, a),
    applyDerivative: derivative,
  };
}

/**
 * ℚ(√2)[ln 2, 1/√π]: where the Taylor coefficients of all named functions live, with the constants
 * 1/√(2π) = (√2/2)·(1/√π) and 2/√π. An element is a sum of rational × √2ˢ · (ln 2)ˡ · π^{−k/2}.
 *
 * As formal expressions they are exact. As real numbers, a non-zero expression that holds a single
 * power of ln 2 or a single power of 1/√π is not 0, since ln 2 (Lindemann) and π are transcendental
 * and √2 is algebraic. Of the others nobody knows it: ln 2 and π are not known to be independent.
 */
import { UnsupportedError } from '../errors.ts';
import type { Rational } from '../numerics/rational.ts';
import * as Q from '../numerics/rational.ts';
import type { DecidableRing } from '../numerics/ring.ts';
import type { TaylorCoefficient } from './analytic-function.ts';
import { rationalJets } from './fields/rationals.ts';
import type { Constant, JetField } from './jet-field.ts';

interface Term {
  readonly factor: Rational;
  /** s ∈ {0, 1}, l, k. */
  readonly powers: readonly [number, number, number];
}

/** By the text of the powers; no factor is 0. */
export type Exact = ReadonlyMap<string, Term>;

function collected(terms: Iterable<Term>): Exact {
  const out = new Map<string, Term>();
  for (const { factor, powers } of terms) {
    const key = powers.join();
    const known = out.get(key);
    const sum = known === undefined ? factor : Q.add(known.factor, factor);
    if (Q.isZero(sum)) out.delete(key);
    else out.set(key, { factor: sum, powers });
  }
  return out;
}

function product(a: Term, b: Term): Term {
  const [s, l, k] = a.powers.map((power, i) => power + b.powers[i]);
  const factor = Q.multiply(a.factor, b.factor);
  return { factor: s < 2 ? factor : Q.multiply(Q.rational(2), factor), powers: [s % 2, l, k] };
}

const of = (factor: Rational, powers: Term['powers'] = [0, 0, 0]) =>
  collected([{ factor, powers }]);

const negated = (a: Exact) =>
  collected([...a.values()].map(({ factor, powers }) => ({ factor: Q.negate(factor), powers })));

export const exactRing: DecidableRing<Exact> = {
  name: 'Q(√2)[ln 2, 1/√π]',
  zero: of(Q.rational(0)),
  one: of(Q.ONE),
  add: (a, b) => collected([...a.values(), ...b.values()]),
  sub: (a, b) => collected([...a.values(), ...negated(b).values()]),
  mul: (a, b) =>
    collected([...a.values()].flatMap((x) => [...b.values()].map((y) => product(x, y)))),
  neg: negated,
  isZero: (a) => a.size === 0,
  rational: (q) => of(q),
};

const constants: Record<Exclude<Constant, `coefficient:${number}`>, Exact> = {
  ln2: of(Q.ONE, [0, 1, 0]),
  '1/sqrt(2pi)': of(Q.rational(1, 2), [1, 0, 1]),
  '2/sqrt(pi)': of(Q.rational(2), [0, 0, 1]),
};

/** Jets whose coefficients lie in the ring; anything else is refused with UnsupportedError. */
export const exactJets: JetField<Exact> = {
  ring: exactRing,
  inverse: (a) => of(Q.divide(Q.ONE, rationalOf(a, 'inverse'))),
  canonical: (value) => ({ value, reflected: false }),
  generator: (name, u) => of(rationalJets.generator(name, rationalOf(u, name))),
  constant(name) {
    if (name in constants) return constants[name as keyof typeof constants];
    throw new UnsupportedError(`${exactRing.name}: ${name} does not belong to it`);
  },
};

function rationalOf(a: Exact, operation: string): Rational {
  const [term] = a.values();
  if (a.size === 0) return Q.rational(0);
  if (a.size === 1 && term.powers.every((power) => power === 0)) return term.factor;
  throw new UnsupportedError(`${exactRing.name}: ${operation} of something that is no rational`);
}

/** Whether the number is 0; null where nobody knows. */
export function isZeroNumber(a: Exact): boolean | null {
  if (a.size === 0) return true;
  const [logarithms, roots] = [1, 2].map(
    (i) => new Set([...a.values()].map(({ powers }) => powers[i])).size,
  );
  return logarithms === 1 || roots === 1 ? false : null;
}

/** As rational × constant where it is one, else null. */
export function taylorCoefficientOf(a: Exact): TaylorCoefficient | null {
  if (a.size === 0) return { rational: Q.rational(0), constant: 'one' };
  if (a.size > 1) return null;
  const [{ factor, powers }] = a.values();
  switch (powers.join()) {
    case '0,0,0':
      return { rational: factor, constant: 'one' };
    case '0,1,0':
      return { rational: factor, constant: 'ln2' };
    case '1,0,1':
      return { rational: Q.multiply(Q.rational(2), factor), constant: '1/sqrt(2pi)' };
    case '0,0,1':
      return { rational: Q.divide(factor, Q.rational(2)), constant: '2/sqrt(pi)' };
    default:
      return null;
  }
}

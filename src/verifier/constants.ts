/**
 * The numbers that functions asked for, modulo a prime, with all relations among them that hold:
 *
 *   e^{Σ q_d √d} = Π E_d^{D_d q_d},  D_d a common denominator, one random E_d for each square-free d;
 *   e^{iu} the same with points of the circle; both are exact (Lindemann–Weierstrass)
 *   √d = Π √ℓ over the primes ℓ | d, at primes p of which all ℓ are squares
 *   log u = Σ v_ℓ(u) log ℓ, ln 2 among them; 1/√(2π) and 2/√π from one 1/√π
 *
 * and an independent random element for the rest. `standing` says what that rests on.
 */
import type { JetField } from '../analytic/jet-field.ts';
import type { Rng } from '../numerics/random.ts';
import { rational } from '../numerics/rational.ts';
import type { Algebraic } from './algebraic-number.ts';
import * as algebraic from './algebraic-number.ts';
import {
  type Asked,
  canonicalKnown,
  type Known,
  knownInverse,
  knownRing,
  rationalIn,
  required,
} from './known-field.ts';
import { NotVerifiable, UnfitPrime } from './not-verifiable.ts';
import { type Residues, randomUnit } from './residues.ts';

/** A residue, with the number that it is the residue of where that is known. */
export interface Element {
  readonly known: Known;
  readonly residue: number;
}

export interface Constants {
  readonly jets: JetField<Element>;
  elementOf(a: Algebraic): Element;
}

const EXPONENTIAL = ['exp', 'tan-half'];
const PI = ['1/sqrt(2pi)', '2/sqrt(pi)'];

/** @throws UnfitPrime where a number has no image mod p, or two that functions are met at the same. */
export function constantsModulo(asked: Asked, field: Residues, rng: Rng): Constants {
  const { prime, mul } = field;
  const denominators = commonDenominators(asked);
  const drawn = new Map<string, number>();
  /** The random element of that name. */
  function element(name: string): number {
    const value = drawn.get(name) ?? randomUnit(rng.fork(name), prime);
    drawn.set(name, value);
    return value;
  }
  function rootOf(d: bigint): number {
    let root = 1;
    for (const l of algebraic.primeFactors(d).keys()) {
      const value = field.squareRoot(field.rational(rational(l)));
      if (value === null) throw new UnfitPrime(`${l} is no square modulo ${prime}`);
      root = mul(root, value);
    }
    return root;
  }
  function residueOf(a: Algebraic): number {
    let sum = 0;
    for (const [d, q] of a) sum = field.add(sum, mul(field.rational(q), d === 1n ? 1 : rootOf(d)));
    return sum;
  }
  const elementOf = (a: Algebraic): Element => ({ known: a, residue: residueOf(a) });
  /** D_d q_d, for the order of the group in which it is an exponent. */
  function exponent(d: bigint, q: algebraic.Coefficient, order: bigint): bigint {
    const common = denominators.get(d);
    if (common === undefined || common % q.denominator !== 0n)
      throw new NotVerifiable(`an exponent ${algebraic.textOf(new Map([[d, q]]))} not met before`);
    return (((q.numerator * (common / q.denominator)) % order) + order) % order;
  }
  function exponential(u: Algebraic): number {
    let value = 1;
    for (const [d, q] of u)
      value = mul(value, field.power(element(`e ${d}`), exponent(d, q, BigInt(prime) - 1n)));
    return value;
  }
  /** tan(u/2) = sin u/(1 + cos u), (cos u, sin u) a product of powers of points of the circle. */
  function tanHalf(u: Algebraic): number {
    let point: readonly [number, number] = [1, 0];
    const times = (a: readonly [number, number], b: readonly [number, number]) =>
      [
        field.sub(mul(a[0], b[0]), mul(a[1], b[1])),
        field.add(mul(a[0], b[1]), mul(a[1], b[0])),
      ] as const;
    for (const [d, q] of u) {
      const v = element(`circle ${d}`);
      const scale = field.inverse(field.add(1, mul(v, v)));
      let base = [mul(field.sub(1, mul(v, v)), scale), mul(field.add(v, v), scale)] as const;
      for (let n = exponent(d, q, BigInt(prime) + 1n); n > 0n; n >>= 1n) {
        if (n & 1n) point = times(point, base);
        base = times(base, base);
      }
    }
    return mul(point[1], field.inverse(field.add(1, point[0])));
  }
  function logarithm(u: Algebraic): number {
    const value = rationalIn(u, 'log');
    let sum = 0;
    for (const [n, sign] of [
      [value.numerator, 1],
      [value.denominator, -1],
    ] as const)
      for (const [l, power] of algebraic.primeFactors(n)) {
        const term = mul(element(`log ${l}`), field.rational(rational(sign * power)));
        sum = field.add(sum, term);
      }
    return sum;
  }
  const unknown = (residue: number): Element => ({ known: null, residue });
  const at = ({ known }: Element) => required(known);
  const lift =
    (known: (a: Known, b: Known) => Known, residue: (a: number, b: number) => number) =>
    (a: Element, b: Element): Element => ({
      known: known(a.known, b.known),
      residue: residue(a.residue, b.residue),
    });
  const jets: JetField<Element> = {
    ring: {
      name: `known numbers modulo ${prime}`,
      zero: { known: knownRing.zero, residue: 0 },
      one: { known: knownRing.one, residue: 1 },
      add: lift(knownRing.add, field.add),
      sub: lift(knownRing.sub, field.sub),
      mul: lift(knownRing.mul, mul),
      neg: (a) => ({ known: knownRing.neg(a.known), residue: field.neg(a.residue) }),
      isZero: (a) => knownRing.isZero(a.known),
      rational: (q) => ({ known: algebraic.ofRational(q), residue: field.rational(q) }),
    },
    inverse: (a) => ({ known: knownInverse(a.known), residue: field.inverse(a.residue) }),
    canonical(u) {
      const { value, reflected } = canonicalKnown(u.known);
      return { value: reflected ? { known: value, residue: field.neg(u.residue) } : u, reflected };
    },
    generator(name, u) {
      const exact = at(u);
      switch (name) {
        case 'exp':
          return unknown(exponential(exact));
        case 'tan-half':
          return unknown(tanHalf(exact));
        case 'log':
          return unknown(logarithm(exact));
        case 'sqrt':
          return elementOf(algebraic.squareRoot(rationalIn(exact, name)));
        default:
          return unknown(element(`${name} ${algebraic.textOf(exact)}`));
      }
    },
    constant(name) {
      if (name === 'ln2') return unknown(element('log 2'));
      if (name === '2/sqrt(pi)') return unknown(field.add(element('1/√π'), element('1/√π')));
      if (name === '1/sqrt(2pi)') return unknown(mul(element('1/√π'), field.inverse(rootOf(2n))));
      return unknown(element(name));
    },
  };
  return { jets, elementOf };
}

/** D_d over all exponents of e^u and e^{iu}. */
function commonDenominators({ generators }: Asked): Map<bigint, bigint> {
  const common = new Map<bigint, bigint>();
  for (const { name, at } of generators.values())
    if (EXPONENTIAL.includes(name))
      for (const [d, { denominator }] of at) {
        const before = common.get(d) ?? 1n;
        common.set(d, (before * denominator) / gcd(before, denominator));
      }
  return common;
}

/**
 * What the independence of the elements rests on: null where it is proved, else the conjecture.
 *
 * Proved: any e^u and e^{iu} at algebraic u (Lindemann–Weierstrass), or a single other number; one
 * 1/√π, one log ℓ, one arctan u are transcendental. A Taylor class is about its generic member.
 * Otherwise Schanuel's conjecture or the like, where no relation is known to hold: log(1 + e^u) at
 * different u > 0 are independent over ℚ since 1 + Eⁿ has a factor of its own; arctan u = arg(1 + iu)
 * where each 1 + iu has a prime of ℤ[i] of its own.
 *
 * @throws NotVerifiable where a relation cannot be excluded.
 */
export function standing(asked: Asked): string | null {
  const others = new Set<string>();
  const arctangents: bigint[] = [];
  let exponentials = false;
  for (const { name, at } of asked.generators.values()) {
    if (EXPONENTIAL.includes(name)) exponentials = true;
    else if (name === 'sqrt' || name.startsWith('taylor:')) continue;
    else if (name === 'log') {
      const { numerator, denominator } = rationalIn(at, name);
      if (numerator <= 0n) throw new NotVerifiable(`log is met at ${algebraic.textOf(at)}`);
      for (const l of algebraic.primeFactors(numerator * denominator).keys())
        others.add(`log ${l}`);
    } else if (['arctan', 'erf', 'normal-cdf', 'log1pexp'].includes(name)) {
      const { numerator: n, denominator: d } = rationalIn(at, name);
      if (name === 'arctan') arctangents.push(n * n + d * d);
      others.add(name === 'log1pexp' ? `log(1 + e^${n}/${d})` : `${name} ${algebraic.textOf(at)}`);
    } else throw new NotVerifiable(`nothing is known of ${name} at ${algebraic.textOf(at)}`);
  }
  for (const name of asked.constants)
    if (PI.includes(name)) others.add('1/√π');
    else if (name === 'ln2') others.add('log 2');
    else if (!name.startsWith('coefficient:'))
      throw new NotVerifiable(`nothing is known of ${name}`);
  if (others.has('arctan 1') && others.has('1/√π'))
    throw new NotVerifiable('arctan 1 and 1/√π are not independent');
  excludeRelations(arctangents);
  const names = [...others, ...(exponentials ? ['the exponentials'] : [])];
  const single = others.size === 1 && !exponentials;
  return others.size === 0 || single ? null : `${names.join(', ')} are algebraically independent`;
}

/** Each norm n² + d² of d + in must have an odd prime that divides no other, but for arctan 1; any number but 0 alone has one. */
function excludeRelations(norms: readonly bigint[]): void {
  norms.forEach((norm, i) => {
    if (norm === 2n) return;
    const own = [...algebraic.primeFactors(norm).keys()].some(
      (l) => l !== 2n && norms.every((other, j) => i === j || other % l !== 0n),
    );
    if (!own) throw new NotVerifiable('relations among the arctangents cannot be excluded');
  });
}

function gcd(a: bigint, b: bigint): bigint {
  return b === 0n ? a : gcd(b, a % b);
}

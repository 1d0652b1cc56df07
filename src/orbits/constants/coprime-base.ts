/**
 * Numbers as products of pairwise coprime ones, by greatest common divisors alone: nothing is factored.
 *
 * Coprime integers > 1 are multiplicatively independent, and independent modulo powers when none of
 * them is a power: √ and log of what they generate have no relations but those that exponents show.
 */
import { bitLength } from '../../numerics/bit-length.ts';
import { gcd } from '../../numerics/gcd.ts';
import { rootOf } from '../../numerics/integer-root.ts';
import { isPrime } from '../../numerics/prime-field.ts';

/** What a coprime base needs of a Euclidean ring. */
export interface Divisibility<T> {
  gcd(a: T, b: T): T;
  /** a/b, or null where b does not divide a. */
  quotient(a: T, b: T): T | null;
  isUnit(a: T): boolean;
}

/** Pairwise coprime non-units such that every given number is a unit times a product of them. */
export function coprimeBase<T>(
  { gcd: common, quotient, isUnit }: Divisibility<T>,
  numbers: readonly T[],
): T[] {
  const base: T[] = [];
  const left = [...numbers];
  while (left.length > 0) {
    const a = left.pop()!;
    if (isUnit(a)) continue;
    const at = base.findIndex((b) => !isUnit(common(a, b)));
    if (at < 0) {
      base.push(a);
      continue;
    }
    const b = base[at];
    const g = common(a, b);
    const [x, y] = [quotient(a, g)!, quotient(b, g)!];
    // Time alone: g is b up to a unit, and would take its place.
    if (isUnit(y)) {
      // b divides a.
      left.push(x);
      continue;
    }
    base.splice(at, 1);
    left.push(x, y, g);
  }
  return base;
}

/** Exponents of a over a base that generates it, and the unit that is left. */
export function exponentsOver<T>(
  { quotient }: Divisibility<T>,
  a: T,
  base: readonly T[],
): { readonly exponents: number[]; readonly rest: T } {
  let rest = a;
  const exponents = base.map((b) => {
    let e = 0;
    for (let q = quotient(rest, b); q !== null; q = quotient(rest, b)) [rest, e] = [q, e + 1];
    return e;
  });
  return { exponents, rest };
}

export const integers: Divisibility<bigint> = {
  gcd,
  quotient: (a, b) => (a % b === 0n ? a / b : null),
  isUnit: (a) => a === 1n || a === -1n,
};

/** A coprime base of positive integers without perfect powers. */
export const powerfreeBase = (numbers: readonly bigint[]): bigint[] =>
  coprimeBase(integers, numbers).map(powerfree);

/** The number that n is a power of, and that is none itself. */
function powerfree(n: bigint): bigint {
  // A power of composite order is one of prime order, and 2ᵏ ≤ n of all k-th powers but 1.
  const length = bitLength(n);
  for (let k = 2; k < length; k++) {
    if (!isPrime(k)) continue;
    const root = rootOf(n, BigInt(k));
    if (root ** BigInt(k) === n) return powerfree(root);
  }
  return n;
}

/**
 * e^a and e^{ia} over ℚ-bases of all exponents and angles met. With coordinates nⱼ/Dⱼ of a,
 *
 *   e^a = ∏ Eⱼ^nⱼ,  Eⱼ = e^{βⱼ/Dⱼ},
 *
 * so that e^{a+b} = e^a e^b holds by construction. Independent of each other: for algebraic βⱼ by
 * Lindemann–Weierstrass, otherwise by Schanuel's conjecture. Where βⱼ is the logarithm of a known
 * number c, e^{βⱼ} is c.
 */

import { gcd } from '../../numerics/gcd.ts';
import type { Rational } from '../../numerics/rational.ts';
import { type Algebra, type Element, Unfit } from './element.ts';
import type { Knowledge } from './knowledge.ts';
import type { Ledger } from './ledger.ts';
import { createRationalBasis, type RationalBasis } from './rational-basis.ts';
import { inverseOf, keptPowerOf, modulo, powerOf } from './residues.ts';

export interface Exponentials {
  exp(a: Element): Element;
  /** tan(a/2) = sin a/(1 + cos a). */
  tanHalf(a: Element): Element;
  /**
   * Lets e^β = value be known.
   * @param pure whether all roots of such values are independent over the field without radicals: for
   * coprime integers that are no powers, and for 1 + e^q (Kummer: squarefree, a factor of its own each).
   */
  know(logarithm: Element, value: Element, pure: boolean): void;
  /** Whether a root of even order of a rational occurs: its image is fixed up to sign only. */
  radical(): boolean;
  /** Whether a root of any such value occurs. */
  rooted(): boolean;
  smallestRoot(value: Element): Element;
  /** Independent members Eⱼ in use. */
  readonly free: ReadonlyMap<string, Element>;
  /** Whether an angle that is no rational was met. */
  curved(): boolean;
}

/** Effort alone: roots of even order exist under one substitution in 2^MOST_ROOTS; beyond that they are given up. */
const MOST_ROOTS = 3;

export function createExponentials(
  algebra: Algebra,
  knowledge: Knowledge,
  ledger: Ledger,
): Exponentials {
  const basis = (role: string): RationalBasis =>
    createRationalBasis(algebra, knowledge.rows, knowledge.requireRows, () => {
      if (ledger.doubts.size > 0 || !knowledge.widen())
        ledger.doubt(`${role} that may be rationally dependent`);
    });
  const exponents = basis('exponents');
  const angles = basis('angles');
  const known = new Map<number, { readonly value: Element; readonly pure: boolean }>();
  const roots = new Map<string, Element>();
  let radical = false;
  let evenRoots = 0;
  const free = new Map<string, Element>();
  let curved = false;

  /** n with coordinate n/D; D grows where it must. */
  function numerator(q: Rational, member: string): bigint {
    knowledge.divide(member, q.denominator);
    return q.numerator * (knowledge.denominator(member) / q.denominator);
  }

  function nameOf(role: 'exp' | 'cis', j: number, members: readonly Element[]): string {
    const i = role === 'exp' ? '' : 'i';
    const d = knowledge.denominator(`${role}/${j}`);
    if (j === 0) return d === 1n ? `e${i && '^i'}` : `e^(${i || '1'}/${d})`;
    const tau = `${members[j].algebraic ? 'α' : 'τ'}${j}`;
    return d === 1n ? `e^(${i}${tau})` : `e^(${i}${tau}/${d})`;
  }

  function exp(a: Element): Element {
    let product = algebra.ring.one;
    exponents.coordinates(a).forEach((q, j) => {
      if (q.numerator === 0n) return;
      const number = known.get(j);
      if (number !== undefined) {
        product = algebra.ring.mul(product, powerOfKnown(number, q, `root/${j}`));
        return;
      }
      const member = `exp/${j}`;
      const n = numerator(q, member);
      const e = algebra.made((s) => s.draw(member));
      const name = nameOf('exp', j, exponents.members);
      ledger.use(name, 'exponential', exponents.members[j].algebraic);
      free.set(member, e);
      product = algebra.ring.mul(product, algebra.power(e, n));
    });
    return product;
  }

  /** value^q, by the smallest root that occurs. */
  function powerOfKnown(
    { value, pure }: { readonly value: Element; readonly pure: boolean },
    q: Rational,
    member: string,
  ): Element {
    const n = numerator(q, member);
    const order = knowledge.denominator(member);
    if (order === 1n) return algebra.power(value, n);
    if (knowledge.rootless)
      ledger.doubt('roots of constants whose logarithms occur (the search for them was cut short)');
    else if (!pure) ledger.doubt('a root of a constant whose logarithm occurs');
    if (knowledge.rootless)
      return algebra.power(
        algebra.made((s) => s.draw(member)),
        n,
      );
    if (value.exact !== null && order % 2n === 0n) radical = true;
    const key = algebra.key(value);
    let root = roots.get(key);
    if (root === undefined) {
      if (order % 2n === 0n && ++evenRoots > MOST_ROOTS) knowledge.giveUpRoots();
      root = algebra.made((s, i) => {
        const r = rootOfOrder(value.images[i], order, s.prime);
        const unique = gcd(order, (s.prime - 1n) / 2n) === 1n;
        if (r === null) throw new Unfit([i], value.exact === null && unique);
        // Either sign where there are two: the others are powers of this one.
        return order % 2n === 0n && s.draw(member) % 2n === 0n ? s.prime - r : r;
      }, value.algebraic);
      roots.set(key, root);
    }
    return algebra.power(root, n);
  }

  return {
    exp,
    free,
    curved: () => curved,
    radical: () => radical,
    rooted: () => roots.size > 0,
    smallestRoot: (value) => roots.get(algebra.key(value)) ?? value,
    know(logarithm, value, pure) {
      const j = exponents.adjoin(logarithm);
      if (j !== null) known.set(j, { value, pure });
    },
    tanHalf(a) {
      if (a.exact === null) curved = true;
      const turns = angles.coordinates(a).map((q, j): readonly [string, bigint] => {
        if (q.numerator === 0n) return ['', 0n];
        const member = `cis/${j}`;
        const n = numerator(q, member);
        ledger.use(nameOf('cis', j, angles.members), 'circular', angles.members[j].algebraic);
        return [member, n];
      });
      return algebra.made((s, i) => {
        const p = s.prime;
        let [c, sine] = [1n, 0n];
        for (const [member, n] of turns) {
          // Time alone: it would be turned by nothing.
          if (n === 0n) continue;
          const [x, y] = turned(s.draw(member), n, p);
          [c, sine] = [modulo(c * x - sine * y, p), (c * y + sine * x) % p];
        }
        const inverse = inverseOf(1n + c, p);
        if (inverse === null) throw new Unfit([i], true);
        return (sine * inverse) % p;
      });
    },
  };
}

/** The n-th power of the point ((1 − t²)/(1 + t²), 2t/(1 + t²)) of the circle; p ≡ 3 mod 4. */
export function turned(t: bigint, n: bigint, p: bigint): readonly [bigint, bigint] {
  const square = (t * t) % p;
  const inverse = inverseOf(1n + square, p)!;
  let [x, y] = [(modulo(1n - square, p) * inverse) % p, (2n * t * inverse) % p];
  if (n < 0n) y = modulo(-y, p);
  let [c, s] = [1n, 0n];
  // The circle has order p + 1; n may be of thousands of bits.
  for (let e = (n < 0n ? -n : n) % (p + 1n); e > 0n; e >>= 1n) {
    if (e & 1n) [c, s] = [modulo(c * x - s * y, p), (c * y + s * x) % p];
    [x, y] = [modulo(x * x - y * y, p), (2n * x * y) % p];
  }
  return [c, s];
}

/**
 * A root r of order n, or null where none is found. Let m be the part of p − 1 that is prime to n and
 * n·e = 1 + km: in the subgroup of order m every element a has one root of order n, aᵉ. A prime q that
 * divides n and p − 1 does not divide km = n·e − 1, so that (aᵉ)ⁿ = a·aᵏᵐ is a nowhere else. For p ≡ 3 mod 4
 * and an n without odd factors in common with p − 1, m is p − 1 or its half.
 */
function rootOfOrder(a: bigint, n: bigint, p: bigint): bigint | null {
  let m = p - 1n;
  for (let g = gcd(m, n); g > 1n; g = gcd(m, n)) m /= g;
  if (a === 0n) return null;
  const root = m === 1n ? 1n : keptPowerOf(a, inverseOf(n, m)!, p);
  return powerOf(root, n, p) === a ? root : null;
}

/**
 * 𝔽_p with a pseudo-random element for every transcendental number (√(2/π), ln 2, e^{−2u}, erf u …),
 * always the same one for the same name, point and prime. A non-zero integer polynomial does not vanish
 * at algebraically independent numbers; modulo p it vanishes at a random point with probability at
 * most degree/p. So what is found non-zero here holds at a *generic* point only.
 */
import { NotInvertible } from '../../errors.ts';
import { type PrimeField, primeField } from '../../numerics/prime-field.ts';
import type { JetField } from '../jet-field.ts';

/**
 * @param chosen which of the two roots of u stands for √u, given the principal one; default: that.
 * @throws RangeError unless `prime` is a prime below 2²⁶.
 */
export function genericJetField(
  prime: number,
  chosen: (u: number, principal: number) => number = (_, principal) => principal,
): JetField<number> {
  const ring = primeField(prime);
  return {
    ring,
    inverse: (a) => ring.inverse(a),
    canonical: (u) =>
      u <= prime - u ? { value: u, reflected: false } : { value: prime - u, reflected: true },
    generator(name, u) {
      if (name !== 'sqrt') return pseudoRandomUnit(name, u, prime);
      return chosen(u, principalRoot(ring, u));
    },
    constant: (name) => pseudoRandomUnit(name, 0, prime),
  };
}

/** A coin for (seed, u): the same for the same pair. */
export function coinOf(seed: number, u: number): 1 | -1 {
  return scrambled('branch', u, seed) < 0.5 ? 1 : -1;
}

/**
 * The root of u that is a square itself, u^{(p+1)/4} for p ≡ 3 mod 4. Products of such roots are such
 * roots, as products of positive roots are positive.
 *
 * @throws NotInvertible where u has no root, or p ≡ 1 mod 4.
 */
export function principalRoot({ prime, mul }: PrimeField, u: number): number {
  let root = 1;
  let base = u;
  for (let e = (prime + 1) / 4; e > 0; e = Math.floor(e / 2)) {
    if (e % 2 === 1) root = mul(root, base);
    base = mul(base, base);
  }
  if (prime % 4 !== 3 || mul(root, root) !== u)
    throw new NotInvertible(`the square roots modulo ${prime}`, `${u}, which has none`);
  return root;
}

/**
 * e with e and 1 + e not 0. With p ≡ 3 mod 4, where 1 + e² and 1 + u² never are, no denominator of a
 * jet vanishes.
 */
function pseudoRandomUnit(name: string, u: number, prime: number): number {
  for (let attempt = 0; ; attempt++) {
    const e = Math.floor(scrambled(name, u, attempt) * prime);
    if (e > 1 && e < prime - 1) return e;
  }
}

/** Uniform on [0, 1): MurmurHash3's mixing of the characters of `name`, u and the attempt. */
function scrambled(name: string, u: number, attempt: number): number {
  let h = 0x9747b28c ^ attempt;
  const mix = (value: number) => {
    let k = Math.imul(value, 0xcc9e2d51);
    k = Math.imul((k << 15) | (k >>> 17), 0x1b873593);
    h ^= k;
    h = (Math.imul((h << 13) | (h >>> 19), 5) + 0xe6546b64) | 0;
  };
  for (let i = 0; i < name.length; i++) mix(name.charCodeAt(i));
  mix(u);
  h ^= h >>> 16;
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  h ^= h >>> 16;
  return (h >>> 0) / 2 ** 32;
}

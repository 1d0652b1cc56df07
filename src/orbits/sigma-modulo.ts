/**
 * An activation in 𝔽_p: Taylor coefficients at 0, and jets at field elements.
 *
 * Where a transcendental number occurs (√(2/π), ln 2, e^{−2u}, erf u …) a pseudo-random element stands
 * for it, always the same one for the same name, point and prime. A non-zero integer polynomial does
 * not vanish at algebraically independent numbers; modulo p it vanishes at a random point with
 * probability at most degree/p.
 */
import type { Activation } from '../models/activation.ts';
import { type JetField, jetsOf } from '../models/jets.ts';
import { primeField, rationalModulo, residue } from '../numerics/prime-field.ts';
import type { SigmaModulo } from './verify-fields.ts';

/** Jets kept before the memory is given back. */
const MOST_KEPT = 50_000;

/** @throws UnsupportedError, once a jet is asked for, when σ is not analytic. */
export function sigmaModulo(activation: Activation, prime: number): SigmaModulo {
  const reciprocal = 1 / prime;
  const field = jetFieldModulo(prime);
  const jets = jetsOf(activation);
  let kept = new Map<number, readonly number[]>();
  return {
    degree: activation.polynomialDegree,
    coefficient(j) {
      const c = activation.taylor?.coefficient(j);
      if (c === undefined || c === null) return field.constant(`coefficient:${j}`);
      const q = rationalModulo(c.rational, prime);
      return c.constant === 'one' ? q : residue(q * field.constant(c.constant), prime, reciprocal);
    },
    jet(center, count) {
      let jet = kept.get(center);
      if (jet === undefined || jet.length < count) {
        if (kept.size >= MOST_KEPT) kept = new Map();
        jet = jets(field, center, count);
        kept.set(center, jet);
      }
      return jet.length === count ? jet : jet.slice(0, count);
    },
  };
}

function jetFieldModulo(prime: number): JetField<number> {
  const ring = primeField(prime);
  return {
    ring,
    inverse: (a) => ring.inverse(a),
    canonical: (u) =>
      u <= prime - u ? { value: u, reflected: false } : { value: prime - u, reflected: true },
    generator: (name, u) => pseudoRandomUnit(name, u, prime),
    constant: (name) => pseudoRandomUnit(name, 0, prime),
  };
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

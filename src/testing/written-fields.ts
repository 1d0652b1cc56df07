/** Fields that are written down, whose brackets are known order by order, and searches for ranks on them. */
import { createRng } from '../numerics/random.ts';
import { multiplySeries } from '../numerics/truncated-series.ts';
import { type LieRankOptions, lieRank } from '../orbits/brackets/lie-rank.ts';
import type { FieldFamily } from '../orbits/fields/family.ts';

export const PRIME = 4194301;

/** Component i of a field: the sum of coefficient·θ₀ᵃθ₁ᵇ, each with the number of the member's coefficient it has. */
export type Component = readonly (readonly [coefficient: number, a: number, b: number])[];

/** Fields whose components are monomials in θ₀ and θ₁, linear in the members. */
export function fieldsOf(components: readonly Component[], coefficientCount: number): FieldFamily {
  const size = components.length;
  /** Σ factor·c·θ₀ᵃθ₁ᵇ·z over [factor, c, a, b, z], z a series or 1. */
  const write = (
    terms: readonly (readonly [number, number, number, number, number | null])[],
    [c, theta, y]: readonly [Float64Array, Float64Array, Float64Array | null],
    length: number,
    out: Float64Array,
    at: number,
  ) => {
    out.fill(0, at, at + length);
    for (const [factor, own, a, b, z] of terms) {
      if (factor === 0) continue;
      let product = c.slice(own * length, (own + 1) * length);
      const times = (values: Float64Array, i: number) => {
        const next = new Float64Array(length);
        multiplySeries(next, 0, product, 0, values, i * length, length, PRIME, 1 / PRIME);
        product = next;
      };
      for (let n = 0; n < a; n++) times(theta, 0);
      for (let n = 0; n < b; n++) times(theta, 1);
      if (z !== null) times(y!, z);
      for (let k = 0; k < length; k++) out[at + k] = (out[at + k] + factor * product[k]) % PRIME;
    }
  };
  return {
    prime: PRIME,
    size,
    coefficientCount,
    partial: false,
    description: 'fields that are written down',
    gradient(c, theta, length, out) {
      for (const [i, terms] of components.entries()) {
        const values = terms.map(([own, a, b]) => [1, own, a, b, null] as const);
        write(values, [c, theta, null], length, out, i * length);
      }
    },
    hessianVector(c, theta, y, length, out) {
      for (const [i, terms] of components.entries()) {
        const slopes = terms.flatMap(([own, a, b]) => [
          [a, own, Math.max(0, a - 1), b, 0] as const,
          [b, own, a, Math.max(0, b - 1), 1] as const,
        ]);
        write(slopes, [c, theta, y], length, out, i * length);
      }
    },
  };
}

/** (c₀, c₁θ₀ⁿ): at 0 the fields span one dimension, brackets of order n, and no lower ones, the other. */
export const late = (n: number) => fieldsOf([[[0, 0, 0]], [[1, n, 0]]], 2);
export const only = (family: FieldFamily) => ({ truncations: 1, family: () => family });
export const rankOf = (family: FieldFamily, options: Partial<LieRankOptions> = {}) =>
  lieRank(only(family), new Float64Array(family.size), {
    rng: createRng('by hand'),
    prime: PRIME,
    ...options,
  });

/** Counts the members that are asked for at each length of their series. */
export function counted(family: FieldFamily) {
  const calls = new Map<number, number>();
  const gradient: FieldFamily['gradient'] = (c, theta, length, out) => {
    calls.set(length, (calls.get(length) ?? 0) + 1);
    family.gradient(c, theta, length, out);
  };
  return { family: { ...family, gradient }, calls };
}

/** Identities are believed where they hold at every point modulo every checking prime, and nowhere else. */
import { describe, expect, it } from 'vitest';
import { createRng } from '../../numerics/random.ts';
import { rational } from '../../numerics/rational.ts';
import { type AffineElement, checkAtPoints, checkElements } from './affine-element.ts';
import type { PointField, PointFields } from './point-fields.ts';

const PRIMES = [4194287, 4194271, 4194247];

/** Of each prime the field g(θ) times a random number; how many points were asked for, by prime. */
function fieldsOf(size: number, g: (theta: Float64Array) => readonly number[]) {
  const asked = new Map<number, number>();
  const at = (prime: number): PointField => ({
    prime,
    size,
    family: { partial: false } as PointField['family'],
    member: () => true,
    sample(rng, theta, out) {
      asked.set(prime, (asked.get(prime) ?? 0) + 1);
      for (const i of theta.keys()) theta[i] = rng.integer(0, prime - 1);
      const factor = rng.integer(1, prime - 1);
      g(theta).forEach((x, i) => {
        out[i] = (factor * (((x % prime) + prime) % prime)) % prime;
      });
    },
  });
  const refused = () => {
    throw new Error('what is found with is not checked with');
  };
  const fields: PointFields = { finding: refused, checking: (k) => at(PRIMES[k]) };
  return { fields, asked };
}

describe('identities', () => {
  it('are asked at six points modulo each of two primes, as long as they hold', () => {
    const { fields, asked } = fieldsOf(2, ([u, v]) => [v, u]);
    const calls: string[] = [];
    const failing = (k: number, prime: number, n: number) =>
      (k === 1 && prime === PRIMES[1] && n === 6) || (k === 2 && prime === PRIMES[0] && n === 1);
    const { holds, primes } = checkAtPoints(4, fields, createRng('identities'), ({ prime }) => {
      const met = new Map<number, number>();
      return (k, theta, g) => {
        const n = (met.get(k) ?? 0) + 1;
        met.set(k, n);
        calls.push(`${k}`);
        // g is along (v, u).
        expect(
          Number(
            (BigInt(theta[0]) * BigInt(g[0]) - BigInt(theta[1]) * BigInt(g[1])) % BigInt(prime),
          ),
        ).toBe(0);
        return !failing(k, prime, n);
      };
    });
    expect(holds).toEqual([true, false, false, true]);
    expect(primes).toEqual(PRIMES.slice(0, 2));
    expect([...asked]).toEqual([
      [PRIMES[0], 6],
      [PRIMES[1], 6],
    ]);
    expect(['0', '1', '2', '3'].map((k) => calls.filter((call) => call === k).length)).toEqual([
      12, 12, 1, 12,
    ]);
  });
});

describe('elements', () => {
  const element = (...entries: [number, number, number?][]): AffineElement =>
    entries.map(([at, n, d = 1]) => [at, rational(n, d)]);
  const checked = (size: number, g: (theta: Float64Array) => number[], ...all: AffineElement[]) =>
    checkElements(all, fieldsOf(size, g).fields, createRng('elements'));

  it('of fields along (v, u)', () => {
    // A by rows, then v: diag(1, −1) is one, and half of it; diag(1, 1), a shift and parts of it are none.
    const found = checked(
      2,
      ([u, v]) => [v, u],
      element([0, 1], [3, -1]),
      element([0, 1, 2], [3, -1, 2]),
      element([0, 1], [3, 1]),
      element([0, 1]),
      element([3, 1]),
      element([0, 2], [3, -1]),
      element([1, 1], [2, -1]),
      element([4, 1]),
      element([5, 1]),
      [],
    );
    expect(found).toEqual([true, true, false, false, false, false, false, false, false, true]);
  });

  it('of a direction that never moves are all of its row', () => {
    const rows = [0, 1, 2, 3, 4, 5].map((at) => element([at, 1]));
    expect(checked(2, () => [1, 0], ...rows)).toEqual([false, false, true, true, false, true]);
    expect(checked(2, () => [0, 1], ...rows)).toEqual([true, true, false, false, true, false]);
  });

  it('of numbers and of maps meet', () => {
    // ⟨(u, −1), (1, u)⟩ = 0.
    const field = ([u]: Float64Array) => [1, u];
    expect(checked(2, field, element([0, 1], [5, -1]), element([0, 1], [5, 1]))).toEqual([
      true,
      false,
    ]);
    // ⟨(v, w, −u − 1), (w, −v, 0)⟩ = 0, whatever stands in the last row.
    const turn = ([, v, w]: Float64Array) => [w, -v, 0];
    expect(checked(3, turn, element([1, 1], [5, 1], [6, -1], [11, -1]))).toEqual([true]);
    expect(checked(3, turn, element([1, 1], [5, 1], [9, 1]))).toEqual([false]);
  });

  it('that have no image modulo a prime are not believed, and none asks for nothing', () => {
    const still = () => [0, 0];
    expect(checked(2, still, element([0, 1, 3]))).toEqual([true]);
    for (const [k, prime] of PRIMES.entries())
      expect(checked(2, still, element([0, 1, prime]))).toEqual([k === 2]);
    const { fields, asked } = fieldsOf(1, () => [1]);
    expect(checkElements([], fields, createRng('none'))).toEqual([]);
    expect(asked.size).toBe(0);
  });
});

/** Spaces over ℚ from their images modulo primes, by hand. */
import { describe, expect, it } from 'vitest';
import { fastPrimes, inverseModulo } from '../../numerics/prime-field.ts';
import { format, rational } from '../../numerics/rational.ts';
import { liftedSpace, type SparseVector, sparseModulo } from './lifted-space.ts';

describe('spaces over ℚ', () => {
  const primes = fastPrimes(16);
  const image = (prime: number, entries: readonly (readonly [number, number])[]) =>
    Float64Array.from(
      entries,
      ([n, d]) => ((((n % prime) + prime) % prime) * inverseModulo(d, prime)) % prime,
    );
  const texts = (vectors: readonly SparseVector[]) =>
    vectors.map((vector) => vector.map(([i, q]) => `${i}: ${format(q)}`).join(', '));
  const yes = (vectors: readonly SparseVector[]) => vectors.map(() => true);

  it('are lifted from as many primes as their fractions need', () => {
    const small = [
      [1, 1],
      [0, 1],
      [-1, 2],
      [3, 7],
    ] as const;
    const found = liftedSpace((k) => ({ prime: primes[k], rows: [image(primes[k], small)] }), yes);
    expect([texts(found.vectors), found.dimension, found.primes.length]).toEqual([
      ['0: 1, 2: -1/2, 3: 3/7'],
      1,
      1,
    ]);
    const large = [
      [1, 1],
      [12345, 6789],
    ] as const;
    const checked = (vectors: readonly SparseVector[]) =>
      texts(vectors).map((text) => text.includes('4115/2263'));
    const second = liftedSpace(
      (k) => ({ prime: primes[k], rows: [image(primes[k], large)] }),
      checked,
    );
    expect([texts(second.vectors), second.dimension, second.primes]).toEqual([
      ['0: 1, 1: 4115/2263'],
      1,
      primes.slice(0, 2),
    ]);
  });

  it('have the smallest of the dimensions that are seen', () => {
    const [a, b] = [
      [
        [1, 1],
        [0, 1],
      ],
      [
        [0, 1],
        [1, 1],
      ],
    ] as const;
    const rows = (k: number) => (k === 0 ? [a, b] : [a]).map((v) => image(primes[k], v));
    // What holds is in the smaller one alone.
    const first = (vectors: readonly SparseVector[]) =>
      texts(vectors).map((text) => text === '0: 1');
    const found = liftedSpace((k) => (k < 3 ? { prime: primes[k], rows: rows(k) } : null), first);
    expect([texts(found.vectors), found.dimension, found.primes]).toEqual([
      ['0: 1'],
      1,
      [primes[1]],
    ]);
    expect(liftedSpace((k) => ({ prime: primes[k], rows: [] }), yes)).toEqual({
      vectors: [],
      dimension: 0,
      primes: [primes[0]],
    });
    expect(liftedSpace(() => null, yes)).toEqual({ vectors: [], dimension: 0, primes: [] });
    let asked = 0;
    const never = liftedSpace(
      (k) => {
        asked++;
        return { prime: primes[k], rows: [image(primes[k], a)] };
      },
      (vectors) => vectors.map(() => false),
    );
    expect([asked, never.vectors.length, never.dimension]).toEqual([16, 0, 1]);
  });

  it('are not lifted from a larger image after a smaller one, though all of it would hold', () => {
    const fraction = [
      [1, 1],
      [12345, 6789],
    ] as const;
    const axes = [
      [1, 0],
      [0, 1],
    ].map((v) => v.map((n) => [n, 1] as const));
    const holding = ['0: 1, 1: 4115/2263', '0: 1', '1: 1'];
    const found = liftedSpace(
      (k) => ({
        prime: primes[k],
        rows: (k === 1 ? axes : [fraction]).map((v) => image(primes[k], v)),
      }),
      (vectors) => texts(vectors).map((text) => holding.includes(text)),
    );
    expect([texts(found.vectors), found.dimension, found.primes]).toEqual([
      [holding[0]],
      1,
      [primes[0], primes[2]],
    ]);
  });

  it('have images modulo primes that divide no denominator', () => {
    const vector = [
      [2, rational(-3)],
      [5, rational(1, 2)],
    ] as const;
    expect(sparseModulo(vector, 7)).toEqual([
      [2, 4],
      [5, 4],
    ]);
    expect(sparseModulo([[0, rational(1, 7)]], 7)).toBeNull();
  });
});

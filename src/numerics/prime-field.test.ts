import { describe, expect, it } from 'vitest';
import {
  DELAY,
  fastPrimes,
  integerModulo,
  inverseModulo,
  isPrime,
  primeField,
  rationalModulo,
  residue,
} from './prime-field.ts';
import { createRng } from './random.ts';
import { add, multiply, rational } from './rational.ts';

const [p] = fastPrimes(1);

it('inverseModulo refuses what is no unit and no number', () => {
  for (const a of [0, p, Number.NaN]) expect(() => inverseModulo(a, p)).toThrow(RangeError);
});

describe('residue', () => {
  it('agrees with BigInt on random integers below 2^53 and next to multiples of p', () => {
    const rng = createRng('residue');
    for (let i = 0; i < 1500; i++) {
      const x = Math.floor(rng.uniform() * (2 ** 53 - 2 ** 23));
      const multiple = p * Math.floor(x / p);
      for (const y of [x, multiple, Math.max(0, multiple - 1), multiple + 1])
        expect(residue(y, p, 1 / p)).toBe(Number(BigInt(y) % BigInt(p)));
    }
  });

  it('is exact for the largest sum that delayed reduction allows', () => {
    const largest = BigInt(DELAY) * BigInt(p - 1) ** 2n + BigInt(p - 1);
    expect(largest < 2n ** 53n).toBe(true);
    let sum = p - 1;
    for (let i = 0; i < DELAY; i++) sum += (p - 1) * (p - 1);
    expect(BigInt(sum)).toBe(largest);
    expect(residue(sum, p, 1 / p)).toBe(Number(largest % BigInt(p)));
  });
});

describe('primeField', () => {
  it('has an inverse for every unit of a small field, and none for 0', () => {
    const field = primeField(101);
    for (let a = 1; a < 101; a++) expect(field.mul(a, field.inverse(a))).toBe(1);
    expect(() => field.inverse(0)).toThrow(RangeError);
  });

  it('agrees with BigInt for a prime just below 2^26', () => {
    const q = 67108859;
    const field = primeField(q);
    const rng = createRng('big field');
    for (let i = 0; i < 1000; i++) {
      const [a, b] = [rng.integer(0, q - 1), rng.integer(0, q - 1)];
      const [x, y, m] = [BigInt(a), BigInt(b), BigInt(q)];
      expect(field.mul(a, b)).toBe(Number((x * y) % m));
      expect(field.add(a, b)).toBe(Number((x + y) % m));
      expect(field.sub(a, b)).toBe(Number((((x - y) % m) + m) % m));
      expect(field.add(a, field.neg(a))).toBe(0);
    }
  });

  it('refuses composite and large moduli', () => {
    expect(() => primeField(91)).toThrow(RangeError);
    expect(() => primeField(67108879)).toThrow(RangeError);
  });
});

describe('rationalModulo', () => {
  it('is a homomorphism from the rationals without p in the denominator', () => {
    const field = primeField(p);
    const rng = createRng('homomorphism');
    const draw = () => rational(rng.integer(-1e9, 1e9), rng.integer(1, 1e6));
    for (let i = 0; i < 500; i++) {
      const [a, b] = [draw(), draw()];
      const [x, y] = [field.rational(a), field.rational(b)];
      expect(field.rational(add(a, b))).toBe(field.add(x, y));
      expect(field.rational(multiply(a, b))).toBe(field.mul(x, y));
    }
    expect(rationalModulo(rational(-1), p)).toBe(p - 1);
  });

  it('throws where p divides the denominator', () => {
    expect(() => rationalModulo(rational(1, p), p)).toThrow(RangeError);
    expect(() => inverseModulo(p, p)).toThrow(RangeError);
  });
});

describe('fastPrimes', () => {
  it('gives distinct primes below 2^22 that miss the denominators', () => {
    const free = fastPrimes(3);
    expect(free.every((q) => isPrime(q) && q < 2 ** 22 && q % 4 === 3)).toBe(true);
    expect(new Set(free).size).toBe(3);
    const bound = fastPrimes(3, [rational(1, free[0]), rational(5, 7 * free[2])]);
    expect(bound).not.toContain(free[0]);
    expect(bound).not.toContain(free[2]);
    expect(bound[0]).toBe(free[1]);
  });
});

describe('small fields, number by number', () => {
  it.each([2, 3, 5, 7, 11])('F_%i adds, subtracts, multiplies and negates', (q) => {
    const field = primeField(q);
    expect([field.zero, field.one]).toEqual([0, 1]);
    for (let a = 0; a < q; a++) {
      // From 0 by counting: no arithmetic but that of whole numbers.
      expect(field.neg(a)).toBe([...Array(q).keys()].find((b) => (a + b) % q === 0));
      expect(field.isZero(a)).toBe(a === 0);
      for (let b = 0; b < q; b++) {
        expect(field.add(a, b)).toBe((a + b) % q);
        expect(field.mul(a, b)).toBe((a * b) % q);
        expect(field.add(field.sub(a, b), b)).toBe(a);
        expect(field.sub(a, b)).toBeLessThan(q);
      }
    }
  });

  it.each([2, 3, 5, 7, 11])('inverses modulo %i are residues, of negative numbers too', (q) => {
    for (let a = -30; a <= 30; a++) {
      if (a % q === 0) continue;
      const inverse = inverseModulo(a, q);
      expect(inverse).toBe([...Array(q).keys()].find((b) => (((a * b) % q) + q) % q === 1));
    }
  });

  it('integers and fractions have images that are residues', () => {
    const images = [-8n, -7n, -1n, 0n, 6n, 7n, 2n ** 53n, 2n ** 60n + 1n, -(2n ** 60n)].map((n) =>
      integerModulo(n, 7),
    );
    // 2³ = 1 mod 7, so that 2⁶⁰ = 1 and 2⁵³ = 2² = 4.
    expect(images).toEqual([6, 0, 6, 0, 6, 0, 4, 2, 6]);
    expect(images.some((n) => Object.is(n, -0))).toBe(false);
    // 1/2 = 4, −1/3 = 2 and 5/6 = −5 modulo 7.
    const halves = [rational(1, 2), rational(-1, 3), rational(5, 6), rational(10, 1)];
    expect(halves.map((q) => rationalModulo(q, 7))).toEqual([4, 2, 2, 3]);
    expect(rationalModulo(rational(3, 2), 5)).toBe(primeField(5).rational(rational(3, 2)));
  });
});

describe('primes', () => {
  it('are those that a sieve leaves', () => {
    const sieve = new Uint8Array(2000).fill(1);
    sieve.fill(0, 0, 2);
    for (let d = 2; d < 45; d++) for (let n = 2 * d; n < 2000; n += d) sieve[n] = 0;
    for (let n = -5; n < 2000; n++) expect([n, isPrime(n)]).toEqual([n, sieve[n] === 1]);
    for (const x of [2.5, 7.5, Number.NaN, Number.POSITIVE_INFINITY])
      expect(isPrime(x)).toBe(false);
  });

  it('of fields are below 2²⁶', () => {
    // The primes next to 2²⁶ = 67108864 are 67108859 and 67108879.
    expect(primeField(67108859).prime).toBe(67108859);
    for (const q of [2 ** 26, 1, 0, 4, Number.NaN])
      expect(() => primeField(q)).toThrow('expected a prime below 2^26');
  });

  it('that are fast are all that are 3 mod 4, from 2²² down', () => {
    const wanted: number[] = [];
    for (let n = 2 ** 22; wanted.length < 6; n--) if (n % 4 === 3 && isPrime(n)) wanted.push(n);
    expect(fastPrimes(6)).toEqual(wanted);
    expect(fastPrimes(0)).toEqual([]);
    expect(fastPrimes(1, [rational(4, 3 * wanted[0]), rational(wanted[1])])).toEqual([wanted[1]]);
  });
});

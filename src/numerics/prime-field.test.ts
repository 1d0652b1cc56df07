import { describe, expect, it } from 'vitest';
import {
  DELAY,
  fastPrimes,
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

import { describe, expect, it } from 'vitest';
import { contentOf, gcd, modularInverse } from './gcd.ts';
import { createRng } from './random.ts';

/** Euclid's algorithm, one division at a time. */
function readable(a: bigint, b: bigint): bigint {
  return b === 0n ? (a < 0n ? -a : a) : readable(b, a % b);
}

const rng = createRng('gcd');

function drawn(bits: number): bigint {
  return Array.from({ length: Math.ceil(bits / 30) }).reduce<bigint>(
    (n) => (n << 30n) | BigInt(rng.integer(0, 2 ** 30 - 1)),
    1n,
  );
}

it('is what Euclid says, at all lengths, for neighbours and multiples too', () => {
  for (let k = 0; k < 300; k++) {
    const common = drawn(rng.integer(1, 200));
    const [a, b] = [common * drawn(rng.integer(1, 400)), common * drawn(rng.integer(1, 400))];
    for (const [x, y] of [
      [a, b],
      [b, -a],
      [a, a + 1n],
      [a, common],
      [a * b, a - 2n],
    ] as const)
      expect(gcd(x, y)).toBe(readable(x, y));
  }
});

it('of powers of two is a power of two, whatever is beside them', () => {
  const odd = 3n ** 90n;
  for (const [n, m] of [
    [0n, 0n],
    [1n, 70n],
    [70n, 1n],
    [53n, 53n],
    [140n, 131n],
    [131n, 140n],
  ])
    for (const factor of [1n, -1n, odd]) {
      expect(gcd(factor << n, 1n << m)).toBe(1n << (n < m ? n : m));
      expect(gcd(1n << m, factor << n)).toBe(1n << (n < m ? n : m));
    }
  // 2³¹ divides it, and it is no power of two.
  expect(gcd(odd << 40n, 5n * odd)).toBe(odd);
});

it('of neighbours in the sequence of Fibonacci is 1, all quotients being 1', () => {
  let [f, g] = [1n, 1n];
  const seven = 7n ** 30n;
  for (let n = 0; n < 400; n++) {
    [f, g] = [g, f + g];
    expect(gcd(f, g)).toBe(1n);
    expect(gcd(seven * f, -seven * g)).toBe(seven);
  }
});

it('of powers, and of next to them, where leading parts are all ones or all zeros', () => {
  for (let k = 48; k < 58; k++)
    for (let l = 48; l < 120; l++)
      for (const [d, e] of [
        [0n, 0n],
        [-1n, -1n],
        [1n, -1n],
        [-1n, 0n],
      ] as const) {
        const [a, b] = [(1n << BigInt(k)) + d, (1n << BigInt(l)) + e];
        expect(gcd(a, b)).toBe(readable(a, b));
      }
  expect(gcd(2n ** 300n * 3n ** 70n, 2n ** 90n * 3n ** 500n)).toBe(2n ** 90n * 3n ** 70n);
});

it('of 0 is the other number', () => {
  expect([gcd(0n, 0n), gcd(0n, -6n), gcd(-(10n ** 90n), 0n)]).toEqual([0n, 6n, 10n ** 90n]);
});

it('of a list is that of all of its members, zeros and signs left out', () => {
  expect(contentOf([0n, -12n, 18n, 0n, -30n])).toBe(6n);
  expect(contentOf([-9n])).toBe(9n);
  expect(contentOf([4n, 9n, 6n])).toBe(1n);
  expect(contentOf([0n, 0n])).toBe(0n);
  expect(contentOf([1n])).toBe(1n);
  expect(contentOf([2n, 3n])).toBe(1n);
});

describe('an inverse', () => {
  it('times the number is 1, at all lengths, near both ends and near powers of two', () => {
    for (let k = 0; k < 300; k++) {
      const m = drawn(rng.integer(1, 400));
      const near = [1n, 2n, m - 1n, m - 2n, m >> 1n, (1n << BigInt(rng.integer(0, 400))) % m];
      for (const a of [...near, drawn(rng.integer(1, 400)) % m]) {
        const inverse = modularInverse(a, m);
        if (readable(a, m) !== 1n) expect(inverse).toBeNull();
        else expect({ m, one: (a * inverse!) % m }).toEqual({ m, one: 1n });
        if (inverse !== null) expect(inverse >= 0n && inverse < m).toBe(true);
      }
    }
  });

  it('is there for all that has no divisor in common, modulo all small numbers', () => {
    for (let m = 2; m < 40; m++)
      for (let a = 0; a < m; a++) {
        const brute = Array.from({ length: m }, (_, b) => b).find((b) => (a * b) % m === 1);
        expect(modularInverse(BigInt(a), BigInt(m))).toBe(
          brute === undefined ? null : BigInt(brute),
        );
      }
  });
});

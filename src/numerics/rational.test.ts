import { describe, expect, it } from 'vitest';
import { spent } from './budget.ts';
import { createRng, type Rng } from './random.ts';
import type { Rational } from './rational.ts';
import * as Q from './rational.ts';

const draw = (rng: Rng) => Q.rational(rng.integer(-60, 60), rng.integer(1, 40));

/** A double of any exponent, subnormals included, from its bits. */
function anyDouble(rng: Rng): number {
  const view = new DataView(new ArrayBuffer(8));
  do {
    view.setUint32(0, rng.integer(0, 2 ** 32 - 1));
    view.setUint32(4, rng.integer(0, 2 ** 32 - 1));
    if (rng.chance(0.2)) view.setUint16(0, rng.integer(0, 15) + 32768 * rng.integer(0, 1));
  } while (!Number.isFinite(view.getFloat64(0)));
  return view.getFloat64(0);
}

/** The double next above x > 0. */
function nextUp(x: number): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x);
  view.setBigInt64(0, view.getBigInt64(0) + 1n);
  return view.getFloat64(0);
}

/** The double next below x > 0. */
function nextDown(x: number): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x);
  view.setBigInt64(0, view.getBigInt64(0) - 1n);
  return view.getFloat64(0);
}

describe('the field ℚ', () => {
  it('satisfies the axioms and stays in lowest terms', () => {
    const rng = createRng('axioms');
    for (let k = 0; k < 300; k++) {
      const [a, b, c] = [draw(rng), draw(rng), draw(rng)];
      expect(Q.equal(Q.multiply(a, Q.add(b, c)), Q.add(Q.multiply(a, b), Q.multiply(a, c)))).toBe(
        true,
      );
      expect(Q.equal(Q.add(Q.add(a, b), c), Q.add(a, Q.add(b, c)))).toBe(true);
      expect(Q.add(a, Q.negate(a))).toEqual(Q.ZERO);
      if (!Q.isZero(a)) expect(Q.divide(a, a)).toEqual(Q.ONE);
      if (!Q.isZero(b)) expect(Q.equal(Q.multiply(Q.divide(a, b), b), a)).toBe(true);
      const sum = Q.subtract(a, b);
      expect(sum.denominator > 0n).toBe(true);
      for (let d = 2n; d <= 40n; d++)
        expect(sum.numerator % d === 0n && sum.denominator % d === 0n && !Q.isZero(sum)).toBe(
          false,
        );
      expect(Q.compare(a, b)).toBe(Math.sign(Number(sum.numerator)));
    }
  });

  it('normalises signs and refuses to divide by 0', () => {
    expect(Q.rational(6, -4)).toEqual({ numerator: -3n, denominator: 2n });
    expect(Q.rational(0, -7)).toEqual(Q.ZERO);
    expect(() => Q.rational(1, 0)).toThrow(RangeError);
    expect(() => Q.divide(Q.ONE, Q.ZERO)).toThrow(RangeError);
  });
});

describe('doubles as rationals', () => {
  it('survive the round trip, all exponents and subnormals', () => {
    const rng = createRng('round trip');
    const special = [
      5e-324,
      2.2250738585072014e-308,
      2.225073858507201e-308,
      Number.MAX_VALUE,
      2 ** 53,
      -0.1,
    ];
    let subnormal = 0;
    for (const x of [...special, ...Array.from({ length: 1000 }, () => anyDouble(rng))]) {
      if (x !== 0 && Math.abs(x) < 2.2250738585072014e-308) subnormal++;
      expect(Q.toDouble(Q.fromDouble(x))).toBe(x + 0);
    }
    expect(subnormal).toBeGreaterThan(20);
  });

  it('mean what their bits mean', () => {
    expect(Q.format(Q.fromDouble(0.1))).toBe('3602879701896397/36028797018963968');
    expect(Q.fromDouble(5e-324)).toEqual(Q.rational(1n, 2n ** 1074n));
    expect(Q.fromDouble(Number.MAX_VALUE)).toEqual(Q.rational((2n ** 53n - 1n) * 2n ** 971n));
    for (const x of [Number.NaN, Number.POSITIVE_INFINITY])
      expect(() => Q.fromDouble(x)).toThrow(RangeError);
  });

  // The oracle is the definition: no double lies nearer, and a tie has an even last bit.
  it('round to nearest, ties to even', () => {
    const rng = createRng('nearest');
    let ties = 0;
    for (let k = 0; k < 500; k++) {
      const low = Math.abs(anyDouble(rng));
      const high = nextUp(low);
      if (!Number.isFinite(high)) continue;
      const [a, b] = [Q.fromDouble(low), Q.fromDouble(high)];
      const part = rng.pick([
        Q.rational(1, 2),
        Q.rational(1, 3),
        Q.rational(499, 1000),
        Q.rational(501, 1000),
      ]);
      const between = Q.add(a, Q.multiply(part, Q.subtract(b, a)));
      const side = Q.compare(part, Q.rational(1, 2));
      const even = (fromBits(low) & 1n) === 0n ? low : high;
      if (side === 0) ties++;
      expect(Q.toDouble(between)).toBe(side < 0 ? low : side > 0 ? high : even);
      expect(Q.toDouble(Q.negate(between))).toBe(-(side < 0 ? low : side > 0 ? high : even) + 0);
    }
    expect(ties).toBeGreaterThan(50);
  });

  it('round quotients of integers up to 2⁵³ and a little beyond to nearest, too', () => {
    const rng = createRng('quotients');
    const limit = 2n ** 53n;
    const integer = () =>
      rng.chance(0.5) ? BigInt(rng.integer(1, 1000)) : limit + BigInt(rng.integer(-3, 3));
    for (let k = 0; k < 300; k++) {
      const q = Q.rational(integer(), integer());
      const x = Q.toDouble(q);
      const distance = (y: number) => {
        const gap = Q.subtract(Q.fromDouble(y), q);
        return gap.numerator < 0n ? Q.negate(gap) : gap;
      };
      for (const y of [nextUp(x), nextDown(x)]) {
        const order = Q.compare(distance(x), distance(y));
        expect(order < 0 || (order === 0 && (fromBits(x) & 1n) === 0n), Q.format(q)).toBe(true);
      }
      expect(Q.toDouble(Q.negate(q))).toBe(-x);
    }
  });

  const fromBits = (x: number) => {
    const view = new DataView(new ArrayBuffer(8));
    view.setFloat64(0, x);
    return view.getBigUint64(0);
  };

  it('overflow and underflow as IEEE 754 says', () => {
    // Half a unit past the largest double rounds away, anything less does not.
    const edge = Q.rational(2n ** 1024n - 2n ** 970n);
    expect(Q.toDouble(edge)).toBe(Number.POSITIVE_INFINITY);
    expect(Q.toDouble(Q.subtract(edge, Q.ONE))).toBe(Number.MAX_VALUE);
    expect(Q.toDouble(Q.rational(1n, 2n ** 1075n))).toBe(0);
    expect(Q.toDouble(Q.rational(3n, 2n ** 1076n))).toBe(5e-324);
    expect(Q.toDouble(Q.rational(1n, 10n ** 400n))).toBe(0);
    expect(Q.toDouble(Q.rational(10n ** 400n))).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('numbers as text', () => {
  it.each([
    ['3/7', 3, 7],
    ['-6/4', -3, 2],
    ['+1/2', 1, 2],
    ['-0.25', -1, 4],
    ['1e-3', 1, 1000],
    ['2', 2, 1],
    ['.5', 1, 2],
    ['-.5e1', -5, 1],
    ['1.50E2', 150, 1],
    ['7.', 7, 1],
    [' 0.1 ', 1, 10],
    ['0/5', 0, 1],
    ['-0', 0, 1],
    ['0012/0030', 2, 5],
  ])('"%s" is read exactly', (text, n, d) => {
    expect(Q.parse(text)).toEqual(Q.rational(n, d));
  });

  it.each(['9007199254740993', '-9007199254740993/9007199254740995', '123456789012345678/7'])(
    '"%s" keeps all of its digits',
    (text) => {
      const [n, d = '1'] = text.split('/');
      expect(Q.parse(text)).toEqual(Q.rational(BigInt(n), BigInt(d)));
    },
  );

  it.each([
    '',
    '-',
    '/3',
    '3/',
    '1//2',
    '1/2/3',
    'x',
    '1/0',
    '1/00',
    '1/-2',
    '1.5/2',
    '1e',
    'NaN',
    'Infinity',
    '0x10',
    '1 2',
    '--1',
    '.',
    '1e99999',
  ])('"%s" is no number', (text) => {
    expect(Q.parse(text)).toBeUndefined();
  });

  it('is inverse to formatting, and agrees with the reading of doubles', () => {
    const rng = createRng('format');
    for (let k = 0; k < 300; k++) {
      const q: Rational = draw(rng);
      expect(Q.parse(Q.format(q))).toEqual(q);
      const x = anyDouble(rng);
      // The shortest decimal that identifies x is nearest to x among doubles.
      expect(Q.toDouble(Q.parse(String(x))!)).toBe(x + 0);
    }
  });
});

describe('the way for short texts', () => {
  it.each([
    ['0', 0, 1],
    ['-7', -7, 1],
    ['6/4', 3, 2],
    ['-0/9', 0, 1],
    ['123456789012345/9', 123456789012345, 9],
    ['-9/123456789012345', -9, 123456789012345],
    ['999999999999999', 999999999999999, 1],
  ])('takes "%s"', (text, n, d) => {
    expect(Q.parseShort(text)).toEqual(Q.rational(n, d));
  });

  it.each(['', '-', '/', '1/', '/1', '1/0', '1/-1', '1/1/1', '1.5', '1:', '1234567890123456'])(
    'leaves "%s" to others',
    (text) => {
      expect(Q.parseShort(text)).toBeUndefined();
    },
  );
});

it('reductions of large numbers are charged, of either sign, above or below', () => {
  const large = 2n ** 300n + 1n;
  const charge = (n: bigint, d: bigint) => {
    const before = spent();
    Q.rational(n, d);
    return spent() - before;
  };
  expect(charge(3n, 2n ** 200n)).toBe(0);
  const pairs: [bigint, bigint][] = [
    [large, 3n],
    [-large, 3n],
    [3n, large],
    [3n, -large],
  ];
  for (const [n, d] of pairs) expect(charge(n, d)).toBeGreaterThan(100);
  // Two long ones take more than one.
  expect(charge(large, large + 2n)).toBeGreaterThan(5 * charge(large, 3n));
});

it('compare tells neighbours and equals apart, whatever the denominators', () => {
  for (const [a, b, sign] of [
    [Q.rational(1), Q.rational(0), 1],
    [Q.rational(0), Q.rational(1), -1],
    [Q.rational(2, 3), Q.rational(4, 6), 0],
    [Q.rational(-2, 3), Q.rational(-2, 3), 0],
    [Q.rational(1, 3), Q.rational(1, 2), -1],
    [Q.rational(10n ** 40n + 1n, 10n ** 40n), Q.rational(1), 1],
    [Q.rational(-1, 2), Q.rational(-1, 3), -1],
  ] as const)
    expect(Q.compare(a, b)).toBe(sign);
});

it('have the least common denominator, of any number of them', () => {
  const of = (...pairs: [number, number][]) =>
    Q.commonDenominator(pairs.map(([n, d]) => Q.rational(n, d)));
  expect(of()).toBe(1n);
  expect(of([1, 4], [-5, 6], [0, 7], [3, 1])).toBe(12n);
  expect(of([1, 6], [1, 10], [1, 15])).toBe(30n);
});

it('signs are those of the numerators', () => {
  const signs = [Q.rational(-1, 3), Q.ZERO, Q.rational(1, 3), Q.rational(-2), Q.ONE];
  expect(signs.map(Q.isNegative)).toEqual([true, false, false, true, false]);
});

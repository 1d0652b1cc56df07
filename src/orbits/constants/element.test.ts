/** Constants by their images modulo primes, by hand: 11 and 13 decide, 7 does not. */
import { describe, expect, it } from 'vitest';
import { rational, ZERO } from '../../numerics/rational.ts';
import { createAlgebra, type Element, Unfit } from './element.ts';

const algebra = createAlgebra([{ prime: 11n }, { prime: 13n }, { prime: 7n }] as never, 2);
const { ring } = algebra;
const images = ({ images: own }: Element) => own.map(Number);
const made = (...residues: number[]) => algebra.made((_, i) => BigInt(residues[i]));
const exact = (n: number, d = 1) => algebra.rational(rational(n, d));
const x = made(3, 5, 6);
const y = made(9, 12, 2);

describe('constants', () => {
  it('are computed with modulo each prime', () => {
    expect(images(ring.add(x, y))).toEqual([1, 4, 1]);
    expect(images(ring.sub(x, y))).toEqual([5, 6, 4]);
    expect(images(ring.mul(x, y))).toEqual([5, 8, 5]);
    expect(images(ring.neg(x))).toEqual([8, 8, 1]);
    expect(images(ring.neg(made(0, 1, 0)))).toEqual([0, 12, 0]);
    // 4·3 = 12 = 1, 8·5 = 40 = 1, 6·6 = 36 = 1.
    expect(images(algebra.inverse(x))).toEqual([4, 8, 6]);
    expect(images(algebra.power(x, 3n))).toEqual([5, 8, 6]);
    expect(images(algebra.power(x, -1n))).toEqual([4, 8, 6]);
    expect(images(ring.add(x, exact(1, 2)))).toEqual([9, 12, 3]);
    expect(images(algebra.dot([x, exact(2)], [y, y]))).toEqual([
      (27 + 18) % 11,
      (60 + 24) % 13,
      (12 + 4) % 7,
    ]);
  });

  it('that are rational stay so', () => {
    const values = [
      ring.add(exact(1, 2), exact(1, 3)),
      ring.sub(exact(1, 2), exact(1, 3)),
      ring.mul(exact(1, 2), exact(-4)),
      ring.neg(exact(3)),
      algebra.inverse(exact(-2, 3)),
      algebra.power(exact(2, 3), 3n),
      algebra.power(exact(2, 3), -2n),
      algebra.dot([exact(1), exact(2)], [exact(3), exact(4)]),
    ];
    expect(values.map(({ exact: q }) => `${q!.numerator}/${q!.denominator}`)).toEqual([
      '5/6',
      '1/6',
      '-2/1',
      '-3/1',
      '-3/2',
      '8/27',
      '9/4',
      '11/1',
    ]);
    expect(algebra.power(exact(2), 4096n).exact?.numerator).toBe(2n ** 4096n);
    expect(algebra.power(exact(2), -4096n).exact?.denominator).toBe(2n ** 4096n);
    // Beyond that images alone: 2⁴⁰⁹⁷ = 2⁷ mod 11 (order 10), 2⁵ mod 13 (order 12), 2² mod 7 (order 3).
    const large = algebra.power(exact(2), 4097n);
    expect([large.exact, ...images(large)]).toEqual([null, 7, 6, 4]);
  });

  it('0 and 1 leave others as they are', () => {
    expect(ring.add(ring.zero, x)).toBe(x);
    expect(ring.add(x, ring.zero)).toBe(x);
    expect(ring.sub(x, ring.zero)).toBe(x);
    expect(ring.mul(ring.one, x)).toBe(x);
    expect(ring.mul(x, ring.one)).toBe(x);
    expect([ring.mul(ring.zero, x), ring.mul(x, ring.zero)]).toEqual([ring.zero, ring.zero]);
    expect(algebra.power(x, 1n)).toBe(x);
    expect(algebra.power(x, 0n)).toBe(ring.one);
  });

  it('are 0 where the primes that decide say so', () => {
    expect([made(0, 0, 3), made(0, 1, 0), made(1, 0, 0)].map((a) => ring.isZero(a))).toEqual([
      true,
      false,
      false,
    ]);
    expect([exact(0), exact(11), exact(143)].map((a) => ring.isZero(a))).toEqual([
      true,
      false,
      false,
    ]);
    expect(() => algebra.inverse(made(0, 0, 3))).toThrow('1/0');
    expect(() => algebra.inverse(exact(0))).toThrow('1/0');
    expect(() => algebra.inverse(made(0, 1, 3))).toThrow(Unfit);
    expect(() => algebra.power(made(2, 1, 0), 5n)).toThrow(Unfit);
    expect(algebra.recognised(made(0, 0, 3)).exact).toEqual(ZERO);
  });

  it('have keys', () => {
    expect(algebra.key(exact(2, 4))).toBe('1/2');
    expect(algebra.key(x)).toBe('3,5');
    expect(algebra.key(made(3, 5, 1))).toBe(algebra.key(x));
  });

  it('are recognised as rationals of modest height', () => {
    // 2 is itself; 3 mod 11 and 5 mod 13 is none: 3 − 5 is divided by neither.
    expect(algebra.recognised(made(2, 2, 2)).exact).toEqual(rational(2));
    expect(algebra.recognised(made(10, 12, 0)).exact).toEqual(rational(-1));
    expect(algebra.recognised(x)).toBe(x);
    const half = exact(1, 2);
    expect(algebra.recognised(half)).toBe(half);
  });

  it('are algebraic where all that they are made of is', () => {
    const root = algebra.made(() => 2n, true);
    expect([x, root, exact(2)].map(({ algebraic }) => algebraic)).toEqual([false, true, true]);
    expect(
      [
        ring.add(root, root),
        ring.add(root, x),
        ring.mul(x, root),
        ring.neg(root),
        algebra.power(root, 2n),
      ].map(({ algebraic }) => algebraic),
    ).toEqual([true, false, false, true, true]);
  });

  it('that cannot be made name all substitutions that do not do', () => {
    const fail = (again: boolean[]) => {
      try {
        algebra.made((_, i) => {
          if (i === 1) return 1n;
          throw new Unfit([i], again[i]);
        });
      } catch (error) {
        return error instanceof Unfit && [error.substitutions, error.again];
      }
      return null;
    };
    expect(fail([true, true, true])).toEqual([[0, 2], true]);
    expect(fail([true, true, false])).toEqual([[0, 2], false]);
    expect(() =>
      algebra.made(() => {
        throw new RangeError('else');
      }),
    ).toThrow(RangeError);
    expect(() => exact(1, 11).images).toThrow(Unfit);
  });
});

import type { Decimal } from 'decimal.js';
import { describe, expect, it } from 'vitest';
import { decimalFromDouble, decimalRing, decimalsOf } from './decimal-ring.ts';
import { type Dual, dualRing, liftSmooth } from './dual-ring.ts';
import { floatRing } from './float-ring.ts';
import { createRng, type Rng } from './random.ts';
import { equal, type Rational, rational } from './rational.ts';
import { rationalRing } from './rational-ring.ts';
import type { DecidableRing, Ring, Smooth } from './ring.ts';
import { type Node, tape } from './tape-ring.ts';

/** Axioms of a commutative ring on random elements, and that ℤ and ½ map into it as they should. */
function ringLaw<T>(ring: Ring<T>, draw: (rng: Rng) => T, same: (a: T, b: T) => boolean): void {
  const rng = createRng(ring.name);
  const { add, mul, sub, neg } = ring;
  for (let k = 0; k < 50; k++) {
    const [a, b, c] = [draw(rng), draw(rng), draw(rng)];
    const identities: [T, T][] = [
      [add(add(a, b), c), add(a, add(b, c))],
      [add(a, b), add(b, a)],
      [mul(a, b), mul(b, a)],
      [mul(mul(a, b), c), mul(a, mul(b, c))],
      [mul(a, add(b, c)), add(mul(a, b), mul(a, c))],
      [add(a, ring.zero), a],
      [mul(a, ring.one), a],
      [sub(a, b), add(a, neg(b))],
      [sub(a, a), ring.zero],
    ];
    expect(identities.map(([left, right]) => same(left, right))).toEqual(
      identities.map(() => true),
    );
  }
  const half = ring.rational(rational(1, 2));
  expect(same(add(half, half), ring.one)).toBe(true);
  expect(same(ring.rational(rational(-3)), neg(add(ring.one, add(ring.one, ring.one))))).toBe(true);
}

/** The same, and that zero is known. */
function law<T>(
  ring: DecidableRing<T>,
  draw: (rng: Rng) => T,
  same: (a: T, b: T) => boolean,
): void {
  ringLaw(ring, draw, same);
  const half = ring.rational(rational(1, 2));
  expect(ring.isZero(ring.sub(half, half))).toBe(true);
  expect(ring.isZero(half)).toBe(false);
}

const drawRational = (rng: Rng) => rational(rng.integer(-9, 9), rng.integer(1, 5));
const drawDual = (rng: Rng): Dual<Rational> => ({
  value: drawRational(rng),
  tangent: drawRational(rng),
});
const sameDual = (a: Dual<Rational>, b: Dual<Rational>) =>
  equal(a.value, b.value) && equal(a.tangent, b.tangent);

describe('rings', () => {
  it('float64, on integers below 2^15 where it is exact', () => {
    law(floatRing, (rng) => rng.integer(-9999, 9999), Object.is);
  });
  it('rationals', () => law(rationalRing, drawRational, equal));
  it('dual numbers', () => ringLaw(dualRing(rationalRing), drawDual, sameDual));
  it('decimals, on integers where they are exact', () => {
    law<Decimal>(
      decimalRing(30),
      (rng) => new (decimalsOf(30))(rng.integer(-1e6, 1e6)),
      (a, b) => a.equals(b),
    );
  });
});

describe('decimals', () => {
  it('round to the given number of digits, half to even', () => {
    const ring = decimalRing(4);
    const D = decimalsOf(4);
    expect(ring.add(new D(1000), new D('0.5')).toString()).toBe('1000');
    expect(ring.add(new D(1001), new D('0.5')).toString()).toBe('1002');
    expect(ring.rational(rational(2, 3)).toString()).toBe('0.6667');
    expect(decimalRing(50).rational(rational(1, 3)).toString()).toBe(`0.${'3'.repeat(50)}`);
  });
  it('take a double for what it denotes', () => {
    expect(decimalFromDouble(0.1, 60).toString()).toBe(
      '0.1000000000000000055511151231257827021181583404541015625',
    );
    expect(decimalFromDouble(-(2 ** -1074), 6).toString()).toBe('-4.94066e-324');
  });
});

/** A polynomial in two variables, written once over any ring: x³y − 2xy² + y/2. */
function f<T>(ring: Ring<T>, x: T, y: T): T {
  const { add, sub, mul } = ring;
  const cubic = mul(mul(mul(x, x), x), y);
  const square = mul(ring.rational(rational(2)), mul(x, mul(y, y)));
  return add(sub(cubic, square), mul(y, ring.rational(rational(1, 2))));
}

describe('reverse mode', () => {
  const q = (n: number, d = 1) => rational(n, d);
  // ∂f = (3x²y − 2y², x³ − 4xy + 1/2) at (2, 3): (18, −31/2).
  it('gives the partial derivatives of a polynomial', () => {
    const record = tape(rationalRing);
    const [x, y] = [record.variable(q(2)), record.variable(q(3))];
    const z = f(record.ring, x, y);
    // 8·3 − 2·2·9 + 3/2.
    expect(z.value).toEqual(q(-21, 2));
    expect(record.gradient(z, [x, y])).toEqual([q(18), q(-31, 2)]);
  });

  // Hessian (6xy, 3x² − 4y; ·, −4x) at (2, 3) = (36, 0; 0, −8), applied to (1, 5).
  it('over dual numbers gives Hessian–vector products', () => {
    const record = tape(dualRing(rationalRing));
    const x = record.variable({ value: q(2), tangent: q(1) });
    const y = record.variable({ value: q(3), tangent: q(5) });
    const gradient = record.gradient(f(record.ring, x, y), [x, y]);
    expect(gradient.map(({ tangent }) => tangent)).toEqual([q(36), q(-40)]);
  });

  it('counts every path and nothing else', () => {
    const record = tape(floatRing);
    const { add, mul, sub, neg } = record.ring;
    const [x, y, unused] = [1.5, -2, 7].map(record.variable);
    // (x + x)(x − y) − (−x) = 2x² − 2xy + x: ∂x = 4x − 2y + 1, ∂y = −2x.
    const z = sub(mul(add(x, x), sub(x, y)), neg(x));
    expect(record.gradient(z, [x, y, unused])).toEqual([11, -3, 0]);
    expect(record.gradient(x, [x, y])).toEqual([1, 0]);
    expect(record.gradient(record.constant(3), [x])).toEqual([0]);
  });

  it('takes functions with their derivatives, several orders deep', () => {
    // σ(z) = z⁴ over ℚ; d²/dx² σ(x²) = 56x⁶ by a tape over dual numbers.
    const power: Smooth<Rational> = (order, z) => {
      let value = q(order > 4 ? 0 : 1);
      for (let k = 0; k < order; k++) value = rationalRing.mul(value, q(4 - k));
      for (let k = 0; k < 4 - order; k++) value = rationalRing.mul(value, z);
      return value;
    };
    const base = dualRing(rationalRing);
    const record = tape(base);
    const sigma = record.lift(liftSmooth(rationalRing, power));
    const x: Node<Dual<Rational>> = record.variable({ value: q(3, 2), tangent: q(1) });
    const y = sigma(0, record.ring.mul(x, x));
    const [slope] = record.gradient(y, [x]);
    const sixth = q(729, 64);
    expect(y.value.tangent).toEqual(slope.value);
    expect(slope.tangent).toEqual(rationalRing.mul(q(56), sixth));
    // d/dx x⁸ = 8x⁷.
    expect(slope.value).toEqual(q(2187, 16));
  });
});

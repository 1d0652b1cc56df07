/** Jets of functions made of pieces. */
import type { Decimal } from 'decimal.js';
import { decimalsOf } from '../../numerics/decimal-ring.ts';
import type { Rational } from '../../numerics/rational.ts';
import type { Ring } from '../../numerics/ring.ts';

/** slope·z and its derivatives. */
export function lineJet(z: Decimal, slope: string, terms: number, digits: number): Decimal[] {
  const D = decimalsOf(digits + (z.isZero() ? 0 : Math.abs(z.e)));
  return Array.from({ length: terms }, (_, n) =>
    n === 0 ? D.mul(z, slope) : new D(n === 1 ? slope : 0),
  );
}

/** The same over any ring. */
export function linearJet<T>(ring: Ring<T>, u: T, slope: Rational, terms: number): T[] {
  const c = ring.rational(slope);
  return Array.from({ length: terms }, (_, n) =>
    n === 0 ? ring.mul(c, u) : n === 1 ? c : ring.zero,
  );
}

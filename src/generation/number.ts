/**
 * Random numbers as an experimenter would choose them.
 *
 * A generator that is uniform on the bit patterns of doubles is useless for numerics: nearly all of its
 * values are negligible against 1. Here a number is a small integer, a small fraction, uniform,
 * Gaussian or log-uniform over six decades; extreme magnitudes come only when they are asked for.
 */
import type { Numeral } from '../instances/instance.ts';
import type { Rng } from '../numerics/random.ts';
import { fromDouble, parse, rational } from '../numerics/rational.ts';
import { negateNumeral, writeRational } from '../shrinking/number-order.ts';

/** `rational`: integers and fractions, read exactly; `float`: JSON numbers; `mixed`: both. */
export type NumberStyle = 'rational' | 'float' | 'mixed';

export interface NumeralOptions {
  readonly style?: NumberStyle;
  /** Factor on all but the small integers and fractions of the mixture; default 1. */
  readonly scale?: number;
  /** Probability of a magnitude from 1e−12 … 1e12 or of a neighbour of ±1; default 0. */
  readonly extreme?: number;
}

/** A fraction p/q in lowest terms, 1 ≤ q ≤ bound, |p/q| ≤ 4, written canonically. */
function fraction(rng: Rng, bound: number): Numeral {
  const q = rng.integer(2, bound);
  return writeRational(rational(rng.integer(-4 * q, 4 * q), q));
}

function sign(rng: Rng): 1 | -1 {
  return rng.chance(0.5) ? 1 : -1;
}

function extremeNumber(rng: Rng): number {
  if (rng.chance(0.25)) return sign(rng) * (1 + rng.pick([-1, 1, 2]) * 2 ** -52);
  return sign(rng) * rng.magnitude(-12, 12);
}

/** Cut to 3 significant digits half of the time: long tails of digits are rarely the point. */
function shortened(rng: Rng, x: number): number {
  return rng.chance(0.5) ? Number(x.toPrecision(3)) : x;
}

function double(rng: Rng, scale: number): number {
  const u = rng.uniform();
  if (u < 0.2) return rng.integer(-3, 3);
  if (u < 0.4) return scale * shortened(rng, 2 * rng.uniform() - 1);
  if (u < 0.8) return scale * shortened(rng, rng.gaussian());
  return scale * sign(rng) * shortened(rng, rng.magnitude(-3, 3));
}

function exact(rng: Rng, scale: number): Numeral {
  const u = rng.uniform();
  if (u < 0.4) return rng.integer(-3, 3);
  if (u < 0.7) return fraction(rng, 6);
  if (u < 0.9) return fraction(rng, 60);
  // A few significant decimal digits of a log-uniform magnitude, exact in the string.
  const magnitude = (scale * rng.magnitude(-2, 2)).toPrecision(3);
  const q = parse(magnitude)!;
  return rng.chance(0.5) ? writeRational(q) : negateNumeral(writeRational(q));
}

/** One number of the mixture; a pure function of the stream's state. */
export function numeral(rng: Rng, options: NumeralOptions = {}): Numeral {
  const { style = 'mixed', scale = 1, extreme = 0 } = options;
  if (extreme > 0 && rng.chance(extreme)) {
    const x = extremeNumber(rng);
    return style === 'rational' ? writeRational(fromDouble(x)) : x;
  }
  const kind = style === 'mixed' ? rng.pick(['rational', 'float'] as const) : style;
  return kind === 'rational' ? exact(rng, scale) : double(rng, scale);
}

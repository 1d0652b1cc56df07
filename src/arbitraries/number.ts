/**
 * Random numbers as an experimenter would choose them, and their shrinks.
 *
 * A generator that is uniform on the bit patterns of doubles is useless for numerics: nearly all of its
 * values are negligible against 1. Here a number is a small integer, a small fraction, uniform,
 * Gaussian or log-uniform over six decades; extreme magnitudes come only when they are asked for.
 *
 * Shrinks go through the landmarks 0, ±1, ±2, ±1/2, …, then small integers near by, then the best
 * fractions with small denominators (Stern–Brocot), then fewer decimal digits. Every candidate is simpler
 * in the order of number-order.ts, and never the neighbouring double.
 */
import type { Numeral } from '../instances/instance.ts';
import { toRational } from '../numerics/numeral.ts';
import type { Rng } from '../numerics/random.ts';
import { fromDouble, parse, type Rational, rational } from '../numerics/rational.ts';
import { compareNumerals, negateNumeral, writeRational } from './number-order.ts';

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
  return sign(rng) * 10 ** (24 * rng.uniform() - 12);
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
  return scale * sign(rng) * shortened(rng, 10 ** (6 * rng.uniform() - 3));
}

function exact(rng: Rng, scale: number): Numeral {
  const u = rng.uniform();
  if (u < 0.4) return rng.integer(-3, 3);
  if (u < 0.7) return fraction(rng, 6);
  if (u < 0.9) return fraction(rng, 60);
  // A few significant decimal digits of a log-uniform magnitude, exact in the string.
  const magnitude = (scale * 10 ** (4 * rng.uniform() - 2)).toPrecision(3);
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

/** 0, 1, −1, 2, −2, 3, −3, 1/2, −1/2: what every number is first replaced by. */
export const landmarks: readonly Numeral[] = [0, 1, -1, 2, -2, 3, -3, '1/2', '-1/2'];

function floorDivide(a: bigint, b: bigint): bigint {
  const q = a / b;
  return a % b !== 0n && a < 0n ? q - 1n : q;
}

/** Convergents of the continued fraction of x, last and exact one included; at most `count`. */
function convergents(x: Rational, count: number): Rational[] {
  const found: Rational[] = [];
  let [n, d] = [x.numerator, x.denominator];
  let [p0, q0, p1, q1] = [0n, 1n, 1n, 0n];
  while (d !== 0n && found.length < count) {
    const a = floorDivide(n, d);
    [p0, q0, p1, q1] = [p1, q1, a * p1 + p0, a * q1 + q0];
    found.push(rational(p1, q1));
    [n, d] = [d, n - a * d];
  }
  return found;
}

/** Integers up to this are searched by bisection; larger ones only halved and cut in digits. */
const BISECTED = 1n << 20n;

/** Integers next to x, its halvings towards 0, then n − n/2, n − n/4, …, n − 1 (bisection). */
function* integersNear(x: Rational): Generator<Numeral> {
  const down = floorDivide(x.numerator, x.denominator);
  yield writeRational(rational(down));
  yield writeRational(rational(down + 1n));
  for (let n = down / 2n; n > 1n || n < -1n; n /= 2n) yield writeRational(rational(n));
  if (down > BISECTED || down < -BISECTED) return;
  for (let cut = down / 2n; cut !== 0n; cut /= 2n) yield writeRational(rational(down - cut));
}

/** For q = 2, 3, 4, 5, 6, 8, 10 the p/q nearest to x, then its convergents. */
function* fractionsNear(x: Rational): Generator<Numeral> {
  for (const q of [2n, 3n, 4n, 5n, 6n, 8n, 10n]) {
    const p = floorDivide(2n * x.numerator * q + x.denominator, 2n * x.denominator);
    yield writeRational(rational(p, q));
  }
  for (const q of convergents(x, 8)) yield writeRational(q);
}

/** x at 1, 2, 3, 5 significant decimal digits, exactly and, for JSON numbers, as a double. */
function* fewerDigits(x: Numeral, value: Rational): Generator<Numeral> {
  const double = typeof x === 'number' ? x : Number(value.numerator) / Number(value.denominator);
  if (!Number.isFinite(double) || double === 0) return;
  const magnitude = Math.floor(Math.log10(Math.abs(double)));
  yield writeRational(parse(`${double < 0 ? '-' : ''}1e${magnitude}`)!);
  for (const digits of [1, 2, 3, 5]) {
    const text = double.toPrecision(digits);
    if (!Number.isFinite(Number(text))) continue;
    yield writeRational(parse(text)!);
    if (typeof x === 'number') yield Number(text);
  }
}

/** Candidates in the order they should be tried: landmarks, then ever closer to x. */
function* proposals(x: Numeral): Generator<Numeral> {
  const value = toRational(x);
  yield* landmarks;
  if (value.numerator < 0n) yield negateNumeral(x);
  yield writeRational(value);
  yield* integersNear(value);
  yield* fractionsNear(value);
  yield* fewerDigits(x, value);
}

/**
 * Simpler numbers, each strictly below x in `compareNumerals` and none twice; finite.
 * @throws RangeError when x is no finite number.
 */
export function* shrinkNumeral(x: Numeral): Generator<Numeral> {
  const seen = new Set<Numeral>();
  for (const candidate of proposals(x)) {
    if (seen.has(candidate) || compareNumerals(candidate, x) >= 0) continue;
    seen.add(candidate);
    yield candidate;
  }
}

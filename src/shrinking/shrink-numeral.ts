/**
 * Simpler numbers: the landmarks 0, ±1, ±2, ±1/2, …, then small integers near by, then the best
 * fractions with small denominators (Stern–Brocot), then fewer decimal digits. Every candidate is simpler
 * in the order of number-order.ts, and never the neighbouring double.
 */
import type { Numeral } from '../instances/instance.ts';
import { toRational } from '../numerics/numeral.ts';
import { parse, type Rational, rational } from '../numerics/rational.ts';
import { compareNumerals, negateNumeral, writeRational } from './number-order.ts';

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

/**
 * Greatest common divisors of integers of any length.
 *
 * Lehmer's algorithm: the quotients of Euclid's are, for some fifteen steps at a time, those of the leading 52 bits;
 * they are taken on doubles, which hold them exactly, as long as both ends of what the bits that are cut off
 * may add give the same quotient, and done to the long numbers at once. Powers of two are told from their bits.
 *
 * Source: D. E. Knuth, The Art of Computer Programming II, 3rd ed., 4.5.2, algorithm L.
 */

/** Bits of a leading part: sums of it and a cofactor stay below 2⁵³. */
const LEADING = 52;
const SHORT = 1n << BigInt(LEADING);

/** Time alone: bits that are looked at first. */
const LAST = 31;

/** gcd(a, b) ≥ 0; gcd(0, 0) = 0. */
export function gcd(a: bigint, b: bigint): bigint {
  let x = a < 0n ? -a : a;
  let y = b < 0n ? -b : b;
  // Time alone: the first step would do it.
  if (x < y) [x, y] = [y, x];
  if (y <= 1n) return y === 0n ? x : y;
  if (isPowerOfTwo(y)) return lowestBit(x, y);
  if (y >= SHORT) {
    if (isPowerOfTwo(x)) return lowestBit(y, x);
    [x, y] = [y, x % y];
    if (y === 0n) return x;
    if (y >= SHORT) [x, y] = shortened(x, y, 0n, 0n);
  }
  // One step leaves two short numbers.
  if (x >= SHORT && y !== 0n) [x, y] = [y, x % y];
  let [p, q] = [Number(x), Number(y)];
  if (q === 0) return x;
  while (q !== 0) [p, q] = [q, p % q];
  return BigInt(p);
}

/** Denominators of floating-point numbers and of what is reckoned with them are powers of two. */
function isPowerOfTwo(n: bigint): boolean {
  // The last bits say nearly always that it is none.
  const last = Number(BigInt.asUintN(LAST, n));
  return (last & (last - 1)) === 0 && (n & (n - 1n)) === 0n;
}

/** gcd(n, power) of a power of two. */
function lowestBit(n: bigint, power: bigint): bigint {
  const bits = n | power;
  return bits & -bits;
}

/** The greatest common divisor ≥ 0 of all of them; 0 where there is nothing but zeros. */
export function contentOf(values: readonly bigint[]): bigint {
  let content = 0n;
  for (const n of values) {
    // Most are multiples of it already.
    if (content === 0n ? n !== 0n : n % content !== 0n) content = gcd(content, n);
    // Time alone: it stays 1.
    if (content === 1n) break;
  }
  return content;
}

/** a⁻¹ mod m, 0 ≤ a < m, or null where they have a common divisor. */
export function modularInverse(a: bigint, m: bigint): bigint | null {
  // sa ≡ x and ta ≡ y mod m.
  let [x, y, s, t] = [m, a, 0n, 1n];
  if (y >= SHORT) [x, y, s, t] = shortened(x, y, s, t);
  if (x >= SHORT && y !== 0n) {
    const quotient = x / y;
    [x, y, s, t] = [y, x - quotient * y, t, s - quotient * t];
  }
  if (y === 0n) return x === 1n ? positive(s, m) : null;
  // Short now, and so are the cofactors of all that is left.
  let [p, q] = [Number(x), Number(y)];
  let [A, B, C, D] = [1, 0, 0, 1];
  while (q !== 0) {
    const rest = p % q;
    const quotient = (p - rest) / q;
    [A, C] = [C, A - quotient * C];
    [B, D] = [D, B - quotient * D];
    [p, q] = [q, rest];
  }
  return p === 1 ? positive(BigInt(A) * s + BigInt(B) * t, m) : null;
}

function positive(n: bigint, m: bigint): bigint {
  const r = n % m;
  return r < 0n ? r + m : r;
}

/** Time alone: bits that a leading part may be short of. */
const FEW = 3;

/** Time alone: bits to be cut off for a leading part, which is looked at and lengthened where it is short. */
const shiftOf = (n: bigint): number => 4 * n.toString(16).length - LEADING;

/**
 * Two numbers x ≥ y of the same greatest common divisor, y below 2⁵².
 *
 * @param s what becomes of two other numbers by the same steps.
 */
function shortened(
  a: bigint,
  b: bigint,
  s: bigint,
  t: bigint,
): [x: bigint, y: bigint, s: bigint, t: bigint] {
  let [x, y] = [a, b];
  let [left, right] = [s, t];
  const alone = t === 0n;
  let shift = shiftOf(x);
  while (y >= SHORT) {
    let p = Number(x >> BigInt(shift));
    // The leading part has 49 to 52 bits at first, and loses about half of them in a step.
    const missing = LEADING - 1 - (p === 0 ? 0 : Math.floor(Math.log2(p)));
    if (missing > FEW) {
      shift = Math.max(0, shift - missing);
      p = Number(x >> BigInt(shift));
    }
    let q = Number(y >> BigInt(shift));
    // x and y after the steps are Ax + By and Cx + Dy.
    let [A, B, C, D] = [1, 0, 0, 1];
    // Where q + D is 0 the second quotient is infinite, and no other.
    while (q + C !== 0) {
      const quotient = Math.floor((p + A) / (q + C));
      if (quotient !== Math.floor((p + B) / (q + D))) break;
      [A, C] = [C, A - quotient * C];
      [B, D] = [D, B - quotient * D];
      [p, q] = [q, p - quotient * q];
    }
    if (B === 0) {
      // One step, by the numbers themselves.
      const quotient = alone ? 0n : x / y;
      [x, y] = [y, x % y];
      if (!alone) [left, right] = [right, left - quotient * right];
      continue;
    }
    const matrix = [BigInt(A), BigInt(B), BigInt(C), BigInt(D)] as const;
    [x, y] = times(matrix, x, y);
    if (!alone) [left, right] = times(matrix, left, right);
  }
  return [x, y, left, right];
}

type Matrix = readonly [A: bigint, B: bigint, C: bigint, D: bigint];

function times([A, B, C, D]: Matrix, u: bigint, v: bigint): [bigint, bigint] {
  return [A * u + B * v, C * u + D * v];
}

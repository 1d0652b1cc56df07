/** Time alone: digits that are cut off a number too large for a double, and how often before its hexadecimal digits are written. */
const CUT = 1000n;
const MOST_CUTS = 4;

const double = new Float64Array(1);
const words = new Uint32Array(double.buffer);
/** Of the two words, the one with the exponent. */
const HIGH = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1 ? 1 : 0;

/** How many binary digits |n| has: ⌈log₂(|n| + 1)⌉, 0 for 0. By way of the nearest double, whose exponent it is. */
export function bitLength(n: bigint): number {
  let rest = n < 0n ? -n : n;
  let cut = 0;
  for (let cuts = 0; cuts <= MOST_CUTS; cuts++) {
    double[0] = Number(rest);
    if (double[0] !== Number.POSITIVE_INFINITY) return cut + lengthOf(rest);
    rest >>= CUT;
    cut += Number(CUT);
  }
  // Every digit is written; that takes as long as many cuts.
  const digits = rest.toString(16);
  return cut + 4 * digits.length + 28 - Math.clz32(Number.parseInt(digits.charAt(0), 16));
}

/** Of n ≥ 0, of which `double` is the nearest. */
function lengthOf(n: bigint): number {
  if (n === 0n) return 0;
  const length = (words[HIGH] >>> 20) - 1022;
  // A power of two may have been rounded to, from below.
  const isPower = (words[HIGH] & 0xfffff) === 0 && words[1 - HIGH] === 0;
  return isPower && n >> BigInt(length - 1) === 0n ? length - 1 : length;
}

/** Roots of integers of any length. */
import { bitLength } from './bit-length.ts';

/** ⌊n^(1/k)⌋ for n ≥ 0, by Newton's iteration from above. */
export function rootOf(n: bigint, k = 2n): bigint {
  if (n < 2n) return n;
  let x = aboveRoot(n, Number(k));
  for (;;) {
    const next = ((k - 1n) * x + n / x ** (k - 1n)) / k;
    if (next >= x) return x;
    x = next;
  }
}

/** n^(1/k) in float64, made larger by more than its error. */
function aboveRoot(n: bigint, k: number): bigint {
  const cut = Math.max(0, bitLength(n) - 53);
  const log = (Math.log2(Number((n >> BigInt(cut)) + 1n)) + cut) / k;
  // Of the logarithm a unit in the last place or two, which the power makes log times as much.
  const above = 1 + (1 + log) * 2 ** -48;
  const shift = Math.max(0, Math.floor(log) - 52);
  return BigInt(Math.ceil(2 ** (log - shift) * above)) << BigInt(shift);
}

/** How many binary digits |n| has: ⌈log₂(|n| + 1)⌉, 0 for 0. By way of hexadecimal digits, which are written four times as fast. */
export function bitLength(n: bigint): number {
  const digits = (n < 0n ? -n : n).toString(16);
  return 4 * digits.length + 28 - Math.clz32(Number.parseInt(digits.charAt(0), 16));
}

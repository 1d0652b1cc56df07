/**
 * Another libm: transcendental functions of Math, off by −1, 0 or 1 unit in the last place, a fixed function
 * of the argument. Odd functions stay odd and even ones even, as in every libm; exact values stay exact.
 */
const word = new Float64Array(1);
const bits = new BigInt64Array(word.buffer);

function nudged(value, x) {
  if (!Number.isFinite(value) || value === 0 || Number.isInteger(value)) return value;
  word[0] = Math.abs(x);
  const mixed = BigInt.asUintN(64, bits[0] * 0x9e3779b97f4a7c15n) >> 62n;
  word[0] = value;
  bits[0] += mixed === 0n ? 1n : mixed === 1n ? -1n : 0n;
  return word[0];
}

const names = ['exp', 'expm1', 'log', 'log1p', 'sin', 'cos', 'tan', 'atan'];
for (const name of [...names, 'sinh', 'cosh', 'tanh', 'asinh', 'acosh', 'atanh']) {
  const exact = Math[name];
  Math[name] = (x) => nudged(exact(x), x);
}

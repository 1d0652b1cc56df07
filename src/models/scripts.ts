/** Numbers as they stand below and above a letter. */
const DIGITS = '₀₁₂₃₄₅₆₇₈₉';

export function subscript(n: number): string {
  return [...String(n)].map((digit) => DIGITS[Number(digit)]).join('');
}

export function superscript(n: number): string {
  return [...String(n)].map((digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]).join('');
}

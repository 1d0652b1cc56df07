/** C(d + j − 1, j), the number of monomials of degree j in d variables, at most `cap`. */
export function monomialCount(variables: number, degree: number, cap: number): number {
  let count = 1;
  for (let i = 1; i < variables; i++) {
    count = (count * (degree + i)) / i;
    // Time alone: it grows from here on.
    if (count > cap) return cap;
  }
  return Math.min(count, cap);
}

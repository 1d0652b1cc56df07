/** A number of a drawing, in four digits. */
export function number(x: number): string {
  if (!Number.isFinite(x)) return String(x);
  const digits = Math.abs(x) !== 0 && (Math.abs(x) < 1e-3 || Math.abs(x) >= 1e5);
  return digits ? x.toExponential(2) : String(Number(x.toPrecision(4)));
}

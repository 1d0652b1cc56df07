/**
 * Truncated power series, twice: as a `Ring` over any ring (readable, the reference), and as flat
 * kernels over 𝔽_p (fast, p < 2²²).
 *
 * A flat series of length L occupies L consecutive entries, lowest power first. The kernels add
 * *unreduced* products into their output so that sums of products pay for one reduction only: the
 * caller keeps count of how many products went into an entry (L per call at most) and calls
 * `reduceSeries` before `DELAY` of them are exceeded.
 */
import { residue } from './prime-field.ts';
import type { Ring } from './ring.ts';

/** R[t]/(t^length); a series is an array of `length` coefficients. */
export function seriesRing<T>(base: Ring<T>, length: number): Ring<readonly T[]> {
  const constant = (c: T): readonly T[] =>
    Array.from({ length }, (_, k) => (k === 0 ? c : base.zero));
  return {
    name: `${base.name}[t]/(t^${length})`,
    zero: constant(base.zero),
    one: constant(base.one),
    add: (a, b) => a.map((x, k) => base.add(x, b[k])),
    sub: (a, b) => a.map((x, k) => base.sub(x, b[k])),
    neg: (a) => a.map((x) => base.neg(x)),
    mul: (a, b) =>
      a.map((_, k) => {
        let sum = base.zero;
        for (let i = 0; i <= k; i++) sum = base.add(sum, base.mul(a[i], b[k - i]));
        return sum;
      }),
    rational: (q) => constant(base.rational(q)),
  };
}

/** out[at …] += a·b mod t^length, unreduced: up to `length` products join each entry. */
export function addSeriesProduct(
  out: Float64Array,
  at: number,
  a: Float64Array,
  aAt: number,
  b: Float64Array,
  bAt: number,
  length: number,
): void {
  if (length === 1) {
    out[at] = out[at] + a[aAt] * b[bAt];
    return;
  }
  for (let k = 0; k < length; k++) {
    let sum = out[at + k];
    const top = bAt + k;
    for (let i = 0; i <= k; i++) sum += a[aAt + i] * b[top - i];
    out[at + k] = sum;
  }
}

/** The same from `out`'s first entry on, in one pass where a factor is constant in t, as members of families often are. */
export function addSparseProduct(
  out: Float64Array,
  a: Float64Array,
  aAt: number,
  b: Float64Array,
  bAt: number,
  length: number,
): void {
  if (isConstant(a, aAt, length)) addMultiple(out, a[aAt], b, bAt, length);
  else if (isConstant(b, bAt, length)) addMultiple(out, b[bAt], a, aAt, length);
  else addSeriesProduct(out, 0, a, aAt, b, bAt, length);
}

function isConstant(a: Float64Array, at: number, length: number): boolean {
  for (let l = 1; l < length; l++) if (a[at + l] !== 0) return false;
  return true;
}

function addMultiple(
  out: Float64Array,
  factor: number,
  b: Float64Array,
  at: number,
  length: number,
): void {
  if (factor === 0) return;
  for (let l = 0; l < length; l++) out[l] = out[l] + factor * b[at + l];
}

/** Canonical residues of `count` entries from `at` on. */
export function reduceSeries(
  out: Float64Array,
  at: number,
  count: number,
  p: number,
  reciprocal: number,
): void {
  for (let k = at; k < at + count; k++) out[k] = residue(out[k], p, reciprocal);
}

/** out ← a·b mod t^length, reduced; out must not overlap a or b. */
export function multiplySeries(
  out: Float64Array,
  at: number,
  a: Float64Array,
  aAt: number,
  b: Float64Array,
  bAt: number,
  length: number,
  p: number,
  reciprocal: number,
): void {
  for (let k = 0; k < length; k++) {
    let sum = 0;
    const top = bAt + k;
    for (let i = 0; i <= k; i++) sum += a[aAt + i] * b[top - i];
    out[at + k] = residue(sum, p, reciprocal);
  }
}

/** `count` series of length `from` repacked to length `to`: cut off, or padded with zeros. */
export function resizeSeries(
  values: Float64Array,
  count: number,
  from: number,
  to: number,
  out: Float64Array,
): void {
  const kept = Math.min(from, to);
  for (let i = 0; i < count; i++) {
    for (let k = 0; k < kept; k++) out[i * to + k] = values[i * from + k];
    for (let k = kept; k < to; k++) out[i * to + k] = 0;
  }
}

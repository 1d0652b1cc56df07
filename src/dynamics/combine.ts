/**
 * Sums of slopes. Every component sees the same operations in the same order, and each operation is
 * odd: equal components stay equal, opposite ones opposite and zero ones zero, to the last bit, when
 * the field keeps them so.
 */

/** Σ wⱼkⱼ over the weights that are not zero. */
export interface Combination {
  readonly weights: Float64Array;
  readonly slopes: readonly Float64Array[];
}

/** Writes y + h Σ wⱼkⱼ into `out`, summed from the left. Up to six terms are written out, for speed. */
export function combine(
  { weights: w, slopes: k }: Combination,
  y: Float64Array,
  h: number,
  out: Float64Array,
): void {
  const n = y.length;
  const terms = k.length;
  if (terms === 0) {
    out.set(y);
    return;
  }
  const a = w[0];
  const p = k[0];
  if (terms === 1) {
    for (let i = 0; i < n; i++) out[i] = y[i] + h * (a * p[i]);
    return;
  }
  const b = w[1];
  const q = k[1];
  if (terms === 2) {
    for (let i = 0; i < n; i++) out[i] = y[i] + h * (a * p[i] + b * q[i]);
    return;
  }
  const c = w[2];
  const r = k[2];
  if (terms === 3) {
    for (let i = 0; i < n; i++) out[i] = y[i] + h * (a * p[i] + b * q[i] + c * r[i]);
    return;
  }
  const d = w[3];
  const s = k[3];
  if (terms === 4) {
    for (let i = 0; i < n; i++) out[i] = y[i] + h * (a * p[i] + b * q[i] + c * r[i] + d * s[i]);
    return;
  }
  const e = w[4];
  const t = k[4];
  if (terms === 5) {
    for (let i = 0; i < n; i++)
      out[i] = y[i] + h * (a * p[i] + b * q[i] + c * r[i] + d * s[i] + e * t[i]);
    return;
  }
  const f = w[5];
  const u = k[5];
  for (let i = 0; i < n; i++) {
    let sum = a * p[i] + b * q[i] + c * r[i] + d * s[i] + e * t[i] + f * u[i];
    for (let j = 6; j < terms; j++) sum += w[j] * k[j][i];
    out[i] = y[i] + h * sum;
  }
}

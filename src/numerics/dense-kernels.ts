/**
 * The three matrix products of a dense layer, on flat arrays. A *block* is a matrix with one row a
 * neuron and one column a datum, an even number `stride` of columns; W is rows × columns,
 * row by row, from `offset` in `theta`.
 *
 *   multiply            Z += W H          (forward)
 *   multiplyTransposed  D += Wᵀ Δ         (backward)
 *   multiplyOuter       G += Δ Hᵀ         (gradient of W)
 *
 * Tiles of 4 × 2 entries live in registers. Whatever tile an entry falls into, it is the same chain
 * acc ← acc + a·b in ascending order of the summation index: equal rows give equal results to the
 * last bit, opposite rows opposite ones, and the blocking never shows.
 */

/** Z[j][i] += Σₖ W[j][k] H[k][i] for j < rows, i < stride; stride is even. */
export function multiply(
  theta: Float64Array,
  offset: number,
  rows: number,
  columns: number,
  h: Float64Array,
  z: Float64Array,
  stride: number,
): void {
  const tiled = rows - (rows & 3);
  for (let j = 0; j < tiled; j += 4) {
    for (let i = 0; i < stride; i += 2) {
      const z0 = j * stride + i;
      const z1 = z0 + stride;
      const z2 = z1 + stride;
      const z3 = z2 + stride;
      let a00 = z[z0];
      let a01 = z[z0 + 1];
      let a10 = z[z1];
      let a11 = z[z1 + 1];
      let a20 = z[z2];
      let a21 = z[z2 + 1];
      let a30 = z[z3];
      let a31 = z[z3 + 1];
      let w0 = offset + j * columns;
      let w1 = w0 + columns;
      let w2 = w1 + columns;
      let w3 = w2 + columns;
      for (let k = 0, p = i; k < columns; k++, p += stride) {
        const x = h[p];
        const y = h[p + 1];
        const c0 = theta[w0++];
        const c1 = theta[w1++];
        const c2 = theta[w2++];
        const c3 = theta[w3++];
        a00 += c0 * x;
        a01 += c0 * y;
        a10 += c1 * x;
        a11 += c1 * y;
        a20 += c2 * x;
        a21 += c2 * y;
        a30 += c3 * x;
        a31 += c3 * y;
      }
      z[z0] = a00;
      z[z0 + 1] = a01;
      z[z1] = a10;
      z[z1 + 1] = a11;
      z[z2] = a20;
      z[z2 + 1] = a21;
      z[z3] = a30;
      z[z3 + 1] = a31;
    }
  }
  for (let j = tiled; j < rows; j++) {
    for (let i = 0; i < stride; i += 2) {
      const z0 = j * stride + i;
      let a0 = z[z0];
      let a1 = z[z0 + 1];
      let w = offset + j * columns;
      for (let k = 0, p = i; k < columns; k++, p += stride) {
        const c = theta[w++];
        a0 += c * h[p];
        a1 += c * h[p + 1];
      }
      z[z0] = a0;
      z[z0 + 1] = a1;
    }
  }
}

/** D[k][i] += Σⱼ W[j][k] Δ[j][i] for k < columns, i < stride; stride is even. */
export function multiplyTransposed(
  theta: Float64Array,
  offset: number,
  rows: number,
  columns: number,
  delta: Float64Array,
  d: Float64Array,
  stride: number,
): void {
  const tiled = columns - (columns & 3);
  for (let k = 0; k < tiled; k += 4) {
    for (let i = 0; i < stride; i += 2) {
      const d0 = k * stride + i;
      const d1 = d0 + stride;
      const d2 = d1 + stride;
      const d3 = d2 + stride;
      let a00 = d[d0];
      let a01 = d[d0 + 1];
      let a10 = d[d1];
      let a11 = d[d1 + 1];
      let a20 = d[d2];
      let a21 = d[d2 + 1];
      let a30 = d[d3];
      let a31 = d[d3 + 1];
      for (let j = 0, p = i, w = offset + k; j < rows; j++, p += stride, w += columns) {
        const x = delta[p];
        const y = delta[p + 1];
        const c0 = theta[w];
        const c1 = theta[w + 1];
        const c2 = theta[w + 2];
        const c3 = theta[w + 3];
        a00 += c0 * x;
        a01 += c0 * y;
        a10 += c1 * x;
        a11 += c1 * y;
        a20 += c2 * x;
        a21 += c2 * y;
        a30 += c3 * x;
        a31 += c3 * y;
      }
      d[d0] = a00;
      d[d0 + 1] = a01;
      d[d1] = a10;
      d[d1 + 1] = a11;
      d[d2] = a20;
      d[d2 + 1] = a21;
      d[d3] = a30;
      d[d3 + 1] = a31;
    }
  }
  for (let k = tiled; k < columns; k++) {
    for (let i = 0; i < stride; i += 2) {
      const d0 = k * stride + i;
      let a0 = d[d0];
      let a1 = d[d0 + 1];
      for (let j = 0, p = i, w = offset + k; j < rows; j++, p += stride, w += columns) {
        const c = theta[w];
        a0 += c * delta[p];
        a1 += c * delta[p + 1];
      }
      d[d0] = a0;
      d[d0 + 1] = a1;
    }
  }
}

/** G[j][k] += Σᵢ Δ[j][i] H[k][i] over i < count ≤ stride; G at `offset` in `gradient`. */
export function multiplyOuter(
  delta: Float64Array,
  h: Float64Array,
  rows: number,
  columns: number,
  gradient: Float64Array,
  offset: number,
  stride: number,
  count: number,
): void {
  const tiledRows = rows - (rows & 3);
  const tiledColumns = columns - (columns & 1);
  for (let j = 0; j < tiledRows; j += 4) {
    const g0 = offset + j * columns;
    const g1 = g0 + columns;
    const g2 = g1 + columns;
    const g3 = g2 + columns;
    const from = j * stride;
    for (let k = 0; k < tiledColumns; k += 2) {
      let a00 = gradient[g0 + k];
      let a01 = gradient[g0 + k + 1];
      let a10 = gradient[g1 + k];
      let a11 = gradient[g1 + k + 1];
      let a20 = gradient[g2 + k];
      let a21 = gradient[g2 + k + 1];
      let a30 = gradient[g3 + k];
      let a31 = gradient[g3 + k + 1];
      let r0 = from;
      let r1 = r0 + stride;
      let r2 = r1 + stride;
      let r3 = r2 + stride;
      let p = k * stride;
      let q = p + stride;
      for (let i = 0; i < count; i++) {
        const x = h[p++];
        const y = h[q++];
        const c0 = delta[r0++];
        const c1 = delta[r1++];
        const c2 = delta[r2++];
        const c3 = delta[r3++];
        a00 += c0 * x;
        a01 += c0 * y;
        a10 += c1 * x;
        a11 += c1 * y;
        a20 += c2 * x;
        a21 += c2 * y;
        a30 += c3 * x;
        a31 += c3 * y;
      }
      gradient[g0 + k] = a00;
      gradient[g0 + k + 1] = a01;
      gradient[g1 + k] = a10;
      gradient[g1 + k + 1] = a11;
      gradient[g2 + k] = a20;
      gradient[g2 + k + 1] = a21;
      gradient[g3 + k] = a30;
      gradient[g3 + k + 1] = a31;
    }
    for (let k = tiledColumns; k < columns; k++) {
      let a0 = gradient[g0 + k];
      let a1 = gradient[g1 + k];
      let a2 = gradient[g2 + k];
      let a3 = gradient[g3 + k];
      for (let i = 0, p = k * stride, r = from; i < count; i++, p++, r++) {
        const x = h[p];
        a0 += delta[r] * x;
        a1 += delta[r + stride] * x;
        a2 += delta[r + 2 * stride] * x;
        a3 += delta[r + 3 * stride] * x;
      }
      gradient[g0 + k] = a0;
      gradient[g1 + k] = a1;
      gradient[g2 + k] = a2;
      gradient[g3 + k] = a3;
    }
  }
  const tiledFour = columns - (columns & 3);
  for (let j = tiledRows; j < rows; j++) {
    const g = offset + j * columns;
    const from = j * stride;
    for (let k = 0; k < tiledFour; k += 4) {
      let a0 = gradient[g + k];
      let a1 = gradient[g + k + 1];
      let a2 = gradient[g + k + 2];
      let a3 = gradient[g + k + 3];
      for (let i = 0, p = k * stride, r = from; i < count; i++, p++, r++) {
        const c = delta[r];
        a0 += c * h[p];
        a1 += c * h[p + stride];
        a2 += c * h[p + 2 * stride];
        a3 += c * h[p + 3 * stride];
      }
      gradient[g + k] = a0;
      gradient[g + k + 1] = a1;
      gradient[g + k + 2] = a2;
      gradient[g + k + 3] = a3;
    }
    for (let k = tiledFour; k < columns; k++) {
      let a = gradient[g + k];
      for (let i = 0, p = k * stride, r = from; i < count; i++, p++, r++) a += delta[r] * h[p];
      gradient[g + k] = a;
    }
  }
}

/**
 * Symmetries QT of F with T a signed permutation of coordinates and Q in the orthogonal groups of the acted
 * axes, such that QTθ = θ: reflections that are no coordinate flips, transpositions up to a rotation.
 *
 * Words in the maps take the vectors of Tθ through A(Tθ) and those of θ through A(θ) side by side. Q exists
 * on A exactly where every relation between words of Tθ holds for θ and all inner products agree; it is then
 * the linear extension, whatever it does beyond A, where nothing of Fix(H) lies.
 */
import { contentOf } from '../../numerics/gcd.ts';
import { dot, type IntegerVector } from '../subspaces/orthogonal-span.ts';
import type { OrthogonalAction } from './orthogonal-action.ts';
import { type Representation, times, timesTransposed } from './orthogonal-isotropy.ts';

/** Orthogonal bases v′ of A(Tθ) and v = Qv′ of A(θ), axis by axis. */
export type Alignment = readonly (readonly (readonly [IntegerVector, IntegerVector])[])[];

/** Both representations must be scaled alike. Null where no Q exists. */
export function alignment(moved: Representation, fixed: Representation): Alignment | null {
  const pairs: [IntegerVector, IntegerVector][][] = fixed.widths.map(() => []);
  const queue: [number, IntegerVector, IntegerVector][] = fixed.vectors.map(
    ({ axis, entries }, k) => [axis, moved.vectors[k].entries, entries],
  );
  for (let at = 0; at < queue.length; at++) {
    let [axis, left, right] = queue[at];
    for (const [q, r] of pairs[axis]) {
      const along = dot(left, q);
      if (along !== dot(right, r)) return null;
      // Time alone: both would be taken ‖q‖² times.
      if (along === 0n) continue;
      const norm = dot(q, q);
      left = left.map((x, i) => x * norm - along * q[i]);
      right = right.map((x, i) => x * norm - along * r[i]);
    }
    if (dot(left, left) !== dot(right, right)) return null;
    if (left.every((x) => x === 0n)) continue;
    const divisor = contentOf([...left, ...right]);
    left = left.map((x) => x / divisor);
    right = right.map((x) => x / divisor);
    pairs[axis].push([left, right]);
    fixed.maps.forEach(({ to, from, rows }, k) => {
      const other = moved.maps[k].rows;
      if (from === axis) queue.push([to, times(other, left), times(rows, right)]);
      if (to === axis)
        queue.push([from, timesTransposed(other, left), timesTransposed(rows, right)]);
    });
  }
  return pairs;
}

/**
 * Q·(a point with vectors in A(Tθ) and maps between them) times a common factor, which is returned beside it;
 * null where the point has parts elsewhere.
 */
export function aligned(
  action: OrthogonalAction,
  pairs: Alignment,
  point: IntegerVector,
): { readonly image: IntegerVector; readonly factor: bigint } | null {
  const norms = pairs.map((list) => list.map(([q]) => dot(q, q)));
  const scale = norms.flat().reduce((product, n) => product * n, 1n);
  const factor = 2n * scale * scale;
  const image: bigint[] = new Array<bigint>(point.length).fill(0n);
  for (const p of action.rigid) image[p] = point[p] * factor;
  for (const { axis, components } of action.vectors) {
    const weight = BigInt(components[0].length);
    const value = components.map((form) =>
      form.reduce((sum, [p, c]) => (c === -1 ? sum - point[p] : sum + point[p]), 0n),
    );
    const out: bigint[] = new Array<bigint>(value.length).fill(0n);
    const back: bigint[] = new Array<bigint>(value.length).fill(0n);
    pairs[axis].forEach(([q, r], k) => {
      const along = (dot(value, q) * factor) / (norms[axis][k] * weight);
      for (let i = 0; i < value.length; i++) {
        out[i] += along * r[i];
        back[i] += along * q[i];
      }
    });
    if (back.some((x, i) => x * weight !== value[i] * factor)) return null;
    components.forEach((form, i) => {
      for (const [p, c] of form) image[p] += c === -1 ? -out[i] : out[i];
    });
  }
  for (const { to, from, indices } of action.maps) {
    const back = indices.map((row) => row.map(() => 0n));
    pairs[to].forEach(([q, r], k) => {
      pairs[from].forEach(([s, t], l) => {
        let along = 0n;
        indices.forEach((row, i) => {
          row.forEach((p, j) => {
            along += q[i] * point[p] * s[j];
          });
        });
        along = (along * factor) / (norms[to][k] * norms[from][l]);
        indices.forEach((row, i) => {
          row.forEach((p, j) => {
            image[p] += along * r[i] * t[j];
            back[i][j] += along * q[i] * s[j];
          });
        });
      });
    });
    for (const [i, row] of indices.entries())
      for (const [j, p] of row.entries()) if (back[i][j] !== point[p] * factor) return null;
  }
  return { image, factor };
}

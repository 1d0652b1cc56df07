/**
 * Fixed-point subspaces as vectors of signed classes: θ[i] = c + sgn(v[i])·u[|v[i]|], pinned to the centre c
 * where v[i] = 0. Classes are numbered 1, 2, … by their first members, which have positive signs, so that
 * equal subspaces are equal vectors.
 */
import type { SignedMove } from '../group/signed-move.ts';
import { signedPartition } from '../subspaces/signed-partition.ts';

/** What the moves fix. */
export function classesOf(moves: readonly SignedMove[], size: number): Int32Array {
  const partition = signedPartition(size);
  for (const { moved, image, sign } of moves)
    for (let k = 0; k < moved.length; k++) partition.relate(moved[k], image[k], sign[k] as 1 | -1);
  const { orbit, sign } = partition.classes();
  return orbit.map((k, i) => (k + 1) * sign[i]);
}

/** dim: the number of classes. */
export function dimensionOf(classes: Int32Array): number {
  let dimension = 0;
  for (const k of classes) if (k > dimension) dimension = k;
  return dimension;
}

/** The intersection: what holds on one of two subspaces and on the other. */
export function meet(a: Int32Array, b: Int32Array): Int32Array {
  // Coordinates are those of a, number 0 what a pins.
  const partition = signedPartition(dimensionOf(a) + 1);
  partition.relate(0, 0, -1);
  const first = new Int32Array(a.length + 1).fill(-1);
  for (let i = 0; i < a.length; i++) {
    const k = Math.abs(b[i]);
    const node = Math.abs(a[i]);
    if (k === 0) partition.relate(0, node, 1);
    else if (first[k] === -1) first[k] = i;
    else {
      const i0 = first[k];
      // Of integers; where a number is 0 the sign does not matter.
      const isOpposite = (a[i] ^ a[i0] ^ b[i] ^ b[i0]) < 0;
      partition.relate(Math.abs(a[i0]), node, isOpposite ? -1 : 1);
    }
  }
  const { orbit, sign } = partition.classes();
  return a.map((v) => Math.sign(v) * sign[Math.abs(v)] * (orbit[Math.abs(v)] + 1));
}

/** Q takes coordinate i to |Q[i]| − 1, with the sign of Q[i]. */
export type SignedPermutation = Int32Array;

/** The image of the subspace under Q. */
export function moved(q: SignedPermutation, classes: Int32Array): Int32Array {
  const image = new Int32Array(classes.length);
  for (let i = 0; i < classes.length; i++) image[Math.abs(q[i]) - 1] = Math.sign(q[i]) * classes[i];
  return renumbered(image);
}

/** Classes by their first members, which get positive signs. @param most largest number of a class. */
export function renumbered(classes: Int32Array, most = classes.length): Int32Array {
  const number = new Int32Array(most + 1);
  let count = 0;
  return classes.map((v) => {
    if (v === 0) return 0;
    const k = Math.abs(v);
    if (number[k] === 0) number[k] = Math.sign(v) * ++count;
    return Math.sign(v) * number[k];
  });
}

/** Equal for equal subspaces, of at most 32767 dimensions. */
export function keyOf(classes: Int32Array): string {
  let key = '';
  for (const v of classes) key += String.fromCharCode(v);
  return key;
}

/**
 * Coordinates that a group moves side by side: what two inputs bring to a neuron, or what goes out of it to two outputs. Where g takes
 * i to ±i′ it takes j to the same sign of j′, whichever g, up to signs of names chosen once. Such orbits satisfy the same
 * relations on every Fix(H), so that one of each kind is enough to tell all fixed-point subspaces apart.
 */
import { renumbered, type SignedPermutation } from './signed-classes.ts';

export interface FewerCoordinates {
  readonly size: number;
  /** The same group on the coordinates that are kept. */
  readonly generators: readonly SignedPermutation[];
  /** The subspace of all coordinates that satisfies the relations of one of those that are kept. */
  expand(classes: Int32Array): Int32Array;
}

export function withoutParallel(
  generators: readonly SignedPermutation[],
  size: number,
): FewerCoordinates {
  /** For each coordinate the one that it goes along with, counted from 1, with the sign. */
  const along = new Int32Array(size);
  /** Which of the orbits that go along with one another, from 0. */
  const copy = new Int32Array(size);
  const roots: { readonly root: number; copies: number }[] = [];
  for (let j = 0; j < size; j++) {
    if (along[j] !== 0) continue;
    const met = roots.find((kept) => goesAlong(generators, kept.root, j, along, copy, kept.copies));
    if (met !== undefined) met.copies++;
    else {
      goesAlong(generators, j, j, along, copy, 0);
      roots.push({ root: j, copies: 1 });
    }
  }
  const kept = [...along.keys()].filter((i) => along[i] === i + 1);
  const place = new Int32Array(size);
  kept.forEach((i, k) => {
    place[i] = k;
  });
  return {
    size: kept.length,
    generators: generators.map((q) =>
      Int32Array.from(kept, (i) => Math.sign(q[i]) * (place[Math.abs(q[i]) - 1] + 1)),
    ),
    expand: (classes) =>
      renumbered(
        along.map((target, j) => {
          const own = Math.sign(target) * classes[place[Math.abs(target) - 1]];
          // Copies of a class are classes of their own.
          return Math.sign(own) * (Math.abs(own) + copy[j] * kept.length);
        }),
        kept.length * size,
      ),
  };
}

/** Writes down that the orbit of j goes along with that of i, where it does. */
function goesAlong(
  generators: readonly SignedPermutation[],
  i: number,
  j: number,
  along: Int32Array,
  copy: Int32Array,
  number: number,
): boolean {
  /** j′ ↦ the signed i′ that it goes along with, and i′ ↦ the signed j′. */
  const partner = new Map([[j, i + 1]]);
  const back = new Map([[i, j + 1]]);
  const list = [j];
  for (const at of list) {
    const own = partner.get(at) as number;
    for (const q of generators) {
      const [to, other] = [q[at], q[Math.abs(own) - 1]];
      const target = Math.abs(to) - 1;
      const signed = Math.sign(own) * Math.sign(to) * other;
      const inverse = Math.sign(signed) * (target + 1);
      const known = partner.get(target);
      const knownBack = back.get(Math.abs(signed) - 1);
      if (known === undefined && knownBack === undefined) {
        partner.set(target, signed);
        back.set(Math.abs(signed) - 1, inverse);
        list.push(target);
      } else if (known !== signed || knownBack !== inverse) return false;
    }
  }
  for (const [target, signed] of partner) {
    along[target] = signed;
    copy[target] = number;
  }
  return true;
}

/** The elements of a finite group of signed permutations, one by one. */
import type { SignedMove } from '../group/signed-move.ts';
import { keyOf, type SignedPermutation } from './signed-classes.ts';

export function permutationOf({ moved, image, sign }: SignedMove, size: number): SignedPermutation {
  const q = Int32Array.from({ length: size }, (_, i) => i + 1);
  moved.forEach((from, k) => {
    q[from] = sign[k] * (image[k] + 1);
  });
  return q;
}

/** Every element once, the identity first: breadth first from the generators. */
export function groupElements(
  generators: readonly SignedPermutation[],
  size: number,
): SignedPermutation[] {
  const identity = Int32Array.from({ length: size }, (_, i) => i + 1);
  const elements = [identity];
  const seen = new Set([keyOf(identity)]);
  for (const element of elements) {
    for (const generator of generators) {
      const product = element.map((v) => Math.sign(v) * generator[Math.abs(v) - 1]);
      const key = keyOf(product);
      if (seen.has(key)) continue;
      seen.add(key);
      elements.push(product);
    }
  }
  return elements;
}

/** Fix(Q) as equations: coordinate i and its image are equal up to the sign. */
export function moveOfPermutation(q: SignedPermutation): SignedMove {
  const from = [...q.keys()].filter((i) => q[i] !== i + 1);
  return {
    moved: Int32Array.from(from),
    image: Int32Array.from(from, (i) => Math.abs(q[i]) - 1),
    sign: Int8Array.from(from, (i) => Math.sign(q[i])),
  };
}

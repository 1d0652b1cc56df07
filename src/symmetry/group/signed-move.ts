/** Signed permutations of coordinates, by what they move: θ′[image] = sign·θ[moved], about the centre. */
import { indicesTo } from '../../numerics/list-of.ts';
export interface SignedMove {
  readonly moved: Int32Array;
  readonly image: Int32Array;
  readonly sign: Int8Array;
}

/** Triples [from, to, sign]; what stays where it is may be among them. */
export function moveOf(triples: readonly (readonly [number, number, number])[]): SignedMove {
  const kept = triples.filter(([from, to, sign]) => from !== to || sign === -1);
  const moved = new Int32Array(kept.length);
  const image = new Int32Array(kept.length);
  const signs = new Int8Array(kept.length);
  for (let k = 0; k < kept.length; k++) [moved[k], image[k], signs[k]] = kept[k];
  return { moved, image, sign: signs };
}

/** Equal for equal moves whose triples stand in the same order. */
export function moveText({ moved, image, sign }: SignedMove): string {
  return `${moved.join()}>${image.join()}*${sign.join()}`;
}

/** Whether the move leaves a point where it is, its numbers given as signed classes. */
export function fixesClasses(
  { moved, image, sign }: SignedMove,
  classes: ArrayLike<number>,
): boolean {
  for (let k = 0; k < moved.length; k++) {
    const [from, to] = [classes[moved[k]], classes[image[k]]];
    // −0 and 0 are one class.
    if (sign[k] === -1 ? from + to !== 0 : from !== to) return false;
  }
  return true;
}

/** First `before`, then `after`, on `size` coordinates. */
export function composed(after: SignedMove, before: SignedMove, size: number): SignedMove {
  const full = ({ moved, image, sign }: SignedMove): [Int32Array, Int8Array] => {
    const target = indicesTo(size);
    const signs = new Int8Array(size).fill(1);
    moved.forEach((p, k) => {
      target[p] = image[k];
      signs[p] = sign[k];
    });
    return [target, signs];
  };
  const [t1, s1] = full(before);
  const [t2, s2] = full(after);
  return moveOf(Array.from(t1, (q, p) => [p, t2[q], s1[p] * s2[q]] as const));
}

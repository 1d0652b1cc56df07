/** Signed permutations of coordinates, by what they move: θ′[image] = sign·θ[moved], about the centre. */
import { indicesTo } from '../../numerics/list-of.ts';

export interface SignedMove {
  readonly moved: Int32Array;
  readonly image: Int32Array;
  readonly sign: Int8Array;
}

/** Triples [from, to, sign]; what stays where it is may be among them. */
export function moveOf(triples: readonly (readonly [number, number, number])[]): SignedMove {
  const parts = startMove(triples.length);
  for (const [from, to, sign] of triples) parts.add(from, to, sign);
  return parts.done();
}

/** A move that is put together from at most so many triples, without writing these down. */
export function startMove(most: number): {
  add(from: number, to: number, sign: number): void;
  done(): SignedMove;
} {
  const moved = new Int32Array(most);
  const image = new Int32Array(most);
  const signs = new Int8Array(most);
  let count = 0;
  return {
    add(from, to, sign) {
      if (from === to && sign !== -1) return;
      moved[count] = from;
      image[count] = to;
      signs[count++] = sign;
    },
    done: () => ({
      moved: moved.slice(0, count),
      image: image.slice(0, count),
      sign: signs.slice(0, count),
    }),
  };
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
  return moveOf(Array.from(t1, (q, p) => [p, t2[q], s1[p] === s2[q] ? 1 : -1] as const));
}

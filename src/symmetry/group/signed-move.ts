/** Signed permutations of coordinates, by what they move: θ′[image] = sign·θ[moved], about the centre. */
export interface SignedMove {
  readonly moved: Int32Array;
  readonly image: Int32Array;
  readonly sign: Int8Array;
}

/** Triples [from, to, sign]; what stays where it is may be among them. */
export function moveOf(triples: readonly (readonly [number, number, number])[]): SignedMove {
  const kept = triples.filter(([from, to, sign]) => from !== to || sign === -1);
  return {
    moved: Int32Array.from(kept, ([from]) => from),
    image: Int32Array.from(kept, ([, to]) => to),
    sign: Int8Array.from(kept, ([, , sign]) => sign),
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
    const target = Int32Array.from({ length: size }, (_, i) => i);
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

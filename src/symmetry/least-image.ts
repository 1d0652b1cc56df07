/**
 * The lexicographically least image of a vector under a group of signed permutations, without a list of its orbit.
 *
 * Coordinate 0 of gθ is the signed coordinate g⁻¹(0) of θ, and the images of 0 under g⁻¹ are its orbit: the least
 * value there is that of the least image. For each y in the orbit that has it, with u a member of the group that
 * takes 0 to y, the least image of u⁻¹θ under the stabiliser of 0 is sought in the same way. Vectors that come out
 * equal are one (S. Linton, Finding the smallest image of a set, ISSAC 2004; C. C. Sims 1970 for the chain of
 * stabilisers).
 */
import { indicesTo } from '../numerics/list-of.ts';
import { negate, type Rational } from '../numerics/rational.ts';
import type { SignedMove } from './group/signed-move.ts';
import { signedClasses } from './isotropy/value-classes.ts';

/** Time alone: vectors kept at most that agree with the least as far as they have been compared. */
const MOST_VECTORS = 2000;

export interface LeastImage {
  readonly theta: Rational[];
  /**
   * How many members of the group images were taken under: all of them where the moves are strong generators, that
   * is where those that leave the first k coordinates alone generate all that does, for every k.
   */
  readonly order: bigint;
  /** False where so many vectors agreed that some were left out. */
  readonly complete: boolean;
}

export function leastImage(moves: readonly SignedMove[], theta: readonly Rational[]): LeastImage {
  const own = signedClasses(theta);
  let least = own;
  let order = 1n;
  let complete = true;
  for (const factor of factors(moves, theta.length)) {
    let vectors = [least];
    for (const orbit of orbitsInTurn(factor, theta.length)) {
      order *= BigInt(orbit.members.length);
      const agreeing = leastAt(orbit, vectors);
      complete &&= agreeing.length <= MOST_VECTORS;
      vectors = agreeing.slice(0, MOST_VECTORS);
    }
    // All that the factor moves was compared: those that are left are equal.
    [least] = vectors;
  }
  return { theta: numbersOf(least, own, theta), order, complete };
}

/** Takes coordinate i to `image[i]`, times `sign[i]`. */
interface Member {
  readonly image: Int32Array;
  readonly sign: Int8Array;
}

interface Orbit {
  readonly coordinate: number;
  /** One for each signed coordinate that the first is taken to; the identity comes first. */
  readonly members: readonly Member[];
}

/** Of each coordinate that is moved its orbit, in order, under the moves that leave those before it alone. */
function* orbitsInTurn(moves: readonly SignedMove[], size: number): Generator<Orbit> {
  const support = new Set(moves.flatMap(({ moved }) => [...moved]));
  let left = moves.map((move) => memberOf(move, size));
  for (const coordinate of [...support].sort((a, b) => a - b)) {
    yield { coordinate, members: orbitOf(coordinate, left, size) };
    left = left.filter(
      ({ image, sign }) => image[coordinate] === coordinate && sign[coordinate] === 1,
    );
  }
}

function memberOf({ moved, image, sign }: SignedMove, size: number): Member {
  const member = identity(size);
  moved.forEach((from, k) => {
    member.image[from] = image[k];
    member.sign[from] = sign[k];
  });
  return member;
}

const identity = (size: number): Member => ({
  image: indicesTo(size),
  sign: new Int8Array(size).fill(1),
});

function orbitOf(coordinate: number, generators: readonly Member[], size: number): Member[] {
  const members = [identity(size)];
  const met = new Set([coordinate + 1]);
  for (const before of members) {
    for (const after of generators) {
      const at = before.image[coordinate];
      const to = before.sign[coordinate] * after.sign[at] * (after.image[at] + 1);
      if (met.has(to)) continue;
      met.add(to);
      members.push({
        image: before.image.map((i) => after.image[i]),
        sign: before.sign.map((s, i) => s * after.sign[before.image[i]]),
      });
    }
  }
  return members;
}

/** Of all images u⁻¹ of the vectors those that are least at the orbit's coordinate, each once. */
function leastAt(
  { coordinate, members }: Orbit,
  vectors: readonly Int32Array[],
): readonly Int32Array[] {
  const valueAt = (vector: Int32Array, { image, sign }: Member) =>
    sign[coordinate] * vector[image[coordinate]];
  let least = Number.POSITIVE_INFINITY;
  for (const vector of vectors)
    for (const member of members) least = Math.min(least, valueAt(vector, member));
  const images = new Map<string, Int32Array>();
  for (const vector of vectors) {
    for (const member of members) {
      if (valueAt(vector, member) !== least) continue;
      const image = member.image.map((from, i) => member.sign[i] * vector[from]);
      images.set(image.join(), image);
      if (images.size > MOST_VECTORS) return [...images.values()];
    }
  }
  return [...images.values()];
}

/** The numbers that have these classes among those of θ. */
function numbersOf(classes: Int32Array, own: Int32Array, theta: readonly Rational[]): Rational[] {
  const numbers = new Map<number, Rational>();
  for (const [i, q] of theta.entries()) {
    numbers.set(own[i], q);
    numbers.set(-own[i], negate(q));
  }
  return Array.from(classes, (k) => numbers.get(k)!);
}

/** Moves that meet no coordinate of other factors' moves, factor by factor. */
function factors(moves: readonly SignedMove[], size: number): SignedMove[][] {
  const parent = indicesTo(size);
  const find = (i: number): number => {
    let root = i;
    while (parent[root] !== root) root = parent[root];
    return root;
  };
  for (const { moved } of moves) for (const i of moved) parent[find(i)] = find(moved[0]);
  const groups = new Map<number, SignedMove[]>();
  for (const move of moves) {
    const root = find(move.moved[0]);
    groups.set(root, [...(groups.get(root) ?? []), move]);
  }
  return [...groups.values()];
}

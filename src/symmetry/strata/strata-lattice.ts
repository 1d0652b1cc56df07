/**
 * The lattice of strata: all fixed-point subspaces Fix(H) of subgroups H of the finite symmetry group G that
 * is found and proved for a model, up to G.
 *
 * Fix(H) = ∩ Fix(h) over h ∈ H, so the subspaces are the intersections of the Fix(h), h ∈ G, the whole space
 * among them. Up to symmetry it is enough to intersect one subspace of each orbit of G: gS ∩ Fix(h) =
 * g(S ∩ Fix(g⁻¹hg)). A larger group fixes a smaller subspace: inclusion reverses.
 */
import { createRng } from '../../numerics/random.ts';
import type { ModelSymmetry } from '../group/model-symmetry.ts';
import { groupElements, moveOfPermutation, permutationOf } from './group-elements.ts';
import { type FewerCoordinates, withoutParallel } from './parallel-coordinates.ts';
import {
  classesOf,
  dimensionOf,
  keyOf,
  meet,
  moved,
  type SignedPermutation,
} from './signed-classes.ts';

/** One orbit of G on the fixed-point subspaces. */
export interface Stratum {
  /** A subspace of the orbit, as signed classes of coordinates. */
  readonly classes: Int32Array;
  readonly dimension: number;
  /** How many subspaces the orbit has; of those that were met where the lattice is a sample. */
  readonly copies: number;
  /** Numbers of the largest strata properly inside: those with nothing of the lattice between. */
  readonly below: readonly number[];
}

export interface StrataLattice {
  /** Of G; of a subgroup where G was not searched to its end. */
  readonly order: bigint;
  /** By dimension, the whole space first. */
  readonly strata: readonly Stratum[];
  /** Whether these are all strata of the group that was found, and the search for it ran to its end. */
  readonly complete: boolean;
  /** Whether subspaces were drawn at random, as the group is too large to be listed. */
  readonly sampled: boolean;
}

/** Largest group that is listed, and numbers that a list of it may take. */
export const LARGEST_ORDER = 50_000;
const LARGEST_LIST = 4_000_000;
/** Conjugates of generators that stand for a group that is not listed, and strata that are kept of it. */
const SAMPLE = 64;
const MOST_STRATA = 60;

export function strataLattice(symmetry: ModelSymmetry): StrataLattice {
  const { size, whole, isCut } = symmetry;
  const generators = whole.moves.map((move) => permutationOf(move, size));
  const fewer = withoutParallel(generators, size);
  const listed = whole.order <= LARGEST_ORDER && Number(whole.order) * fewer.size <= LARGEST_LIST;
  const lattice = listed ? listedLattice(fewer) : sampledLattice(generators, size);
  return {
    order: whole.order,
    strata: lattice,
    complete: listed && whole.complete && !isCut,
    sampled: !listed,
  };
}

function fixOf(q: SignedPermutation): Int32Array {
  return classesOf([moveOfPermutation(q)], q.length);
}

function listedLattice({ generators, size, expand }: FewerCoordinates): Stratum[] {
  const fixes = new Map<string, Int32Array>();
  for (const q of groupElements(generators, size)) {
    const classes = fixOf(q);
    fixes.set(keyOf(classes), classes);
  }
  /** Number of the orbit of each subspace. */
  const orbitOf = new Map<string, number>();
  const found: { classes: Int32Array; copies: number; inside: Set<number> }[] = [];
  const numberOf = (classes: Int32Array): number => {
    const known = orbitOf.get(keyOf(classes));
    if (known !== undefined) return known;
    const number = found.length;
    const copies = orbitUnder(generators, classes);
    for (const key of copies) orbitOf.set(key, number);
    found.push({ classes, copies: copies.size, inside: new Set() });
    return number;
  };
  numberOf(classesOf([], size));
  for (const stratum of found)
    for (const fix of fixes.values()) stratum.inside.add(numberOf(meet(stratum.classes, fix)));
  return sorted(found.map((stratum) => ({ ...stratum, classes: expand(stratum.classes) })));
}

/** Keys of all images of the subspace. */
function orbitUnder(generators: readonly SignedPermutation[], classes: Int32Array): Set<string> {
  const seen = new Set([keyOf(classes)]);
  const list = [classes];
  for (const subspace of list) {
    for (const q of generators) {
      const image = moved(q, subspace);
      const key = keyOf(image);
      if (seen.has(key)) continue;
      seen.add(key);
      list.push(image);
    }
  }
  return seen;
}

/** Intersections of what random conjugates of the generators fix, one for each type that is told apart. */
function sampledLattice(generators: readonly SignedPermutation[], size: number): Stratum[] {
  const rng = createRng('strata');
  const fixes = generators.map(fixOf);
  const kinds = coordinateOrbits(generators, size);
  for (let n = 0; n < SAMPLE; n++) {
    let fix = fixes[rng.integer(0, generators.length - 1)];
    for (let k = 0; k < 2 * generators.length; k++)
      fix = moved(generators[rng.integer(0, generators.length - 1)], fix);
    fixes.push(fix);
  }
  const numbers = new Map<string, number>();
  const found: { classes: Int32Array; copies: number; inside: Set<number> }[] = [];
  const numberOf = (classes: Int32Array): number | null => {
    const type = typeOf(classes, kinds);
    const known = numbers.get(type);
    if (known !== undefined) return known;
    if (found.length >= MOST_STRATA) return null;
    numbers.set(type, found.length);
    found.push({ classes, copies: 1, inside: new Set() });
    return found.length - 1;
  };
  numberOf(classesOf([], size));
  for (const stratum of found) {
    for (const fix of fixes) {
      const number = numberOf(meet(stratum.classes, fix));
      if (number !== null) stratum.inside.add(number);
    }
  }
  return sorted(found);
}

/** Of each coordinate, the first that symmetries take it to. */
function coordinateOrbits(generators: readonly SignedPermutation[], size: number): Int32Array {
  const first = new Int32Array(size).fill(-1);
  for (let start = 0; start < size; start++) {
    if (first[start] !== -1) continue;
    first[start] = start;
    const reached = [start];
    for (const i of reached) {
      for (const q of generators) {
        const image = Math.abs(q[i]) - 1;
        if (first[image] !== -1) continue;
        first[image] = start;
        reached.push(image);
      }
    }
  }
  return first;
}

/**
 * The same for conjugate subspaces: how many coordinates of each orbit a class has, and how many are pinned. Others may
 * share it.
 */
function typeOf(classes: Int32Array, kinds: Int32Array): string {
  const members = Array.from({ length: dimensionOf(classes) + 1 }, () => [] as number[]);
  classes.forEach((v, i) => {
    members[Math.abs(v)].push(kinds[i]);
  });
  const [pinned, ...rest] = members.map((own) => own.sort((a, b) => a - b).join());
  return `${pinned} | ${rest.sort().join(' ')}`;
}

interface Found {
  readonly classes: Int32Array;
  readonly copies: number;
  /** Numbers of the intersections that were made of it, its own among them. */
  readonly inside: ReadonlySet<number>;
}

/** By dimension; what lies between is dropped from `inside`. */
function sorted(found: readonly Found[]): Stratum[] {
  const dimensions = found.map(({ classes }) => dimensionOf(classes));
  const order = [...found.keys()].sort((a, b) => dimensions[b] - dimensions[a]);
  const place = new Map(order.map((number, rank) => [number, rank]));
  /** All strata properly inside, from the smallest stratum up. */
  const inner = found.map(() => new Set<number>());
  for (const number of [...order].reverse()) {
    for (const other of found[number].inside) {
      if (dimensions[other] >= dimensions[number]) continue;
      inner[number].add(other);
      for (const deeper of inner[other]) inner[number].add(deeper);
    }
  }
  return order.map((number) => {
    const { classes, copies } = found[number];
    const all = [...inner[number]];
    const largest = all.filter((other) => !all.some((between) => inner[between].has(other)));
    const below = largest.map((other) => place.get(other) as number).sort((a, b) => a - b);
    return { classes, dimension: dimensions[number], copies, below };
  });
}

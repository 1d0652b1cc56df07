/**
 * A ℚ-basis of the constants met in one role (exponents, or angles), grown one constant at a time.
 *
 * Independence: were Σ nⱼβⱼ = 0 with coprime integers nⱼ, the columns of the βⱼ's images under several
 * substitutions modulo one prime would be dependent. So full column rank proves independence over ℚ. A
 * dependence is lifted to ℚ and confirmed under all substitutions; where that fails nothing is known.
 *
 * The first member is 1.
 */
import { ONE, type Rational, ZERO } from '../../numerics/rational.ts';
import type { Algebra, Element } from './element.ts';
import { imageOf, inverseOf, liftResidue, modulo } from './residues.ts';

export interface RationalBasis {
  readonly members: readonly Element[];
  /** Rational coordinates on the members; the basis grows where the constant is independent of it. */
  coordinates(a: Element): readonly Rational[];
  /** Makes sure that a is in the span; its place where it became a member. */
  adjoin(a: Element): number | null;
}

/** A combination of members, scaled to 1 in its pivot's row and 0 in those of the columns before. */
interface ReducedColumn {
  readonly pivot: number;
  readonly entries: readonly bigint[];
  readonly members: readonly bigint[];
}

/** Effort alone: rows beyond twice the members that a dependence which cannot be lifted is tried at. */
const SPARE = 32;

/**
 * @param rows substitutions at the start that share one prime.
 * @param demand called when more rows than there are would decide.
 * @param doubt called when a dependence modulo the prime could not be lifted.
 */
export function createRationalBasis(
  algebra: Algebra,
  rows: number,
  demand: (rows: number) => void,
  doubt: () => void,
): RationalBasis {
  const { ring, substitutions, deciding } = algebra;
  const prime = substitutions[0].prime;
  const members: Element[] = [];
  const columns: ReducedColumn[] = [];
  const known = new Map<string, readonly Rational[]>();

  /** What is left of a's column, and a's coordinates modulo the prime on the members so far. */
  function reduce(a: Element): { readonly left: bigint[]; readonly coordinates: bigint[] } {
    const left = a.images.slice(0, rows);
    const coordinates = members.map(() => 0n);
    for (const { pivot, entries, members: parts } of columns) {
      const factor = left[pivot];
      // Time alone: 0 would be subtracted.
      if (factor === 0n) continue;
      entries.forEach((x, i) => {
        left[i] = modulo(left[i] - factor * x, prime);
      });
      parts.forEach((x, j) => {
        coordinates[j] = (coordinates[j] + factor * x) % prime;
      });
    }
    return { left, coordinates };
  }

  function member(a: Element): readonly Rational[] {
    const { left, coordinates } = reduce(a);
    members.push(a);
    const pivot = left.findIndex((x) => x !== 0n);
    if (pivot >= 0) {
      const inverse = inverseOf(left[pivot], prime)!;
      const scaled = (x: bigint) => modulo(x * inverse, prime);
      const parts = [...coordinates.map((x) => scaled(-x)), inverse];
      columns.push({ pivot, entries: left.map(scaled), members: parts });
    }
    return members.map((_, j) => (j + 1 === members.length ? ONE : ZERO));
  }

  function lifted(residues: readonly bigint[], a: Element): readonly Rational[] | null {
    const coordinates = residues.map((c) => liftResidue(c, prime));
    for (let i = 0; i < deciding; i++) {
      const p = substitutions[i].prime;
      let sum = 0n;
      for (let j = 0; j < members.length; j++) {
        const q = coordinates[j];
        const c = q === null ? null : imageOf(q, p);
        if (c === null) return null;
        sum = (sum + c * members[j].images[i]) % p;
      }
      if (sum !== a.images[i]) return null;
    }
    return coordinates as readonly Rational[];
  }

  function coordinates(a: Element): readonly Rational[] {
    if (a.exact !== null) return [a.exact];
    const key = algebra.key(a);
    const before = known.get(key);
    if (before !== undefined) return before;
    const size = members.length;
    if (size + 2 > rows) demand(2 * size + 4);
    const { left, coordinates: residues } = reduce(a);
    let found: readonly Rational[] | null = null;
    if (left.every((x) => x === 0n)) {
      found = lifted(residues, a);
      // Few rows can show a dependence that is none, e.g. of √2 on 1 where it has the same root in all.
      if (found === null && rows < 2 * size + SPARE) demand(2 * size + SPARE);
      else if (found === null) doubt();
    }
    found ??= member(a);
    known.set(key, found);
    return found;
  }

  member(ring.one);
  return {
    members,
    coordinates,
    adjoin(a) {
      const size = members.length;
      coordinates(a);
      return members.length > size ? size : null;
    },
  };
}

/**
 * Which square root stands for √u modulo p. Let u₁, u₂ … be the radicands that an identity meets, in the
 * order in which they are met, K₀ = ℚ(θ, x, elements) and Kᵢ = Kᵢ₋₁(√uᵢ).
 *
 * If uᵢ is no square in Kᵢ₋₁, −√uᵢ is as good as √uᵢ: one of them satisfies what the other does. A point
 * modulo p at which u₁ … uᵢ₋₁ have roots and uᵢ has none shows that. Where none is seen, √uᵢ may be an element
 * of Kᵢ₋₁, as √(8u) = 2√(2u) is, and only one sign is right. It is drawn: an identity that is false for the right
 * signs of n such roots passes a point with probability at most 1 − 2⁻ⁿ and a bit, so more points are asked.
 *
 * Roots that θ pins (`pinned-roots.ts`) are known: √8 is 2√2, whatever √2 is taken to be.
 */
import type { Algebraic } from './algebraic-number.ts';
import { primeFactors } from './algebraic-number.ts';
import { NotVerifiable, UnfitPrime } from './not-verifiable.ts';
import type { PinnedRoot } from './pinned-roots.ts';
import type { Residues } from './residues.ts';

/** Drawn signs beyond which no number of points is asked. */
const MOST_DRAWN = 6;
/** −log(2⁻⁶⁰). */
const DOUBT = 60 * Math.LN2;
/** Points tried with more signs drawn than that. */
const MOST_POINTS = 4000;

/** What was seen of an identity's radicands over all points. */
export class RadicandWatch {
  readonly #free = new Set<number>();
  #count = 0;
  #points = 0;

  /** The i-th radicand of a point, from 0, which those before it have roots at. */
  note(i: number, isSquare: boolean): void {
    this.#count = Math.max(this.#count, i + 1);
    if (!isSquare) this.#free.add(i);
  }

  /** How many points must agree, at least. @throws NotVerifiable */
  pointsNeeded(): number {
    const drawn = this.#count - this.#free.size;
    if (drawn > MOST_DRAWN && ++this.#points > MOST_POINTS)
      throw new NotVerifiable(`the signs of ${drawn} square roots may depend on one another`);
    return drawn === 0 ? 0 : Math.ceil(DOUBT * 2 ** Math.min(drawn, MOST_DRAWN + 1));
  }
}

/** √u modulo p, the same for the same u. @throws UnfitPrime where there is none. */
export function rootsModulo(
  scalars: Residues,
  pinned: readonly PinnedRoot[],
  isNegative: (u: number) => boolean,
  watch: RadicandWatch,
): (u: number) => number {
  const known = new Map(pinned.map(([u, root]) => [scalars.rational(u), root]));
  const roots = new Map<number, number>();
  let met = 0;
  function drawn(u: number): number {
    const root = scalars.squareRoot(u);
    if (root === null || root === 0) throw new UnfitPrime('a square root at a non-square');
    return isNegative(u) ? scalars.neg(root) : root;
  }
  const ofInteger = squareFreeRoots(scalars, drawn);
  function residueOf(a: Algebraic): number {
    let sum = 0;
    for (const [d, factor] of a)
      sum = scalars.add(sum, scalars.mul(scalars.rational(factor), ofInteger(d)));
    return sum;
  }
  return (u) => {
    let root = roots.get(u);
    if (root !== undefined) return root;
    const exact = known.get(u);
    if (exact !== undefined) root = residueOf(exact);
    else {
      const i = met++;
      watch.note(i, scalars.squareRoot(u) !== null);
      root = drawn(u);
    }
    roots.set(u, root);
    return root;
  };
}

/** √d for square-free d ≥ 1, such that √d√e = g√(de/g²) with g = gcd(d, e). */
function squareFreeRoots(scalars: Residues, drawn: (u: number) => number): (d: bigint) => number {
  const basis: { readonly d: bigint; readonly pivot: bigint; readonly root: number }[] = [];
  const residue = (n: bigint) => Number(n % BigInt(scalars.prime));
  return (d) => {
    let [left, factor] = [d, 1];
    for (const { d: e, pivot, root } of basis) {
      if (left % pivot !== 0n) continue;
      // √left = g√(left·e/g²)/√e.
      const g = gcd(left, e);
      factor = scalars.mul(factor, scalars.mul(residue(g), scalars.inverse(root)));
      left = (left * e) / (g * g);
    }
    if (left === 1n) return factor;
    const [pivot] = primeFactors(left).keys();
    const root = drawn(residue(left));
    basis.push({ d: left, pivot, root });
    return scalars.mul(factor, root);
  };
}

function gcd(a: bigint, b: bigint): bigint {
  return b === 0n ? a : gcd(b, a % b);
}

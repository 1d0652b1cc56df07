/**
 * The terms of one polynomial, to be found by their factors: in order of a hash that does not depend on the order
 * of these, so that the image of a term is looked for without writing it down.
 */
import type { Term } from './atom-polynomial.ts';

/** Π_k atom_k^{e_k}, put together factor by factor in any order and used again. */
export class Monomial {
  /** [atom, exponent, …] as in `Term`, the first `length` of them. */
  readonly factors: number[] = [];
  length = 0;
  hash = 0;

  clear(): void {
    this.length = 0;
    this.hash = 0;
  }

  /** @param atom not among those that are there. */
  multiply(atom: number, exponent: number): void {
    const { factors } = this;
    let k = this.length;
    for (; k > 0 && factors[k - 2] > atom; k -= 2) {
      factors[k] = factors[k - 2];
      factors[k + 1] = factors[k - 1];
    }
    factors[k] = atom;
    factors[k + 1] = exponent;
    this.length += 2;
    this.hash = (this.hash + hashOf(atom, exponent)) | 0;
  }

  isOf({ factors }: Term): boolean {
    if (factors.length !== this.length) return false;
    for (let k = 0; k < this.length; k++) if (factors[k] !== this.factors[k]) return false;
    return true;
  }
}

/** Time alone: whatever they are, terms of one hash are told apart by their factors. */
const SPREAD = 0x9e3779b1;
const MIXED = 0x85ebca6b;
const MIXED_AGAIN = 0xc2b2ae35;
const HALF = 15;

function hashOf(atom: number, exponent: number): number {
  const h = Math.imul(atom ^ Math.imul(exponent, SPREAD), MIXED);
  return Math.imul(h ^ (h >>> HALF), MIXED_AGAIN);
}

function hashOfTerm({ factors }: Term): number {
  let hash = 0;
  for (let k = 0; k < factors.length; k += 2)
    hash = (hash + hashOf(factors[k], factors[k + 1])) | 0;
  return hash;
}

export class TermTable {
  /** Ascending in their hashes. */
  readonly terms: readonly Term[];
  readonly #hashes: Int32Array;

  constructor(terms: Iterable<Term>) {
    const hashed = Array.from(terms, (term) => ({ term, hash: hashOfTerm(term) }));
    hashed.sort((a, b) => a.hash - b.hash);
    this.terms = hashed.map(({ term }) => term);
    this.#hashes = Int32Array.from(hashed, ({ hash }) => hash);
  }

  find(monomial: Monomial): Term | undefined {
    const hashes = this.#hashes;
    let low = 0;
    let high = hashes.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (hashes[middle] < monomial.hash) low = middle + 1;
      else high = middle;
    }
    for (; low < hashes.length && hashes[low] === monomial.hash; low++)
      if (monomial.isOf(this.terms[low])) return this.terms[low];
    return undefined;
  }
}

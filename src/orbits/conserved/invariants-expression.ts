/**
 * Printing a conserved quantity as a person would write it: `a₁ − a₂`, `3a₁² − ‖w₁‖²`,
 * `a₁a₂ − w₁·w₂`. Sums of products that run over two whole blocks with one coefficient are dots, over
 * one block with itself norms.
 */

import type { Block, ParameterNames } from '../../models/names.ts';
import { superscript } from '../../models/scripts.ts';
import type { Polynomial, Term } from '../../numerics/polynomial.ts';
import type { Rational } from '../../numerics/rational.ts';

/** Readable text of a polynomial in canonical form (`canonical`). */
export function expressionOf(polynomial: Polynomial, names: ParameterNames): string {
  const quadratic = new Map<
    string,
    { readonly position: number; readonly coefficient: Rational }
  >();
  polynomial.terms.forEach((term, position) => {
    const pair = asPair(term);
    if (pair) quadratic.set(key(pair[0], pair[1]), { position, coefficient: term.coefficient });
  });
  const taken = new Set<number>();
  const pieces: string[] = [];
  polynomial.terms.forEach((term, position) => {
    if (taken.has(position)) return;
    const product = blockProduct(term, quadratic, taken, names.blocks);
    if (product) for (const p of product.positions) taken.add(p);
    const text = product ? product.text : monomial(term, names);
    pieces.push(signed(term.coefficient, text, pieces.length === 0));
  });
  return pieces.length === 0 ? '0' : pieces.join(' ');
}

function asPair(term: Term): [number, number] | null {
  const { powers } = term;
  if (powers.length === 1 && powers[0][1] === 2) return [powers[0][0], powers[0][0]];
  if (powers.length === 2 && powers[0][1] === 1 && powers[1][1] === 1)
    return [powers[0][0], powers[1][0]];
  return null;
}

function key(i: number, j: number): string {
  return i <= j ? `${i},${j}` : `${j},${i}`;
}

/** The dot of two blocks that `term` starts, when all its products are there and still free. */
function blockProduct(
  term: Term,
  quadratic: ReadonlyMap<string, { readonly position: number; readonly coefficient: Rational }>,
  taken: ReadonlySet<number>,
  blocks: readonly Block[],
): { readonly text: string; readonly positions: readonly number[] } | null {
  const pair = asPair(term);
  if (!pair) return null;
  const left = blocks.filter((b) => b.indices.includes(pair[0]));
  const right = blocks.filter((b) => b.indices.includes(pair[1]));
  for (const b of left)
    for (const c of right) {
      if (b.indices.length !== c.indices.length) continue;
      if (b.indices.indexOf(pair[0]) !== c.indices.indexOf(pair[1])) continue;
      const found = b.indices.map((i, l) => quadratic.get(key(i, c.indices[l])));
      const whole = found.every(
        (entry) =>
          entry !== undefined &&
          !taken.has(entry.position) &&
          entry.coefficient.numerator === term.coefficient.numerator &&
          entry.coefficient.denominator === term.coefficient.denominator,
      );
      if (!whole) continue;
      return {
        text: b === c ? `‖${b.label}‖²` : `${b.label}·${c.label}`,
        positions: found.map((entry) => entry!.position),
      };
    }
  return null;
}

function monomial(term: Term, names: ParameterNames): string {
  const factors = term.powers.map(([i, e]) => `${names.name[i]}${e === 1 ? '' : superscript(e)}`);
  // Names of several letters run together only where a reader can tell them apart.
  const plain = term.powers.every(([i]) => /^\p{L}[₀-₉]*(\[[\d,]+\])?$/u.test(names.name[i]));
  return factors.join(plain ? '' : '·');
}

function signed(coefficient: Rational, text: string, first: boolean): string {
  const negative = coefficient.numerator < 0n;
  const n = negative ? -coefficient.numerator : coefficient.numerator;
  const d = coefficient.denominator;
  const size = d === 1n ? (n === 1n ? '' : `${n}`) : `(${n}/${d})`;
  // 2W₁[1,1] reads well, 2w₁·w₂ too.
  return first ? `${negative ? '−' : ''}${size}${text}` : `${negative ? '−' : '+'} ${size}${text}`;
}

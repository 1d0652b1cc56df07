/**
 * Relations between square roots of positive rationals u₁, u₂ …, over a basis of them modulo squares:
 *
 *   √uᵢ = q·Πⱼ √uⱼ,   q > 0 rational, j over members of the basis,
 *
 * √8 = 2√2 and √6 = √2·√3. The members of the basis have no such relation, and −√uⱼ is as good as √uⱼ for each.
 * By greatest common divisors alone: nothing is factored.
 */
import { rationals } from '../../analytic/fields/rationals.ts';
import { sqrt } from '../../analytic/functions/sqrt.ts';
import * as Q from '../../numerics/rational.ts';
import { exponentsOver, integers, powerfreeBase } from './coprime-base.ts';

/** √of = factor·Π √v, v in `roots`, all of them members of the basis. */
export interface RootRelation {
  readonly of: Q.Rational;
  readonly factor: Q.Rational;
  readonly roots: readonly Q.Rational[];
}

interface Row {
  readonly parities: readonly number[];
  readonly pivot: number;
  /** Members of the basis whose product has these parities. */
  readonly members: ReadonlySet<number>;
}

/** @param radicands positive. Those that are members of the basis have no entry. */
export function rootRelations(radicands: readonly Q.Rational[]): RootRelation[] {
  const numbers = radicands.map(({ numerator, denominator }) => numerator * denominator);
  const base = powerfreeBase(numbers);
  const rows: Row[] = [];
  const relations: RootRelation[] = [];
  numbers.forEach((n, i) => {
    let parities = exponentsOver(integers, n, base).exponents.map((e) => e % 2);
    let members = new Set<number>();
    for (const row of rows) {
      if (parities[row.pivot] === 0) continue;
      parities = parities.map((e, k) => e ^ row.parities[k]);
      members = symmetricDifference(members, row.members);
    }
    const pivot = parities.indexOf(1);
    if (pivot >= 0) {
      rows.push({ parities, pivot, members: symmetricDifference(members, new Set([i])) });
      return;
    }
    // uᵢ·Πⱼ uⱼ is a square, and √uᵢ = √(uᵢ·Πⱼ uⱼ)/Πⱼ uⱼ·Πⱼ √uⱼ.
    const roots = [...members].map((j) => radicands[j]);
    const product = roots.reduce(Q.multiply, Q.ONE);
    const root = rationals.apply(sqrt, Q.multiply(radicands[i], product));
    relations.push({ of: radicands[i], factor: Q.divide(root, product), roots });
  });
  return relations;
}

function symmetricDifference(a: ReadonlySet<number>, b: ReadonlySet<number>): Set<number> {
  return new Set([...a, ...b].filter((x) => a.has(x) !== b.has(x)));
}

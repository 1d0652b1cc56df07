/** Linear networks of two layers: UᵀU − VᵀV. */
import type { Subject } from '../../instances/subject.ts';
import { rankModulo } from '../../numerics/modular-elimination.ts';
import { rationalModulo } from '../../numerics/prime-field.ts';
import type { Rational } from '../../numerics/rational.ts';
import type { Hypothesis } from '../claim.ts';
import { defineCount } from '../define-count.ts';
import { PRIME } from '../oracles/linear-laws.ts';

/**
 * Independent entries of UᵀU − VᵀV, U n × r and V m × r, at (U; V) of full rank k = min(r, n + m): the symmetric
 * matrices S, r × r, less those with (U; V)S = 0.
 */
export function independentProducts(rank: number, rows: number): number {
  const k = Math.min(rank, rows);
  return (k * (2 * rank + 1 - k)) / 2;
}

/** Rank mod p of a matrix, at most the rank; 0 where p divides a denominator. */
export function rankOf(rows: readonly (readonly Rational[])[]): number {
  const flat = rows.flat();
  if (flat.some(({ denominator }) => denominator % BigInt(PRIME) === 0n)) return 0;
  const residues = Float64Array.from(flat, (q) => rationalModulo(q, PRIME));
  return rankModulo(residues, rows.length, rows[0].length, PRIME);
}

interface LowRank {
  readonly inputs: number;
  readonly rank: number;
  readonly outputs: number;
  readonly activation?: unknown;
}

const sizesOf = ({ model }: Subject) => model.spec as LowRank;

const FULL_RANK: Hypothesis = {
  id: 'full-rank',
  statement: 'U above V, as one matrix, has full rank.',
  holds(subject) {
    const { inputs, outputs, rank } = sizesOf(subject);
    const rows = Array.from({ length: inputs + outputs }, (_, i) =>
      subject.exact.slice(i * rank, (i + 1) * rank),
    );
    return rankOf(rows) === Math.min(rank, inputs + outputs);
  },
};

export const linearFactorLaws = defineCount({
  id: 'linear-factor-laws',
  statement:
    'A product U Vᵀ, U n × r and V m × r, has k(2r + 1 − k)/2 independent conserved quantities, those of UᵀU − VᵀV, k = min(r, n + m).',
  latex: 'M-\\dim\\mathrm{Lie}_\\theta=\\tfrac12k(2r+1-k),\\quad k=\\min(r,n+m)',
  source:
    'Marcotte, Gribonval, Peyré, NeurIPS 2023 (arXiv:2307.00144); ICML 2025 (arXiv:2506.06194), Prop. 3.5',
  status: 'published',
  statusReason: 'Proved in the source; counted here at every size drawn.',
  kinds: ['low-rank'],
  at: 'given',
  hypotheses: [FULL_RANK],
  needs: 'a product U Vᵀ without a function on top',
  draw: (_, { upTo }) => ({
    kind: 'low-rank',
    inputs: upTo(1, 3),
    rank: upTo(1, 5),
    outputs: upTo(1, 3),
  }),
  expected(subject) {
    const { inputs, rank, outputs, activation } = sizesOf(subject);
    return activation === undefined ? independentProducts(rank, inputs + outputs) : undefined;
  },
});

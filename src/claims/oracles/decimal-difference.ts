/**
 * Whether a difference is rounding: it is computed in decimals, held against the size of what was
 * subtracted, and where it stands out computed once more with twice the digits. Relative throughout: a
 * field of size 10⁻³⁰ is as good as one of size 1.
 */
import { Decimal } from 'decimal.js';
import type { InDecimals } from '../decision.ts';
import { DECIMAL_ROUNDING } from '../margin.ts';
import { type DecimalProof, decimalProof } from '../proof.ts';
import { withinReach } from './decimal-model.ts';

export interface DecimalDifference {
  readonly difference: Decimal;
  /** Size of what was subtracted; 0 only where everything is. */
  readonly scale: Decimal;
}

export type SettledDifference =
  | { readonly status: 'holds' | 'undecided'; readonly decimal: InDecimals }
  | { readonly status: 'fails'; readonly decimal: InDecimals; readonly proof: DecimalProof };

const DIGITS = 60;

/** How well both precisions must agree on a difference that is none of rounding. */
const AGREEMENT = 1e-6;

/** @returns undefined where decimals cannot be had (`withinReach`). */
export function settleInDecimals(
  compute: (digits: number) => DecimalDifference,
): SettledDifference | undefined {
  const first = withinReach(() => compute(DIGITS));
  if (first === undefined) return undefined;
  const relative = ratioOf(first);
  const decimal = {
    digits: DIGITS,
    distance: first.difference.toNumber(),
    bound: first.scale.mul(DECIMAL_ROUNDING).toNumber(),
    relative,
  };
  if (relative <= DECIMAL_ROUNDING) return { status: 'holds', decimal };
  const again = withinReach(() => compute(2 * DIGITS));
  if (again === undefined) return undefined;
  // The difference itself, not its ratio: where all digits cancel, what is left at either precision is
  // noise as large as its own scale, and only its size tells.
  const error = again.difference.sub(first.difference).div(AGREEMENT);
  const distance = first.difference;
  if (!distance.gt(error.abs())) return { status: 'undecided', decimal };
  return { status: 'fails', decimal, proof: decimalProof({ digits: DIGITS, distance, error }) };
}

function ratioOf({ difference, scale }: DecimalDifference): number {
  return difference.isZero() ? 0 : difference.div(scale).toNumber();
}

/** max |vᵢ|; 0 for no entries. */
export function largestOf(values: readonly Decimal[]): Decimal {
  return values.reduce((a, v) => Decimal.max(a, v.abs()), new Decimal(0));
}

/** ‖v‖₂ with the precision of the entries' constructor. */
export function normOf(values: readonly Decimal[]): Decimal {
  return values.reduce((sum, v) => v.mul(v).add(sum), new Decimal(0)).sqrt();
}

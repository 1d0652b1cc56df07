/**
 * Whether a difference is rounding: it is computed in decimals, held against the size of what was
 * subtracted, and where it stands out computed once more with twice the digits. Relative throughout: a
 * field of size 10⁻³⁰ is as good as one of size 1.
 */
import { Decimal } from 'decimal.js';
import { withinReach } from './decimal-model.ts';
import { type Finding, marginOf } from './finding.ts';

export interface DecimalDifference {
  readonly difference: Decimal;
  /** Size of what was subtracted; 0 only where everything is. */
  readonly scale: Decimal;
}

export interface SettledDifference {
  readonly digits: number;
  readonly distance: number;
  readonly bound: number;
  readonly margin: number;
  readonly status: Finding['status'];
}

const DIGITS = 60;

/** Largest difference, relative to the scale, that is rounding: 60 digits less 30 for cancellation. */
const ROUNDING = 1e-30;

/** How well both precisions must agree on a difference that is none of rounding. */
const AGREEMENT = 1e-6;

/** @returns undefined where decimals cannot be had (`withinReach`). */
export function settleInDecimals(
  compute: (digits: number) => DecimalDifference,
): SettledDifference | undefined {
  const first = withinReach(() => compute(DIGITS));
  if (first === undefined) return undefined;
  const ratio = ratioOf(first);
  const settled = {
    digits: DIGITS,
    distance: first.difference.toNumber(),
    bound: first.scale.mul(ROUNDING).toNumber(),
    margin: marginOf(ratio, ROUNDING),
  };
  if (ratio <= ROUNDING) return { ...settled, status: 'holds' };
  const again = withinReach(() => compute(2 * DIGITS));
  if (again === undefined) return undefined;
  // The difference itself, not its ratio: where all digits cancel, what is left at either precision is
  // noise as large as its own scale, and only its size tells.
  const change = again.difference.sub(first.difference).abs();
  const agrees = change.lte(first.difference.mul(AGREEMENT));
  return { ...settled, status: agrees ? 'fails' : 'undecided' };
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

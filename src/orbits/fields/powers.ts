/**
 * Which powers of s a slot of a program can hold when x = x₀ + s·u: an arithmetic progression
 *
 *   { lo, lo + step, …, ≤ hi }        step = 0 where there is one power only
 *
 * found without running anything. Parameters hold s⁰, the datum s¹ (and s⁰ where x₀ ≠ 0); an odd
 * function of something odd is odd. So a deep odd network keeps every other power only, and what does
 * not depend on x a single one.
 */
import type { AnalyticFunction } from '../../analytic/analytic-function.ts';
import { UnsupportedError } from '../../errors.ts';
import type { Operation } from '../../models/program.ts';

export interface Powers {
  readonly lo: number;
  readonly hi: number;
  readonly step: number;
}

export const CONSTANT: Powers = { lo: 0, hi: 0, step: 0 };

const NONE: Powers = { lo: 0, hi: -1, step: 0 };

/** Number of powers. */
export function countOf({ lo, hi, step }: Powers): number {
  return hi < lo ? 0 : step === 0 ? 1 : Math.floor((hi - lo) / step) + 1;
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}

/** The progression cut off at `top`; nothing is left where lo > top (then hi = lo − 1). */
function cut({ lo, hi, step }: Powers, top: number): Powers {
  if (lo > top) return { lo, hi: lo - 1, step: 0 };
  const end = Math.min(hi, top);
  if (step === 0 || end === lo) return { lo, hi: lo, step: 0 };
  const last = end - ((end - lo) % step);
  return { lo, hi: last, step: last === lo ? 0 : step };
}

export function union(a: Powers, b: Powers): Powers {
  if (a === b) return a;
  if (a.hi < a.lo) return b;
  if (b.hi < b.lo) return a;
  const step = gcd(gcd(a.step, b.step), Math.abs(a.lo - b.lo));
  return { lo: Math.min(a.lo, b.lo), hi: Math.max(a.hi, b.hi), step };
}

export function product(a: Powers, b: Powers, top: number): Powers {
  // Where nothing is expanded all are this one.
  if (a === CONSTANT && b === CONSTANT) return CONSTANT;
  if (a.hi < a.lo || b.hi < b.lo) return { lo: a.lo + b.lo, hi: a.lo + b.lo - 1, step: 0 };
  return cut({ lo: a.lo + b.lo, hi: a.hi + b.hi, step: gcd(a.step, b.step) }, top);
}

/** Powers of f⁽ⁿ⁾(a). */
export function composed(f: AnalyticFunction, order: number, a: Powers, top: number): Powers {
  if (a.hi < a.lo) return CONSTANT;
  if (a.lo === 0) return countOf(a) === 1 ? CONSTANT : cut({ lo: 0, hi: top, step: a.step }, top);
  const orders = supportFrom(f, order, Math.floor(top / a.lo));
  if (orders.length === 0) return NONE;
  const first = orders[0] * a.lo;
  if (orders.length === 1 && orders[0] === 0) return CONSTANT;
  const step = orders.reduce((g, m) => gcd(g, m * a.lo - first), a.step);
  return cut({ lo: first, hi: top, step }, top);
}

/** Orders m ≤ top with a non-zero coefficient of f⁽ⁿ⁾ at 0. */
function supportFrom(f: AnalyticFunction, n: number, top: number): number[] {
  if (f.taylor === null)
    throw new UnsupportedError(
      `"${f.name}" is not analytic: there is no Taylor series to compute with`,
    );
  const out: number[] = [];
  for (let m = 0; m <= top; m++) if (f.taylor.inSupport(m + n)) out.push(m);
  return out;
}

/**
 * Powers of every slot.
 *
 * @param inputPowers of each input of the program.
 * @param top highest power that is kept.
 * @throws UnsupportedError where something without a constant term has to be inverted: x₀ must be moved.
 */
export function powersOf(
  operations: readonly Operation[],
  inputPowers: readonly Powers[],
  top: number,
): Powers[] {
  const powers: Powers[] = [];
  for (const operation of operations) powers.push(of(operation, powers, inputPowers, top));
  return powers;
}

function of(
  operation: Operation,
  powers: readonly Powers[],
  inputPowers: readonly Powers[],
  top: number,
): Powers {
  switch (operation.op) {
    case 'rational':
    case 'parameter':
      return CONSTANT;
    case 'input':
      return inputPowers[operation.index] === CONSTANT
        ? CONSTANT
        : cut(inputPowers[operation.index], top);
    case 'add':
    case 'sub':
      return union(powers[operation.a], powers[operation.b]);
    case 'mul':
      return product(powers[operation.a], powers[operation.b], top);
    case 'neg':
      return powers[operation.a];
    case 'dot': {
      const { left, right } = operation;
      let all: Powers = NONE;
      for (let i = 0; i < left.length; i++)
        all = union(all, product(powers[left[i]], powers[right[i]], top));
      return all;
    }
    case 'inverse':
      return inverted(powers[operation.a], top);
    case 'apply':
      return composed(operation.f, operation.order, powers[operation.a], top);
  }
}

/** Powers of 1/a. */
export function inverted(a: Powers, top: number): Powers {
  if (a.lo > 0 || a.hi < a.lo)
    throw new UnsupportedError('an inverse of what vanishes at the point of expansion');
  return countOf(a) === 1 ? CONSTANT : cut({ lo: 0, hi: top, step: a.step }, top);
}

/**
 * What one gradient of a family costs before anything is laid out, in products of coefficients in s: the
 * number of pairs of places of each product, of all powers of each function's argument, and a constant for
 * each operation.
 */
import { UnsupportedError } from '../../errors.ts';
import type { Operation } from '../../models/program.ts';
import { countOf, type Powers, product } from './powers.ts';

/** Bound on products in all: about ten seconds, and some hundred megabytes of places. */
export const MOST_WORK = 6e8;

/** Time alone: an operation costs as much as so many products. */
const OVERHEAD = 16;

/** Time alone: gradients beside the rows of the rank: brackets, random controls, identities. */
const OTHER_GRADIENTS = 1500;

/** @param powers of every operation, none above `top`. */
export function gradientWork(
  operations: readonly Operation[],
  powers: readonly Powers[],
  top: number,
): number {
  let work = 0;
  operations.forEach((operation, i) => {
    work += OVERHEAD;
    switch (operation.op) {
      case 'mul':
        work += pairs(powers[operation.a], powers[operation.b], powers[i]);
        break;
      case 'dot':
        operation.left.forEach((a, k) => {
          work += pairs(powers[a], powers[operation.right[k]], powers[i]);
        });
        break;
      case 'inverse':
        work += 3 * pairs(powers[i], powers[i], powers[i]);
        break;
      case 'apply':
        work += powersWork(powers[operation.a], top);
    }
  });
  return work;
}

/** wᵐ for all m, w the argument without its constant term. */
function powersWork(a: Powers, top: number): number {
  const lo = a.lo > 0 ? a.lo : a.step;
  const w: Powers = { ...a, lo };
  if (lo === 0) return 0;
  let work = 0;
  let before = w;
  for (let m = 2; m * lo <= top; m++) {
    const next = product(before, w, top);
    work += pairs(before, w, next) + 3 * countOf(next);
    before = next;
  }
  return work;
}

/** Pairs (i, j) with aᵢ + bⱼ among the powers that are kept, at most. */
function pairs(a: Powers, b: Powers, out: Powers): number {
  const [m, n, kept] = [countOf(a), countOf(b), countOf(out)];
  const [few, many] = m < n ? [m, n] : [n, m];
  if (few + many - 1 <= kept) return few * many;
  const most = Math.min(few, kept);
  return most * kept - (most * (most - 1)) / 2;
}

/** No mistake of anybody's, so no bad input: a claim about such a model is undecided. */
export class TooMuchWork extends UnsupportedError {}

/** @param work of one gradient. @param rows that a rank asks for. */
export function isAffordable(work: number, rows: number): boolean {
  return work * (rows + OTHER_GRADIENTS) <= MOST_WORK;
}

/**
 * @param work of one gradient.
 * @param rows that a rank asks for.
 * @param asked the sizes that are to blame.
 * @throws TooMuchWork
 */
export function requireWork(work: number, rows: number, asked: string): void {
  if (isAffordable(work, rows)) return;
  const total = work * (rows + OTHER_GRADIENTS);
  throw new TooMuchWork(
    `model: exact arithmetic can answer with at most ${MOST_WORK.toExponential(0)} products mod p, ` +
      `and this one takes about ${total.toExponential(0)}: ${asked}`,
  );
}

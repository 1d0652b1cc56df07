/**
 * A bound on operations, counted instead of timed: what is too much is too much on every machine.
 *
 * A unit is about a nanosecond of the machine on which the weights were measured, one product and sum mod p. It
 * is charged where the work is coarse – a gradient over series, a panel of an elimination, an operation on balls
 * weighted by its bits, a step of a solver times the operations of its field – and never for each element. Counts
 * are integers, so that they add up to the same sum from wherever they start.
 *
 * What is remembered from one instance to the next must not make the next one cheaper. An answer that is kept
 * knows what it cost and which other kept answers it was made of; in each budget every one of them is charged
 * when it is asked for first, found or remembered, directly or through another. So a count is the sum over a set
 * of answers, and the same whatever was there before.
 */

/** More was asked for than there is. No defect, and nothing that mends itself by trying again. */
export class BudgetExceeded extends Error {
  override readonly name = 'BudgetExceeded';
  readonly units: number;

  /** @param units the bound. */
  constructor(units: number) {
    super(`it takes more than ${units.toExponential(0)} operations`);
    this.units = units;
  }
}

/**
 * For what takes a random time, and is not charged: an estimate.
 *
 * @throws BudgetExceeded where the whole budget in force is smaller, even within `free`.
 */
export function requireWithin(units: number): void {
  if (units > allowed) throw new BudgetExceeded(allowed);
}

/** Everything that was charged in this thread. */
let used = 0;
let limit = Number.POSITIVE_INFINITY;
/** Units of the budget whose limit it is, and the number of the budget in force. */
let allowed = Number.POSITIVE_INFINITY;
let budget = 0;
let budgets = 0;

/**
 * Charges so many units, an integer.
 *
 * @throws BudgetExceeded, and at every later charge to the same budget as well: catching it helps nobody.
 */
export function spend(units: number): void {
  used += units;
  if (used > limit) throw new BudgetExceeded(allowed);
}

/** Everything that was charged in this thread; differences within one budget are what counts. */
export function spent(): number {
  return used;
}

/**
 * The value of `compute` and what it cost. It may cost so many units, and no more than is left of a budget around
 * it, to which at most that much is charged.
 *
 * @throws BudgetExceeded also where `compute` caught it and went on.
 */
export function withBudget<T>(
  units: number,
  compute: () => T,
): { readonly value: T; readonly cost: number } {
  const [begin, outerLimit, outerAllowed, outerBudget] = [used, limit, allowed, budget];
  if (begin + units < limit) [limit, allowed] = [begin + units, units];
  budget = ++budgets;
  const [ownLimit, ownAllowed] = [limit, allowed];
  try {
    const value = compute();
    if (used > ownLimit) throw new BudgetExceeded(ownAllowed);
    return { value, cost: used - begin };
  } finally {
    [limit, allowed, budget] = [outerLimit, outerAllowed, outerBudget];
    if (used > ownLimit && ownLimit < outerLimit) used = ownLimit;
  }
}

/**
 * After a computation was ended from outside, when nothing that it meant to do at its end was done: no budget is in
 * force.
 */
export function abandonBudgets(): void {
  [limit, allowed, budget, record] = [
    Number.POSITIVE_INFINITY,
    Number.POSITIVE_INFINITY,
    ++budgets,
    null,
  ];
}

/** The value of `compute`, whatever it costs: for what takes a random time, or is kept for good. */
export function free<T>(compute: () => T): T {
  const [before, outerLimit, outerRecord] = [used, limit, record];
  limit = Number.POSITIVE_INFINITY;
  record = null;
  try {
    return compute();
  } finally {
    [used, limit, record] = [before, outerLimit, outerRecord];
  }
}

/** An answer that is kept. */
export interface Kept<T> {
  readonly value: T;
  /** What it cost beside the answers it needs. */
  readonly own: number;
  readonly needs: readonly Kept<unknown>[];
  /** The budget it was last charged to. */
  chargedTo: number;
}

interface Record {
  readonly needs: Kept<unknown>[];
  /** Charged since the record began, for answers that are needed. */
  charged: number;
}

/** Of the answer that is being found. */
let record: Record | null = null;

/** Finds an answer that is to be kept. */
export function find<T>(compute: () => T): Kept<T> {
  const [begin, outer] = [used, record];
  const inner: Record = { needs: [], charged: 0 };
  record = inner;
  try {
    const value = compute();
    const own = used - begin - inner.charged;
    const kept = { value, own, needs: inner.needs, chargedTo: budget };
    outer?.needs.push(kept);
    return kept;
  } finally {
    record = outer;
    if (outer !== null) outer.charged += used - begin;
  }
}

/** The value of an answer that was kept. */
export function recall<T>(kept: Kept<T>): T {
  if (record !== null) {
    const outer = record;
    outer.needs.push(kept);
    const begin = used;
    charge(kept);
    outer.charged += used - begin;
  } else charge(kept);
  return kept.value;
}

function charge(kept: Kept<unknown>): void {
  if (kept.chargedTo === budget) return;
  kept.chargedTo = budget;
  for (const needed of kept.needs) charge(needed);
  spend(kept.own);
}

/** An answer that is found when it is asked for first. */
export function once<T>(compute: () => T): () => T {
  let kept: Kept<T> | undefined;
  return () => {
    if (kept === undefined) {
      kept = find(compute);
      return kept.value;
    }
    return recall(kept);
  };
}

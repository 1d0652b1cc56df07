/**
 * dim Lie_θ(𝔉) from below, mod p.
 *
 * Rows are values at θ of members (order 0) and of their iterated brackets with random controls
 * (`pulled-back-fields.ts`). All of them lie in Lie_θ(𝔉), so the rank is a rigorous lower bound for the
 * Lie rank over ℚ at a θ with rational coordinates, whatever was drawn. Members and controls are
 * generic points of irreducible varieties: as long as the rows so far do not span what an order can
 * reach, the next draw raises the rank except with probability O(degree/p), p > 2²¹. So one draw in vain settles
 * an order. Orders are raised until the rank meets a proven upper bound, or stands still.
 */

import { ShapeError, UnsupportedError } from '../../errors.ts';
import { doubles, EMPTY, enlarged } from '../../numerics/doubles.ts';
import { createEchelon, type ModularEchelon } from '../../numerics/modular-elimination.ts';
import type { Rng } from '../../numerics/random.ts';
import type { FamilySequence, FieldFamily } from '../fields/family.ts';
import { requireWork } from '../fields/field-work.ts';
import { drawInto, drawMember } from '../fields/random-field.ts';
import { LieRankResult, type WitnessControl } from './lie-rank-result.ts';
import { bracketRows, controlledTrajectory } from './pulled-back-fields.ts';
import { witnessRows } from './witness-rows.ts';

export interface LieRankOptions {
  readonly rng: Rng;
  readonly prime: number;
  /** Proven bound (dimension of the stratum, or less): the search ends when it is met. Default M. */
  readonly upperBound?: number;
  /** A rank known to be reached (from a point moved along the orbit): no standing still below it. */
  readonly expected?: number;
  /** Highest order of brackets. Default 13. */
  readonly maxOrder?: number;
  /** Raises of the order in a row that must leave the rank unmoved. Default 2. */
  readonly stillRaises?: number;
  /** Random controls tried per order before it counts as spent. Default 2. */
  readonly controlsPerOrder?: number;
  /** Largest working memory in bytes. Default 1 GiB. @see lieRankMemory */
  readonly memoryLimit?: number | undefined;
}

/** Time alone: members are drawn together at first order, so many, and as many as there are rows, */
const FIRST_BATCH = 16;
/** Time alone: at most so many. */
const LARGEST_BATCH = 256;
/** Time alone: at most so many along a control. */
const LARGEST_OF_CONTROL = 32;

const ORDERS = [1, 2, 3, 4, 6, 9, 13, 18, 24, 32];

/**
 * Bytes of working memory at order K: the echelon form (up to M²), a batch of rows and the panel, and
 * a trajectory at every length.
 */
export function lieRankMemory(size: number, coefficientCount: number, order: number): number {
  const rows = size * size + 2 * size * size + 64 * size;
  const series =
    ((size + coefficientCount) * (order + 1) * (order + 2)) / 2 + 6 * size * (order + 1);
  return 8 * (rows + series);
}

/** A rank that grows by stages: what is known of an upper bound may change from one to the next. */
export interface LieSearch {
  /** Of all rows so far. */
  readonly echelon: ModularEchelon;
  /** Values of random members at θ, at rising truncations, until the bound is met or the span is. */
  firstOrder(bound: number): void;
  /**
   * Brackets of rising order, until the bound is met or the rank stands still; where it stood still, asked again
   * with a larger `stillRaises` it goes on.
   */
  brackets(bound: number, stillRaises?: number): void;
  result(bound: number): LieRankResult;
}

/**
 * Lower bound for the Lie rank of the sequence's families at θ mod p.
 * @param theta M residues.
 * @throws UnsupportedError when the memory limit does not suffice, and says what would; when the rows would
 *   take too long.
 */
export function lieRank(
  sequence: Pick<FamilySequence, 'truncations' | 'family'>,
  theta: Float64Array,
  options: LieRankOptions,
): LieRankResult {
  const bound = options.upperBound ?? theta.length;
  const search = lieSearch(sequence, theta, options);
  search.firstOrder(bound);
  search.brackets(bound);
  return search.result(bound);
}

/** As `lieRank`, stage by stage; `upperBound` is only what the rows are expected to be at most. */
export function lieSearch(
  sequence: Pick<FamilySequence, 'truncations' | 'family'>,
  theta: Float64Array,
  options: LieRankOptions,
): LieSearch {
  const { rng, prime } = options;
  const lowest = sequence.family(prime, 0);
  const { size } = lowest;
  if (theta.length !== size)
    throw new ShapeError('lieRank', `${size} parameters`, `${theta.length}`);
  const orders = ORDERS.filter((order) => order <= (options.maxOrder ?? 13));
  requireMemory(lowest, options.memoryLimit ?? 2 ** 30);
  const most = options.upperBound ?? size;
  if (lowest.work !== undefined)
    requireWork(lowest.work, most, `a rank of up to ${most} of ${size} parameters`);

  const echelon = createEchelon(size, prime);
  const rows = witnessRows();
  const controls: WitnessControl[] = [];
  /** Of a batch: its rows, and the members they are of. */
  let batch = EMPTY;
  let members = EMPTY;
  let controlsTried = 0;

  function reserve({ coefficientCount }: FieldFamily, count: number, rowCount: number): void {
    batch = enlarged(batch, rowCount * size, doubles);
    members = enlarged(members, count * coefficientCount, doubles);
  }

  /** Number `i` of the batch's members. */
  function memberOf({ coefficientCount }: FieldFamily, i: number): Float64Array {
    return members.subarray(i * coefficientCount, (i + 1) * coefficientCount);
  }

  /** Values of random members at θ: rows `first` … `last` − 1 of the batch. */
  function drawValues(family: FieldFamily, first: number, last: number): void {
    for (let i = first; i < last; i++) {
      const member = memberOf(family, i);
      drawInto(family, theta, rng, member);
      family.gradient(member, theta, 1, batch.subarray(i * size));
    }
  }

  /** Values of random members until the bound is met or the span is; more at once the more of them count. */
  function drawFirstOrder(family: FieldFamily, bound: number): void {
    let isSettled = false;
    while (echelon.rank() < bound && !isSettled) {
      const needed = bound - echelon.rank();
      const count = Math.min(needed + 1, Math.max(FIRST_BATCH, echelon.rank()), LARGEST_BATCH);
      reserve(family, count, count);
      // Beyond a rank of M nothing can come; beyond another bound it would show that the bound is false.
      const enough = bound === size ? Math.min(needed, count) : count;
      drawValues(family, 0, enough);
      const raised = echelon.insert(batch, enough);
      if (echelon.rank() < bound) {
        drawValues(family, enough, count);
        for (const i of echelon.insert(batch.subarray(enough * size), count - enough))
          raised.push(enough + i);
      }
      for (const i of raised) rows.keep(memberOf(family, i), 0, -1);
      isSettled = raised.at(-1) !== count - 1;
    }
  }

  /** Brackets up to `order` along one random control; true when the rank rose. */
  function drawBrackets(family: FieldFamily, order: number, bound: number): boolean {
    const length = order + 1;
    const coefficients = drawMember(family, theta, length, rng);
    const trajectory = controlledTrajectory(family, coefficients, theta, length);
    const control = controls.length;
    controlsTried++;
    let rose = false;
    let isSettled = false;
    // Twice as many each time: one is enough where an order says nothing new.
    for (
      let most = 1;
      echelon.rank() < bound && !isSettled;
      most = Math.min(2 * most, LARGEST_OF_CONTROL)
    ) {
      const count = Math.min(Math.ceil((bound - echelon.rank()) / order), most);
      reserve(family, count, count * order);
      for (let i = 0; i < count; i++) {
        const member = memberOf(family, i);
        drawInto(family, theta, rng, member);
        bracketRows(family, trajectory, member, order, batch, i * order * size);
      }
      const raised = echelon.insert(batch, count * order);
      for (const i of raised)
        rows.keep(memberOf(family, Math.floor(i / order)), (i % order) + 1, control);
      if (raised.length > 0) rose = true;
      isSettled = raised.length === 0 || raised.at(-1)! < (count - 1) * order;
    }
    if (rose) controls.push({ length, coefficients });
    return rose;
  }

  // Brackets start at the lowest truncation that has the whole span of first order.
  let truncation = 0;
  const last = Math.min(sequence.truncations, MAX_TRUNCATIONS) - 1;
  let firstOrderRank = 0;
  let order = 0;
  /** Of `orders`, the next one; and raises in a row that left the rank unmoved. */
  let next = 0;
  let still = 0;
  return {
    echelon,
    firstOrder(bound) {
      for (let l = truncation; l <= last && echelon.rank() < bound; l++) {
        const before = echelon.rank();
        drawFirstOrder(sequence.family(prime, l), bound);
        if (echelon.rank() > before) truncation = l;
      }
      firstOrderRank = echelon.rank();
    },
    brackets(bound, stillRaises = options.stillRaises ?? 2) {
      for (; next < orders.length; next++) {
        if (echelon.rank() >= bound) break;
        if (still >= stillRaises && echelon.rank() >= (options.expected ?? 0)) break;
        order = orders[next];
        if (still > 0 && truncation < last) truncation++;
        const family = sequence.family(prime, truncation);
        let rose = false;
        for (let c = 0; c < (options.controlsPerOrder ?? 2) && echelon.rank() < bound; c++) {
          if (drawBrackets(family, order, bound)) rose = true;
          else break;
        }
        still = rose ? 0 : still + 1;
      }
    },
    result(bound) {
      const width = sequence.family(prime, truncation).coefficientCount;
      const rank = echelon.rank();
      const met = rank >= bound;
      return new LieRankResult(
        { rank, firstOrderRank, met, order, truncation, prime, controlsTried },
        { echelon, rows, controls, tried: controls.length, width },
      );
    },
  };
}

/** Effort alone: truncations beyond this are not tried: each doubles the number of powers. */
const MAX_TRUNCATIONS = 12;

function requireMemory(family: FieldFamily, limit: number): void {
  const needed = lieRankMemory(family.size, family.coefficientCount, 4);
  if (needed <= limit) return;
  const mebibytes = (bytes: number) => `${Math.ceil(bytes / 2 ** 20)} MiB`;
  throw new UnsupportedError(
    `orbit: ${family.size} parameters need ${mebibytes(needed)} of working memory, the limit is ${mebibytes(limit)} (falsim orbit --memory, memoryLimit)`,
  );
}

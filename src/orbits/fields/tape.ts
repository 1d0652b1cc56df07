/**
 * A program laid out for interpretation: where each slot's coefficients stand in the workspace, and
 * for each operation the lists of places that its sums run over. The same for all primes.
 */
import type { AnalyticFunction } from '../../analytic/analytic-function.ts';
import { type Operation, type Program, readsFlagged, type Slot } from '../../models/program.ts';
import type { Rational } from '../../numerics/rational.ts';
import { type Bilinear, type Gather, TripleList } from './gather.ts';
import { type Leaves, leavesOf } from './leaves.ts';
import { composed, countOf, inverted, type Powers, powersOf, product } from './powers.ts';

/** A run of series: `count` of them from number `at` on, standing for the powers lo, lo + step, … */
export interface Run extends Powers {
  readonly at: number;
  readonly count: number;
}

/** Places of one run inside another: out[to[i]] ± = a[from[i]]. */
export interface Copy {
  readonly slot: Slot;
  readonly sign: 1 | -1;
  readonly to: Int32Array;
  readonly from: Int32Array;
}

export type Step =
  | { readonly op: 'rational'; readonly out: Run; readonly value: Rational }
  | { readonly op: 'parameter'; readonly out: Run; readonly index: number }
  | { readonly op: 'input'; readonly out: Run; readonly index: number }
  | { readonly op: 'sum'; readonly out: Run; readonly terms: readonly Copy[] }
  | { readonly op: 'products'; readonly out: Run; readonly product: Bilinear }
  | InversionStep
  | ApplicationStep;

/** v = g(a) for a function g of one number: the chain rule v̇ = g′(a)·ȧ as a product of runs. */
interface Chained {
  readonly out: Run;
  readonly slot: Slot;
  readonly a: Run;
  /** g′(a), and its derivative g″(a)·ȧ in the same places. */
  readonly slope: Run;
  readonly slopeDot: Run;
  /** a × g′(a) → v, and towards a. */
  readonly chain: Gather;
  readonly back: Gather;
  /** towards a with g″(a)·ȧ in the place of g′(a). */
  readonly backDot: Gather;
}

export interface InversionStep extends Chained {
  readonly op: 'inverse';
  /** v × v → −g′ and v × v̇ → −g″ȧ/2. */
  readonly square: Gather;
  readonly squareDot: Gather;
}

export interface ApplicationStep extends Chained {
  readonly op: 'apply';
  /** Of the operation in its program. */
  readonly index: Slot;
  readonly f: AnalyticFunction;
  readonly order: number;
  /** f″(a). */
  readonly curvature: Run;
  /** a × f″(a) → the places of f′(a). */
  readonly bend: Gather;
  /** Powers wᵐ, m = 1, 2, …, of the part w of a that has no constant term in s. */
  readonly levels: readonly Level[];
}

/** wᵐ: where it is kept, how it comes from wᵐ⁻¹ and w, how it falls into f(a), f′(a), f″(a). */
export interface Level {
  readonly power: Run;
  readonly product: Gather | null;
  readonly into: readonly [Copy, Copy, Copy];
}

export interface FieldTape {
  readonly steps: readonly Step[];
  readonly leaves: Leaves;
  readonly runs: readonly Run[];
  /** Slots that depend on a parameter. */
  readonly active: Uint8Array;
  readonly outputs: Int32Array;
  /** Number of series of the slots' values, which stand first. */
  readonly slots: number;
  /** Number of series of values, with the scratch. */
  readonly series: number;
  readonly parameters: number;
  readonly inputs: number;
  readonly top: number;
}

/**
 * @param inputPowers powers of s that each input holds.
 * @param top highest power of s that is kept.
 */
export function layOut(program: Program, inputPowers: readonly Powers[], top: number): FieldTape {
  const { operations } = program;
  const powers = powersOf(operations, inputPowers, top);
  let series = 0;
  const run = (p: Powers): Run => {
    const count = countOf(p);
    const placed = { lo: p.lo, hi: p.hi, step: p.step, at: series, count };
    series += count;
    return placed;
  };
  const runs = powers.map(run);
  const slots = series;
  const scratch: [Run, Run] = [run(all(top)), run(all(top))];
  const active = new Uint8Array(operations.length);

  const products = (out: Run, pairs: readonly (readonly [Slot, Slot])[]): Bilinear => {
    const every = new TripleList();
    let [lefts, rights] = [0, 0];
    for (const [a, b] of pairs) {
      addTriples(every, out, runs[a], runs[b]);
      lefts += active[a];
      rights += active[b];
    }
    /** Of the pairs whose factor is a variable: of all of them the list is there already. */
    const towards = (side: 0 | 1, count: number): TripleList => {
      if (count === pairs.length) return every;
      const list = new TripleList();
      for (const pair of pairs)
        if (active[pair[side]] === 1) addTriples(list, out, runs[pair[0]], runs[pair[1]]);
      return list;
    };
    return {
      out: every.by(0, 1, 2),
      left: lefts > 0 ? towards(0, lefts).by(1, 0, 2) : null,
      right: rights > 0 ? towards(1, rights).by(2, 0, 1) : null,
    };
  };

  const stepOf = (operation: Operation, i: Slot): Step => {
    const out = runs[i];
    active[i] = operation.op === 'parameter' || readsFlagged(operation, active) ? 1 : 0;
    switch (operation.op) {
      case 'rational':
        return { op: 'rational', out, value: operation.value };
      case 'parameter':
      case 'input':
        return { op: operation.op, out, index: operation.index };
      case 'add':
      case 'sub': {
        const { a, b } = operation;
        const sign = operation.op === 'add' ? 1 : -1;
        return {
          op: 'sum',
          out,
          terms: [copyOf(out, runs[a], a), copyOf(out, runs[b], b, sign)],
        };
      }
      case 'neg':
        return { op: 'sum', out, terms: [copyOf(out, runs[operation.a], operation.a, -1)] };
      case 'mul':
        return { op: 'products', out, product: products(out, [[operation.a, operation.b]]) };
      case 'dot': {
        const { left, right } = operation;
        const pairs = Array.from(left, (a, j): [Slot, Slot] => [a, right[j]]);
        return { op: 'products', out, product: products(out, pairs) };
      }
      case 'inverse': {
        const a = runs[operation.a];
        const slope = run(inverted(a, top));
        const slopeDot = run(slope);
        return {
          op: 'inverse',
          ...chained(out, operation.a, a, slope, slopeDot),
          square: triples(slope, out, out).by(0, 1, 2),
          squareDot: triples(slopeDot, out, out).by(0, 1, 2),
        };
      }
      case 'apply': {
        const { f, order } = operation;
        const a = runs[operation.a];
        const slope = run(composed(f, order + 1, a, top));
        const slopeDot = run(slope);
        const curvature = run(composed(f, order + 2, a, top));
        return {
          op: 'apply',
          ...chained(out, operation.a, a, slope, slopeDot),
          index: i,
          f,
          order,
          curvature,
          bend: triples(slopeDot, a, curvature).by(0, 1, 2),
          levels: levelsOf(a, [out, slope, curvature], scratch, top),
        };
      }
    }
  };
  const steps = operations.map(stepOf);
  return {
    steps,
    leaves: leavesOf(operations, runs),
    runs,
    active,
    outputs: program.outputs,
    slots,
    series,
    parameters: program.parameters,
    inputs: program.inputs,
    top,
  };
}

function chained(out: Run, slot: Slot, a: Run, slope: Run, slopeDot: Run): Chained {
  const list = triples(out, a, slope);
  return {
    out,
    slot,
    a,
    slope,
    slopeDot,
    chain: list.by(0, 1, 2),
    back: list.by(1, 0, 2),
    backDot: triples(out, a, slopeDot).by(1, 0, 2),
  };
}

function levelsOf(
  a: Run,
  into: readonly [Run, Run, Run],
  scratch: readonly [Run, Run],
  top: number,
): Level[] {
  const w: Run = a.lo > 0 ? a : { ...a, lo: a.step, at: a.at + 1, count: a.count - 1 };
  if (w.count <= 0) return [];
  const levels: Level[] = [];
  let before = w;
  for (let m = 1; m * w.lo <= top; m++) {
    const powers = m === 1 ? w : product(before, w, top);
    const power = m === 1 ? w : { ...powers, at: scratch[m % 2].at, count: countOf(powers) };
    levels.push({
      power,
      product: m === 1 ? null : triples(power, before, w).by(0, 1, 2),
      into: [copyOf(into[0], power), copyOf(into[1], power), copyOf(into[2], power)],
    });
    before = power;
  }
  return levels;
}

function all(top: number): Powers {
  return { lo: 0, hi: top, step: top === 0 ? 0 : 1 };
}

function triples(out: Run, a: Run, b: Run): TripleList {
  const list = new TripleList();
  addTriples(list, out, a, b);
  return list;
}

/**
 * All (i, j, k) with powers aᵢ + bⱼ = outₖ. What is no whole number of places has a coefficient that is 0: f′ may show
 * a power of its argument that f has beyond the cut, and is laid out on a finer grid then.
 */
function addTriples(list: TripleList, out: Run, a: Run, b: Run): void {
  const unit = out.step === 0 ? 1 : out.step;
  for (let i = 0; i < a.count; i++)
    for (let j = 0; j < b.count; j++) {
      const k = (a.lo + i * a.step + b.lo + j * b.step - out.lo) / unit;
      if (k >= out.count) break;
      if (Number.isInteger(k)) list.add(out.at + k, a.at + i, b.at + j);
    }
}

/** How a run falls into another one; what has no place there is 0. */
function copyOf(out: Run, a: Run, slot: Slot = -1, sign: 1 | -1 = 1): Copy {
  const unit = out.step === 0 ? 1 : out.step;
  const to: number[] = [];
  const from: number[] = [];
  for (let i = 0; i < a.count; i++) {
    const k = (a.lo + i * a.step - out.lo) / unit;
    if (!Number.isInteger(k) || k < 0 || k >= out.count) continue;
    to.push(out.at + k);
    from.push(a.at + i);
  }
  return { slot, sign, to: Int32Array.from(to), from: Int32Array.from(from) };
}

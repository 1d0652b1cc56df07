/**
 * A program laid out for interpretation: where each slot's coefficients stand in the workspace, and
 * for each operation the numbers that a loop over powers of s needs.
 */
import type { AnalyticFunction } from '../../analytic/analytic-function.ts';
import { type Operation, operandsOf, type Program, type Slot } from '../../models/program.ts';
import { rationalModulo } from '../../numerics/prime-field.ts';
import { composed, countOf, inverted, type Powers, powersOf, product } from './powers.ts';

/** A run of series: `count` of them from number `at` on, standing for the powers lo, lo + step, … */
export interface Run extends Powers {
  readonly at: number;
  readonly count: number;
}

/**
 * out[k₀ + i·sa + j·sb] += a[i]·b[j] for all i, j whose place exists: a product of two runs, cut off.
 */
export interface Product {
  readonly out: Run;
  readonly a: Run;
  readonly b: Run;
  readonly from: number;
  readonly stepA: number;
  readonly stepB: number;
  /** Largest number of products that meet in one place. */
  readonly meeting: number;
}

/** out[k₀ + i·step] ±= a[i]. */
export interface Copy {
  readonly out: Run;
  readonly a: Run;
  readonly from: number;
  readonly step: number;
}

export type Step =
  | { readonly op: 'rational'; readonly out: Run; readonly value: number }
  | { readonly op: 'parameter'; readonly out: Run; readonly index: number }
  | { readonly op: 'input'; readonly out: Run; readonly index: number }
  | {
      readonly op: 'sum';
      readonly out: Run;
      readonly terms: readonly {
        readonly copy: Copy;
        readonly sign: 1 | -1;
        readonly slot: Slot;
      }[];
    }
  | {
      readonly op: 'products';
      readonly out: Run;
      readonly terms: readonly {
        readonly product: Product;
        readonly left: Slot;
        readonly right: Slot;
      }[];
    }
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
  /** a × g′(a) and a × g″(a)ȧ as they fall into v. */
  readonly chain: Product;
  readonly chainDot: Product;
}

export interface InversionStep extends Chained {
  readonly op: 'inverse';
  /** v × v as it falls into g′ = −v². */
  readonly square: Product;
}

export interface ApplicationStep extends Chained {
  readonly op: 'apply';
  /** Of the operation in its program. */
  readonly index: Slot;
  readonly f: AnalyticFunction;
  readonly order: number;
  /** f″(a). */
  readonly curvature: Run;
  /** a × f″(a) as it falls into the places of f′(a). */
  readonly bend: Product;
  /** Powers wᵐ, m = 1, 2, …, of the part w of a that has no constant term in s. */
  readonly levels: readonly Level[];
}

/** wᵐ: where it is kept, how it comes from wᵐ⁻¹ and w, how it falls into f(a), f′(a), f″(a). */
export interface Level {
  readonly power: Run;
  readonly product: Product | null;
  readonly into: readonly [Copy, Copy, Copy];
}

export interface FieldTape {
  readonly steps: readonly Step[];
  readonly runs: readonly Run[];
  /** Slots that depend on a parameter. */
  readonly active: Uint8Array;
  readonly outputs: Int32Array;
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
export function layOut(
  program: Program,
  inputPowers: readonly Powers[],
  top: number,
  prime: number,
): FieldTape {
  const { operations } = program;
  const powers = powersOf(operations, inputPowers, top);
  let series = 0;
  const run = (p: Powers): Run => {
    const count = countOf(p);
    const placed = { ...p, at: series, count };
    series += count;
    return placed;
  };
  const runs = powers.map(run);
  const scratch: [Run, Run] = [run(all(top)), run(all(top))];
  const active = new Uint8Array(operations.length);
  const stepOf = (operation: Operation, i: Slot): Step => {
    const out = runs[i]!;
    active[i] =
      operation.op === 'parameter' || operandsOf(operation).some((slot) => active[slot] === 1)
        ? 1
        : 0;
    switch (operation.op) {
      case 'rational':
        return { op: 'rational', out, value: rationalModulo(operation.value, prime) };
      case 'parameter':
      case 'input':
        return { op: operation.op, out, index: operation.index };
      case 'add':
      case 'sub': {
        const { a, b } = operation;
        return {
          op: 'sum',
          out,
          terms: [
            { slot: a, sign: 1, copy: copyOf(out, runs[a]!) },
            { slot: b, sign: operation.op === 'add' ? 1 : -1, copy: copyOf(out, runs[b]!) },
          ],
        };
      }
      case 'neg':
        return {
          op: 'sum',
          out,
          terms: [{ slot: operation.a, sign: -1, copy: copyOf(out, runs[operation.a]!) }],
        };
      case 'mul': {
        const { a, b } = operation;
        const product = productOf(out, runs[a]!, runs[b]!);
        return { op: 'products', out, terms: [{ product, left: a, right: b }] };
      }
      case 'dot': {
        const terms = Array.from(operation.left, (left, j) => {
          const right = operation.right[j]!;
          return { product: productOf(out, runs[left]!, runs[right]!), left, right };
        });
        return { op: 'products', out, terms };
      }
      case 'inverse': {
        const a = runs[operation.a]!;
        const slope = run(inverted(a, top));
        return {
          op: 'inverse',
          ...chained(out, operation.a, a, slope, run(slope)),
          square: productOf(slope, out, out),
        };
      }
      case 'apply': {
        const { f, order } = operation;
        const a = runs[operation.a]!;
        const slope = run(composed(f, order + 1, a, top));
        const curvature = run(composed(f, order + 2, a, top));
        return {
          op: 'apply',
          ...chained(out, operation.a, a, slope, run(slope)),
          index: i,
          f,
          order,
          curvature,
          bend: productOf(slope, a, curvature),
          levels: levelsOf(a, [out, slope, curvature], scratch, top),
        };
      }
    }
  };
  const steps = operations.map(stepOf);
  return {
    steps,
    runs,
    active,
    outputs: program.outputs,
    series,
    parameters: program.parameters,
    inputs: program.inputs,
    top,
  };
}

function chained(out: Run, slot: Slot, a: Run, slope: Run, slopeDot: Run): Chained {
  const chain = productOf(out, a, slope);
  return { out, slot, a, slope, slopeDot, chain, chainDot: { ...chain, b: slopeDot } };
}

function levelsOf(
  a: Run,
  into: readonly [Run, Run, Run],
  scratch: readonly [Run, Run],
  top: number,
): Level[] {
  const w: Run = a.lo > 0 ? a : { ...a, lo: a.step, at: a.at + 1, count: a.count - 1, hi: a.hi };
  if (w.count <= 0 || w.lo === 0) return [];
  const levels: Level[] = [];
  let before = w;
  for (let m = 1; m * w.lo <= top; m++) {
    const powers = m === 1 ? w : product(before, w, top);
    const power = m === 1 ? w : { ...powers, at: scratch[m % 2]!.at, count: countOf(powers) };
    if (power.count === 0) break;
    levels.push({
      power,
      product: m === 1 ? null : productOf(power, before, w),
      into: [copyOf(into[0], power), copyOf(into[1], power), copyOf(into[2], power)],
    });
    before = power;
  }
  return levels;
}

function all(top: number): Powers {
  return { lo: 0, hi: top, step: top === 0 ? 0 : 1 };
}

/** How a product of two runs falls into a third. */
export function productOf(out: Run, a: Run, b: Run): Product {
  const unit = out.step === 0 ? 1 : out.step;
  return {
    out,
    a,
    b,
    // What is no whole number of places lies beyond the cut.
    from: Math.ceil((a.lo + b.lo - out.lo) / unit),
    stepA: Math.ceil(a.step / unit),
    stepB: Math.ceil(b.step / unit),
    meeting: Math.min(a.count, b.count),
  };
}

/** How a run falls into another one. */
export function copyOf(out: Run, a: Run): Copy {
  const unit = out.step === 0 ? 1 : out.step;
  return { out, a, from: Math.ceil((a.lo - out.lo) / unit), step: Math.ceil(a.step / unit) };
}

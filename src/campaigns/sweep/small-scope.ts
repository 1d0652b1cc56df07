/**
 * A small scope: every instance of a claim's domain up to a complexity, each once up to exchange of units and inputs,
 * in the order of simplicity. The complexity of an instance is what its frame costs (`frames.ts`) and what its
 * numbers cost (`numbers.ts`): θ, data, time or rate. (Most defects show on small instances: D. Jackson, Software
 * Abstractions, 2006, the small-scope hypothesis.)
 *
 * The order of docs/complexity.md alone would not do: below a model with two hidden units it has all that have one,
 * with numbers of any size, infinitely many.
 *
 * The scope is a list of blocks, a frame with a number of numbers other than 0, and no instance is kept: a chunk is
 * told its part of which blocks, and lists these anew.
 */
import type { Claim } from '../../claims/claim.ts';
import { InputError } from '../../errors.ts';
import type { Instance, Numeral } from '../../instances/instance.ts';
import { inputDimension, layoutOf, outputDimension } from '../../instances/layout.ts';
import { canonicalText, compareComplexity, structureKey } from '../../shrinking/complexity.ts';
import { filled } from '../../shrinking/smallest-instances.ts';
import { exchangesOf } from './exchanges.ts';
import { type FrameChoice, framesOf, kindsOf } from './frames.ts';
import { type Room, type Vectors, vectorsIn } from './numbers.ts';

/** Instances from one block, plain data. */
export interface Slice {
  /** Its numbers are 0, but for time or rate, which is 1. */
  readonly frame: Instance;
  /** What the numbers may cost. */
  readonly cost: number;
  /** How many of them are not 0. */
  readonly nonZero: number;
  readonly from: number;
  readonly to: number;
}

export interface SmallScope {
  readonly complexity: number;
  readonly functions?: readonly string[] | undefined;
  /** How many instances there are. */
  readonly count: number;
  /** Kinds of the domain that have none of this complexity. */
  readonly kindsWithout: readonly string[];
  /** The instances from one place on, fewer at the end. */
  slices(from: number, count: number): Slice[];
}

/** Instances of one scope. */
const MOST_INSTANCES = 1e8;

/**
 * Counts the instances; keeps none.
 * @throws InputError where there are more than can be checked.
 */
export function smallScope(claim: Claim, choice: FrameChoice, complexity: number): SmallScope {
  const frames = [...framesOf(claim, choice, complexity)]
    .map((frame) => ({ ...frame, key: structureKey(frame.instance) }))
    .sort(
      (a, b) =>
        compareComplexity(a.key, b.key) ||
        (canonicalText(a.instance) < canonicalText(b.instance) ? -1 : 1),
    );
  const blocks: (Slice & { readonly start: number })[] = [];
  const kinds = new Set<string>();
  let count = 0;
  const roomOf = rooms();
  for (const { instance: frame, cost } of frames) {
    const left = complexity - cost;
    const room = roomOf(frame, left);
    for (let nonZero = 0; nonZero <= Math.min(left, room.groups.length); nonZero++) {
      const { length } = vectorsIn(room, nonZero);
      if (length === 0) continue;
      blocks.push({ frame, cost: left, nonZero, from: 0, to: length, start: count });
      kinds.add(frame.model.kind);
      count += length;
    }
    if (count > MOST_INSTANCES)
      throw new InputError(
        '--complexity',
        `a scope of at most ${MOST_INSTANCES} instances (--kind and --function make it smaller)`,
        String(complexity),
      );
  }
  return {
    complexity,
    functions: choice.functions,
    count,
    kindsWithout: kindsOf(claim.domain(choice.dropped), choice).filter((kind) => !kinds.has(kind)),
    slices(from, wanted) {
      if (from >= count) return [];
      const to = Math.min(count, from + wanted);
      const slices: Slice[] = [];
      for (let b = blockAt(blocks, from); b < blocks.length && blocks[b].start < to; b++) {
        const { start, ...block } = blocks[b];
        slices.push({
          ...block,
          from: Math.max(0, from - start),
          to: Math.min(block.to, to - start),
        });
      }
      return slices;
    },
  };
}

/** The last one that starts no later. */
function blockAt(blocks: readonly { readonly start: number }[], place: number): number {
  let [low, high] = [0, blocks.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (blocks[middle].start <= place) low = middle;
    else high = middle;
  }
  return low;
}

/** Rooms, remembered: they are the same whatever the loss is. */
function rooms(): (frame: Instance, cost: number) => Room {
  const known = new Map<string, Room>();
  return (frame, cost) => {
    const { model, data, training, then } = frame;
    const points = [data?.inputs.length, then?.data.inputs.length];
    const key = JSON.stringify([model, points, training?.method, cost]);
    let room = known.get(key);
    if (room === undefined) {
      room = roomOf(frame, cost);
      known.set(key, room);
    }
    return room;
  };
}

function roomOf(frame: Instance, cost: number): Room {
  const { model, data, training, then } = frame;
  const [d, c] = [inputDimension(model), outputDimension(model)];
  const groups: number[] = [];
  const add = (group: number, count: number) => {
    for (let i = 0; i < count; i++) groups.push(group);
  };
  add(0, layoutOf(model).size);
  const inputsAt: number[] = [];
  for (const [k, own] of [data, then?.data].entries()) {
    const rows = own?.inputs.length ?? 0;
    for (let i = 0; i < rows; i++) inputsAt.push(groups.length + i * d);
    add(1 + 2 * k, rows * d);
    add(2 + 2 * k, rows * c);
  }
  const positiveFrom = groups.length;
  add(5, training === undefined ? 0 : 1);
  return { groups, positiveFrom, exchanges: exchangesOf(frame, inputsAt, groups.length), cost };
}

/** The instances of some slices, made when they are asked for. */
export function instancesOf(slices: readonly Slice[]): { at(run: number): Instance } {
  const made: { readonly slice: Slice; vectors?: Vectors }[] = slices.map((slice) => ({ slice }));
  return {
    at(run) {
      let left = run;
      for (const one of made) {
        const { frame, cost, nonZero, from, to } = one.slice;
        if (left < to - from) {
          one.vectors ??= vectorsIn(roomOf(frame, cost), nonZero);
          return withNumbers(frame, one.vectors.at(from + left));
        }
        left -= to - from;
      }
      throw new RangeError(`instancesOf: there is no instance ${run}`);
    },
  };
}

function withNumbers(frame: Instance, numbers: readonly Numeral[]): Instance {
  const { training } = frame;
  const instance = filled(frame, numbers);
  if (training === undefined) return instance;
  const last = numbers[numbers.length - 1];
  const schedule = training.time === undefined ? { rate: last } : { time: last };
  return { ...instance, training: { ...training, ...schedule } };
}

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
import { createHash } from 'node:crypto';
import type { Claim } from '../../claims/claim.ts';
import { InputError } from '../../errors.ts';
import type { Instance, Numeral } from '../../instances/instance.ts';
import { inputDimension, layoutOf, outputDimension } from '../../instances/layout.ts';
import { canonicalText, compareComplexity, structureKey } from '../../shrinking/complexity.ts';
import { filled } from '../../shrinking/smallest-instances.ts';
import { exchangesOf } from './exchanges.ts';
import { type FrameChoice, framesOf, kindsOf } from './frames.ts';
import { countIn, type Room, roomKey, type Vectors, vectorsIn } from './numbers.ts';

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

export interface ScopeBounds {
  readonly instances: number;
  /** Frames are kept, as text: what is known of an instance would be kept with it. */
  readonly frames: number;
}

const BOUNDS: ScopeBounds = { instances: 1e8, frames: 3e5 };

interface CountedFrame {
  /** JSON of the frame. */
  readonly text: string;
  readonly kind: string;
  readonly cost: number;
  /** How many instances it has with so many numbers other than 0. */
  readonly counts: readonly number[];
  /** Where it stands: by the first, where these are equal by the second. */
  readonly key: readonly number[];
  readonly name: string;
}

/** The instances of a frame with so many numbers other than 0, the first of which is at that place. */
interface Block {
  readonly frame: CountedFrame;
  readonly nonZero: number;
  readonly length: number;
  readonly start: number;
}

/**
 * Counts the instances; keeps none.
 * @throws InputError where there are more than can be checked.
 */
export function smallScope(
  claim: Claim,
  choice: FrameChoice,
  complexity: number,
  bounds = BOUNDS,
): SmallScope {
  const frames = countedFrames(claim, choice, complexity, bounds).sort(
    (a, b) => compareComplexity(a.key, b.key) || (a.name < b.name ? -1 : 1),
  );
  const blocks: Block[] = [];
  let count = 0;
  for (const frame of frames)
    for (const [nonZero, length] of frame.counts.entries()) {
      if (length === 0) continue;
      blocks.push({ frame, nonZero, length, start: count });
      count += length;
    }
  const kinds = new Set(blocks.map(({ frame }) => frame.kind));
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
        const { frame, nonZero, length, start } = blocks[b];
        slices.push({
          frame: JSON.parse(frame.text) as Instance,
          cost: complexity - frame.cost,
          nonZero,
          from: Math.max(0, from - start),
          to: Math.min(length, to - start),
        });
      }
      return slices;
    },
  };
}

/** In the order in which they are found: what is too large shows before all of them are. */
function countedFrames(
  claim: Claim,
  choice: FrameChoice,
  complexity: number,
  most: ScopeBounds,
): CountedFrame[] {
  const frames: CountedFrame[] = [];
  const countsOf = counter();
  let count = 0;
  for (const { instance, cost } of framesOf(claim, choice, complexity)) {
    const counts = countsOf(instance, complexity - cost);
    for (const own of counts) count += own;
    if (count > most.instances || frames.length === most.frames)
      throw new InputError(
        '--complexity',
        `a scope of at most ${most.instances} instances and ${most.frames} models with data, loss and method ` +
          '(--kind and --function make it smaller)',
        String(complexity),
      );
    frames.push({
      ...{ text: JSON.stringify(instance), kind: instance.model.kind, cost, counts },
      ...{ key: structureKey(instance), name: canonicalText(instance) },
    });
  }
  return frames;
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

/** Counts, remembered by room; and of the last model by what a room depends on, which the loss is not. */
function counter(): (frame: Instance, cost: number) => readonly number[] {
  const counted = new Map<string, readonly number[]>();
  let last: Instance['model'] | undefined;
  const ofLast = new Map<string, readonly number[]>();
  return (frame, cost) => {
    const { model, data, training, then } = frame;
    if (model !== last) ofLast.clear();
    last = model;
    const own = JSON.stringify([
      data?.inputs.length,
      then?.data.inputs.length,
      training?.method,
      cost,
    ]);
    let counts = ofLast.get(own);
    if (counts !== undefined) return counts;
    const room = roomOf(frame, cost);
    // Permutations of many units make long keys.
    const key = createHash('sha256').update(roomKey(room)).digest('base64');
    counts = counted.get(key);
    if (counts === undefined) {
      const most = Math.min(cost, room.groups.length);
      counts = Array.from({ length: most + 1 }, (_, nonZero) => countIn(room, nonZero));
      counted.set(key, counts);
    }
    ofLast.set(own, counts);
    return counts;
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

/**
 * All tiny instances below a given one, in increasing complexity. Greedy descent ends in a local minimum
 * that depends on where it began; trying every smaller instance with few small numbers ends in the
 * smallest one, whatever the start, whenever the smallest is that small. (Most defects show on small
 * instances: Jackson's small-scope hypothesis.)
 *
 * The scope is the union of two boxes with θ and data zero but for a few entries from a short list. The
 * narrow one: no more layers, units, data, steps, and no more complex an activation or loss than the given
 * instance has. The wide one: strictly fewer units, but any activation, biases or not.
 */

import { functionNames } from '../analytic/registry.ts';
import type { Data, Instance, Numeral } from '../instances/instance.ts';
import { inputDimension, layoutOf, outputDimension, unflatten } from '../instances/layout.ts';
import { bind } from '../models/bind.ts';
import type { ModelJson } from '../models/contract.ts';
import { type SpecField, specFields, valueAt, withValueAt } from '../models/spec-fields.ts';
import { lossComplexity, lossNames } from '../training/loss.ts';
import { compareComplexity, complexity, keyWith, structureKey } from './complexity.ts';
import { numbersOf } from './numbers-key.ts';
import { bindIfPossible } from './unit-edits.ts';

/** Which numbers are tried and how many may differ from 0: richer first. */
const scopes: readonly { readonly values: readonly Numeral[]; readonly nonZero: number }[] = [
  { values: [1, -1, 2, '1/2'], nonZero: 4 },
  { values: [1, -1, 2, '1/2'], nonZero: 3 },
  { values: [1, -1, 2], nonZero: 3 },
  { values: [1, -1], nonZero: 4 },
  { values: [1, -1], nonZero: 3 },
  { values: [1, -1], nonZero: 2 },
  { values: [1], nonZero: 3 },
  { values: [1], nonZero: 2 },
];

/** Specs of one box at most; further fields then stay as they are. */
const MOST_MODELS = 2000;
/** Sizes up to this are tried below the given ones. */
const WIDEST = 3;

function upTo(n: number): number[] {
  return Array.from({ length: n }, (_, i) => i + 1);
}

/** All lists whose entry p is one of options[p]. */
function combinations<T>(options: readonly (readonly T[])[]): T[][] {
  return options.reduce<T[][]>(
    (lists, choices) => lists.flatMap((list) => choices.map((choice) => [...list, choice])),
    [[]],
  );
}

/** Sizes up to the given one: all where there are few. */
function ends(n: number): number[] {
  return n <= WIDEST ? upTo(n) : [1, n];
}

/** Lists of sizes no longer than the given one; what stands inside may be as large as the largest there. */
function smallerLists(sizes: readonly number[], least: number): number[][] {
  const widest = Math.max(0, ...sizes.slice(1, -1));
  const middles = widest <= WIDEST ? upTo(widest) : [1, 2, widest];
  const lists: number[][] = [];
  for (let length = Math.max(1, least); length <= sizes.length; length++) {
    const inner = Array.from({ length: Math.max(0, length - 2) }, () => middles);
    const last = length > 1 ? [ends(sizes.at(-1)!)] : [];
    lists.push(...combinations([ends(sizes[0]), ...inner, ...last]));
  }
  return lists;
}

function sizeOptions(field: SpecField, own: unknown): unknown[] | null {
  if (field.is === 'size') return ends(Number(own)).filter((n) => n >= field.least);
  return field.is === 'sizes' ? smallerLists(own as readonly number[], field.least) : null;
}

/** What a choice may be: no more complex than it is, or anything. */
function choiceOptions(field: SpecField, own: unknown, any: boolean): unknown[] | null {
  switch (field.is) {
    case 'boolean':
      return any ? [false, true] : own === true ? [false, true] : [false];
    case 'choice':
      return any
        ? [...field.options]
        : field.options.slice(0, field.options.indexOf(String(own)) + 1);
    case 'function': {
      const named = functionNames.indexOf(String(own));
      return any ? [...functionNames] : named < 0 ? [own] : functionNames.slice(0, named + 1);
    }
    default:
      return null;
  }
}

/** The models of the two boxes: as many as the schema of the given one has sizes and choices. */
function smallerModels(model: ModelJson): { narrow: ModelJson[]; wide: ModelJson[] } {
  const fields = specFields(bind(model).model.spec).filter(
    ({ path }) => valueAt(model, path) !== undefined,
  );
  const vary = (options: (field: SpecField, own: unknown) => unknown[] | null, of: ModelJson) =>
    fields.reduce<ModelJson[]>(
      (models, field) => {
        const values = options(field, valueAt(model, field.path));
        if (values === null || models.length * values.length > MOST_MODELS) return models;
        return models.flatMap((json) =>
          values.map((value) => withValueAt(json, field.path, value)),
        );
      },
      [of],
    );
  const shapes = vary(sizeOptions, model);
  const own = JSON.stringify(model);
  const smaller = shapes.filter((shape) => JSON.stringify(shape) !== own);
  const possible = (json: ModelJson) => bindIfPossible(json) !== null;
  return {
    narrow: shapes
      .flatMap((shape) => vary((f, value) => choiceOptions(f, value, false), shape))
      .filter(possible),
    wide: smaller
      .flatMap((shape) => vary((f, value) => choiceOptions(f, value, true), shape))
      .filter(possible),
  };
}

export function blankData(model: ModelJson, n: number): Data {
  const zeros = (columns: number) => upTo(n).map(() => Array<Numeral>(columns).fill(0));
  return { inputs: zeros(inputDimension(model)), targets: zeros(outputDimension(model)) };
}

/** Everything but the numbers, which are 0. */
function skeletons(current: Instance, models: readonly ModelJson[]): Instance[] {
  const { data, loss, training, then } = current;
  const counts = data ? upTo(Math.min(data.inputs.length, 2)) : [0];
  const losses = loss === undefined ? [undefined] : lossNames.slice(0, lossComplexity(loss) + 1);
  const seconds = then ? lossNames.slice(0, lossComplexity(then.loss) + 1) : [undefined];
  const steps = training?.steps === undefined ? [undefined] : upTo(Math.min(training.steps, 2));
  const list: Instance[] = [];
  for (const model of models) {
    const theta = Array<Numeral>(layoutOf(model).size).fill(0);
    for (const n of counts) {
      for (const first of losses) {
        for (const second of seconds) {
          for (const step of steps) {
            list.push({
              model,
              parameters: unflatten(model, theta),
              ...(n > 0 && { data: blankData(model, n) }),
              ...(first !== undefined && { loss: first }),
              ...(training && {
                training: {
                  ...training,
                  ...(step !== undefined && { steps: step }),
                  ...(training.batch !== undefined && { batch: 1 }),
                },
              }),
              ...(second !== undefined && { then: { data: blankData(model, 1), loss: second } }),
            });
          }
        }
      }
    }
  }
  return list;
}

/** Everything but the numbers, and where they belong. */
interface Frame {
  readonly instance: Instance;
  readonly structure: readonly number[];
  /** Free numbers: θ, inputs, targets, those after the switch. */
  readonly free: number;
  /** Ends of these groups among them. */
  readonly ends: readonly number[];
  /** Time and rate. */
  readonly schedule: readonly Numeral[];
}

function frameOf(instance: Instance): Frame {
  const groups = numbersOf(instance);
  let free = 0;
  const ends = groups.slice(0, -1).map((group) => {
    free += group.length;
    return free;
  });
  return { instance, structure: structureKey(instance), free, ends, schedule: groups.at(-1)! };
}

/** A frame with numbers, which become an instance when it is asked about. */
interface Member {
  readonly frame: Frame;
  readonly numbers: readonly Numeral[];
  readonly key: readonly number[];
}

function memberOf(frame: Frame, numbers: readonly Numeral[]): Member {
  const { instance, structure, ends, schedule } = frame;
  const groups = ends.map((end, g) => numbers.slice(g === 0 ? 0 : ends[g - 1], end));
  groups.push([...schedule]);
  const key = keyWith(instance, structure, groups) ?? complexity(filled(instance, numbers));
  return { frame, numbers, key };
}

/** θ, inputs, targets and those after the switch, in this order, in the place of the zeros of a skeleton. */
export function filled(skeleton: Instance, numbers: readonly Numeral[]): Instance {
  let next = layoutOf(skeleton.model).size;
  const rows = (m: Data['inputs']) => m.map((row) => row.map(() => numbers[next++]));
  const fill = (data: Data): Data => ({ inputs: rows(data.inputs), targets: rows(data.targets) });
  const { data, then } = skeleton;
  return {
    ...skeleton,
    parameters: unflatten(skeleton.model, numbers),
    ...(data && { data: fill(data) }),
    ...(then && { then: { ...then, data: fill(then.data) } }),
  };
}

/** Σ_{k ≤ K} C(D, k)·v^k. */
function countOf(free: number, values: number, nonZero: number): number {
  let total = 0;
  let term = 1;
  for (let k = 0; k <= Math.min(free, nonZero); k++) {
    total += term;
    term = (term * (free - k) * values) / (k + 1);
  }
  return total;
}

/** All vectors of length D with at most K entries from `values`, the rest 0. */
function* sparseVectors(
  free: number,
  values: readonly Numeral[],
  nonZero: number,
  from = 0,
): Generator<Numeral[]> {
  yield Array<Numeral>(free).fill(0);
  if (nonZero === 0) return;
  for (let k = from; k < free; k++) {
    for (const rest of sparseVectors(free, values, nonZero - 1, k + 1)) {
      for (const x of values) yield rest.with(k, x);
    }
  }
}

/** The members of as many scopes as fit into `limit`, the richest first; a scope is all or nothing. */
function members(frames: readonly Frame[], limit: number): Member[] {
  let left = limit;
  const found: Member[] = [];
  for (const { values, nonZero } of scopes) {
    const counts = frames.map(({ free }) => countOf(free, values.length, nonZero));
    const count = counts.reduce((sum, n) => sum + n, 0);
    if (count > left) continue;
    left -= count;
    for (const frame of frames)
      for (const numbers of sparseVectors(frame.free, values, nonZero))
        found.push(memberOf(frame, numbers));
  }
  return found;
}

/** At most `limit` instances of the two boxes that are simpler than `current`, simplest first, each made when it is asked for. */
export function* simplerInstances(current: Instance, limit: number): Generator<Instance> {
  const key = complexity(current);
  const structure = structureKey(current);
  const framesOf = (models: readonly ModelJson[]): Frame[] =>
    skeletons(current, models)
      .map(frameOf)
      .filter((frame) => compareComplexity(frame.structure, structure) <= 0);
  const { narrow, wide } = smallerModels(current.model);
  const first = members(framesOf(narrow), (2 * limit) / 3);
  const second = members(framesOf(wide), limit - first.length);
  const simpler = [...first, ...second]
    .filter((member) => compareComplexity(member.key, key) < 0)
    .sort((a, b) => compareComplexity(a.key, b.key));
  let last: Member | null = null;
  for (const member of simpler) {
    // Scopes and boxes overlap.
    if (last !== null && compareComplexity(member.key, last.key) === 0) continue;
    last = member;
    yield filled(member.frame.instance, member.numbers);
  }
}

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
import type { Data, FunctionSpec, Numeral } from '../instances/instance.ts';
import type { KnownInstance as Instance } from '../instances/known-instance.ts';
import { inputDimension, layoutOf, outputDimension, unflatten } from '../instances/layout.ts';
import type { KnownSpec as ModelSpec } from '../models/kinds/specs.ts';
import { lossComplexity, lossNames } from '../training/loss.ts';
import { compareComplexity, complexity, structureKey } from './complexity.ts';

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

/** Widths up to this are tried below the given ones. */
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

function smallerWidths(widths: readonly number[]): number[][] {
  const hidden = widths.slice(1, -1);
  const widest = Math.max(0, ...hidden);
  const ends = (n: number): number[] => (n <= WIDEST ? upTo(n) : [1, n]);
  const middles = widest <= WIDEST ? upTo(widest) : [1, 2, widest];
  const lists: number[][] = [];
  for (let depth = 1; depth < widths.length; depth++) {
    const inner = Array.from({ length: depth - 1 }, () => middles);
    lists.push(...combinations([ends(widths[0]), ...inner, ends(widths.at(-1)!)]));
  }
  return lists;
}

interface Choices {
  readonly activations: readonly FunctionSpec[];
  readonly biases: readonly boolean[];
}

function upToOwn(model: ModelSpec): Choices {
  const bias = 'bias' in model && model.bias;
  const biases = bias ? [false, true] : [false];
  if (model.kind !== 'fully-connected') return { activations: [], biases };
  const named = functionNames.indexOf(String(model.activation));
  const activations = named < 0 ? [model.activation] : functionNames.slice(0, named + 1);
  return { activations, biases };
}

const anyChoices: Choices = { activations: functionNames, biases: [false, true] };

/** Models of these widths. */
function modelsOf(model: ModelSpec, widths: readonly number[], choices: Choices): ModelSpec[] {
  switch (model.kind) {
    case 'fully-connected':
      return choices.activations.flatMap((activation) =>
        choices.biases.map((bias) => ({ ...model, widths, activation, bias })),
      );
    case 'linear':
      return [{ ...model, widths }];
    case 'relu-paths':
      return choices.biases.map((bias) => ({ ...model, widths, bias }));
    case 'diagonal-linear':
    case 'polynomial':
      return [model];
  }
}

/** The models of the two boxes. */
function smallerModels(model: ModelSpec): { narrow: ModelSpec[]; wide: ModelSpec[] } {
  switch (model.kind) {
    case 'fully-connected':
    case 'linear':
    case 'relu-paths': {
      const shapes = smallerWidths(model.widths);
      const own = upToOwn(model);
      const smaller = shapes.filter((widths) => widths.join() !== model.widths.join());
      return {
        narrow: shapes.flatMap((widths) => modelsOf(model, widths, own)),
        wide: smaller.flatMap((widths) => modelsOf(model, widths, anyChoices)),
      };
    }
    case 'diagonal-linear': {
      const narrow = upTo(model.depth).flatMap((depth) =>
        upTo(Math.min(model.inputs, WIDEST)).map((inputs) => ({ ...model, depth, inputs })),
      );
      return { narrow, wide: [] };
    }
    case 'polynomial':
      return { narrow: [model], wide: [] };
  }
}

function blankData(model: ModelSpec, n: number): Data {
  const zeros = (columns: number) => upTo(n).map(() => Array<Numeral>(columns).fill(0));
  return { inputs: zeros(inputDimension(model)), targets: zeros(outputDimension(model)) };
}

/** Everything but the numbers, which are 0. */
function skeletons(current: Instance, models: readonly ModelSpec[]): Instance[] {
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

/** Free numbers of a skeleton: θ, inputs, targets, those after the switch. */
function freedom({ model, data, then }: Instance): number {
  const perDatum = inputDimension(model) + outputDimension(model);
  const rows = (data?.inputs.length ?? 0) + (then?.data.inputs.length ?? 0);
  return layoutOf(model).size + rows * perDatum;
}

function filled(skeleton: Instance, numbers: readonly Numeral[]): Instance {
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
function members(frames: readonly Instance[], limit: number): Instance[] {
  let left = limit;
  const found: Instance[] = [];
  for (const { values, nonZero } of scopes) {
    const counts = frames.map((frame) => countOf(freedom(frame), values.length, nonZero));
    const count = counts.reduce((sum, n) => sum + n, 0);
    if (count > left) continue;
    left -= count;
    for (const frame of frames) {
      for (const numbers of sparseVectors(freedom(frame), values, nonZero)) {
        found.push(filled(frame, numbers));
      }
    }
  }
  return found;
}

/** At most `limit` instances of the two boxes that are simpler than `current`, simplest first. */
export function simplerInstances(current: Instance, limit: number): Instance[] {
  const key = complexity(current);
  const structure = structureKey(current);
  const framesOf = (models: readonly ModelSpec[]): Instance[] =>
    skeletons(current, models).filter(
      (frame) => compareComplexity(structureKey(frame), structure) <= 0,
    );
  const { narrow, wide } = smallerModels(current.model);
  const first = members(framesOf(narrow), (2 * limit) / 3);
  const second = members(framesOf(wide), limit - first.length);
  const keyed = [...first, ...second]
    .map((instance) => ({ instance, key: complexity(instance) }))
    .filter((candidate) => compareComplexity(candidate.key, key) < 0)
    .sort((a, b) => compareComplexity(a.key, b.key));
  // Scopes and boxes overlap.
  return keyed
    .filter((one, i) => i === 0 || compareComplexity(one.key, keyed[i - 1].key) !== 0)
    .map(({ instance }) => instance);
}

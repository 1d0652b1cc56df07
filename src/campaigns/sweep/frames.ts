/**
 * Instances without numbers: all specs, datasets, losses and ways to train within a scope, θ and data 0. What a
 * frame costs is
 *
 *   Σ sizes that `model` writes (widths, depth, inputs, …) + Σ cost of its numbers + options that are on
 *   + data points, those after a switch too + steps + mini-batch
 *
 * so there are finitely many of a given cost. Functions, losses and methods cost nothing: there are few by name.
 */
import { functionNames } from '../../analytic/registry.ts';
import type { Claim } from '../../claims/claim.ts';
import { type Domain, whyOutside } from '../../claims/domain.ts';
import { InputError, UnsupportedError } from '../../errors.ts';
import type { FunctionSpec, Instance, Numeral, TrainingSpec } from '../../instances/instance.ts';
import { layoutOf, unflatten } from '../../instances/layout.ts';
import type { AnyModel, ModelJson } from '../../models/contract.ts';
import { registeredModels } from '../../models/registry.ts';
import { type SpecField, specFields, withValueAt } from '../../models/spec-fields.ts';
import { createRng } from '../../numerics/random.ts';
import { numberKey } from '../../shrinking/number-order.ts';
import { blankData } from '../../shrinking/smallest-instances.ts';
import { bindIfPossible } from '../../shrinking/unit-edits.ts';
import { lossNames } from '../../training/loss.ts';
import { numbersUpTo } from './numbers.ts';

export interface Frame {
  readonly instance: Instance;
  readonly cost: number;
}

export interface FrameChoice {
  readonly dropped: ReadonlySet<string>;
  readonly kinds?: readonly string[] | undefined;
  readonly functions?: readonly string[] | undefined;
}

/** All frames within the claim's domain of at most that cost. */
export function* framesOf(claim: Claim, choice: FrameChoice, most: number): Generator<Frame> {
  const { point: _, ...domain } = claim.domain(choice.dropped);
  const parts = partsOf(claim, choice, domain);
  for (const { json, cost } of modelsIn(domain, choice, most)) {
    // The parts are those that the domain has: whether it has such a model is left to ask, once.
    let isWanted: boolean | undefined;
    for (const part of partsWithin(parts, most - cost)) {
      const instance = framed(json, part);
      isWanted ??= isInside(domain, instance);
      if (!isWanted) break;
      yield { instance, cost: cost + part.cost };
    }
  }
}

/** The kinds that the domain speaks of. */
export function kindsOf(domain: Domain, { kinds }: FrameChoice): readonly string[] {
  const all = domain.kinds ?? registeredModels().map(({ kind }) => kind);
  return kinds === undefined ? all : all.filter((kind) => kinds.includes(kind));
}

interface Spec {
  readonly json: ModelJson;
  readonly cost: number;
}

function* modelsIn(domain: Domain, choice: FrameChoice, most: number): Generator<Spec> {
  const kinds = kindsOf(domain, choice);
  const functions = domain.functions ?? functionNames;
  const named = choice.functions;
  const chosen = named
    ? functions.filter((spec) => named.includes(typeof spec === 'string' ? spec : spec.name))
    : functions;
  const distinct = [...new Map(chosen.map((spec) => [JSON.stringify(spec), spec])).values()];
  for (const model of registeredModels())
    if (kinds.includes(model.kind)) yield* specsOf(model, distinct, most);
}

function* specsOf(
  model: AnyModel,
  functions: readonly FunctionSpec[],
  most: number,
): Generator<Spec> {
  const fields = specFields(model.spec);
  function* from(k: number, json: ModelJson, cost: number): Generator<Spec> {
    if (k === fields.length) {
      if (bindIfPossible(json) !== null) yield { json, cost };
      return;
    }
    for (const option of optionsOf(fields[k], functions, most - cost))
      yield* from(
        k + 1,
        option.value === undefined ? json : withValueAt(json, fields[k].path, option.value),
        cost + option.cost,
      );
  }
  yield* from(0, { kind: model.kind }, 0);
}

interface Option {
  readonly value: unknown;
  readonly cost: number;
}

const free = (value: unknown): Option => ({ value, cost: 0 });

function optionsOf(
  field: SpecField,
  functions: readonly FunctionSpec[],
  most: number,
): Iterable<Option> {
  switch (field.is) {
    case 'size':
      return sizes(field.least, Math.min(field.most, most)).map((n) => ({ value: n, cost: n }));
    case 'sizes':
      return listsOfSizes(field.least, Math.min(field.most, most), most);
    case 'boolean':
      return [free(field.optional ? undefined : false), { value: true, cost: 1 }];
    case 'choice':
      return field.options.map(free);
    case 'function':
      return [...(field.optional ? [undefined] : []), ...functions].map(free);
    case 'number':
      return numbersUpTo(Math.max(0, most)).map((value) => ({
        value,
        cost: numberKey(value).size,
      }));
    case 'other':
      return [free(undefined)];
  }
}

function sizes(least: number, most: number): number[] {
  return Array.from({ length: Math.max(0, most - least + 1) }, (_, i) => least + i);
}

/** Lists of positive numbers with a sum of at most `sum`; there are 2^sum. */
function* listsOfSizes(least: number, longest: number, sum: number): Generator<Option> {
  function* grown(list: readonly number[], left: number): Generator<Option> {
    if (list.length >= least) yield { value: list, cost: sum - left };
    if (list.length === longest) return;
    for (let n = 1; n <= left; n++) yield* grown([...list, n], left - n);
  }
  yield* grown([], sum);
}

/** What an instance has besides its model. */
interface Part {
  readonly points: number;
  readonly loss?: string;
  readonly training?: TrainingSpec;
  readonly after?: { readonly points: number; readonly loss: string };
}

/** Whether a claim's instances have data, how they are trained, whether data are switched. */
interface Form {
  readonly data: boolean;
  readonly method: TrainingSpec['method'] | undefined;
  readonly switched: boolean;
}

/** Draws from which it is read what parts the instances of a claim have; the domain says it where it does. */
const SAMPLES = 40;

function partsOf(claim: Claim, { dropped, kinds }: FrameChoice, domain: Domain) {
  const forms = new Map<string, Form>();
  for (let n = 0; n < SAMPLES; n++) {
    const drawn = claim.generate(createRng(`parts/${n}`), { dropped, size: 0.1, kinds });
    const { data, training, then } = drawn;
    const method = domain.methods === undefined ? training?.method : undefined;
    const form = { data: data !== undefined, method, switched: then !== undefined };
    forms.set(JSON.stringify(form), form);
  }
  const losses = domain.losses ?? lossNames;
  return { forms: [...forms.values()], losses, methods: domain.methods };
}

function* partsWithin(
  { forms, losses, methods }: ReturnType<typeof partsOf>,
  most: number,
): Generator<Part & { readonly cost: number }> {
  for (const { data, method, switched } of forms) {
    for (const own of methods ?? [method])
      for (const points of data ? sizes(1, most) : [0])
        for (const training of trainings(own, points, most - points))
          for (const loss of data ? losses : [undefined]) {
            const cost = points + (training.steps ?? 0) + (training.batch ?? 0);
            const part = {
              points,
              ...(loss !== undefined && { loss }),
              ...(training.method !== undefined && { training: training as TrainingSpec }),
            };
            if (!switched) yield { ...part, cost };
            else
              for (const more of sizes(1, most - cost))
                for (const second of losses)
                  yield { ...part, after: { points: more, loss: second }, cost: cost + more };
          }
  }
}

/** Time or rate is 1 here, and a number like others in what is made of the frame. */
function trainings(
  method: TrainingSpec['method'] | undefined,
  points: number,
  most: number,
): Partial<TrainingSpec>[] {
  if (method === undefined) return [{}];
  if (method === 'gradient-flow') return [{ method, time: 1 }];
  return sizes(1, most).flatMap((steps): Partial<TrainingSpec>[] => {
    const plain = { method, rate: 1 as Numeral, steps };
    if (method !== 'sgd') return [plain];
    return sizes(1, Math.min(points, most - steps)).map((batch) => ({ ...plain, batch }));
  });
}

function framed(model: ModelJson, { points, loss, training, after }: Part): Instance {
  const theta = Array<Numeral>(layoutOf(model).size).fill(0);
  return {
    model,
    parameters: unflatten(model, theta),
    ...(points > 0 && { data: blankData(model, points) }),
    ...(loss !== undefined && { loss }),
    ...(training && { training }),
    ...(after && { then: { data: blankData(model, after.points), loss: after.loss } }),
  };
}

/** A frame that cannot be opened, or is no instance of the domain whatever its numbers are, is none. */
function isInside(domain: Domain, instance: Instance): boolean {
  try {
    return whyOutside(domain, instance) === undefined;
  } catch (error) {
    if (error instanceof InputError || error instanceof UnsupportedError) return false;
    throw error;
  }
}

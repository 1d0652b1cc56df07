/**
 * The one order of simplicity among instances (docs/complexity.md). Keys are compared number by number,
 * first difference first:
 *
 *   1. model kind, tensors with two axes or more, sizes of hidden axes and of places (their sum, each),
 *      inputs, outputs, formulas of the spec (terms, characters)
 *   2. data points, data points after a switch
 *   3. functions, other numbers of the spec, loss, tensors, options, training (method, steps, batch), switch and its loss
 *   4. non-zero numbers, distinct non-zero values, Σ size, writings, digits, Σ |x|, negative numbers
 *   5. number by number in order of layout: size, writing, |x|, sign — so that zeros come first
 *   6. where 1–5 do not determine it, the JSON text: only identical instances compare equal
 *
 * Numbers are the parameters in the order of θ, inputs, targets, those of the switch, time and rate. The
 * order is a well-order, so every strictly descending chain ends; below most instances there are infinitely many
 * others all the same, with fewer units and any numbers.
 */

import { partsOf } from '../analytic/function-spec.ts';
import { resolveFunction } from '../analytic/registry.ts';
import { attached } from '../attached.ts';
import {
  type Data,
  type FunctionSpec,
  type Instance,
  type Numeral,
  trainingMethods,
} from '../instances/instance.ts';
import { open } from '../instances/subject.ts';
import { type BoundModel, bind } from '../models/bind.ts';
import type { AnyModel, ModelJson } from '../models/contract.ts';
import { registeredModels } from '../models/registry.ts';
import { functionAt } from '../models/spec-fields.ts';
import { lossComplexity } from '../training/loss.ts';
import { numberKey } from './number-order.ts';
import { numbersKey, numbersOf, totalsOf } from './numbers-key.ts';
import { type SpecParts, specParts } from './spec-parts.ts';

interface ModelKeys {
  /** Shape of the model, most important number first. */
  readonly shape: readonly number[];
  /** The functions and the other numbers of the spec. */
  readonly choices: readonly number[];
  /** Number of tensors, then of options that are on. */
  readonly options: readonly number[];
  /** Whether these determine the spec. */
  readonly determined: boolean;
}

const byModel = new WeakMap<BoundModel, ModelKeys>();

function modelKeys(bound: BoundModel): ModelKeys {
  let keys = byModel.get(bound);
  if (keys === undefined) {
    keys = derivedKeys(bound, specParts(bound));
    byModel.set(bound, keys);
  }
  return keys;
}

/** Place among the models that are registered; models that are made of others come last. */
function placeOf(model: AnyModel): number {
  const models = registeredModels();
  const place = models.indexOf(model);
  return place < 0 ? models.length : place;
}

function derivedKeys(bound: BoundModel, parts: SpecParts): ModelKeys {
  const { model, tensors, axes, inputs, output } = bound;
  const inner = axes.filter(({ role }) => role === 'hidden' || role === 'place');
  const sizes = inner.map(({ size }) => size);
  const formulas = parts.formulas.join(';');
  const functions = parts.functions.map((path) => functionAt(bound.json, path));
  return {
    shape: [
      placeOf(model),
      tensors.filter((placed) => placed.axes.length > 1).length,
      sizes.reduce((sum, n) => sum + n, 0),
      ...sizes,
      inputs.datum,
      output.size,
      ...(formulas === '' ? [] : [formulas.split(/[+-]/).length, formulas.length]),
    ],
    choices: [
      ...functions.flatMap(activationKey),
      ...(parts.numbers.length > 0 ? numbersKey([parts.numbers]) : []),
    ],
    options: [tensors.length, parts.options],
    determined:
      parts.formulas.length + parts.numbers.length === 0 &&
      parts.options <= 1 &&
      functions.length <= 1 &&
      functions.every((spec) => typeof spec === 'string'),
  };
}

function numeralsOf(spec: FunctionSpec): Numeral[] {
  if (typeof spec === 'string') return [];
  switch (spec.name) {
    case 'polynomial':
      return [...spec.coefficients];
    case 'shifted':
      return [spec.shift, ...numeralsOf(spec.base)];
    case 'sum':
    case 'product':
    case 'composition':
      return partsOf(spec).flatMap(numeralsOf);
    case 'taylor':
      return typeof spec.support === 'string' ? [] : [...spec.support];
  }
}

function innermost(spec: FunctionSpec): FunctionSpec {
  return typeof spec === 'object' && spec.name === 'shifted' ? innermost(spec.base) : spec;
}

/**
 * Place in the order of simplicity, then the activation's own numerals.
 * @throws InputError for an unknown name.
 */
export function activationKey(spec: FunctionSpec): number[] {
  const numerals = numeralsOf(spec);
  return [
    resolveFunction(spec).complexity,
    resolveFunction(innermost(spec)).complexity,
    numerals.length,
    ...numbersKey([numerals]),
  ];
}

/** Parts 1–3: everything but the values of the numbers. */
export function structureKey(instance: Instance): number[] {
  const { data, loss, training, then } = instance;
  const { shape, choices, options } = modelKeys(bind(instance.model));
  const key = shape.slice();
  key.push(data?.inputs.length ?? 0, then?.data.inputs.length ?? 0);
  for (const part of choices) key.push(part);
  key.push(loss === undefined ? 0 : 1 + lossComplexity(loss));
  for (const part of options) key.push(part);
  key.push(
    training === undefined ? 0 : 1 + trainingMethods.indexOf(training.method),
    training?.steps ?? 0,
    training?.batch ?? 0,
    (training?.time === undefined ? 0 : 1) + (training?.rate === undefined ? 0 : 2),
    then === undefined ? 0 : 1 + lossComplexity(then.loss),
  );
  return key;
}

/** Array order and field order fixed, −0 kept. */
function fixedOrder(value: unknown): unknown {
  if (Object.is(value, -0)) return { negative: 0 };
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(fixedOrder);
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([field, inner]) => [field, fixedOrder(inner)]);
}

function rowsOf(data: Data | undefined): unknown {
  return data === undefined ? null : [data.inputs, data.targets];
}

/** Of a model, which candidates share. */
const modelTexts = attached<ModelJson, string>();

function modelText(model: ModelJson): string {
  let text = modelTexts.get(model);
  if (text === undefined) {
    text = JSON.stringify(fixedOrder(model));
    modelTexts.set(model, text);
  }
  return text;
}

function isNegativeZero(x: Numeral): boolean {
  return Object.is(x, -0);
}

/** Equal texts, equal instances, whatever the order of fields; −0 is not 0. */
export function canonicalText(instance: Instance): string {
  const { model, data, loss, training, then } = instance;
  const { numerals } = open(instance);
  const rest = [
    fixedOrder(training ?? null),
    loss ?? null,
    then?.loss ?? null,
    numerals,
    rowsOf(data),
    rowsOf(then?.data),
  ];
  const hasNegativeZero = numbersOf(instance).some((group) => group.some(isNegativeZero));
  const text = JSON.stringify(hasNegativeZero ? rest.map(fixedOrder) : rest);
  return `${modelText(model)}${text}`;
}

/** Fractions up to this size differ as doubles when they differ at all. */
const TOLD_APART_BY_MAGNITUDE = 50;

function isPlain(x: Numeral): boolean {
  if (typeof x === 'number') return true;
  const { size, writing } = numberKey(x);
  return writing === 0 && size <= TOLD_APART_BY_MAGNITUDE;
}

/** Whether parts 1–5 of the key determine the instance. */
function determined(instance: Instance, numbers: readonly (readonly Numeral[])[]): boolean {
  return (
    modelKeys(bind(instance.model)).determined && numbers.every((group) => group.every(isPlain))
  );
}

/**
 * The key of an instance: smaller is simpler in `compareComplexity`; injective up to identical JSON.
 * @throws InputError for an unknown activation or loss, RangeError for a numeral that is no number.
 */
export function complexity(instance: Instance): readonly number[] {
  let key = keys.get(instance);
  if (key === undefined) {
    key = computed(instance);
    keys.set(instance, key);
  }
  return key;
}

/** Of what is shrunk; candidates are asked once. */
const keys = attached<Instance, readonly number[]>();

function computed(instance: Instance): readonly number[] {
  const numbers = numbersOf(instance);
  const key = structureKey(instance);
  for (const part of numbersKey(numbers)) key.push(part);
  if (determined(instance, numbers)) return key;
  for (const letter of canonicalText(instance)) key.push(letter.codePointAt(0)!);
  return key;
}

/**
 * `complexity` of an instance with other numbers, in groups as in `numbersOf`, which need not be made for that.
 * Null where its text is part of the key.
 */
export function keyWith(
  instance: Instance,
  structure: readonly number[],
  numbers: readonly (readonly Numeral[])[],
): readonly number[] | null {
  return determined(instance, numbers) ? structure.concat(numbersKey(numbers)) : null;
}

/** Sign of the first difference; a proper beginning is simpler than the whole. */
export function compareComplexity(a: readonly number[], b: readonly number[]): number {
  return firstDifference(a, b, 0) || Math.sign(a.length - b.length);
}

/** Whether the candidate is strictly simpler than the instance whose key is given. */
export function isSimpler(candidate: Instance, key: readonly number[]): boolean {
  const structure = structureKey(candidate);
  const below = firstDifference(structure, key, 0);
  if (below !== 0) return below < 0;
  // Totals differ for nearly all that is left.
  const ofTotals = firstDifference(totalsOf(numbersOf(candidate)), key, structure.length);
  return (ofTotals === 0 ? compareComplexity(computed(candidate), key) : ofTotals) < 0;
}

/** Sign of the first difference between a part of one key and what stands from a place on in another, as far as both go. */
function firstDifference(part: readonly number[], key: readonly number[], from: number): number {
  const length = Math.min(part.length, key.length - from);
  for (let i = 0; i < length; i++) {
    if (part[i] !== key[from + i]) return part[i] < key[from + i] ? -1 : 1;
  }
  return 0;
}

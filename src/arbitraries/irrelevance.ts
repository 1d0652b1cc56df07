/**
 * What does not matter about a failure. After shrinking, one component at a time is varied at random: the
 * activation, single parameters, data, loss, time, rate. If every variant that satisfies the hypotheses
 * still fails with the same signature, the component is irrelevant, and the witness stands for a family.
 *
 * That is evidence, not proof: the report says how many variants were tried. A component none of whose
 * variants is admissible is left undecided.
 */
import { InputError, UnsupportedError } from '../errors.ts';
import type { Instance, Numeral } from '../instances/instance.ts';
import { toRational } from '../instances/numeral.ts';
import { activationNames } from '../models/activation.ts';
import { createRng, type Rng } from '../numerics/random.ts';
import type { SignRule } from '../symmetry/sign-rule.ts';
import { lossNames } from '../training/loss.ts';
import { canonicalText } from './complexity.ts';
import { type ComponentKind, type ComponentReport, sentenceOf } from './irrelevance-sentence.ts';
import { numeral } from './number.ts';
import { parameterName } from './parameter-names.ts';
import { type SlotGroup, type Slots, slotsOf } from './slots.ts';

export type { ComponentKind, ComponentReport } from './irrelevance-sentence.ts';

export interface Irrelevance {
  readonly components: readonly ComponentReport[];
  /** For people; empty when everything matters. */
  readonly sentence: string;
  readonly evaluations: number;
}

export interface IrrelevanceOptions {
  readonly stillFails: (candidate: Instance) => boolean;
  /** Whether a candidate satisfies the hypotheses that are in force; default: all do. */
  readonly admissible?: (candidate: Instance) => boolean;
  readonly seed: string | number;
  /** Variants of each number; default 8. */
  readonly variants?: number;
  readonly signs?: SignRule;
}

interface Variant {
  readonly label: string;
  readonly instance: Instance;
}

interface Component {
  readonly kind: ComponentKind;
  readonly name: string;
  readonly variants: readonly Variant[];
}

interface Outcome {
  readonly failing: readonly string[];
  readonly surviving: readonly string[];
}

function isZeroNumeral(x: Numeral): boolean {
  return toRational(x).numerator === 0n;
}

/** Random numbers other than x; zero is always among them. */
function otherNumbers(rng: Rng, x: Numeral, count: number, positive: boolean): Numeral[] {
  const found: Numeral[] = positive || isZeroNumeral(x) ? [] : [0];
  while (found.length < count) {
    const y = numeral(rng, { style: 'rational' });
    if (y === x || isZeroNumeral(y) || (positive && toRational(y).numerator < 0n)) continue;
    found.push(y);
  }
  return found;
}

function numberVariants(
  rng: Rng,
  slots: Slots,
  chosen: readonly number[],
  count: number,
): Variant[] {
  const columns = chosen.map((k) =>
    otherNumbers(rng, slots.values[k], count, slots.groups[k] === 'schedule'),
  );
  return Array.from({ length: count }, (_, n) => {
    const values = [...slots.values];
    for (const [c, k] of chosen.entries()) values[k] = columns[c][n];
    const label = chosen.length === 1 ? String(values[chosen[0]]) : `variant ${n + 1}`;
    return { label, instance: slots.write(values) };
  });
}

function slotName(instance: Instance, slots: Slots, slot: number): string {
  const p = slots.ofParameter.indexOf(slot);
  return p >= 0 ? parameterName(instance.model, p) : `number ${slot + 1}`;
}

function numberComponents(instance: Instance, slots: Slots, rng: Rng, count: number): Component[] {
  const components: Component[] = [];
  const add = (kind: ComponentKind, name: string, chosen: readonly number[]): void => {
    if (chosen.length === 0) return;
    const variants = numberVariants(rng.fork(name), slots, chosen, count);
    components.push({ kind, name, variants });
  };
  const inGroup = (group: SlotGroup): number[] =>
    [...slots.values.keys()].filter((k) => slots.groups[k] === group);
  for (const k of inGroup('parameter')) add('parameter', slotName(instance, slots, k), [k]);
  const inputs = inGroup('input');
  add('input', inputs.length === 1 ? 'the input x' : 'the inputs', inputs);
  const targets = inGroup('target');
  add('target', targets.length === 1 ? 'the target y' : 'the targets', targets);
  const schedule = instance.training?.method === 'gradient-flow' ? 'the time' : 'the rate';
  add('schedule', schedule, inGroup('schedule'));
  return components;
}

function components(instance: Instance, signs: SignRule, rng: Rng, count: number): Component[] {
  const { model, loss } = instance;
  const list: Component[] = [];
  if (model.kind === 'fully-connected') {
    const others = activationNames.filter((name) => name !== model.activation);
    const variants = others.map((activation) => ({
      label: activation,
      instance: { ...instance, model: { ...model, activation } },
    }));
    list.push({ kind: 'activation', name: 'the activation', variants });
  }
  if (loss !== undefined) {
    const others = lossNames.filter((name) => name !== loss);
    const variants = others.map((name) => ({ label: name, instance: { ...instance, loss: name } }));
    list.push({ kind: 'loss', name: 'the loss', variants });
  }
  return [...list, ...numberComponents(instance, slotsOf(instance, signs), rng, count)];
}

function find(kind: ComponentKind, { failing, surviving }: Outcome): ComponentReport['finding'] {
  if (failing.length + surviving.length === 0) return 'undecided';
  if (surviving.length === 0) return 'irrelevant';
  if (failing.length === 0) return 'relevant';
  if (kind === 'activation' || kind === 'loss') return 'class';
  return surviving.every((label) => label === '0') ? 'any-non-zero' : 'relevant';
}

/** Deterministic in the seed. Candidates that cannot be checked at all do not count. */
export function irrelevance(instance: Instance, options: IrrelevanceOptions): Irrelevance {
  const { stillFails, admissible = () => true, seed, variants = 8, signs = 'by-parity' } = options;
  const memo = new Map<string, boolean | undefined>();
  const ask = (candidate: Instance): boolean | undefined => {
    const text = canonicalText(candidate);
    if (!memo.has(text)) memo.set(text, verdict(candidate));
    return memo.get(text);
  };
  const verdict = (candidate: Instance): boolean | undefined => {
    try {
      return admissible(candidate) ? stillFails(candidate) : undefined;
    } catch (error) {
      if (error instanceof InputError || error instanceof UnsupportedError) return undefined;
      throw error;
    }
  };
  const reports = components(instance, signs, createRng(seed), variants).map(
    ({ kind, name, variants: list }): ComponentReport => {
      const failing: string[] = [];
      const surviving: string[] = [];
      for (const variant of list) {
        const fails = ask(variant.instance);
        if (fails !== undefined) (fails ? failing : surviving).push(variant.label);
      }
      const finding = find(kind, { failing, surviving });
      const tried = failing.length + surviving.length;
      return { kind, component: name, finding, tried, failing, surviving };
    },
  );
  const sentence = sentenceOf(instance, reports);
  const evaluations = [...memo.values()].filter((answer) => answer !== undefined).length;
  return { components: reports, sentence, evaluations };
}

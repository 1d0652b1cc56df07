/**
 * What a claim is about, declared as data. Everything that reads instances for a claim tests membership:
 * `check` says `vacuous` outside, shrinking never leaves it, and generation draws from it
 * (`draw-within.ts`).
 *
 * A domain is what is left when hypotheses are dropped: what can be dropped is a hypothesis, with `holds`.
 * A field that is absent asks for nothing.
 */
import { resolveFunction } from '../analytic/registry.ts';
import type { PointKind } from '../generation/points.ts';
import type { FunctionSpec, Instance, TrainingSpec } from '../instances/instance.ts';
import { open, type Subject } from '../instances/subject.ts';
import type { BoundModel } from '../models/bind.ts';
import type { Range } from '../models/contract.ts';
import type { NetworkFacts } from '../models/facts.ts';
import { unitAxes } from '../models/units.ts';
import { absolute, compare, equal, isZero, type Rational } from '../numerics/rational.ts';
import { plural } from '../plural.ts';
import type { SignRule } from '../symmetry/group/sign-rule.ts';
import { stratumOf } from '../symmetry/isotropy/stratum.ts';

/** Which instances a claim is about, as data: what is absent is not restricted. */
export interface Domain {
  /** Kinds of models; absent: any model that is registered, the user's own included. */
  readonly kinds?: readonly string[];
  /** The model has a gradient and no inputs but the datum: it can be trained. */
  readonly trainable?: true;
  /**
   * Layers of weights, both ends included, `Infinity` for no end. This, `hidden` and `bias` ask for a
   * network of layers, whatever the model is called: `facts.ts` says what that is.
   */
  readonly depth?: Range;
  /** Units of every hidden layer. */
  readonly hidden?: Range;
  readonly bias?: boolean;
  /** Numbers in a datum. */
  readonly inputs?: Range;
  readonly outputs?: Range;
  /** All functions in the model are among these; a model without any has none that is not. */
  readonly functions?: readonly FunctionSpec[];
  /**
   * Where θ lies. `distinct`, `stratum` and `equal-inputs` are conditions on θ; the others are ways to
   * draw, and every point may have been drawn so.
   */
  readonly point?: PointKind;
  /** Which reflections count for `stratum`; default those the functions have. */
  readonly signs?: SignRule;
  /** There are data and a loss. */
  readonly data?: true;
  /** The losses are among these. */
  readonly losses?: readonly string[];
  /** How the instance is trained. */
  readonly methods?: readonly TrainingSpec['method'][];
  /** Data and loss are switched in mid-flight. */
  readonly switched?: true;
}

/** Why the instance does not belong to the domain, in words; undefined where it does. */
export function whyOutside(domain: Domain, given: Instance | Subject): string | undefined {
  const subject = open(given);
  return (
    modelOutside(domain, subject.model) ??
    shapeOutside(domain, subject) ??
    trainingOutside(domain, subject.instance) ??
    pointOutside(domain, subject)
  );
}

function modelOutside({ kinds, trainable }: Domain, bound: BoundModel): string | undefined {
  const { kind } = bound.json;
  if (kinds !== undefined && !kinds.includes(kind))
    return `a model of kind ${kinds.join(' or ')}, received ${kind}`;
  if (trainable && bound.fields !== 'gradient')
    return `a model with a gradient, received the vector fields ${kind}`;
  if (trainable && bound.inputs.size > bound.inputs.datum)
    return `a model with data for its only input, received ${kind} with free inputs`;
  return undefined;
}

function within(value: number, [least, most]: Range): boolean {
  return value >= least && value <= most;
}

/** `1 input`, `2 or more inputs`. */
function wordsOf([least, most]: Range, noun: string): string {
  if (least === most) return plural(least, noun);
  const range = most === Number.POSITIVE_INFINITY ? `${least} or more` : `${least} to ${most}`;
  return `${range} ${noun}s`;
}

function shapeOutside(domain: Domain, { model: bound, facts }: Subject): string | undefined {
  const { network, functions } = facts;
  const { inputs, outputs } = domain;
  if (inputs !== undefined && !within(bound.inputs.datum, inputs))
    return `${wordsOf(inputs, 'input')}, received ${bound.inputs.datum}`;
  if (outputs !== undefined && !within(bound.output.size, outputs))
    return `${wordsOf(outputs, 'output')}, received ${bound.output.size}`;
  if (domain.functions !== undefined) {
    const known = domain.functions.map(textOf);
    const other = functions.map(({ spec }) => textOf(spec)).find((text) => !known.includes(text));
    if (other !== undefined) return `functions among ${known.join(', ')}, received ${other}`;
  }
  const layered = [domain.depth, domain.hidden, domain.bias].some((field) => field !== undefined);
  if (layered && network === null) return `a network of layers, received ${bound.json.kind}`;
  return network === null ? undefined : networkOutside(domain, network);
}

/** One text for specs that denote the same function in the same way. */
function textOf(spec: FunctionSpec): string {
  const own = resolveFunction(spec).spec;
  return typeof own === 'string' ? own : JSON.stringify(own);
}

function networkOutside(
  { depth, hidden, bias }: Domain,
  network: NetworkFacts,
): string | undefined {
  if (depth !== undefined && !within(network.depth, depth))
    return `${wordsOf(depth, 'layer')}, received ${network.depth}`;
  const narrow = hidden && network.widths.slice(1, -1).find((width) => !within(width, hidden));
  if (hidden !== undefined && narrow !== undefined)
    return `hidden layers of ${wordsOf(hidden, 'unit')}, received ${narrow}`;
  if (bias !== undefined && network.hasBias !== bias)
    return bias ? 'biases, received none' : 'no biases, received some';
  return undefined;
}

function trainingOutside(
  { data, losses, methods, switched }: Domain,
  instance: Instance,
): string | undefined {
  const { loss, training, then } = instance;
  if (data && (instance.data === undefined || loss === undefined))
    return 'data and a loss, received none';
  if (losses !== undefined) {
    const other = [loss, then?.loss].find((name) => name !== undefined && !losses.includes(name));
    if (other !== undefined) return `a loss among ${losses.join(', ')}, received ${other}`;
  }
  if (methods !== undefined && !(training && methods.includes(training.method)))
    return `training by ${methods.join(' or ')}, received ${training?.method ?? 'none'}`;
  if (switched && then === undefined) return 'a second dataset to switch to, received none';
  return undefined;
}

function pointOutside(
  { point, signs = 'by-parity' }: Domain,
  subject: Subject,
): string | undefined {
  switch (point) {
    case 'distinct':
      return areDistinct(subject.exact)
        ? undefined
        : 'parameters other than 0 of different sizes, received others';
    case 'stratum':
      return stratumOf(subject, signs).dimension < subject.exact.length
        ? undefined
        : 'a point that a symmetry of the model fixes, received one that none fixes';
    case 'equal-inputs':
      return hasEqualInputs(subject)
        ? undefined
        : 'two units with equal incoming weights, received none';
    default:
      return undefined;
  }
}

function areDistinct(theta: readonly Rational[]): boolean {
  const sizes = theta.map(absolute).sort(compare);
  return sizes.every((q, i) => !isZero(q) && (i === 0 || !equal(q, sizes[i - 1])));
}

function hasEqualInputs({ model, exact: theta }: Subject): boolean {
  return unitAxes(model).some(({ incoming }) => {
    const texts = incoming.map((own) =>
      own.map((at) => `${theta[at].numerator}/${theta[at].denominator}`).join(),
    );
    return texts.some((text, i) => incoming[i].length > 0 && texts.indexOf(text) < i);
  });
}

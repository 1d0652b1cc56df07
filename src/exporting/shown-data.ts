/** What a demonstration needs besides F and θ, as JSON with exact numbers: training, and what is looked at. */
import { SEED } from '../claims/oracles/bitwise.ts';
import type { LinearForm } from '../claims/oracles/linear-forms.ts';
import { EULER_STEPS } from '../claims/oracles/orbit-walk.ts';
import { probesOf } from '../claims/oracles/tangency.ts';
import type { TrainingSegment } from '../claims/oracles/training-segment.ts';
import type { Shown } from '../claims/shown.ts';
import type { Data } from '../instances/instance.ts';
import type { Subject } from '../instances/subject.ts';
import { type Numeral, toRational } from '../numerics/numeral.ts';
import type { Polynomial } from '../numerics/polynomial.ts';
import { divide, equal, format, fromDouble, rational } from '../numerics/rational.ts';
import { createBatches } from '../training/batches.ts';
import { createDisturbance } from '../training/disturbance.ts';

/** One stretch of training: data, loss, and either steps or a time. */
export interface Leg {
  readonly inputs: readonly (readonly string[])[];
  readonly targets: readonly (readonly string[])[];
  readonly loss: string;
  readonly method: string;
  readonly rate?: string;
  readonly steps?: number;
  readonly time?: string;
  /** Rows of the data, step by step. */
  readonly batches?: readonly (readonly number[])[];
  /** What was drawn, step by step. */
  readonly drawn?: readonly unknown[];
}

const exactly = (numeral: Numeral) => format(toRational(numeral));
const rowsOf = ({ inputs, targets }: Data) => ({
  inputs: inputs.map((row) => row.map(exactly)),
  targets: targets.map((row) => row.map(exactly)),
});

export function legsOf(subject: Subject, shown: Shown): Leg[] {
  switch (shown.kind) {
    case 'balance':
    case 'stray':
      if (shown.controls !== undefined) return shown.controls.map(eulerSteps);
      return [trainingLeg(subject, shown.kind === 'stray' ? shown.taken : 2)];
    case 'trajectory':
      return shown.segments.map(({ data, loss, duration }) => ({
        ...rowsOf(data),
        loss,
        method: 'gradient-flow',
        time: format(fromDouble(duration)),
      }));
    case 'steps':
      return [trainingLeg(subject, shown.taken)];
    case 'ratio':
      return [trainingLeg(subject, Number.POSITIVE_INFINITY)];
    case 'squares':
      return [trainingLeg(subject, 3)];
    case 'first-slope':
      return [trainingLeg(subject, 1, true)];
    case 'halved':
      return [trainingLeg(subject, 1)];
    case 'growth': {
      const { data, loss } = subject.instance;
      return data === undefined || loss === undefined
        ? []
        : [{ ...rowsOf(data), loss, method: 'gradient-flow' }];
    }
    default:
      return [];
  }
}

const eulerSteps = ({ data, loss, duration }: TrainingSegment): Leg => ({
  ...rowsOf(data),
  loss,
  method: 'gradient-descent',
  rate: format(divide(fromDouble(duration), rational(EULER_STEPS))),
  steps: EULER_STEPS,
});

/**
 * The training of the instance, with all that it draws.
 *
 * @param most steps that are taken, as the oracles take them.
 * @param settled RMSProp as it goes on once its mean of squares, 0 at the start, has settled: as Adam starts.
 * @throws TypeError where there is none.
 */
function trainingLeg({ instance, model }: Subject, most: number, settled = false): Leg {
  const { data, loss, training } = instance;
  if (data === undefined || loss === undefined || training === undefined)
    throw new TypeError('trainingLeg: the instance is not trained');
  const method = settled && training.method === 'rmsprop' ? 'adam' : training.method;
  const steps = Math.min(training.steps ?? 10, most);
  const samples = data.inputs.length;
  const leg = { ...rowsOf(data), loss, method, rate: exactly(training.rate ?? 1), steps };
  if (method === 'gradient-flow') return leg;
  const { batch } = training;
  if (method === 'sgd') {
    if (batch === undefined || batch >= samples) return { ...leg, method: 'gradient-descent' };
    const batches = createBatches(samples, batch, SEED);
    const taken = Array.from({ length: steps }, () => {
      batches.next();
      return Array.from(batches.order.subarray(batches.from, batches.from + batches.count));
    });
    return { ...leg, batches: taken };
  }
  const drawn = createDisturbance(method, model, samples, SEED);
  if (drawn === null) return leg;
  const outputs = model.output.size;
  const draws = Array.from({ length: steps }, () => {
    drawn.next();
    const flat = Array.from(drawn.targets ?? drawn.gradient ?? drawn.factors ?? [], (value) =>
      format(fromDouble(value)),
    );
    if (drawn.targets === null) return flat;
    return Array.from({ length: samples }, (_, i) => flat.slice(i * outputs, (i + 1) * outputs));
  });
  return { ...leg, drawn: draws };
}

const lawTerms = ({ terms }: Polynomial) =>
  terms.map(({ coefficient, powers }) => [format(coefficient), powers]);

/** Parameters that move together, up to sign; those in no group do not move. */
function groupsOf(orbit: ArrayLike<number>, sign: ArrayLike<number>): [number, number][][] {
  const groups = new Map<number, [number, number][]>();
  Array.from(orbit).forEach((k, i) => {
    if (k >= 0) groups.set(k, [...(groups.get(k) ?? []), [i, sign[i]]]);
  });
  return [...groups.values()];
}

/** JSON text, a line for each leg. */
export const legsText = (legs: readonly Leg[]): string =>
  `[${legs.map((leg) => JSON.stringify(leg)).join(',\n ')}]`;

/** @returns JSON text, a line for each field. */
export function shownJson(subject: Subject, shown: Shown, legs: readonly Leg[]): string {
  const fields: Record<string, unknown> = { ...shownFields(subject, shown) };
  if (shown.kind === 'growth' || shown.kind === 'trajectory') fields['legs'] = legs;
  const lines = Object.entries(fields).map(([key, value]) => `"${key}": ${JSON.stringify(value)}`);
  return `{${lines.join(',\n ')}}`;
}

/** What is looked at, with exact numbers as text. */
export function shownFields(subject: Subject, shown: Shown): { readonly [key: string]: unknown } {
  const { model, exact } = subject;
  const sizes = { inputs: model.inputs.size, outputs: model.output.size };
  switch (shown.kind) {
    case 'orbit':
      return {};
    case 'steps':
      return { forms: formsJson(shown.forms) };
    case 'reflection':
      return { forms: formsJson(shown.forms), ...sizes };
    case 'stray':
    case 'trajectory':
    case 'growth':
      return { groups: groupsOf(shown.subspace.orbit, shown.subspace.sign) };
    case 'ratio':
      return {
        groups: groupsOf(shown.subspace.orbit, shown.subspace.sign),
        factor: shown.factor,
      };
    case 'balance':
    case 'first-slope':
      return { name: shown.name, law: lawTerms(shown.law) };
    case 'squares':
      return { name: shown.name, law: lawTerms(shown.law), factor: shown.factor };
    case 'halved':
      return { name: shown.name, law: lawTerms(shown.law), ratio: shown.ratio };
    case 'tangency':
      return {
        groups: groupsOf(shown.subspace.orbit, shown.subspace.sign),
        ...worstOf(shown.worst),
      };
    case 'equivariance':
      return {
        map: Array.from(shown.target, (to, i) => [to, format(fromDouble(shown.factor[i]))]),
        ...worstOf(shown.worst),
      };
    case 'law-slope':
      return {
        name: shown.name,
        law: lawTerms(shown.law),
        inputs: probesIn(subject),
        outputs: sizes.outputs,
      };
    case 'conserved':
      return {
        name: shown.name,
        law: lawTerms(shown.law),
        at: shown.at === null ? null : format(shown.at),
        ...sizes,
      };
    case 'still':
      return { parameters: shown.parameters, ...sizes };
    case 'equal': {
      const { units } = shown;
      const same = (i: number, j: number) =>
        units[i].every((a, n) => equal(exact[a], exact[units[j][n]]));
      const pairs = units.flatMap((_, j) =>
        units.flatMap((__, i) => (i < j && same(i, j) ? [[i, j]] : [])),
      );
      return { units, pairs };
    }
    case 'curve':
    case 'signs':
      return { expected: shown.expected, ...sizes };
    case 'span':
      return sizes;
  }
}

const formsJson = (forms: readonly LinearForm[]) =>
  forms.map((form) => form.map(([i, c]) => [i, format(c)]));

/** The oracle's inputs, each once. */
function probesIn(subject: Subject): string[][] {
  const rows = probesOf(subject).map((x) => Array.from(x, (v) => format(fromDouble(v))));
  return rows.filter((row, i) => rows.findIndex((other) => other.join() === row.join()) === i);
}

const worstOf = ({ x, output }: { readonly x: readonly number[]; readonly output: number }) => ({
  x: x.map((v) => format(fromDouble(v))),
  output,
});

/**
 * What random instances are like: how many have each kind of model, class of function, coincidence among the
 * parameters, loss and kind of data. Read off the instances themselves, not off how they were drawn.
 */
import type { AnalyticFunction } from '../analytic/analytic-function.ts';
import type { Instance } from '../instances/instance.ts';
import { open, type Subject } from '../instances/subject.ts';
import { unitAxes } from '../models/units.ts';
import { toRational } from '../numerics/numeral.ts';
import { equal, isZero, multiply, negate, type Rational, subtract } from '../numerics/rational.ts';

/** Counts by name, group by group. */
export type Census = { readonly [group: string]: { readonly [name: string]: number } };

export const censusGroups = [
  'model',
  'function',
  'support',
  'point',
  'loss',
  'data',
  'training',
] as const;

/** Coincidences among parameters, and what each asks for. */
export const pointFeatures = {
  generic: 'none of the others',
  'zero parameter': 'some parameter is 0',
  'dead unit': 'a unit takes in and puts out nothing',
  'zero tensor': 'all of a tensor with two axes or more is 0',
  'equal units': 'two units are equal',
  'equal inputs': 'two units take in the same and put out something else',
  'opposite, equal outputs':
    'two units take in opposite vectors and put out the same, or the opposite',
  'opposite, other outputs': 'two units take in opposite vectors and put out something else',
  'parallel inputs': 'two units take in parallel vectors, neither equal nor opposite',
  'bias at a zero': 'what one hidden axis bears is a zero of a function',
  'bias at a critical point': 'the same for a zero of its derivative',
} as const;

export type PointFeature = keyof typeof pointFeatures;

/** How many of the instances have what. */
export function census(instances: readonly Instance[]): Census {
  const counts: Record<string, Record<string, number>> = Object.fromEntries(
    censusGroups.map((group) => [group, {}]),
  );
  for (const instance of instances)
    for (const [group, names] of Object.entries(featuresOf(instance)))
      for (const name of new Set(names)) counts[group][name] = (counts[group][name] ?? 0) + 1;
  return counts;
}

function featuresOf(instance: Instance): { readonly [group: string]: readonly string[] } {
  const subject = open(instance);
  const { functions } = subject.facts;
  const points = pointFeaturesOf(subject);
  return {
    model: [instance.model.kind, ...shapeOf(subject)],
    function: functions.length === 0 ? ['none'] : functions.map(classOf),
    support: functions.map(supportOf),
    point: points.length === 0 ? ['generic'] : points,
    loss: instance.loss === undefined ? [] : [instance.loss],
    training: instance.training === undefined ? [] : [instance.training.method],
    data:
      instance.data === undefined
        ? []
        : dataFeatures(instance.data.inputs.map((x) => x.map(toRational))),
  };
}

function shapeOf({ facts: { network, outputs } }: Subject): string[] {
  if (network === null) return [];
  return [
    `${network.depth} layers`,
    ...(network.hasBias ? ['with biases'] : ['without biases']),
    ...(outputs > 1 ? ['several outputs'] : []),
  ];
}

function classOf({ spec }: AnalyticFunction): string {
  if (typeof spec === 'string') return 'named';
  if (spec.name !== 'taylor') return spec.name;
  return typeof spec.support === 'string' ? 'infinite support' : 'sparse support';
}

function supportOf(f: AnalyticFunction): string {
  if (!f.analytic) return 'not analytic';
  const finite = f.polynomialDegree === null ? 'infinite' : 'finite';
  return f.parity === 'none' ? finite : `${finite}, ${f.parity}`;
}

function pointFeaturesOf(subject: Subject): PointFeature[] {
  const { model, exact: theta } = subject;
  const found: PointFeature[] = [];
  if (theta.some(isZero)) found.push('zero parameter');
  const matrices = model.tensors.filter(({ axes }) => axes.length > 1);
  const isZeroAt = (indices: readonly number[]) => indices.every((i) => isZero(theta[i]));
  if (matrices.some(({ offset, size }) => isZeroAt(range(offset, size)))) found.push('zero tensor');
  for (const { incoming, outgoing } of unitAxes(model)) {
    incoming.forEach((own, k) => {
      if (own.length > 0 && isZeroAt([...own, ...outgoing[k]])) found.push('dead unit');
      for (let j = 0; j < k; j++) {
        const feature = pairOf(theta, [own, incoming[j]], [outgoing[k], outgoing[j]]);
        if (feature !== null) found.push(feature);
      }
    });
  }
  const values = model.tensors
    .filter(({ axes }) => axes.length === 1 && axes[0].role === 'hidden')
    .flatMap((placed) => range(placed.offset, placed.size).map((i) => theta[i]));
  const vanishes = (order: number) =>
    subject.facts.functions.some(
      (f) => f.analytic && values.some((b) => f.supportAt(b)?.inSupport(order) === false),
    );
  if (vanishes(0)) found.push('bias at a zero');
  if (vanishes(1)) found.push('bias at a critical point');
  return found;
}

function range(offset: number, size: number): number[] {
  return Array.from({ length: size }, (_, i) => offset + i);
}

function pairOf(
  theta: readonly Rational[],
  [a, b]: readonly [readonly number[], readonly number[]],
  [c, d]: readonly [readonly number[], readonly number[]],
): PointFeature | null {
  if (a.length === 0 || a.every((i) => isZero(theta[i])) || b.every((i) => isZero(theta[i])))
    return null;
  const same = (one: readonly number[], other: readonly number[]) =>
    one.every((i, n) => equal(theta[i], theta[other[n]]));
  const opposite = (one: readonly number[], other: readonly number[]) =>
    one.every((i, n) => equal(theta[i], negate(theta[other[n]])));
  if (same(a, b)) return same(c, d) ? 'equal units' : 'equal inputs';
  if (opposite(a, b))
    return same(c, d) || opposite(c, d) ? 'opposite, equal outputs' : 'opposite, other outputs';
  return a.length > 1 &&
    areParallel(
      a.map((i) => theta[i]),
      b.map((i) => theta[i]),
    )
    ? 'parallel inputs'
    : null;
}

function areParallel(a: readonly Rational[], b: readonly Rational[]): boolean {
  const pivot = a.findIndex((x) => !isZero(x));
  return (
    !isZero(b[pivot] ?? a[pivot]) &&
    a.every((x, n) => isZero(subtract(multiply(x, b[pivot]), multiply(a[pivot], b[n]))))
  );
}

function dataFeatures(rows: readonly (readonly Rational[])[]): string[] {
  const found: string[] = [];
  if (rows.length === 1) found.push('single datum');
  const pairs = rows.flatMap((x, i) => rows.slice(0, i).map((y) => [x, y] as const));
  if (rows.some((x) => x.every(isZero))) found.push('zero input');
  if (pairs.some(([x, y]) => x.every((v, n) => equal(v, y[n])))) found.push('equal inputs');
  const moving = pairs.filter(([x, y]) => !x.every(isZero) && !y.every(isZero));
  if (moving.some(([x, y]) => x.every((v, n) => equal(v, negate(y[n])))))
    found.push('opposite inputs');
  if (rows[0].length > 1 && moving.some(([x, y]) => areParallel(x, y)))
    found.push('parallel inputs');
  return found.length === 0 ? ['generic'] : found;
}

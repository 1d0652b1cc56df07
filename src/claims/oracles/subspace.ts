/** The affine subspaces that claims say trajectories stay on, and two that come from no symmetry. */
import type { Subject } from '../../instances/subject.ts';
import type { Facts } from '../../models/facts.ts';
import { unitAxes } from '../../models/units.ts';
import { indicesTo } from '../../numerics/list-of.ts';
import { toFloat } from '../../numerics/numeral.ts';
import { equal, ZERO } from '../../numerics/rational.ts';
import {
  type FixedPointSubspace,
  fixedPointSubspace,
} from '../../symmetry/subspaces/fixed-point-subspace.ts';
import { signedPartition } from '../../symmetry/subspaces/signed-partition.ts';

/** What an oracle needs of a subspace: parameters tied in signed groups (orbit −1: held fixed). */
export type Subspace = Pick<
  FixedPointSubspace,
  'size' | 'dimension' | 'orbit' | 'sign' | 'distance' | 'contains' | 'normalComponent' | 'describe'
>;

/** Whether the model is a two-layer network of two neurons or more with a function in them. */
export function hasTwoNeurons({ network, functions, hasFreeInputs }: Facts): boolean {
  if (network === null || hasFreeInputs || functions.length === 0) return false;
  return network.depth === 2 && network.widths[1] >= 2;
}

/**
 * { incoming weights (and biases) of neurons i and k of the first layer are equal }, outputs free, for
 * the first such pair that θ has. Undefined when it has none.
 */
export function equalInputs(subject: Subject): FixedPointSubspace | undefined {
  const { model: bound, exact: theta } = subject;
  const { size } = bound;
  const [units] = unitAxes(bound);
  const incoming = units?.incoming ?? [];
  const same = (i: number, k: number) =>
    incoming[i].every((at, n) => equal(theta[at], theta[incoming[k][n]]));
  const neurons = Array.from(incoming.keys());
  const pair = neurons
    .flatMap((k) => neurons.slice(0, k).map((i) => [i, k] as const))
    .find(([i, k]) => same(i, k));
  if (pair === undefined) return undefined;
  const [i, k] = pair;
  const partition = signedPartition(size);
  incoming[i].forEach((at, n) => {
    partition.relate(at, incoming[k][n], 1);
  });
  return fixedPointSubspace({
    partition,
    center: ZERO,
    centered: () => false,
    describe: () => `neurons ${i + 1} and ${k + 1} of layer 1 have equal input weights`,
  });
}

/** { neurons 1 and 2 of the first layer take in the same }, whatever they put out: no stratum. */
export function equalIncoming({ model: bound }: Subject): FixedPointSubspace {
  const [units] = unitAxes(bound);
  const partition = signedPartition(bound.size);
  units.incoming[0].forEach((at, n) => {
    partition.relate(at, units.incoming[1][n], 1);
  });
  return fixedPointSubspace({
    partition,
    center: ZERO,
    centered: () => false,
    describe: () => 'neurons 1 and 2 of layer 1 have equal input weights',
  });
}

/** { neurons 1 and 2 of the first layer are equal }: input weights, biases and output weights. */
export function equalNeurons({ model: bound }: Subject): FixedPointSubspace {
  const [units] = unitAxes(bound);
  const partition = signedPartition(bound.size);
  for (const [one, two] of [units.incoming, units.outgoing])
    one.forEach((at, n) => {
      partition.relate(at, two[n], 1);
    });
  return fixedPointSubspace({
    partition,
    center: ZERO,
    centered: () => false,
    describe: () => 'neurons 1 = 2 in layer 1',
  });
}

/**
 * The plane that one dataset cannot leave: what multiplies an input that is 0 in every datum gets no
 * gradient. No SIM, since another dataset moves them. Undefined when every input is used.
 */
export function unusedInputs({
  instance,
  model: bound,
  float: theta,
}: Subject): Subspace | undefined {
  const inputs = instance.data?.inputs ?? [];
  const { size } = bound;
  // An axis of its own for the datum: then its index is the input's.
  const units = unitAxes(bound, ['input']).find(({ axis }) => bound.inputs.x.axes[0] === axis);
  const frozen =
    bound.inputs.x.axes.length === 1 && units !== undefined
      ? units.outgoing.flatMap((own, j) => (inputs.every((x) => toFloat(x[j]) === 0) ? own : []))
      : [];
  if (frozen.length === 0 || inputs.length === 0) return undefined;
  const orbit = indicesTo(size);
  for (const i of frozen) orbit[i] = -1;
  const distance = (point: Float64Array) => Math.hypot(...frozen.map((i) => point[i] - theta[i]));
  return {
    size,
    dimension: size - frozen.length,
    orbit,
    sign: new Int8Array(size).fill(1),
    distance,
    contains: (point) => distance(point) === 0,
    normalComponent(vector, out) {
      out.fill(0);
      for (const i of frozen) out[i] = vector[i];
      return out;
    },
    describe: () => 'first-layer weights of inputs that the first dataset never uses',
  };
}

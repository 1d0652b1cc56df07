/** Laws about units: what a model calls hidden is interchangeable, and what it proposes is true. */
import type { Decimal } from 'decimal.js';
import type { BoundModel } from '../models/bind.ts';
import type { Axis, ProposedIsometry } from '../models/contract.ts';
import { createNetwork } from '../models/float-network.ts';
import { sliceOf } from '../models/structure.ts';
import type { Law } from './law.ts';
import { decimals, drawInputs, drawPoint, inDecimals, sameDecimals } from './points.ts';

/** Hidden axes of two units or more that no free input bears: gates would have to move along. */
function hiddenAxes({ tensors, inputs }: BoundModel): Axis[] {
  const borne = new Set(inputs.tensors.flatMap(({ axes }) => axes));
  const axes = new Set(tensors.flatMap((placed) => placed.axes));
  return [...axes].filter((axis) => axis.role === 'hidden' && axis.size > 1 && !borne.has(axis));
}

/** [parameter of unit i, that of unit j in its place], position by position of the axis in tensors. */
function slicePairs(
  { tensors }: BoundModel,
  axis: Axis,
  i: number,
  j: number,
): [number, number][][] {
  return tensors.flatMap((placed) =>
    placed.axes.flatMap((of, position) => {
      if (of !== axis) return [];
      const other = sliceOf(placed, position, j);
      return [sliceOf(placed, position, i).map((k, n): [number, number] => [k, other[n]])];
    }),
  );
}

function exchanged<T>(bound: BoundModel, axis: Axis, theta: readonly T[], i: number, j: number) {
  const moved = [...theta];
  for (const pairs of slicePairs(bound, axis, i, j))
    for (const [a, b] of pairs) [moved[a], moved[b]] = [moved[b], moved[a]];
  return moved;
}

function proposalsOf({ model, spec }: BoundModel): ProposedIsometry[] {
  return model.proposals === undefined ? [] : [...model.proposals(spec)];
}

export const symmetry: Law = {
  name: 'symmetry',
  statement:
    'F stays (a given field moves along) when units of a hidden axis change places, and under what the model proposes.',
  applies: (bound) => hiddenAxes(bound).length > 0 || proposalsOf(bound).length > 0,
  check({ bound, rng }) {
    const theta = drawPoint(bound.size, rng);
    const x = inDecimals(drawInputs(bound, rng));
    const f = (at: readonly number[]) => bound.evaluate(decimals, inDecimals(at), x);
    const here = f(theta);
    /** Q F where F is a field on parameter space, else F. */
    const carried = (move: (values: readonly Decimal[]) => readonly Decimal[]) =>
      bound.fields === 'given' ? move(here) : here;
    for (const axis of hiddenAxes(bound)) {
      const i = rng.integer(0, axis.size - 2);
      const expected = carried((values) => exchanged(bound, axis, values, i, i + 1));
      if (!sameDecimals(f(exchanged(bound, axis, theta, i, i + 1)), expected))
        return `exchanging units ${i + 1} and ${i + 2} of axis "${axis.name}" changes F: its role is not hidden`;
    }
    for (const [n, { target, sign }] of proposalsOf(bound).entries()) {
      if (target.length !== bound.size || sign.length !== bound.size)
        return `proposal ${n + 1} is about ${target.length} parameters, not ${bound.size}`;
      const moved = new Array<number>(bound.size).fill(Number.NaN);
      theta.forEach((value, k) => {
        moved[target[k]] = sign[k] * value;
      });
      if (moved.some(Number.isNaN)) return `proposal ${n + 1} is no permutation`;
      const expected = carried((values) => {
        const image = [...values];
        values.forEach((value, k) => {
          image[target[k]] = sign[k] < 0 ? value.neg() : value;
        });
        return image;
      });
      if (!sameDecimals(f(moved), expected)) return `proposal ${n + 1} changes F`;
    }
    return null;
  },
};

const STEPS = 20;
const RATE = 1 / 16;

export const bits: Law = {
  name: 'bits',
  statement: 'Equal units stay equal to the last bit under steps of gradient descent.',
  applies: (bound) =>
    bound.fields === 'gradient' &&
    bound.inputs.size === bound.inputs.datum &&
    hiddenAxes(bound).length > 0,
  check({ bound, rng }) {
    const batch = 5;
    const c = bound.output.size;
    const network = createNetwork(bound.json, batch);
    let moved = false;
    for (const axis of hiddenAxes(bound)) {
      const theta = Float64Array.from({ length: bound.size }, () => rng.gaussian() / 2);
      const pairs = slicePairs(bound, axis, 0, axis.size - 1);
      for (const position of pairs) for (const [a, b] of position) theta[b] = theta[a];
      const ties = pairs.flat();
      const x = Float64Array.from({ length: batch * bound.inputs.datum }, () => rng.gaussian());
      const y = Float64Array.from({ length: batch * c }, () => rng.gaussian());
      const out = new Float64Array(batch * c);
      const gradient = new Float64Array(bound.size);
      for (let step = 0; step < STEPS; step++) {
        network.forward(theta, x, out);
        for (let k = 0; k < out.length; k++) out[k] = Math.tanh(out[k] - y[k]);
        network.backpropagate(theta, out, gradient);
        for (let k = 0; k < theta.length; k++) theta[k] -= RATE * gradient[k];
        const broken = ties.find(([a, b]) => !Object.is(theta[a], theta[b]));
        if (broken !== undefined && theta.every(Number.isFinite))
          return `equal units of axis "${axis.name}" differ after ${step + 1} steps: ${theta[broken[0]]} and ${theta[broken[1]]}`;
      }
      moved ||= gradient.some((g) => g !== 0 && Number.isFinite(g));
    }
    return moved ? null : undefined;
  },
};

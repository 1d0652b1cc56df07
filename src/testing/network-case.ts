/** A point, a direction, data and cotangents, and all that a float network computes from them. */

import { layoutOf } from '../instances/layout.ts';
import type { FloatNetwork } from '../models/float-network.ts';
import type { FullyConnectedSpec, LinearSpec } from '../models/kinds/specs.ts';

export type Model = FullyConnectedSpec | LinearSpec;

export interface NetworkCase {
  readonly model: Model;
  readonly batch: number;
  readonly theta: Float64Array;
  readonly v: Float64Array;
  readonly x: Float64Array;
  readonly cotangent: Float64Array;
  readonly cotangentDot: Float64Array;
}

/** In flat arrays, row by row. */
export interface NetworkResults {
  readonly forward: Float64Array;
  readonly pullback: Float64Array;
  readonly pushforward: Float64Array;
  readonly pullbackDerivative: Float64Array;
}

export function drawCase(model: Model, batch: number, draw: () => number): NetworkCase {
  const { size } = layoutOf(model);
  const [d, c] = [model.widths[0], model.widths.at(-1)!];
  const array = (length: number) => Float64Array.from({ length }, draw);
  return {
    model,
    batch,
    theta: array(size),
    v: array(size),
    x: array(batch * d),
    cotangent: array(batch * c),
    cotangentDot: array(batch * c),
  };
}

export function allDerivatives(network: FloatNetwork, given: NetworkCase): NetworkResults {
  const { theta, v, x, cotangent, cotangentDot } = given;
  const rows = () => new Float64Array(network.batch * network.outputs);
  const parameters = () => new Float64Array(network.size).fill(Number.NaN);
  const results = {
    forward: rows(),
    pullback: parameters(),
    pushforward: rows(),
    pullbackDerivative: parameters(),
  };
  network.forward(theta, x, results.forward);
  network.pullback(theta, x, cotangent, results.pullback);
  network.pushforward(theta, v, x, results.pushforward);
  network.pullbackDerivative(theta, v, x, cotangent, cotangentDot, results.pullbackDerivative);
  return results;
}

/** The models in `examples/models/`, written as users write them, with their instances. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { momentum } from '../../examples/models/momentum.ts';
import { normalisedAttention } from '../../examples/models/normalised-attention.ts';
import { residualConvolution } from '../../examples/models/residual-convolution.ts';
import { transformerBlock } from '../../examples/models/transformer-block.ts';
import { deepWeightNormalised } from '../../examples/models/weight-normalised.ts';
import { float64 } from '../analytic/fields/float64.ts';
import { bind } from '../models/bind.ts';
import type { AnyModel, ModelJson } from '../models/contract.ts';
import { parameterNames } from '../models/names.ts';
import { type Numeral, toFloat } from '../numerics/numeral.ts';
import { genericLieRank } from './generic-lie-rank.ts';
import { registering } from './registering.ts';

interface Example {
  readonly model: ModelJson;
  readonly parameters: unknown;
  /** None where the fields are given: nothing is trained. */
  readonly data?: { readonly inputs: Numeral[][]; readonly targets: Numeral[][] };
}

const folder = new URL('../../examples/models/', import.meta.url);
const instanceOf = (file: string) =>
  JSON.parse(readFileSync(new URL(`${file}.json`, folder), 'utf8')) as Example;

/** Numbers of nested arrays and objects, in order; and their shape as text. */
function leaves(value: unknown): Numeral[] {
  if (typeof value === 'number' || typeof value === 'string') return [value];
  return Object.values(value as object).flatMap(leaves);
}

describe.each<[string, AnyModel, number]>([
  // γ₁ᵢ² − ‖Q_{:i}‖² − ‖K_{:i}‖² − ‖V_{:i}‖² and γ₂ᵢ² − ‖B_{:i}‖² − ‖C_{:i}‖² a channel (2 each),
  // k(k + 1) of the head, one a gated unit: 4 + 2 + 2.
  ['transformer-block', transformerBlock, 8],
  // The stream is the datum, so no group acts on it.
  ['residual-convolution', residualConvolution, 0],
  // VVᵀ − OOᵀ; with ε nothing of the queries and keys.
  ['normalised-attention', normalisedAttention, 1],
  // ‖vₖ‖² of three units.
  ['weight-normalised', deepWeightNormalised, 3],
  // (0, ∇F(x)) span the velocities, and their brackets with the drift (v, −γv) are (∇F(x), …).
  ['momentum', momentum, 0],
])('%s', (file, model, laws) => {
  registering(model);
  const { model: json, parameters, data } = instanceOf(file);
  const bound = bind(json);

  test('its instance has the tensors that the model says', () => {
    const theta = leaves(parameters);
    expect(theta).toHaveLength(bound.size);
    expect(new Set(parameterNames(bound).name).size).toBe(bound.size);
    for (const { path, axes } of bound.tensors) {
      let value = path.reduce(
        (node, key) => (node as Record<string | number, unknown>)[key],
        parameters,
      );
      for (const { size } of axes) {
        expect(value).toHaveLength(size);
        value = (value as unknown[])[0];
      }
    }
    expect(data === undefined).toBe(bound.fields === 'given');
    data?.inputs.forEach((x, i) => {
      const outputs = bound.evaluate(float64, theta.map(toFloat), x.map(toFloat));
      expect(outputs).toHaveLength(data.targets[i].length);
      expect(outputs.every(Number.isFinite)).toBe(true);
    });
  });

  test('laws at a generic point', () => {
    const { size, rank } = genericLieRank(json);
    expect(size - rank).toBe(laws);
  });
});

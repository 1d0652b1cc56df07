/**
 * A mixture of gated experts,
 *
 *   F(x; m) = Σᵢ mᵢ g(wᵢ·x) / Σⱼ mⱼ g(wⱼ·x) · Aᵢ(σ(Bᵢx) ⊙ Cᵢx),
 *
 * g = exp (softmax gate) or the sigmoid. Dense: all mᵢ = 1. Top k: F is quantified over x and all masks
 * of k ones, which covers every choice of experts that a datum can make.
 * Sources: Shazeer et al., ICLR 2017; normalised sigmoid gate: DeepSeek-V3, arXiv:2412.19437.
 */
import * as v from 'valibot';
import { exp } from '../../analytic/functions/exp.ts';
import { sigmoid } from '../../analytic/functions/sigmoid.ts';
import {
  type Axis,
  axis,
  called,
  choices,
  defineModel,
  matvec,
  type Tensor,
  tensor,
} from '../contract.ts';
import { gatedUnit } from '../pieces/gated-unit.ts';
import { normalisedWeights } from '../pieces/softmax.ts';
import { combined } from '../pieces/vectors.ts';
import { activation, literal, object, oneOf, optional, size } from '../schema.ts';

/** All vectors of n zeros and ones with k ones. */
export function masks(n: number, k: number): number[][] {
  if (k > n) return [];
  if (n === 0) return [[]];
  const open = k > 0 ? masks(n - 1, k - 1).map((rest) => [1, ...rest]) : [];
  return [...open, ...masks(n - 1, k).map((rest) => [0, ...rest])];
}

const spec = v.pipe(
  object({
    kind: literal('mixture-of-experts'),
    inputs: size,
    experts: size,
    hidden: size,
    outputs: size,
    activation,
    gate: optional(oneOf('softmax', 'sigmoid'), 'softmax'),
    /** Experts that are open at a time; left out: all. */
    top: optional(size),
  }),
  v.forward(
    v.check(
      ({ experts, top }) => top === undefined || top <= experts,
      ({ input }) => `at most the experts, ${input.experts}`,
    ),
    ['top'],
  ),
  v.forward(
    v.check(({ experts, top }) => top === undefined || experts <= 12, 'at most 12 with "top"'),
    ['experts'],
  ),
);

export const mixtureOfExperts = defineModel({
  kind: 'mixture-of-experts',
  formula: 'F(x; m) = Σᵢ pᵢ Aᵢ(σ(Bᵢx) ⊙ Cᵢx), pᵢ = mᵢg(wᵢ·x)/Σⱼ mⱼg(wⱼ·x)',
  source: 'Shazeer et al., ICLR 2017',
  spec,

  architecture({ inputs, experts, hidden, outputs, top }) {
    const input = axis('inputs', inputs, 'input');
    const expert = axis('experts', experts);
    const unit = axis('hidden', hidden);
    const output = axis('outputs', outputs, 'output');
    const quantified: { x: Tensor<readonly [Axis]>; [mask: string]: Tensor<readonly [Axis]> } =
      top === undefined
        ? { x: tensor(input) }
        : { x: tensor(input), mask: choices(tensor(expert), masks(experts, top)) };
    return {
      parameters: {
        route: called('w', tensor(expert, input)),
        gate: called('B', tensor(expert, unit, input)),
        value: called('C', tensor(expert, unit, input)),
        read: called('A', tensor(expert, output, unit)),
      },
      inputs: quantified,
      output,
    };
  },

  evaluate(field, { route, gate, value, read }, inputs, { activation: sigma, gate: g }) {
    const { x } = inputs;
    const scores = matvec(field, route, x);
    const p = normalisedWeights(field, g === 'softmax' ? exp : sigmoid, scores, inputs['mask']);
    const experts = route.map((_, i) =>
      gatedUnit(field, { gate: gate[i], value: value[i], read: read[i] }, x, sigma),
    );
    return combined(field, p, experts);
  },
});

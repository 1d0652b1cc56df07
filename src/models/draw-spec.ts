/** A small random `model` object of a model: its own `generate`, else drawn from its schema. */
import type { Rng } from '../numerics/random.ts';
import { guarded } from './bind.ts';
import type { AnyModel, ModelJson, ModelWish } from './contract.ts';
import { drawFromSchema } from './random-spec.ts';

const SMALL: ModelWish = {
  depth: [2, 3],
  hidden: [1, 3],
  inputs: [1, 3],
  outputs: [1, 2],
  bias: 'either',
  functions: ['tanh', 'sin', 'sigmoid', 'square', 'exp', 'silu'],
};

/** @throws ModelError where no draw is a spec: the model needs `generate`, or whoever asks gives specs. */
export function drawSpec(model: AnyModel, rng: Rng, size = 0.5): ModelJson {
  const own = guarded(model, 'generate', () => model.generate?.(rng, size, SMALL));
  return own ?? drawFromSchema(model, rng, size, SMALL);
}

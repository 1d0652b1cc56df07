/** Random `model` objects of any model, by its schema. */
import { InputError, ModelError } from '../errors.ts';
import type { Rng } from '../numerics/random.ts';
import { bind, inModel } from './bind.ts';
import type { AnyModel, ModelJson, ModelWish } from './contract.ts';
import { drawSize, widened } from './random-shape.ts';
import { type SpecField, specFields, withValueAt } from './spec-fields.ts';

/** Draws from a schema until one is a model: checks across fields are not seen by the draw. */
const ATTEMPTS = 50;
const LARGEST = 3;
/** Positive, so that an ε among them keeps a norm from vanishing; squares, so that its root is rational. */
const NUMBERS = [1, '1/4', 4];

/**
 * A random spec by the model's schema: sizes 1 … 3 (more beyond size 1), functions of the wish, choices evenly,
 * numbers that must be given among a few positive ones.
 *
 * @throws ModelError where no draw is a spec: the model needs `generate`.
 */
export function drawFromSchema(
  model: AnyModel,
  rng: Rng,
  size: number,
  wish: ModelWish,
): ModelJson {
  const fields = specFields(model.spec);
  let last = '';
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    let json: ModelJson = { kind: model.kind };
    for (const field of fields) {
      const value = drawField(field, rng, size, wish);
      if (value !== undefined) json = withValueAt(json, field.path, value);
    }
    try {
      bind(json);
      return json;
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      last = error.message;
    }
  }
  throw inModel(model, new ModelError('generate', 'specs that its schema draws', last));
}

function drawField(field: SpecField, rng: Rng, size: number, wish: ModelWish): unknown {
  const [, largest] = widened([1, LARGEST], size);
  const upTo = (low: number, high: number) =>
    drawSize(rng, [low, Math.max(low, Math.min(largest, high))], size);
  switch (field.is) {
    case 'size':
      return upTo(Math.max(1, field.least), field.most);
    case 'sizes': {
      const length = upTo(Math.max(1, field.least), field.most);
      return Array.from({ length }, () => upTo(1, largest));
    }
    case 'boolean':
      return field.optional && rng.chance(0.5) ? undefined : rng.chance(0.5);
    case 'choice':
      return field.optional && rng.chance(0.5) ? undefined : rng.pick(field.options);
    case 'function':
      return field.optional && rng.chance(0.5) ? undefined : rng.pick(wish.functions);
    case 'number':
      return rng.pick(NUMBERS);
    case 'other':
      return undefined;
  }
}

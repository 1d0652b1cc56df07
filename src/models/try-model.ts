/** A model of a user's, run once before anything rests on it: what none may do is told at once. */
import { ModelError } from '../errors.ts';
import { createRng } from '../numerics/random.ts';
import { type BoundModel, bind } from './bind.ts';
import type { AnyModel } from './contract.ts';
import { drawSpec } from './draw-spec.ts';
import { originOf, registeredModels } from './registry.ts';

/** Specs that are tried of a model of which none is given: the smallest and the largest that are drawn. */
const SIZES = [0, 1];

/** @throws ModelError that names the file: F is no analytic function made of operations of the field. */
export function tryModel(bound: Pick<BoundModel, 'json' | 'program'>): void {
  const { json } = bound;
  const origin = originOf(json.kind);
  if (origin === undefined) return;
  for (const operation of bound.program.operations) {
    if (operation.op !== 'apply' || operation.f.analytic) continue;
    throw new ModelError(
      `${origin.file}: model "${json.kind}": evaluate`,
      'analytic functions',
      `"${operation.f.name}", which is not`,
    );
  }
}

/** The same at specs that are drawn. @throws ModelError as well where none can be drawn. */
export function tryDrawn(model: AnyModel): void {
  for (const size of SIZES) {
    const rng = createRng(`try/${model.kind}/${size}`);
    tryModel(bind(drawSpec(model, rng, size)));
  }
}

/**
 * All models of a user's that a hunt may draw: what is wrong with one would be wrong with each instance.
 *
 * @param kinds that are drawn; none: all.
 */
export function tryUserModels(kinds: readonly string[]): void {
  for (const model of registeredModels()) {
    const isDrawn = kinds.length === 0 || kinds.includes(model.kind);
    if (isDrawn && originOf(model.kind) !== undefined) tryDrawn(model);
  }
}

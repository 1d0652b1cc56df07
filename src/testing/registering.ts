import type { AnyModel } from '../models/contract.ts';
import { originOf, registeredModels, registerModel, unregisterModel } from '../models/registry.ts';

/** Makes models known, for the rest of a file of tests (`forget-models.ts`). */
export function registering(...models: readonly AnyModel[]): void {
  for (const model of models) registerModel(model);
}

/** Forgets the models that were loaded from files. */
export function forgetLoaded(): void {
  for (const model of registeredModels()) if (originOf(model.kind)) unregisterModel(model);
}

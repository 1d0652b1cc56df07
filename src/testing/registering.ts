import { afterAll } from 'vitest';
import type { AnyModel } from '../models/contract.ts';
import { originOf, registeredModels, registerModel, unregisterModel } from '../models/registry.ts';

/** Makes models known for the rest of a file of tests: files share a registry, and some ask about all that is in it. */
export function registering(...models: readonly AnyModel[]): void {
  for (const model of models) registerModel(model);
  afterAll(() => models.forEach(unregisterModel));
}

/** Forgets the models that were loaded from files. */
export function forgetLoaded(): void {
  for (const model of registeredModels()) if (originOf(model.kind)) unregisterModel(model);
}

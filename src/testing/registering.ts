/** Models that tests make known: files of tests share a registry, and some ask about all that is in it. */
import type { AnyModel } from '../models/contract.ts';
import { builtInModels } from '../models/kinds/index.ts';
import { registeredModels, registerModel, unregisterModel } from '../models/registry.ts';

/** Makes models known, for the rest of a file of tests (`forget-models.ts`). */
export function registering(...models: readonly AnyModel[]): void {
  for (const model of models) registerModel(model);
}

/** Forgets all models but those that come with falsim. */
export function forgetModels(): void {
  for (const model of registeredModels())
    if (!builtInModels.includes(model)) unregisterModel(model);
}

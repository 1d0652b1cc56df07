/** Models that a file of tests makes known are forgotten after it: files share a registry, and some ask about all that is in it. */
import { afterAll } from 'vitest';
import { builtInModels } from '../models/kinds/index.ts';
import { registeredModels, unregisterModel } from '../models/registry.ts';

afterAll(() => {
  for (const model of registeredModels())
    if (!builtInModels.includes(model)) unregisterModel(model);
});

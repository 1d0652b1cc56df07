/** `falsim models`: what an instance may be an instance of. */
import { Command } from 'commander';
import { writeJson } from '../json/write-json.ts';
import type { AnyModel } from '../models/contract.ts';
import { originOf, registeredModels } from '../models/registry.ts';
import { describeModel } from '../reports/model-text.ts';
import type { Context } from './context.ts';

export function modelsCommand({ streams }: Context): Command {
  return new Command('models')
    .description('List the models with their formulas.')
    .option('--json', 'print JSON')
    .action(({ json }: { readonly json?: true }) => {
      const models = registeredModels().map(({ kind, formula, source }: AnyModel) => ({
        kind,
        formula,
        ...(source !== undefined && { source }),
        ...(originOf(kind) !== undefined && { file: originOf(kind)!.file }),
      }));
      const text = () => models.map((model) => describeModel(model, streams.columns)).join('\n');
      streams.out(json ? writeJson(models) : text());
    });
}

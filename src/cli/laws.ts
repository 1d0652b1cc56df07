/** `falsim laws`: is a model of one's own what a model must be? */
import { Command } from 'commander';
import { writeJson } from '../json/write-json.ts';
import type { LawReport } from '../laws/law.ts';
import { modelLaws } from '../laws/model-laws.ts';
import { loadModelFile } from '../models/model-file.ts';
import { tryDrawn } from '../models/try-model.ts';
import { describeLaws } from '../reports/model-text.ts';
import { type Context, ExitCode } from './context.ts';
import { integerOption } from './options.ts';
import { timeLimitOption, within } from './time-limit.ts';

interface LawFlags {
  readonly runs: number;
  readonly seed: number;
  readonly timeLimit: number;
  readonly json?: true;
}

export function lawsCommand({ streams, exit }: Context): Command {
  return new Command('laws')
    .description(
      'Check the laws that every model obeys on the models of a file. Exit code 1 when one is ' +
        'broken, or nothing could be decided.',
    )
    .argument('<file>', 'a .ts or .js file with models of your own')
    .option('--runs <n>', 'cases of each law', integerOption('--runs', 1, 1e6), 8)
    .option('--seed <n>', 'seed', integerOption('--seed', 0, 2 ** 31 - 1), 1)
    .option(...timeLimitOption)
    .option('--json', 'print JSON')
    .action(async (file: string, { runs, seed, timeLimit, json }: LawFlags) => {
      const { models } = await loadModelFile(file);
      const reports = within(timeLimit, () => {
        models.forEach(tryDrawn);
        return models.map((model) => ({
          model: model.kind,
          laws: modelLaws(model, { runs, seed }),
        }));
      });
      const good = reports.every(({ laws }) => laws.every(isGood));
      exit(good ? ExitCode.survived : ExitCode.falsified);
      const text = () => reports.map((one) => describeLaws(one, streams.columns)).join('\n');
      streams.out(json ? writeJson(reports) : text());
    });
}

function isGood({ status }: LawReport): boolean {
  return status === 'held' || status === 'void';
}

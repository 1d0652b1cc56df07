/** `falsim reduce`: the smaller model that training on a stratum is training of. */
import { Command } from 'commander';
import { inFile } from '../json/json-file.ts';
import { writeWhole } from '../json/write-file.ts';
import { writeJson } from '../json/write-json.ts';
import { bind } from '../models/bind.ts';
import { parameterNames } from '../models/names.ts';
import { reducedModel, timeOf } from '../reports/reduction.ts';
import { describeReduction, plainReduction } from '../reports/reduction-text.ts';
import { type Context, ExitCode } from './context.ts';
import { numberOption } from './options.ts';
import { readInstance } from './read.ts';
import { timeLimitOption, within } from './time-limit.ts';

interface ReduceFlags {
  readonly until?: number;
  readonly output?: string;
  readonly timeLimit: number;
  readonly json?: true;
}

export function reduceCommand({ streams, exit }: Context): Command {
  return new Command('reduce')
    .description(
      'Build the smaller model of the stratum of θ, with the rates at which its parameters move: ' +
        'a narrower one where equal, opposite and zero units are all there is to the stratum, else one ' +
        'with tied weights. Where the instance has data and a loss both are trained, and compared ' +
        'parameter by parameter: after discrete steps exactly, or in balls where F is no polynomial, ' +
        'and along gradient flow in float64. Exit code 1 where they differ, 3 where it is not known.',
    )
    .argument('<instance.json>', 'file with an instance')
    .option(
      '--until <t>',
      'end of the flows (default: training.time, or 1)',
      numberOption('--until'),
    )
    .option('-o, --output <out.json>', 'write the instance of the smaller model')
    .option(...timeLimitOption)
    .option('--json', 'print JSON')
    .action((file: string, { until, output, json, timeLimit }: ReduceFlags) => {
      const instance = readInstance(file);
      const found = inFile(file, () =>
        within(timeLimit, () => reducedModel(instance, until ?? timeOf(instance))),
      );
      const compared = found.steps?.inMetric;
      const status = compared !== undefined && 'status' in compared ? compared.status : 'holds';
      exit(
        status === 'fails'
          ? ExitCode.falsified
          : status === 'open'
            ? ExitCode.inconclusive
            : ExitCode.survived,
      );
      if (output !== undefined && found.instance !== null)
        writeWhole(output, writeJson(found.instance));
      const { name } = parameterNames(bind(instance.model));
      streams.out(
        json ? writeJson(plainReduction(found)) : describeReduction(found, name, streams.columns),
      );
    });
}

/** `falsim reduce`: the smaller model that training on a stratum is training of. */
import { Command } from 'commander';
import { type Context, FALSIFIED, INCONCLUSIVE, SURVIVED } from './context.ts';
import { numberOption } from './options.ts';
import { timeLimitOption, within } from './time-limit.ts';

interface ReduceFlags {
  readonly until?: number;
  readonly output?: string;
  readonly timeLimit: number;
  readonly json?: true;
}

export function reduceCommand({ streams, exit }: Context): Command {
  return new Command('reduce')
    .summary('the narrower model that training on the stratum of θ is training of')
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
    .action(async (file: string, { until, output, json, timeLimit }: ReduceFlags) => {
      const { readInstance } = await import('./read.ts');
      const { reducedModel, timeOf } = await import('../reports/reduction.ts');
      const { describeReduction, plainReduction } = await import('../reports/reduction-text.ts');
      const { writeJson } = await import('../json/write-json.ts');
      const { inFile } = await import('../json/json-file.ts');
      const { parameterNames } = await import('../models/names.ts');
      const { bind } = await import('../models/bind.ts');
      const instance = readInstance(file);
      const found = inFile(file, () =>
        within(timeLimit, () => reducedModel(instance, until ?? timeOf(instance))),
      );
      const compared = found.steps?.inMetric;
      const status = compared !== undefined && 'status' in compared ? compared.status : 'holds';
      exit(status === 'fails' ? FALSIFIED : status === 'open' ? INCONCLUSIVE : SURVIVED);
      if (output !== undefined && found.instance !== null) {
        const { writeWhole } = await import('../json/write-file.ts');
        writeWhole(output, writeJson(found.instance));
      }
      const { name } = parameterNames(bind(instance.model));
      streams.out(
        json ? writeJson(plainReduction(found)) : describeReduction(found, name, streams.columns),
      );
    });
}

/** `falsim condense`: which units of a trained network are nearly equal, opposite or zero. */
import { Command } from 'commander';
import { open } from '../instances/subject.ts';
import { writeJson } from '../json/write-json.ts';
import { describeCondensation, plainCondensation } from '../reports/condensation-text.ts';
import { modelSymmetry } from '../symmetry/group/model-symmetry.ts';
import { condensation } from '../symmetry/strata/condensation.ts';
import { type Context, SURVIVED } from './context.ts';
import { numberOption } from './options.ts';
import { readInstance } from './read.ts';
import { timeLimitOption, within } from './time-limit.ts';

interface CondenseFlags {
  readonly tolerance: number;
  readonly timeLimit: number;
  readonly json?: true;
}

export function condenseCommand({ streams, exit }: Context): Command {
  return new Command('condense')
    .description(
      'Put the units of each hidden axis into clusters of equal, opposite and zero ones, and print how ' +
        'far θ is from the nearest stratum of each dimension: exactly up to 8 units, as an upper bound ' +
        'beyond. Each axis is looked at by itself.',
    )
    .argument('<instance.json>', 'file with an instance; data and loss are not needed')
    .option(
      '--tolerance <share>',
      'what counts as near, as a share of ‖θ‖',
      numberOption('--tolerance', true),
      0.01,
    )
    .option(...timeLimitOption)
    .option('--json', 'print JSON')
    .action((file: string, { tolerance, timeLimit, json }: CondenseFlags) => {
      const { model, float } = open(readInstance(file));
      const condensed = {
        parameters: model.size,
        norm: Math.sqrt(float.reduce((sum, x) => sum + x * x, 0)),
        tolerance,
        axes: within(timeLimit, () =>
          modelSymmetry(model, 'by-parity').axes.map((axis) => condensation(axis, float)),
        ),
      };
      exit(SURVIVED);
      streams.out(
        json
          ? writeJson(plainCondensation(condensed))
          : describeCondensation(condensed, streams.columns),
      );
    });
}

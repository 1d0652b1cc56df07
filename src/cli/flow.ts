/** `falsim flow`: gradient flow from an instance, and how far it leaves the manifold it starts on. */
import { Command } from 'commander';
import { beginWhole } from '../json/write-file.ts';
import { writeJson } from '../json/write-json.ts';
import type { FlowFlags, Trajectory } from '../reports/trajectory.ts';
import { follow } from '../reports/trajectory.ts';
import { describeTrajectory, plainTrajectory } from '../reports/trajectory-text.ts';
import { type Context, ExitCode } from './context.ts';
import { collected, integerOption, numberOption } from './options.ts';
import { showTime } from './progress.ts';
import { readInstance } from './read.ts';
import { timeLimitOption, within } from './time-limit.ts';

export function flowCommand({ streams, exit }: Context): Command {
  return new Command('flow')
    .description(
      'Integrate gradient flow from an instance (Dormand–Prince 5(4)); print the end state, how ' +
        'the integration ended, and the distance to the fixed-point subspace of the start. Where ' +
        'the instance has "then", data and loss are switched at half the time. Exit code 3 unless ' +
        'the end time, or a stationary point, was reached.',
    )
    .argument('<instance.json>', 'file with an instance of a model without free inputs')
    .option(
      '--until <t>',
      'end time (default: training.time of the instance, or 1)',
      numberOption('--until', true),
    )
    .option(
      '--rtol <x>',
      'relative tolerance of the norm of a local error',
      numberOption('--rtol', true),
      1e-9,
    )
    .option('--atol <x>', 'absolute tolerance of the same', numberOption('--atol', true), 1e-12)
    .option('--max-steps <n>', 'most steps tried', integerOption('--max-steps', 1, 1e9), 1_000_000)
    .option('--csv <out.csv>', 'write t, loss, distance and θ at every step')
    .option('--data <file.csv>', 'data in the place of those of the instance')
    .option(
      '--target <column>',
      'target column of --data, by name or number from 1 (default: the last); may be repeated',
      collected,
      [],
    )
    .option('--iris', 'the iris data in the place of those of the instance, standardised')
    .option('--iris-raw', 'the same as measured')
    .option('--strata', 'print the nearest strata along the trajectory, at eleven times')
    .option('--loss <name>', 'loss in the place of that of the instance')
    .option(...timeLimitOption)
    .option('--json', 'print JSON')
    .action(
      (file: string, flags: FlowFlags & { readonly timeLimit: number; readonly csv?: string }) => {
        const instance = readInstance(file);
        const csv = flags.csv === undefined ? undefined : rowsInto(flags.csv);
        const progress = showTime(streams);
        let trajectory: Trajectory;
        try {
          const watchers = { step: progress.step, ...(csv && { row: csv.row }) };
          trajectory = within(flags.timeLimit, () => follow(file, instance, flags, watchers));
          csv?.finish();
        } finally {
          csv?.discard();
          progress.end();
        }
        const ended = trajectory.end === 'reached' || trajectory.end === 'stationary';
        exit(ended ? ExitCode.survived : ExitCode.inconclusive);
        streams.out(
          flags.json
            ? writeJson(plainTrajectory(trajectory))
            : describeTrajectory(trajectory, flags, streams.columns, streams.plots?.out),
        );
      },
    );
}

/** Characters that are written at once. */
const PIECE = 2 ** 18;

/** Rows of a file, of which there may be more than memory holds. */
function rowsInto(file: string) {
  const growing = beginWhole(file);
  let piece = '';
  return {
    row(line: string): void {
      piece += `${line}\n`;
      if (piece.length < PIECE) return;
      growing.add(piece);
      piece = '';
    },
    finish(): void {
      growing.add(piece);
      growing.finish();
    },
    discard: growing.discard,
  };
}

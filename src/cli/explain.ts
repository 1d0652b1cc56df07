/** `falsim explain`: what a trained network can never leave, what it is near, which laws it has kept. */
import { Command } from 'commander';
import { writeJson } from '../json/write-json.ts';
import { isDecided } from '../orbits/dimension/orbit-status.ts';
import { type Explanation, explanation, isComputed } from '../reports/explanation.ts';
import { describeExplanation, plainExplanation } from '../reports/explanation-text.ts';
import { verdictOf } from '../reports/since-text.ts';
import { plainTaken, takenLines } from '../reports/told.ts';
import { type Context, ExitCode } from './context.ts';
import { type NetworkFlags, withNetwork, withNetworkOptions } from './network-file.ts';
import { numberOption } from './options.ts';
import { timeLimitOption, within } from './time-limit.ts';

interface ExplainFlags extends NetworkFlags {
  readonly since?: string;
  readonly orbit: boolean;
  readonly tolerance: number;
  readonly timeLimit: number;
  readonly json?: true;
}

export function explainCommand({ streams, exit }: Context): Command {
  const command = new Command('explain')
    .description(
      'Say what training can never change in a network, which strata it is near, and which laws it ' +
        'has, exactly up to 5000 parameters. With --since how it differs from an earlier checkpoint: ' +
        'exit code 0 where that is consistent with gradient flow, 1 where it is not (weight decay, or ' +
        'neither), 3 where nothing is tested. Without, 3 where the orbit is not decided.',
    )
    .argument('<file>', 'an instance, or a checkpoint as for `falsim import`')
    .option('--since <file>', 'the same network before, another file of either kind')
    .option('--no-orbit', 'do not compute the orbit')
    .option(
      '--tolerance <share>',
      'what counts as near, as a share of ‖θ‖',
      numberOption('--tolerance', true),
      0.01,
    );
  return withNetworkOptions(command)
    .option(...timeLimitOption)
    .option('--json', 'print JSON')
    .action((file: string, given: ExplainFlags) => {
      const { since, orbit, tolerance, timeLimit, json, ...flags } = given;
      const { found, taken } = within(timeLimit, () =>
        withNetwork(file, flags, (network, own) => {
          const explain = (before: Parameters<typeof explanation>[1]['since']) =>
            explanation(network, { tolerance, since: before, withOrbit: orbit });
          return {
            taken: own,
            found: since === undefined ? explain(null) : withNetwork(since, flags, explain),
          };
        }),
      );
      exit(exitCodeOf(found));
      streams.out(
        json
          ? writeJson({ ...plainExplanation(found), ...plainTaken(taken) })
          : takenLines(taken, streams.columns) + describeExplanation(found, streams.columns),
      );
    });
}

function exitCodeOf({ since, exact }: Explanation): ExitCode {
  if (since !== null) {
    const verdict = verdictOf(since);
    if (verdict === 'undecided') return ExitCode.inconclusive;
    return verdict === 'consistent-with-gradient-flow' ? ExitCode.survived : ExitCode.falsified;
  }
  const orbit = exact?.orbit;
  const isOpen = orbit !== undefined && isComputed(orbit) && !isDecided(orbit.status);
  return isOpen ? ExitCode.inconclusive : ExitCode.survived;
}

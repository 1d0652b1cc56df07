/** Options that bound what one failure and one instance may take. */
import { type Command, Option } from 'commander';
import { MAX_EVALUATIONS } from '../campaigns/shrinking.ts';
import { durationOption, integerOption } from './options.ts';

/** Adds `--shrinks` and `--run-limit`. */
export function withLimits(command: Command): Command {
  return command.addOption(shrinksOption()).addOption(runLimitOption());
}

/** @param asBefore said of --shrinks first, where it has to be what it was. */
export function shrinksOption(asBefore = ''): Option {
  return new Option('--shrinks <n>', `${asBefore}most candidates checked while shrinking a failure`)
    .argParser(integerOption('--shrinks', 0, 1e9))
    .default(MAX_EVALUATIONS);
}

export function runLimitOption(): Option {
  return new Option('--run-limit <time>', 'longest time for one instance')
    .argParser(durationOption('--run-limit'))
    .default(120);
}

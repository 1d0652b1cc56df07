/** `falsim strata`: the lattice of fixed-point subspaces of a model. */
import { Command, Option } from 'commander';
import { inFile } from '../json/json-file.ts';
import { writeJson } from '../json/write-json.ts';
import { isDecided } from '../orbits/dimension/orbit-status.ts';
import { strataOf } from '../orbits/dimension/strata-orbits.ts';
import { describeStrata, dotOfStrata, plainStrata } from '../reports/strata-text.ts';
import { stratumBegun } from '../reports/told.ts';
import { type Context, ExitCode } from './context.ts';
import { readModelOf } from './read.ts';
import { timeLimitOption, within } from './time-limit.ts';

interface StrataFlags {
  readonly json?: true;
  readonly dot?: true;
  readonly orbits: boolean;
  readonly seed: string;
  readonly timeLimit: number;
}

export function strataCommand({ streams, exit }: Context): Command {
  return new Command('strata')
    .description(
      'List the fixed-point subspaces of the symmetries that are found for a model, up to ' +
        'symmetry, with their inclusions and the dimension of the orbit at a generic point of each. ' +
        'Groups of more than 50,000 elements are sampled. ' +
        'Exit code 3 when some orbit is not decided.',
    )
    .argument('<instance.json>', 'file with an instance; parameters may be absent')
    .option('--no-orbits', 'do not compute the orbits')
    .option('--seed <seed>', 'seed of the generic points', '1')
    .option(...timeLimitOption)
    .addOption(
      new Option('--dot', 'print the diagram of inclusions for Graphviz').conflicts('json'),
    )
    .option('--json', 'print JSON')
    .action((file: string, { json, dot, orbits, seed, timeLimit }: StrataFlags) => {
      const model = readModelOf(file);
      const onStratum = (index: number, count: number) => {
        if (streams.isTerminal) streams.err(`\r${stratumBegun(index, count)}`);
      };
      const strata = inFile(file, () =>
        within(timeLimit, () => strataOf(model, { seed, orbits, onStratum })),
      );
      if (streams.isTerminal && orbits) streams.err('\r\u001b[K');
      const decided = strata.strata.every((s) => s.orbit === null || isDecided(s.orbit.status));
      exit(decided ? ExitCode.survived : ExitCode.inconclusive);
      if (dot) streams.out(dotOfStrata(strata));
      else if (json) {
        streams.out(writeJson(plainStrata(strata)));
      } else streams.out(describeStrata(strata, streams.columns));
    });
}

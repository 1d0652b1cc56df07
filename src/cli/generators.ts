/** `falsim generators`: what is drawn for claims, and how often. */
import { Command } from 'commander';
import { isHeldTrue } from '../claims/status.ts';
import { InputError } from '../errors.ts';
import { writeJson } from '../json/write-json.ts';
import { received } from '../nearest.ts';
import { censusOf, type DrawnTarget, describeCensus } from '../reports/census-text.ts';
import { claimNamed } from './claims.ts';
import type { Context } from './context.ts';
import { collected, integerOption } from './options.ts';
import { timeLimitOption, within } from './time-limit.ts';

interface GeneratorFlags {
  readonly drop: readonly string[];
  readonly draws: number;
  readonly seed: string;
  readonly timeLimit: number;
  readonly json?: true;
}

export function generatorsCommand({ streams, registry }: Context): Command {
  return new Command('generators')
    .description(
      'Draw instances as a hunt does and count the kinds of models, classes of functions, coincidences ' +
        'among parameters, losses and kinds of data that they have.',
    )
    .argument('[claim...]', 'ids; default: all that are held to be true')
    .option(
      '--drop <hypothesis>',
      'hypothesis that is not in force; may be repeated',
      collected,
      [],
    )
    .option('--draws <n>', 'instances for each claim', integerOption('--draws', 1, 100_000), 200)
    .option('--seed <seed>', 'seed of the draws', '1')
    .option(...timeLimitOption)
    .option('--json', 'print JSON')
    .action(
      async (ids: readonly string[], { drop, draws, seed, timeLimit, json }: GeneratorFlags) => {
        const { claims } = await registry();
        const chosen =
          ids.length === 0
            ? claims.filter(({ status }) => isHeldTrue(status))
            : ids.map((id) => claimNamed(claims, id));
        const targets = chosen.map((claim): DrawnTarget => {
          const known = claim.hypotheses.map(({ id }) => id);
          const unknown = drop.find((id) => !known.includes(id));
          if (unknown !== undefined)
            throw new InputError(
              '--drop',
              `a hypothesis of ${claim.id}: ${known.join(', ') || 'none'}`,
              received(unknown, known),
            );
          return { claim, dropped: drop };
        });
        const counts = within(timeLimit, () => censusOf(targets, draws, seed));
        const drawn = draws * targets.length;
        streams.out(
          json ? writeJson({ drawn, counts }) : describeCensus(counts, drawn, streams.columns),
        );
      },
    );
}

/** `falsim orbit`: the exact dimension of the orbit through the parameters of an instance. */
import { Command } from 'commander';
import { inFile } from '../json/json-file.ts';
import { writeWhole } from '../json/write-file.ts';
import { writeJson } from '../json/write-json.ts';
import { orbit } from '../orbits/dimension/orbit.ts';
import { isDecided } from '../orbits/dimension/orbit-status.ts';
import { describeOrbit, plainOrbit } from '../reports/orbit-text.ts';
import { certificateWritten } from '../reports/told.ts';
import { falsimVersion } from '../version.ts';
import { type Context, ExitCode } from './context.ts';
import { integerOption } from './options.ts';
import { readInstance } from './read.ts';
import { timeLimitOption, within } from './time-limit.ts';

interface OrbitFlags {
  readonly timeLimit: number;
  readonly json?: true;
  readonly certificate?: string;
  readonly seed: string;
  readonly float: boolean;
  readonly memory: number;
}

export function orbitCommand({ streams, exit }: Context): Command {
  return new Command('orbit')
    .description(
      'Compute the dimension of the orbit through θ in exact arithmetic. ' +
        'Exit code 3 when it is not decided at θ (stationary: evidence, no proof; ' +
        'generic: not about θ).',
    )
    .argument('<instance.json>', 'file with an instance; data and loss are not needed')
    .option('--certificate <out.json>', 'write what `falsim verify` can check')
    .option('--seed <seed>', 'seed of the random controls', '1')
    .option('--no-float', 'do not compute the float64 rank beside the exact one')
    .option(
      '--memory <MiB>',
      'working memory that an elimination may take; more is refused',
      integerOption('--memory', 1, 2 ** 20),
      1024,
    )
    .option(...timeLimitOption)
    .option('--json', 'print JSON')
    .action(async (file: string, flags: OrbitFlags) => {
      const { json, certificate, seed, float, timeLimit, memory } = flags;
      const instance = readInstance(file);
      const options = { seed, floatRank: float, memoryLimit: memory * 2 ** 20 };
      const result = inFile(file, () => within(timeLimit, () => orbit(instance, options)));
      if (certificate !== undefined) {
        // With the verifier's code, which nobody needs who asks for no certificate.
        const { certificateOf } = await import('../orbits/dimension/certificate.ts');
        writeWhole(certificate, writeJson(certificateOf(result, falsimVersion)));
      }
      exit(isDecided(result.status) ? ExitCode.survived : ExitCode.inconclusive);
      streams.out(
        json ? writeJson(plainOrbit(result)) : `${describeOrbit(result, streams.columns)}\n`,
      );
      if (certificate !== undefined && !json) streams.out(certificateWritten(certificate));
    });
}

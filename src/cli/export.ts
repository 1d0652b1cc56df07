/** `falsim export`: a finding in a form that others can check without falsim. */
import { Command, Option } from 'commander';
import { claimById } from '../claims/registry.ts';
import { exported, FORMS, type Form } from '../exporting/exported.ts';
import { findingIn } from '../exporting/finding.ts';
import { inFile } from '../json/json-file.ts';
import { writeWhole } from '../json/write-file.ts';
import { scriptWritten } from '../reports/told.ts';
import { type Context, ExitCode } from './context.ts';
import { timeLimitOption, within } from './time-limit.ts';

interface ExportFlags {
  readonly timeLimit: number;
  readonly to: Form;
  readonly output?: string;
  readonly seed: string;
}

export function exportCommand({ streams, exit }: Context): Command {
  return new Command('export')
    .description(
      'Write what a counterexample or a certificate says in a form that others can run or read ' +
        'without falsim. A script exits with 0 where it finds what is said. Exit code 2 where ' +
        'no script shows failures of that kind; 3 where the dimension at θ is not known, so that ' +
        "the script has less to show than the file's finding.",
    )
    .argument('<file.json>', 'a counterexample, a certificate or an instance')
    .addOption(
      new Option('--to <form>', 'what is written')
        .choices(Object.keys(FORMS))
        .default('python' satisfies Form),
    )
    .option('-o, --output <file>', 'where to; default: the terminal')
    .option(...timeLimitOption)
    .option('--seed <seed>', 'seed of the search, where a certificate has to be found', '1')
    .action((file: string, { output, seed, timeLimit, to }: ExportFlags) => {
      const { finding, text } = within(timeLimit, () => {
        const found = findingIn(file, seed, claimById);
        return { finding: found, text: inFile(file, () => exported(found, to)) };
      });
      const status = finding.kind === 'orbit' ? finding.certificate.claim.status : 'certified';
      exit(
        status === 'stationary' || status === 'generic' ? ExitCode.inconclusive : ExitCode.survived,
      );
      if (output === undefined) {
        streams.out(text);
        return;
      }
      writeWhole(output, text);
      streams.out(scriptWritten(output, FORMS[to].how));
    });
}

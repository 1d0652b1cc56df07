/** `falsim export`: a finding in a form that others can check without falsim. */
import { Command, Option } from 'commander';
import { findingIn } from '../exporting/finding.ts';
import { pythonCertificate } from '../exporting/python-certificate.ts';
import { inFile } from '../json/json-file.ts';
import { writeWhole } from '../json/write-file.ts';
import { scriptWritten } from '../reports/told.ts';
import { type Context, INCONCLUSIVE, SURVIVED } from './context.ts';
import { timeLimitOption, within } from './time-limit.ts';

interface ExportFlags {
  readonly timeLimit: number;
  readonly to: 'python';
  readonly output?: string;
  readonly seed: string;
}

export function exportCommand({ streams, exit }: Context): Command {
  return new Command('export')
    .description(
      'Write a certificate, or that of a counterexample or an instance, as a script that decides it ' +
        'without falsim: run it with python3, nothing has to be installed. Exit code 3 where the ' +
        "dimension at θ is not known, so that the script has less to show than the file's finding.",
    )
    .argument('<file.json>', 'a certificate, a counterexample or an instance')
    .addOption(
      new Option('--to <language>', 'what is written').choices(['python']).default('python'),
    )
    .option('-o, --output <file>', 'where to; default: the terminal')
    .option(...timeLimitOption)
    .option('--seed <seed>', 'seed of the search, where a certificate has to be found', '1')
    .action((file: string, { output, seed, timeLimit }: ExportFlags) => {
      const { title, certificate } = within(timeLimit, () => findingIn(file, seed));
      const script = inFile(file, () => pythonCertificate(certificate, title));
      const { status } = certificate.claim;
      exit(status === 'stationary' || status === 'generic' ? INCONCLUSIVE : SURVIVED);
      if (output === undefined) {
        streams.out(script);
        return;
      }
      writeWhole(output, script);
      streams.out(scriptWritten(output));
    });
}

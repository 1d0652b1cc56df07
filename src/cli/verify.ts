/**
 * `falsim verify`: check a certificate of an orbit's dimension without believing any of it. Exit code 3
 * where nothing is wrong and something is beyond the verifier.
 */
import { Command } from 'commander';
import { inFile, readJsonFile } from '../json/json-file.ts';
import { writeJson } from '../json/write-json.ts';
import { wrapped } from '../reports/text.ts';
import { readCertificate } from '../verifier/certificate.ts';
import { verificationText } from '../verifier/verification-text.ts';
import { verifyCertificate } from '../verifier/verify.ts';
import { type Context, ExitCode } from './context.ts';
import { timeLimitOption, within } from './time-limit.ts';

export function verifyCommand({ streams, exit }: Context): Command {
  return new Command('verify')
    .description('Check a certificate that `falsim orbit --certificate` wrote.')
    .argument('<certificate.json>', 'file with a certificate')
    .option(...timeLimitOption)
    .option('--json', 'print JSON')
    .action(
      (file: string, { json, timeLimit }: { readonly json?: true; readonly timeLimit: number }) => {
        const certificate = readJsonFile(file);
        const { claim } = inFile(file, () => readCertificate(certificate));
        const verification = inFile(file, () =>
          within(timeLimit, () => verifyCertificate(certificate)),
        );
        const { accepted, undecided } = verification;
        exit(accepted ? ExitCode.survived : undecided ? ExitCode.inconclusive : ExitCode.falsified);
        const reason = verificationText({ claim }, verification);
        if (json) streams.out(writeJson({ valid: accepted, reason, ...verification }));
        else streams.out(wrapped(reason, streams.columns));
      },
    );
}

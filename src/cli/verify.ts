/**
 * `falsim verify`: check a certificate of an orbit's dimension without believing any of it. Exit code 3
 * where nothing is wrong and something is beyond the verifier.
 */
import { Command } from 'commander';
import { type Context, FALSIFIED, INCONCLUSIVE, SURVIVED } from './context.ts';
import { wrapped } from './output.ts';

export function verifyCommand({ streams, exit }: Context): Command {
  return new Command('verify')
    .description('Check a certificate that `falsim orbit --certificate` wrote.')
    .argument('<certificate.json>', 'file with a certificate')
    .option('--json', 'print JSON')
    .action(async (file: string, { json }: { readonly json?: true }) => {
      const { inFile, readJsonFile } = await import('../json/json-file.ts');
      const { writeJson } = await import('../json/write-json.ts');
      const certificate = readJsonFile(file);
      if ((certificate as { schema?: unknown } | null)?.schema === 1) {
        const { verifyCertificate } = await import('../orbits/verify.ts');
        const { valid, reason } = inFile(file, () => verifyCertificate(certificate));
        exit(valid ? SURVIVED : FALSIFIED);
        if (json) streams.out(writeJson({ valid, reason }));
        else streams.out(wrapped(`${valid ? 'valid' : 'not valid'}: ${reason}`, streams.columns));
        return;
      }
      const { readCertificate } = await import('../verifier/certificate.ts');
      const { verificationText } = await import('../verifier/verification-text.ts');
      const { verifyCertificate } = await import('../verifier/verify.ts');
      const { claim } = inFile(file, () => readCertificate(certificate));
      const verification = inFile(file, () => verifyCertificate(certificate));
      const { accepted, undecided } = verification;
      exit(accepted ? SURVIVED : undecided ? INCONCLUSIVE : FALSIFIED);
      const reason = verificationText({ claim }, verification);
      if (json) streams.out(writeJson({ valid: accepted, reason, ...verification }));
      else streams.out(wrapped(reason, streams.columns));
    });
}

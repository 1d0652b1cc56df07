/** `falsim verify`: check a certificate of an orbit's dimension without believing any of it. */
import { Command } from 'commander';
import { type Context, FALSIFIED, SURVIVED } from './context.ts';
import { wrapped } from './output.ts';

export function verifyCommand({ streams, exit }: Context): Command {
  return new Command('verify')
    .description('Check a certificate that `falsim orbit --certificate` wrote.')
    .argument('<certificate.json>', 'file with a certificate')
    .option('--json', 'print JSON')
    .action(async (file: string, { json }: { readonly json?: true }) => {
      const { inFile, readJsonFile } = await import('../json/json-file.ts');
      const { writeJson } = await import('../json/write-json.ts');
      const { verifyCertificate } = await import('../orbits/verify.ts');
      const certificate = readJsonFile(file);
      const { valid, reason } = inFile(file, () => verifyCertificate(certificate));
      exit(valid ? SURVIVED : FALSIFIED);
      if (json) streams.out(writeJson({ valid, reason }));
      else streams.out(wrapped(`${valid ? 'valid' : 'not valid'}: ${reason}`, streams.columns));
    });
}

/** `falsim report`: what was found, as one page that needs no network. */
import { existsSync } from 'node:fs';
import { Command } from 'commander';
import { printable } from '../reports/printable.ts';
import { plural } from '../reports/text.ts';
import { type Context, SURVIVED } from './context.ts';

interface ReportFlags {
  readonly output: string;
  readonly state: string;
  readonly date?: string;
}

export function reportCommand({ streams, registry, config, exit }: Context): Command {
  return new Command('report')
    .summary('what was found, as one HTML page')
    .description(
      'Write what was found as one HTML file: counterexamples with their networks, trajectories and ' +
        'how to check them, which hypotheses are needed, and the counts of the last hunt. It loads ' +
        'nothing from anywhere.',
    )
    .argument('[path...]', "files or folders; default: the folder counterexamples, or the config's")
    .option('-o, --output <file>', 'the page', 'report.html')
    .option('--state <file>', 'where hunts keep what they counted', '.falsim/hunt.json')
    .option('--date <date>', 'date on the page (default: today)')
    .action(async (named: readonly string[], flags: ReportFlags) => {
      const { counterexampleFiles } = await import('../counterexamples/replay.ts');
      const { readCounterexampleFile } = await import('../counterexamples/read-counterexample.ts');
      const { report } = await import('../reports/html/report.ts');
      const { writeWhole } = await import('../json/write-file.ts');
      const { InputError } = await import('../errors.ts');
      const date = flags.date ?? new Date().toISOString().slice(0, 10);
      if (!/^\d{4}-\d{2}-\d{2}$/.test(date))
        throw new InputError('--date', 'a date such as 2026-11-29', `"${date}"`);
      const { claims } = await registry();
      const paths = named.length > 0 ? named : [config()?.counterexamples ?? 'counterexamples'];
      const stored = [...new Set(paths.flatMap((path) => counterexampleFiles(path)))].map(
        (file) => {
          const counterexample = readCounterexampleFile(file);
          const claim = claims.find(({ id }) => id === counterexample.claim.id);
          return { file, counterexample, claim };
        },
      );
      const campaign = existsSync(flags.state) ? await countsIn(flags.state) : null;
      writeWhole(flags.output, report({ claims, stored, campaign, date }));
      exit(SURVIVED);
      streams.out(`${printable(flags.output)}: ${plural(stored.length, 'counterexample')}\n`);

      async function countsIn(file: string) {
        const { openCampaignState } = await import('../campaigns/campaign-state.ts');
        const { codeDigest } = await import('../campaigns/code-digest.ts');
        const { lastCounts } = await import('../campaigns/resume.ts');
        const state = openCampaignState(file, codeDigest([], config()?.folder));
        try {
          return lastCounts(state, claims);
        } finally {
          state.close();
        }
      }
    });
}

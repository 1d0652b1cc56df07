/** `falsim report`: what was found, as one page that needs no network. */
import { Command } from 'commander';
import { codeDigest } from '../campaigns/code-digest.ts';
import { keptTables } from '../campaigns/necessity-table.ts';
import { lastCounts } from '../campaigns/resume.ts';
import { campaignsIn } from '../campaigns/store/kept-campaign.ts';
import { readCounterexampleFile } from '../counterexamples/read-counterexample.ts';
import { counterexampleFiles } from '../counterexamples/replay.ts';
import { InputError } from '../errors.ts';
import { writeWhole } from '../json/write-file.ts';
import { report } from '../reports/html/report.ts';
import { pageWritten } from '../reports/told.ts';
import { type Context, ExitCode } from './context.ts';
import { timeLimitOption, within } from './time-limit.ts';

interface ReportFlags {
  readonly output: string;
  readonly state: string;
  readonly date?: string;
  readonly timeLimit: number;
}

export function reportCommand({ streams, registry, config, exit }: Context): Command {
  return new Command('report')
    .description(
      'Write what was found as one HTML file: counterexamples with their networks, trajectories and ' +
        'how to check them, which hypotheses are needed, and the counts of the last hunt. It loads ' +
        'nothing from anywhere.',
    )
    .argument('[path...]', "files or folders; default: the folder counterexamples, or the config's")
    .option('-o, --output <file>', 'the page', 'report.html')
    .option('--state <folder>', 'where hunts keep what they counted', '.falsim/campaigns')
    .option('--date <date>', 'date on the page (default: today)')
    .option(...timeLimitOption)
    .action(async (named: readonly string[], flags: ReportFlags) => {
      const date = flags.date ?? new Date().toISOString().slice(0, 10);
      if (!/^\d{4}-\d{2}-\d{2}$/.test(date))
        throw new InputError('--date', 'a date such as 2026-11-29', `"${date}"`);
      const { claims } = await registry();
      const { instance: graphviz } = await import('@viz-js/viz');
      const viz = await graphviz();
      const layout = (dot: string) => viz.renderString(dot, { format: 'svg' });
      const paths = named.length > 0 ? named : [config()?.counterexamples ?? 'counterexamples'];
      const { stored, page } = within(flags.timeLimit, () => {
        const stored = [...new Set(paths.flatMap((path) => counterexampleFiles(path)))].map(
          (file) => {
            const counterexample = readCounterexampleFile(file);
            const claim = claims.find(({ id }) => id === counterexample.claim.id);
            return { file, counterexample, claim };
          },
        );
        const code = codeDigest([], config()?.folder);
        const campaign = lastCounts(campaignsIn(flags.state), code, claims);
        return {
          stored,
          page: report({ claims, stored, layout, campaign, date, tables: keptTables(flags.state) }),
        };
      });
      writeWhole(flags.output, page);
      exit(ExitCode.survived);
      streams.out(pageWritten(flags.output, stored.length));
    });
}

/** `falsim explore`: an instance as a page in which it can be moved, at an address of this machine or as a file. */
import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { UnsupportedError } from '../errors.ts';
import { inFile } from '../json/json-file.ts';
import { writeWhole } from '../json/write-file.ts';
import { browserCode } from '../own-files.ts';
import { explored } from '../reports/explorer/explored.ts';
import { explorerPage } from '../reports/explorer/explorer-page.ts';
import { printable } from '../reports/printable.ts';
import { servedLine } from '../reports/told.ts';
import { type Context, ExitCode } from './context.ts';
import { readInstance } from './read.ts';
import { servePage } from './serve-page.ts';
import { timeLimitOption, within } from './time-limit.ts';

interface ExploreFlags {
  readonly output?: string;
  readonly timeLimit: number;
}

export function exploreCommand({ streams, exit }: Context): Command {
  return new Command('explore')
    .description(
      'Show an instance as a page: drag its units off their stratum, switch data and loss, watch gradient ' +
        'flow; its orbit is computed again, exactly, as you type a fraction. The page is served to this ' +
        'machine only until Ctrl-C, or written as one file that loads nothing from anywhere.',
    )
    .argument('<instance.json>', 'file with an instance; data and loss may be absent')
    .option('-o, --output <file>', 'write the page there instead of serving it')
    .option(...timeLimitOption)
    .action(async (file: string, { output, timeLimit }: ExploreFlags) => {
      const instance = readInstance(file);
      const page = within(timeLimit, () => {
        const given = inFile(file, () => explored(instance));
        return explorerPage(given, pageCode());
      });
      exit(ExitCode.survived);
      if (output !== undefined) {
        writeWhole(output, page);
        streams.out(`${printable(output)}\n`);
        return;
      }
      const interrupted = new Promise<void>((resolve) => {
        const unsubscribe = streams.onInterrupt(() => {
          unsubscribe();
          resolve();
        });
      });
      const server = await servePage(page);
      streams.out(`${server.url}\n`);
      streams.err(servedLine);
      await interrupted;
      await server.close();
    });
}

function pageCode(): string {
  try {
    return readFileSync(browserCode, 'utf8');
  } catch {
    throw new UnsupportedError(
      'explore: the code of the page is not there: npm run build makes it',
    );
  }
}

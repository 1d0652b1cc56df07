/**
 * Transcripts: blocks ```` ```console ````, lines `$ npx falsim …` with what the command prints. They are run
 * again from a folder with a copy of what the pages speak of, so that nothing in the repository is touched.
 */
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { run } from '../../cli/run.ts';
import { blocksOf, root } from './pages.ts';

/** The width that is promised. */
const COLUMNS = 80;

export interface Printed {
  /** The words after `falsim`. */
  readonly words: readonly string[];
  /** The line as it stands in the block. */
  readonly command: string;
  readonly output: string;
}

/**
 * The commands of a block and what follows each.
 * @throws Error where a block does not begin with a command, or one is not falsim.
 */
export function commandsOf(text: string): Printed[] {
  const [before = '', ...parts] = text.split(/^\$ /m);
  if (before !== '') throw new Error(`a transcript begins with a command, not with: ${before}`);
  return parts.map((part) => {
    const end = part.indexOf('\n');
    const command = part.slice(0, end);
    const [, words] = /^(?:npx )?falsim (.*)$/.exec(command) ?? [];
    if (words === undefined) throw new Error(`a transcript runs falsim, not: ${command}`);
    return { words: words.split(' '), command, output: part.slice(end + 1).trimEnd() };
  });
}

/** A folder with the examples and stored counterexamples of the repository, and nothing else. */
export function folderForTranscripts(): string {
  const folder = mkdtempSync(join(tmpdir(), 'falsim-docs-'));
  for (const name of ['docs', 'examples']) symlinkSync(join(root, name), join(folder, name));
  cpSync(join(root, 'counterexamples'), join(folder, 'counterexamples'), { recursive: true });
  return folder;
}

/** A block of it is written to a file of this name before anything is run: `<!-- file: claims/twins.ts -->`. */
const FILE = /^file: ([\w./-]+)$/;

/**
 * Where the commands of pages are run: in one folder, but those of a page with files in one of its own, with these in
 * it. Folders are made when they are asked for.
 */
export function transcriptFolders(): { of(page: string): string; remove(): void } {
  const folders = new Map<string, string>();
  return {
    of(page) {
      const files = blocksOf(page).filter(({ remark }) => FILE.test(remark ?? ''));
      const key = files.length === 0 ? '' : page;
      const before = folders.get(key);
      if (before !== undefined) return before;
      const folder = folderForTranscripts();
      folders.set(key, folder);
      for (const { remark, text } of files) {
        const path = join(folder, FILE.exec(remark!)![1]);
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, text);
      }
      return folder;
    },
    remove() {
      for (const folder of folders.values()) rmSync(folder, { recursive: true });
    },
  };
}

/** What falsim prints in the working directory on 80 columns, stdout and stderr as they come. */
export async function printed(words: readonly string[], terminal = false): Promise<string> {
  let text = '';
  const write = (more: string) => {
    text += more;
  };
  // Threads cannot be started from sources, and nothing depends on their number.
  const jobs = words[0] === 'hunt' ? ['--jobs', '0'] : [];
  await run([...words, ...jobs], {
    out: write,
    err: terminal ? write : () => undefined,
    isTerminal: false,
    columns: COLUMNS,
    errorColumns: COLUMNS,
    onInterrupt: () => () => undefined,
  });
  return text.trimEnd();
}

function widthOf(line: string): number {
  return [...line.replace(/\p{M}/gu, '')].length;
}

/** Longer than 80 columns, with a space where it might have been broken. */
export function isTooLong(line: string): boolean {
  return widthOf(line) > COLUMNS && /\S\s/.test(line.trim()) && !/^\S+ .*:$/.test(line);
}

/** Where transcripts are made: powers are rounded otherwise by other versions of V8. */
const IS_REFERENCE = process.version.startsWith('v20.');

/** The text with times and speeds masked, which differ from run to run; under other Nodes than 20 to twelve digits. */
export function masked(text: string): string {
  const untimed = text
    .replace(/\b\d+(\.\d+)?(e-\d+)? (ms|s)\b/g, '# $3')
    .replace(/\b\d[\d.]*\/s\b/g, '#/s');
  if (IS_REFERENCE) return untimed;
  return untimed.replace(/\b\d\.\d{13,}/g, (number) => Number(number).toPrecision(12));
}

/**
 * The block with what its commands print now. Where only times differ what stands there is kept.
 * @param folder where the commands are run.
 */
export async function refreshed(text: string, folder: string): Promise<string> {
  const before = process.cwd();
  process.chdir(folder);
  try {
    const parts: string[] = [];
    for (const { words, command, output } of commandsOf(text)) {
      const now = await printed(words);
      const kept = masked(now) === masked(output) ? output : now;
      parts.push(`$ ${command}\n${kept}\n`);
    }
    return parts.join('\n');
  } finally {
    process.chdir(before);
  }
}

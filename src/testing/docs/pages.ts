/** README.md, CONTRIBUTING.md, docs/ and docs/tutorials/: the pages, their code blocks, and what is said before each. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../../', import.meta.url));

export interface Block {
  readonly language: string;
  readonly text: string;
  /** The comment in the line before the block, without its brackets: why it is not run, or what runs it. */
  readonly remark: string | undefined;
  /** Line of the opening fence, from 1. */
  readonly line: number;
}

/** Paths from the root, in alphabetical order. */
export function pageNames(): string[] {
  const docs = ['docs', 'docs/tutorials'].flatMap((folder) =>
    readdirSync(root + folder).map((name) => `${folder}/${name}`),
  );
  const top = ['CHANGELOG.md', 'CONTRIBUTING.md', 'README.md', 'SECURITY.md'];
  return [...top.filter((name) => existsSync(root + name)), ...docs]
    .filter((name) => name.endsWith('.md'))
    .sort();
}

export function readPage(name: string): string {
  return readFileSync(root + name, 'utf8');
}

/** A fence of three backticks at the beginning of a line, up to the next; the comment before it, if any. */
const FENCE = /(?:^<!-- (?<remark>[^\n]*) -->\n\n?)?^```(?<language>\w*)\n(?<text>.*?)^```$/gms;

export function blocksOf(page: string): Block[] {
  return [...page.matchAll(FENCE)].map(({ 0: all, index, groups = {} }) => {
    const { remark, language = '', text = '' } = groups;
    const opening = index + all.indexOf('```');
    return { language, text, remark, line: page.slice(0, opening).split('\n').length };
  });
}

/** The page with the text of every block for which `text` gives another; it is asked in the order of the page. */
export async function withBlocks(
  page: string,
  text: (block: Block) => Promise<string>,
): Promise<string> {
  const lines = page.split('\n');
  const texts: (readonly [Block, string])[] = [];
  for (const block of blocksOf(page)) texts.push([block, await text(block)]);
  for (const [block, now] of texts.reverse()) {
    const height = block.text.split('\n').length - 1;
    if (now !== block.text) lines.splice(block.line, height, ...now.trimEnd().split('\n'));
  }
  return lines.join('\n');
}

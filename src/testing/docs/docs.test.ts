/**
 * What the pages print is what falsim prints, and no command stands there unseen: a block is a transcript that
 * is run here, or a remark before it says what runs it or why nothing does.
 */
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { blocksOf, pageNames, readPage, root } from './pages.ts';
import { commandsOf, isTooLong, masked, refreshed, transcriptFolders } from './transcript.ts';

const folders = transcriptFolders();
afterAll(() => folders.remove());

const pages = pageNames().map((name) => [name, readPage(name)] as const);
const blocks = pages.flatMap(([name, page]) =>
  blocksOf(page).map((block) => ({ where: `${name}:${block.line}`, page, ...block })),
);
const transcripts = blocks.filter(
  ({ language, remark }) => language === 'console' && remark === undefined,
);

it('there are transcripts on the pages', () => {
  expect(transcripts.length).toBeGreaterThan(3);
});

describe('npm run docs:refresh would change nothing', () => {
  it.each(transcripts)('$where', async ({ text, page }) => {
    expect(masked(await refreshed(text, folders.of(page)))).toBe(masked(text));
    for (const { output } of commandsOf(text))
      expect(output.split('\n').filter(isTooLong)).toEqual([]);
  });
});

it.each(pages)('%s leaves no command without a word on who runs it', (name, page) => {
  for (const { where, language, remark } of blocks.filter((b) => b.where.startsWith(`${name}:`))) {
    if (language !== 'sh' && language !== 'console') continue;
    if (language === 'console' && remark === undefined) continue;
    expect(remark, where).toMatch(/^(not run: \S.{10,}|run by \S+)$/);
    const [, test] = /^run by (\S+)$/.exec(remark ?? '') ?? [];
    if (test !== undefined) expect(existsSync(root + test), where).toBe(true);
  }
  // Fences are closed, and no command hides in a block by indentation.
  expect((page.match(/^```/gm) ?? []).length, name).toBe(2 * blocksOf(page).length);
  expect(page).not.toMatch(/^ {4,}(\$ |npx |npm |falsim )/m);
});

/** Anchors of GitHub: lower case, words joined by hyphens, marks left out. */
function anchors(page: string): string[] {
  return [...page.matchAll(/^#+ (.*)$/gm)].map(([, title]) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N} -]/gu, '')
      .replaceAll(' ', '-'),
  );
}

it.each(pages)('the links of %s lead somewhere', (name, page) => {
  const links = [...page.matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)/g)];
  for (const [link, path, anchor] of links) {
    const target = path === '' ? name : join(dirname(name), path);
    expect(existsSync(root + target), `${link} in ${name}`).toBe(true);
    if (anchor !== undefined) expect(anchors(readPage(target)), link).toContain(anchor);
  }
});

it.each(pages)('the paths and scripts that %s names exist', (name, page) => {
  const scripts = JSON.parse(readPage('package.json')).scripts;
  for (const [, script] of page.matchAll(/npm run ([\w:-]+)/g))
    expect(Object.keys(scripts), `npm run ${script} in ${name}`).toContain(script);
  const prose = page.replace(/^```.*?^```$/gms, '');
  const paths = prose.matchAll(
    /`((?:src|docs|examples|bench|templates|\.ci|\.github)\/[\w./-]*)`/g,
  );
  for (const [, path] of paths) expect(existsSync(root + path), `${path} in ${name}`).toBe(true);
});

it('docs/design.md has a row for every room', () => {
  const rows = [...readPage('docs/design.md').matchAll(/^\| `([\w-]+)\/`/gm)].map(
    ([, room]) => room,
  );
  const rooms = readdirSync(`${root}src`, { withFileTypes: true }).filter((e) => e.isDirectory());
  expect(rows.sort()).toEqual(
    rooms
      .map(({ name }) => name)
      .filter((name) => name !== 'testing')
      .sort(),
  );
});

describe('transcripts', () => {
  it('are taken apart into commands and outputs', () => {
    const text = '$ npx falsim orbit a.json\nOne.\n\n  two\n\n$ falsim models\n';
    expect(commandsOf(text)).toEqual([
      { words: ['orbit', 'a.json'], command: 'npx falsim orbit a.json', output: 'One.\n\n  two' },
      { words: ['models'], command: 'falsim models', output: '' },
    ]);
    expect(() => commandsOf('$ rm -r x\n')).toThrow('a transcript runs falsim');
    expect(() => commandsOf('One.\n')).toThrow('begins with a command');
  });

  it('are compared without their times', () => {
    const text = masked('time 81.3 ms\nseed 1, in 2.36 s, 500 instances, 212/s; θ = 1/3');
    expect(text).toBe('time # ms\nseed 1, in # s, 500 instances, #/s; θ = 1/3');
  });

  it('notice an output that is not current', async () => {
    const text = '$ falsim models --kind\nfalse\n';
    expect(await refreshed(text, folders.of(''))).not.toContain('false');
  });

  it('find the remark of a block, and its line', () => {
    const page =
      'A\n\n<!-- not run: it installs things -->\n\n```sh\nnpm ci\n```\n\n```ts\n1\n```\n';
    expect(blocksOf(page)).toEqual([
      { language: 'sh', text: 'npm ci\n', remark: 'not run: it installs things', line: 5 },
      { language: 'ts', text: '1\n', remark: undefined, line: 9 },
    ]);
  });
});

/**
 * `npm run docs:refresh`: writes what commands print now into the transcripts of all pages, and the page of
 * dependencies.
 */
import { rmSync, writeFileSync } from 'node:fs';
import { dependenciesPage } from './dependencies.ts';
import { pageNames, readPage, root, withBlocks } from './pages.ts';
import { folderForTranscripts, refreshed } from './transcript.ts';

writeFileSync(`${root}docs/dependencies.md`, dependenciesPage());
const folder = folderForTranscripts();
for (const name of pageNames()) {
  const page = readPage(name);
  const now = await withBlocks(page, async ({ language, text, remark }) =>
    language === 'console' && remark === undefined ? refreshed(text, folder) : text,
  );
  if (now === page) continue;
  writeFileSync(root + name, now);
  process.stdout.write(`${name}\n`);
}
rmSync(folder, { recursive: true });

/**
 * `npm run docs:refresh`: writes what commands print now into the transcripts of all pages, and the page of
 * dependencies; counterexamples that have no label yet get one.
 */
import { writeFileSync } from 'node:fs';
import { LABELS } from '../../../site/content.ts';
import { dependenciesPage } from './dependencies.ts';
import { labelsText } from './labels.ts';
import { pageNames, readPage, root, withBlocks } from './pages.ts';
import { refreshed, transcriptFolders } from './transcript.ts';

writeFileSync(`${root}docs/dependencies.md`, dependenciesPage());
writeFileSync(root + LABELS, labelsText());
const folders = transcriptFolders();
for (const name of pageNames()) {
  const page = readPage(name);
  const now = await withBlocks(page, async ({ language, text, remark }) =>
    language === 'console' && remark === undefined ? refreshed(text, folders.of(page)) : text,
  );
  if (now === page) continue;
  writeFileSync(root + name, now);
  process.stdout.write(`${name}\n`);
}
folders.remove();

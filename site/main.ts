/**
 * `npm run site`: the documentation, the gallery of counterexamples, a page for each claim and each model, as a folder of
 * files that any server can show. Pages are made into `site/.source`, built by VitePress, and all links of what was
 * built are followed: one that leads nowhere ends it with exit code 1.
 *
 *   npm run site -- [--out FOLDER] [--base /falsim/]
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { build } from 'vitepress';
import { CARD_STYLE } from '../src/reports/html/card-style.ts';
import { DRAW_CURVES } from '../src/reports/html/draw-curves.ts';
import { root } from './content.ts';
import { deadLinks } from './dead-links.ts';
import { siteFiles } from './site-files.ts';

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: join(root, 'site/dist') },
    base: { type: 'string', default: '/' },
  },
});
const { out, base } = values;
if (!/^\/([\w.-]+\/)*$/.test(base)) {
  process.stderr.write(`--base: expected / or a path such as /falsim/, received "${base}"\n`);
  process.exit(2);
}

const source = join(root, 'site/.source');
rmSync(source, { recursive: true, force: true });
const write = (path: string, text: string) => {
  const file = join(source, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
};
const { pages, files, settings } = siteFiles(
  readFileSync(join(root, 'dist/browser/explorer.js'), 'utf8'),
);
for (const [path, text] of pages) write(path, text);
for (const [path, text] of files) write(join('public', path), text);
for (const name of ['config.mjs', 'theme.mjs', 'style.css']) {
  const place =
    name === 'config.mjs' ? name : join('theme', name.replace('theme.mjs', 'index.mjs'));
  write(join('.vitepress', place), readFileSync(join(root, 'site/vitepress', name), 'utf8'));
}
write('.vitepress/site.json', JSON.stringify(settings));
write('.vitepress/theme/card.css', `.vp-doc .card {${CARD_STYLE}}`);
write(
  '.vitepress/theme/draw-curves.mjs',
  `import uPlot from 'uplot';\nimport 'uplot/dist/uPlot.min.css';\nexport function drawCurves() {${DRAW_CURVES}}\n`,
);

await build(source, { outDir: out, base });

const built = readdirSync(out, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name).slice(join(out, '/').length));
const made = new Map(
  built
    .filter((path) => path.endsWith('.html') && !path.startsWith('explore/') && path !== '404.html')
    .map((path) => [path, readFileSync(join(out, path), 'utf8')]),
);
const dead = deadLinks(made, new Set(built), base);
for (const { page, link } of dead) process.stderr.write(`${page}: ${link} leads nowhere\n`);
process.stdout.write(`${out}: ${made.size} pages, ${built.length} files\n`);
process.exit(dead.length > 0 ? 1 : 0);

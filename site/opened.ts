/**
 * `npm run site:check`: what was built, as a browser shows it. Pages are opened at two widths, light and dark, below
 * the path for which they were built; a message on the console, a request for anything outside, a page wider than the screen
 * or a rule of axe-core that is broken ends it with exit code 1.
 *
 *   npm run site:check -- [--out FOLDER] [--base /falsim/] [--screenshots FOLDER]
 */
import { existsSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { executablePath, violationsOf } from '../src/testing/chromium.ts';
import { root } from './content.ts';

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: join(root, 'site/dist') },
    base: { type: 'string', default: '/' },
    screenshots: { type: 'string' },
  },
});
const ORIGIN = 'http://falsim.invalid';
const TYPES: { readonly [extension: string]: string } = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
};
const PAGES = [
  'index.html',
  'readme.html',
  'docs/theory.html',
  'docs/instances.html',
  'tutorials/1-lose-a-conjecture.html',
  'gallery/index.html',
  'gallery/two-layer-exhaustive.value-at-zero.1.html',
  'gallery/data-independence.structural.2.html',
  'gallery/conservation-laws.several-fields.1.html',
  'claims/index.html',
  'claims/two-layer-exhaustive.html',
  'models/index.html',
  'models/attention.html',
  'explore/two-layer-exhaustive.value-at-zero.1.html',
];
const VIEWS = [
  { width: 1400, colorScheme: 'light' },
  { width: 1400, colorScheme: 'dark' },
  { width: 400, colorScheme: 'light' },
  { width: 400, colorScheme: 'dark' },
] as const;

const wrong: string[] = [];
if (executablePath === undefined) {
  process.stderr.write('no Chromium: nothing was looked at\n');
  process.exit(3);
}
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
try {
  for (const view of VIEWS) {
    const { width, colorScheme } = view;
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
    await serve(context);
    for (const path of PAGES) await look(context, path, view);
    await context.close();
  }
  for (const width of [1400, 400]) {
    const context = await browser.newContext({ viewport: { width, height: 900 } });
    await serve(context);
    await walk(context).catch((error: Error) => {
      wrong.push(`the walk at ${width}: ${error.message}`);
    });
    await context.close();
  }
} finally {
  await browser.close();
}
for (const text of wrong) process.stderr.write(`${text}\n`);
process.stdout.write(
  `${PAGES.length} pages in ${VIEWS.length} views, ${wrong.length} things wrong\n`,
);
process.exit(wrong.length > 0 ? 1 : 0);

/** The folder as a server would show it; nothing else is reached. */
async function serve(context: BrowserContext): Promise<void> {
  await context.route('**/*', async (route) => {
    const url = new URL(route.request().url());
    const path = decodeURIComponent(url.pathname).slice(values.base.length);
    const file = join(values.out, path === '' || path.endsWith('/') ? `${path}index.html` : path);
    if (url.origin !== ORIGIN || !url.pathname.startsWith(values.base)) {
      wrong.push(`asks for ${url.href}`);
      await route.abort();
    } else if (!existsSync(file)) {
      wrong.push(`asks for ${url.pathname}, which is not there`);
      await route.fulfill({ status: 404 });
    } else {
      const contentType = TYPES[extname(file)] ?? 'application/octet-stream';
      await route.fulfill({ body: readFileSync(file), contentType });
    }
  });
}

async function opened(context: BrowserContext, path: string): Promise<Page> {
  const tab = await context.newPage();
  tab.on('console', (message) => wrong.push(`${path}: console: ${message.text()}`));
  tab.on('pageerror', (error) => wrong.push(`${path}: ${error.message}`));
  await tab.goto(`${ORIGIN}${values.base}${path}`, { waitUntil: 'networkidle' });
  return tab;
}

async function look(
  context: BrowserContext,
  path: string,
  { width, colorScheme }: (typeof VIEWS)[number],
): Promise<void> {
  const tab = await opened(context, path);
  const scroll = await tab.evaluate('document.documentElement.scrollWidth');
  if (Number(scroll) > width) wrong.push(`${path}: ${scroll} wide on ${width}`);
  for (const [rule, where] of await violationsOf(tab))
    wrong.push(`${path} at ${width}, ${colorScheme}: ${rule}: ${where.slice(0, 200)}`);
  if (values.screenshots !== undefined)
    await tab.screenshot({
      path: join(values.screenshots, `${path.replaceAll('/', '-')}-${width}-${colorScheme}.png`),
      fullPage: !path.startsWith('docs/'),
    });
  await tab.close();
}

/** From the first page by its links to a counterexample with curves, and a search. */
async function walk(context: BrowserContext): Promise<void> {
  const tab = await opened(context, 'index.html');
  await tab.click('.vp-doc a[href$="gallery/index.html"]');
  const link = '.vp-doc a[href$="data-independence.structural.2.html"]';
  await tab.click(`summary:has(+ ul ${link.slice('.vp-doc '.length)})`);
  await tab.click(link);
  await tab.waitForSelector('canvas', { timeout: 10_000 }).catch(() => {
    wrong.push('the curves of a page that was come to by a link are not drawn');
  });
  const [download] = await Promise.all([
    tab.waitForEvent('download'),
    tab.click('.downloads a[href$=".json"]'),
  ]);
  if (!download.suggestedFilename().endsWith('.json')) wrong.push('no file is downloaded');
  await tab.click('.downloads a[href*="explore/"]');
  await tab.waitForSelector('#plane button', { timeout: 10_000 }).catch(() => {
    wrong.push('a link to an explorer does not lead to one');
  });
  await tab.close();
  const search = await opened(context, 'index.html');
  await search.click('.DocSearch-Button');
  await search.fill('#localsearch-input', 'certificate');
  await search.waitForSelector('.results .result', { timeout: 10_000 }).catch(() => {
    wrong.push('a search finds nothing');
  });
  await search.close();
}

/**
 * The pages of the site and their links, without VitePress, which takes longer than a test may: `npm run site` builds it
 * and follows the links of what it built, `npm run site:check` opens that in a browser.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { registeredModels } from '../src/models/registry.ts';
import { escaped } from '../src/reports/html/html.ts';
import type { GalleryEntry } from '../src/reports/site/gallery-page.ts';
import { galleryPage, withdrawnPage } from '../src/reports/site/gallery-page.ts';
import { galleryIndex } from '../src/reports/site/index-pages.ts';
import { findingOfFile, siblingsOf } from '../src/reports/site/labels.ts';
import { limitsOf } from '../src/reports/site/limits.ts';
import { pageSource, type SitePage } from '../src/reports/site/page-source.ts';
import { falsim, temporaryFile } from '../src/testing/command-line.ts';
import { labelsText, withLabels } from '../src/testing/docs/labels.ts';
import { contentOf, keptLabels, LABELS, root, storedFiles } from './content.ts';
import { deadLinks } from './dead-links.ts';
import { docsPages } from './docs-pages.ts';
import { sampleOf } from './model-samples.ts';
import { downloadsOf, entryOf, findingPages, modelPages } from './pages.ts';

const content = contentOf(storedFiles(), keptLabels());
const entries = content.labelled.map(
  (labelled): GalleryEntry => ({ ...labelled, forms: ['python', 'latex'], hasExplorer: true }),
);
const entry = (label: string) => entries.find((one) => one.label === label)!;
const found = findingPages(content, entries);
const SHOWN = 'two-layer-exhaustive.value-at-zero.1';
const HOSTILE = '<script>alert(1)</script> {{ 1 + 1 }}\n\n# heading';
const textOf = (page: SitePage) =>
  pageSource(page)
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');

describe('labels', () => {
  it('are given once, and not again when a file is gone', () => {
    const first = withLabels({}, ['a/x--steps--2', 'a/x--steps--1', 'b/in-force--count--3']);
    expect(first).toEqual({
      'a.x.1': 'a/x--steps--1',
      'a.x.2': 'a/x--steps--2',
      'b.in-force.1': 'b/in-force--count--3',
    });
    const later = withLabels(first, ['a/x--steps--0', 'a/x--steps--2']);
    expect(later).toEqual({ ...first, 'a.x.3': 'a/x--steps--0' });
    expect(siblingsOf(later, 'a.x.2')).toEqual(['a.x.1', 'a.x.3']);
    expect(findingOfFile('/home/a/x--steps--1.json')).toBe('a/x--steps--1');
  });

  it('are there for all that is stored; npm run docs:refresh would add none', () => {
    expect(readFileSync(root + LABELS, 'utf8')).toBe(labelsText());
    expect(keptLabels()[SHOWN]).toBe('two-layer-exhaustive/value-at-zero--orbit-gap--176c6611e4');
    expect(() => contentOf(storedFiles().slice(0, 1), {})).toThrow(
      'npm run docs:refresh gives one',
    );
  });

  it('keep a page when the file is gone', () => {
    const [gone] = content.labelled;
    const rest = storedFiles().filter((file) => !file.endsWith(gone.stored.file));
    expect(contentOf(rest, content.labels).withdrawn).toEqual([gone.label]);
    expect(textOf(withdrawnPage('a.x.1', ['a.x.2']))).toMatch(
      /not stored any more\. .* a\.x\.2 \./,
    );
  });
});

describe('links', () => {
  const page = (body: string) =>
    new Map([
      ['a/b.html', body],
      ['c.html', '<p id="here">'],
    ]);
  const dead = (body: string, base = '/') =>
    deadLinks(page(body), new Set(['a/b.html', 'c.html', 'd.json', 'e/index.html']), base).map(
      ({ link }) => link,
    );

  it('that lead nowhere are found', () => {
    const wrong = ['x.html', '../d.jsonx', '../c.html#there', '../../c.html', '/other/c.html'];
    for (const link of wrong) expect(dead(`<a href="${link}">`, '/base/')).toEqual([link]);
    expect(dead('<img alt="" src="x.png"><script src="y.js"></script>')).toEqual(['x.png', 'y.js']);
  });

  it('that lead somewhere are not', () => {
    const fine = ['../d.json', '../c.html#here', '/base/c.html', '/base/e/', '#', 'data:,'];
    for (const link of fine) expect(dead(`<a class="x" href="${link}">`, '/base/')).toEqual([]);
  });

  it('of all pages lead somewhere', () => {
    const models = modelPages(content, []);
    const made = [...found, ...models.pages];
    const pages = new Map(made.map((one) => [one.path.replace(/\.md$/, '.html'), pageSource(one)]));
    const docs = docsPages(content.labels);
    for (const [path, text] of docs.pages) pages.set(path.replace(/\.md$/, '.html'), linked(text));
    for (const { kind } of registeredModels()) pages.set(`models/${kind}.html`, '');
    const downloads = entries.flatMap(({ label }) => [
      ...['json', 'bib', 'py', 'tex'].map((type) => `gallery/${label}.${type}`),
      `explore/${label}.html`,
    ]);
    expect(pages.size).toBeGreaterThan(200);
    expect(deadLinks(pages, new Set([...downloads, ...docs.files.keys()]), '/')).toEqual([]);
  });

  /** Markdown's links as those of HTML; anchors are held by the test of the documentation. */
  function linked(text: string): string {
    return [...text.matchAll(/\]\((?!https?:|#)([^)#\s]+)(?:#[^)\s]*)?\)/g)]
      .map(([, link]) => `<a href="${link.replace(/\.md$/, '.html')}">`)
      .join('');
  }
});

describe('a page of the gallery', () => {
  it('says what it shows, what it does not, and how to check and cite it', () => {
    const text = textOf(galleryPage(entry(SHOWN)));
    const { digest } = entry(SHOWN).stored.counterexample;
    expect(text).toMatch(/What it shows Claim\. In a two-layer network/);
    expect(text).toContain('So the claim cannot do without value-at-zero.');
    expect(text).toContain('less may be enough, such as no-dead-unit');
    expect(text).toContain('2 parameters, all 0, 1 hidden unit, no data.');
    expect(text).toContain(`falsim replay ${SHOWN}.json&#10;python3 ${SHOWN}.py`);
    expect(text).toContain(`note = {SHA-256 ${digest}}`);
    expect(pageSource(galleryPage(entry(SHOWN)))).toContain('<math');
  });

  it('is found on the index under its claim', () => {
    const source = pageSource(galleryIndex(entries, []));
    const parts = source.split('<details>').slice(1);
    const claims = parts.map((part) =>
      /<strong>(.*?)<\/strong>/.exec(part)![1].replaceAll('<wbr>', ''),
    );
    for (const [k, part] of parts.entries())
      for (const [, label] of part.matchAll(/href="([^"]+)\.html"/g))
        expect(label.startsWith(`${claims[k]}.`)).toBe(true);
    expect(source.match(/<li><a href/g)).toHaveLength(entries.length);
  });

  it('offers no script and no explorer where there is none', () => {
    const source = pageSource(galleryPage({ ...entry(SHOWN), forms: [], hasExplorer: false }));
    expect(source).not.toMatch(/\.py|explore\//);
  });

  it('is text wherever a file says something, on one line, out of the reach of Markdown and Vue', () => {
    const { stored, ...rest } = entry(SHOWN);
    const counterexample = {
      ...stored.counterexample,
      reason: HOSTILE,
      irrelevant: [HOSTILE],
      claim: { id: HOSTILE, statement: HOSTILE },
    };
    const source = pageSource(
      galleryPage({ ...rest, stored: { ...stored, claim: undefined, counterexample } }),
    );
    expect(source).not.toContain('<script');
    const lines = source.split('\n').filter((line) => line.includes('{{'));
    expect(lines.length).toBeGreaterThan(1);
    for (const line of lines) expect(line).toMatch(/^<div class="card" v-pre>.*<\/div>$/);
    expect(source.match(/^# .*$/gm)).toEqual([
      '# two-<wbr>layer-<wbr>exhaustive.<wbr>value-<wbr>at-<wbr>zero.<wbr>1',
    ]);
    expect(() => pageSource({ path: 'x.md', title: '{{ x }}', sections: [] })).toThrow('a title');
  });

  it('takes the stored file, what to cite, and scripts where an orbit is known', () => {
    const labelled = content.labelled.find(({ label }) => label === SHOWN)!;
    const downloads = downloadsOf(labelled, 'code();');
    expect([...downloads.keys()].map((name) => name.replace(SHOWN, ''))).toEqual([
      'gallery/.json',
      'gallery/.bib',
      'gallery/.py',
      'gallery/.sage.py',
      'gallery/.lean',
      'gallery/.tex',
      'explore/.html',
    ]);
    expect(downloads.get(`gallery/${SHOWN}.json`)).toBe(
      readFileSync(root + labelled.stored.file, 'utf8'),
    );
    expect(entryOf(labelled, downloads)).toMatchObject({
      forms: ['python', 'sage', 'lean', 'latex'],
      hasExplorer: true,
    });
    // Gates are free inputs: there is no flow to be watched.
    const gated = content.labelled.find(
      ({ label }) => label === 'two-layer-exhaustive.analytic.1',
    )!;
    expect(entryOf(gated, downloadsOf(gated, 'code();')).hasExplorer).toBe(false);
  });
});

describe('what a counterexample does not show', () => {
  it('is told apart by what was dropped, how it was decided and whether it is minimal', () => {
    for (const { stored } of entries) {
      const { counterexample } = stored;
      const limits = limitsOf(stored).join('\n');
      const dropped = counterexample.droppedHypotheses.length > 0;
      expect(limits.startsWith(`That ${counterexample.claim.id} is false.`)).toBe(dropped);
      const balls = 'proof' in counterexample && counterexample.proof.by !== 'exact';
      expect(limits.includes('digits prove')).toBe(balls);
      expect(limits.includes('ended early')).toBe(!counterexample.minimality.proven);
    }
  });

  it('is not about gradient flow where steps were taken, nor about steps where it flowed', () => {
    const clauses = (text: string) =>
      entries
        .filter(({ stored }) => limitsOf(stored).some((limit) => limit.startsWith(text)))
        .map(({ stored }) => stored.counterexample.clause);
    expect(new Set(clauses('Anything about gradient flow'))).toEqual(
      new Set(['steps', 'balance', 'step-drift']),
    );
    expect(new Set(clauses('Where training ends'))).toEqual(
      new Set(['orbit-gap', 'count', 'orbit-dimension', 'span']),
    );
  });
});

it('the page of a claim has its hypotheses, each with the witness that is stored', () => {
  const page = found.find(({ path }) => path === 'claims/two-layer-exhaustive.md')!;
  const text = textOf(page);
  expect(text).toMatch(
    /value-at-zero σ\(0\) ≠ 0, unless σ is odd\. weaker, no-dead-unit: .* gelu 1-1-1 at 0/,
  );
  expect(text).toContain('falsim hunt two-layer-exhaustive --drop analytic');
});

it('the page of a model has what the commands print', async () => {
  const { pages, files } = modelPages(content, ['low-rank']);
  const source = pageSource(pages[1]);
  const file = temporaryFile('low-rank.json', files.get('models/low-rank.json')!);
  for (const command of ['strata', 'conserved']) {
    const { out } = await falsim([command, file]);
    for (const line of out.split('\n').filter((one) => /\d/.test(one) && one.length < 70))
      expect(source).toContain(escaped(line));
  }
  expect(source).toContain('linear-factor-laws');
  expect(() => sampleOf('none')).toThrow('no sample');
});

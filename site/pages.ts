/** All pages that are made from claims, models and counterexamples, and the files beside them. */
import { readFileSync } from 'node:fs';
import { claimById } from '../src/claims/registry.ts';
import { UnsupportedError } from '../src/errors.ts';
import { exported } from '../src/exporting/exported.ts';
import { type Finding, findingOf } from '../src/exporting/finding.ts';
import { writeJson } from '../src/json/write-json.ts';
import { registeredModels } from '../src/models/registry.ts';
import { lawCounts } from '../src/orbits/dimension/law-counts.ts';
import { strataOf } from '../src/orbits/dimension/strata-orbits.ts';
import { explored } from '../src/reports/explorer/explored.ts';
import { explorerPage } from '../src/reports/explorer/explorer-page.ts';
import { bibtexOf } from '../src/reports/site/bibtex.ts';
import { claimPage } from '../src/reports/site/claim-page.ts';
import {
  GALLERY_FORMS,
  type GalleryEntry,
  type GalleryForm,
  galleryPage,
  withdrawnPage,
} from '../src/reports/site/gallery-page.ts';
import { homePage } from '../src/reports/site/home-page.ts';
import { claimsIndex, galleryIndex, modelsIndex } from '../src/reports/site/index-pages.ts';
import { siblingsOf } from '../src/reports/site/labels.ts';
import { modelPage } from '../src/reports/site/model-page.ts';
import type { SitePage } from '../src/reports/site/page-source.ts';
import { type Content, type Labelled, root } from './content.ts';
import { tutorials } from './docs-pages.ts';
import { sampleOf } from './model-samples.ts';

/** Text by path below the root of the site. */
export type Files = ReadonlyMap<string, string>;

/** The counterexample that the first page shows. */
const SHOWN = 'two-layer-exhaustive.value-at-zero.1';

/** What can be taken away from a page of the gallery. @param code of the explorer; null for no such page. */
export function downloadsOf({ label, stored }: Labelled, code: string | null): Files {
  const { counterexample, file } = stored;
  const files = new Map([
    [`gallery/${label}.json`, readFileSync(root + file, 'utf8')],
    [`gallery/${label}.bib`, bibtexOf(label, counterexample)],
  ]);
  const finding = unlessUnsupported(() => findingOf(counterexample, '1', claimById));
  for (const form of finding === null ? [] : galleryForms) {
    const text = unlessUnsupported(() => exported(finding as Finding, form));
    if (text !== null) files.set(fileOf(label, form), text);
  }
  const page =
    code === null
      ? null
      : unlessUnsupported(() => explorerPage(explored(counterexample.instance), code));
  if (page !== null) files.set(`explore/${label}.html`, page);
  return files;
}

const galleryForms = Object.keys(GALLERY_FORMS) as GalleryForm[];
const fileOf = (label: string, form: GalleryForm) =>
  `gallery/${label}${GALLERY_FORMS[form].ending}`;

function unlessUnsupported<T>(make: () => T): T | null {
  try {
    return make();
  } catch (error) {
    if (error instanceof UnsupportedError) return null;
    throw error;
  }
}

export function entryOf(labelled: Labelled, downloads: Files): GalleryEntry {
  const { label } = labelled;
  return {
    ...labelled,
    forms: galleryForms.filter((form) => downloads.has(fileOf(label, form))),
    hasExplorer: downloads.has(`explore/${label}.html`),
  };
}

/** Pages of the gallery, of claims, and those that lead there. */
export function findingPages(content: Content, entries: readonly GalleryEntry[]): SitePage[] {
  const { claims, labels, withdrawn } = content;
  const of = (id: string) => entries.filter(({ stored }) => stored.counterexample.claim.id === id);
  return [
    home(content, entries),
    galleryIndex(entries, withdrawn),
    ...entries.map(galleryPage),
    ...withdrawn.map((label) => withdrawnPage(label, siblingsOf(labels, label))),
    claimsIndex(claims, ({ id }) => of(id).length),
    ...claims.map((claim) => claimPage(claim, of(claim.id))),
  ];
}

function home({ claims }: Content, entries: readonly GalleryEntry[]): SitePage {
  return homePage({
    description: JSON.parse(readFileSync(`${root}package.json`, 'utf8')).description,
    shown: entries.find(({ label }) => label === SHOWN),
    tutorials: tutorials(),
    counts: {
      claims: claims.length,
      counterexamples: entries.length,
      models: registeredModels().length,
    },
  });
}

/** @param kinds of which pages are made; all are listed. */
export function modelPages(
  { claims }: Content,
  kinds: readonly string[] = registeredModels().map(({ kind }) => kind),
): { readonly pages: SitePage[]; readonly files: Files } {
  const files = new Map<string, string>();
  const pages = registeredModels()
    .filter(({ kind }) => kinds.includes(kind))
    .map((model) => {
      const { kind } = model;
      const sample = sampleOf(kind);
      const file = `${kind}.json`;
      files.set(`models/${file}`, writeJson({ model: sample }));
      const own = claims.filter((claim) => claim.domain(new Set()).kinds?.includes(kind));
      const strata = strataOf(sample, { seed: '1' });
      return modelPage({
        model,
        sample,
        strata,
        laws: lawCounts(sample, [], '1'),
        claims: own,
        file,
      });
    });
  return { pages: [modelsIndex(registeredModels()), ...pages], files };
}

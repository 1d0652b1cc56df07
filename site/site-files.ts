/** Everything that VitePress is given: pages in Markdown, files for download, what stands in menus. */
import { registeredModels } from '../src/models/registry.ts';
import { pageSource } from '../src/reports/site/page-source.ts';
import { pageNames } from '../src/testing/docs/pages.ts';
import { contentOf, keptLabels, storedFiles } from './content.ts';
import { docsPages, titleOf, tutorials } from './docs-pages.ts';
import { downloadsOf, entryOf, type Files, findingPages, modelPages } from './pages.ts';

export interface SiteFiles {
  /** Markdown by path. */
  readonly pages: Files;
  /** By path; they go to the reader as they are. */
  readonly files: Files;
  readonly settings: ReturnType<typeof settingsOf>;
}

/** @param code of the explorer; null for a site without its pages. */
export function siteFiles(code: string | null): SiteFiles {
  const content = contentOf(storedFiles(), keptLabels());
  const downloads = content.labelled.map((one) => downloadsOf(one, code));
  const entries = content.labelled.map((one, k) => entryOf(one, downloads[k]));
  const models = modelPages(content);
  const docs = docsPages(content.labels);
  const made = [...findingPages(content, entries), ...models.pages];
  return {
    pages: new Map([...made.map((page) => [page.path, pageSource(page)] as const), ...docs.pages]),
    files: new Map([...downloads, models.files, docs.files].flatMap((files) => [...files])),
    settings: settingsOf(
      content.claims.map(({ id }) => id),
      entries.map(({ label }) => label),
    ),
  };
}

const GUIDE: readonly string[] = [
  ...['instances', 'hunting', 'counterexamples', 'theory', 'certificates', 'complexity'],
  ...['exploring', 'importing', 'guidance', 'unpublished-counts', 'reliability'],
];
const OWN: readonly string[] = ['adding-a-claim', 'adding-a-model', 'adding-a-solver'];
/** All others. */
const INSIDE: readonly string[] = pageNames()
  .flatMap((name) => /^docs\/([\w-]+)\.md$/.exec(name)?.[1] ?? [])
  .filter((name) => !GUIDE.includes(name) && !OWN.includes(name));

function settingsOf(claims: readonly string[], labels: readonly string[]) {
  const link = (text: string, to: string) => ({ text, link: to });
  const docs = (names: readonly string[]) =>
    names.map((name) => link(titleOf(`docs/${name}.md`), `/docs/${name}`));
  const guide = [
    {
      text: 'Begin',
      items: [
        link('What it is', '/readme'),
        ...tutorials().map(({ title, href }) => link(title, `/${href.replace(/\.html$/, '')}`)),
      ],
    },
    { text: 'Guide', items: docs(GUIDE) },
    { text: 'Of your own', items: docs(OWN) },
    {
      text: 'Inside',
      items: [
        ...docs(INSIDE),
        link('Contributing', '/contributing'),
        link('Security', '/security'),
        link('Changes', '/changelog'),
      ],
    },
  ];
  const list = (folder: string, title: string, names: readonly string[]) => [
    {
      text: title,
      link: `/${folder}/`,
      items: names.map((name) => link(name, `/${folder}/${name}`)),
    },
  ];
  return {
    description: 'Property-based falsification of a theory of neural-network training',
    nav: [
      link('Guide', '/readme'),
      link('Counterexamples', '/gallery/'),
      link('Claims', '/claims/'),
      link('Models', '/models/'),
    ],
    sidebar: {
      '/claims/': list('claims', 'Claims', claims),
      '/models/': list(
        'models',
        'Models',
        registeredModels().map(({ kind }) => kind),
      ),
      '/gallery/': list('gallery', 'Counterexamples', labels),
      '/': guide,
    },
  };
}

/** The documentation as pages of the site: the same text, with links to what has another place here. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path/posix';
import { findingOfFile, type Labels, labelsByFinding } from '../src/reports/site/labels.ts';
import { pageNames } from '../src/testing/docs/pages.ts';
import { root } from './content.ts';

/** `docs/tutorials/a.md` is `tutorials/a.md` here, `README.md` is `readme.md`; others are where they are. */
export function placeOf(page: string): string {
  if (page.startsWith('docs/tutorials/')) return page.replace('docs/', '');
  return page.startsWith('docs/') ? page : page.toLowerCase();
}

export interface DocsPages {
  /** Text by place. */
  readonly pages: ReadonlyMap<string, string>;
  /** Files that they link to, by place. */
  readonly files: ReadonlyMap<string, string>;
}

/** @throws Error where a link leads to what the site does not have. */
export function docsPages(labels: Labels): DocsPages {
  const names = pageNames();
  const byFinding = labelsByFinding(labels);
  const pages = new Map<string, string>();
  const files = new Map<string, string>();
  for (const name of names) {
    const place = placeOf(name);
    const text = readFileSync(root + name, 'utf8');
    const linked = text.replace(
      /\]\((?!https?:|#)([^)#\s]+)(#[^)\s]+)?\)/g,
      (_, path: string, anchor = '') => {
        const target = join(dirname(name), path);
        return `](${relative(dirname(place), targetOf(target, name)) || '.'}${anchor})`;
      },
    );
    pages.set(place, linked);
  }
  return { pages, files };

  function targetOf(target: string, name: string): string {
    if (names.includes(target)) return placeOf(target);
    if (target.startsWith('counterexamples/')) {
      const label = byFinding.get(findingOfFile(target));
      if (label !== undefined) return `gallery/${label}.md`;
    }
    if (!target.endsWith('.json') || !existsSync(root + target))
      throw new Error(`${name}: the site has no page for ${target}`);
    files.set(target, readFileSync(root + target, 'utf8'));
    return target;
  }
}

/** In the order in which they are read: their names begin with numbers. */
export function tutorials(): { readonly title: string; readonly href: string }[] {
  return readdirSync(`${root}docs/tutorials`)
    .sort()
    .map((name) => ({
      title: titleOf(`docs/tutorials/${name}`),
      href: `tutorials/${name.replace(/\.md$/, '.html')}`,
    }));
}

export function titleOf(page: string): string {
  return /^# (.*)$/m.exec(readFileSync(root + page, 'utf8'))![1];
}

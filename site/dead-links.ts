/** Links within the site that lead nowhere: no such file, or no element with that id. */
import { dirname, join } from 'node:path/posix';

export interface DeadLink {
  readonly page: string;
  readonly link: string;
}

/**
 * @param pages text of HTML by path below the root.
 * @param files paths of everything else.
 * @param base what absolute links begin with, `/` or `/falsim/`.
 */
export function deadLinks(
  pages: ReadonlyMap<string, string>,
  files: ReadonlySet<string>,
  base: string,
): DeadLink[] {
  const ids = new Map([...pages].map(([path, text]) => [path, idsIn(text)]));
  return [...pages].flatMap(([page, text]) =>
    linksIn(text)
      .filter((link) => !leadsSomewhere(link, page))
      .map((link) => ({ page, link })),
  );

  function leadsSomewhere(link: string, page: string): boolean {
    if (/^data:/.test(link)) return true;
    // What is elsewhere cannot be checked, and is nothing that a page needs.
    if (/^(https?:)?\/\//.test(link)) return true;
    const [path, anchor = ''] = link.split('#');
    const target = targetOf(decodeURI(path.split('?')[0]), page);
    if (target === null) return false;
    const known = ids.get(target);
    if (known === undefined) return files.has(target);
    return anchor === '' || known.has(decodeURIComponent(anchor));
  }

  function targetOf(path: string, page: string): string | null {
    if (path === '') return page;
    if (path.startsWith('/') && !path.startsWith(base)) return null;
    const target = path.startsWith('/') ? path.slice(base.length) : join(dirname(page), path);
    if (target.startsWith('../')) return null;
    return target === '' || target === '.' || target.endsWith('/')
      ? join(target, 'index.html')
      : target;
  }
}

/** Addresses of links, scripts, styles and images. */
export function linksIn(text: string): string[] {
  return [...text.matchAll(/<(?:a|link|script|img)\b[^>]*?\s(?:href|src)="([^"]*)"/g)].map(
    ([, link]) => link.replaceAll('&amp;', '&'),
  );
}

function idsIn(text: string): Set<string> {
  return new Set([...text.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id));
}

/**
 * A page of the site as VitePress reads it: headings in Markdown, so that it finds them for its outline and its search,
 * and between them markup that it leaves as it is.
 */
import type { Markup } from '../html/html.ts';

export interface Section {
  /** Of the second level; null for what stands under the title. */
  readonly heading: string | null;
  readonly body: Markup;
}

export interface SitePage {
  /** Below the root of the site, `gallery/affine-support.in-force.1.md`. */
  readonly path: string;
  readonly title: string;
  readonly sections: readonly Section[];
}

/** @throws Error on a title with marks that Markdown or Vue would take for their own. */
export function pageSource({ title, sections }: SitePage): string {
  if (!/^[\w .+-]+$/.test(title)) throw new Error(`a title of words and dots, not ${title}`);
  const parts = sections.map(
    ({ heading, body }) => `${heading === null ? '' : `## ${heading}\n\n`}${block(body)}\n`,
  );
  const breakable = title.replace(/[.-](?=\S)/g, '$&<wbr>');
  return `---\ntitle: "${title}"\n---\n\n# ${breakable}\n\n${parts.join('\n')}`;
}

/** One line, which Markdown takes as a whole; line ends stay in `pre`. */
function block({ markup }: Markup): string {
  const line = markup
    .replace(/<pre[ >][\s\S]*?<\/pre>/g, (pre) => pre.replaceAll('\n', '&#10;'))
    .replace(/\s*\n\s*/g, ' ')
    .trim();
  return `<div class="card" v-pre>${line}</div>\n`;
}

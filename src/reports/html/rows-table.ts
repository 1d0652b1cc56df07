/**
 * A table of few columns with sentences in them. Where the screen is too narrow for it each row is a block, and each
 * cell has the name of its column before it. Roles are written out: browsers take them from a table that is laid out as
 * blocks.
 */
import { html, type Markup } from './html.ts';

export interface RowsColumn {
  readonly title: string;
  readonly numeric?: boolean;
}

export type Cell = Markup | string | number | null;

/** @param rows as many cells as columns each; null for an empty one, which a narrow screen leaves out. */
export function rowsTable(
  caption: Markup | string,
  columns: readonly RowsColumn[],
  rows: readonly (readonly Cell[])[],
): Markup {
  const heads = columns.map(
    ({ title, numeric }) =>
      html`<th role="columnheader" scope="col"${numeric ? NUMERIC : null}>${title}</th>`,
  );
  const body = rows.map(
    (row) =>
      html`<tr role="row">${row.map((cell, k) => html`<td role="cell" data-column="${columns[k].title}"${columns[k].numeric ? NUMERIC : null}>${cell}</td>`)}</tr>\n`,
  );
  return html`<div class="wide" tabindex="0"><table class="rows" role="table"><caption>${caption}</caption>
<thead role="rowgroup"><tr role="row">${heads}</tr></thead><tbody role="rowgroup">
${body}</tbody></table></div>`;
}

const NUMERIC = html` class="n"`;

/** Rules for such tables, in the colours of the page. */
export const ROWS_STYLE = `
@media screen and (max-width: 40rem) {
  .rows, .rows tbody, .rows tr, .rows td, .rows caption { display: block } .rows thead { position: absolute; left: -99rem }
  .rows tr { border: 1px solid var(--line); border-radius: .3rem; padding: .3rem .6rem; margin-bottom: .5rem }
  .rows td, .rows td.n { border: none; padding: .05rem 0; text-align: left } .rows td:empty { display: none }
  .rows td:not(:first-child)::before { content: attr(data-column) ": "; color: var(--quiet) }
}
`;

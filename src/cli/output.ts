/** Text for people: tables, wrapped paragraphs, numbers of few digits. */

export type Alignment = 'left' | 'right';

export interface Column {
  readonly title: string;
  readonly align: Alignment;
}

/** Characters as they are counted on a terminal: combining marks take no room. */
function widthOf(text: string): number {
  return [...text.replace(/\p{M}/gu, '')].length;
}

function padded(text: string, width: number, align: Alignment): string {
  const space = ' '.repeat(Math.max(0, width - widthOf(text)));
  return align === 'left' ? text + space : space + text;
}

/** Columns two spaces apart, a line under the titles, no space at the ends of lines. */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const titles = columns.map((column) => column.title);
  const widths = columns.map((_, j) =>
    Math.max(...[titles, ...rows].map((row) => widthOf(row[j] ?? ''))),
  );
  const line = (row: readonly string[]) =>
    columns
      .map(({ align }, j) => padded(row[j] ?? '', widths[j]!, align))
      .join('  ')
      .trimEnd();
  const rule = widths.map((width) => '─'.repeat(width)).join('  ');
  return `${[line(titles), rule, ...rows.map(line)].join('\n')}\n`;
}

/** Words filled into lines of at most `columns`, every line after `indent`. */
export function wrapped(text: string, columns: number, indent = ''): string {
  const lines: string[] = [];
  let line = indent;
  for (const word of text.split(/\s+/).filter((w) => w !== '')) {
    if (line !== indent && widthOf(line) + 1 + widthOf(word) > columns) {
      lines.push(line);
      line = indent;
    }
    line += line === indent ? word : ` ${word}`;
  }
  return `${[...lines, line].join('\n')}\n`;
}

/** Three significant digits; integers as they are. */
export function shortNumber(x: number): string {
  if (Number.isInteger(x) && Math.abs(x) < 1e6) return String(x);
  const size = Math.abs(x);
  if (size >= 100 && size < 1e6) return x.toFixed(0);
  if (size >= 0.01 && size < 100) return String(Number(x.toPrecision(3)));
  return x.toExponential(2);
}

/** A margin with its sign and two decimals; `–` where nothing was decided. */
export function marginText(margin: number | null): string {
  if (margin === null) return '–';
  return `${margin > 0 ? '+' : ''}${margin.toFixed(2)}`;
}

export function plural(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}

/** Text for people: tables, wrapped paragraphs, numbers of few digits. */
import { plural } from '../plural.ts';

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

/** Columns that every table fits into. */
export const TABLE_COLUMNS = 80;
/** A column of text is not made narrower than this. */
const NARROWEST = 8;
const GAP = 2;

/**
 * Columns two spaces apart, a line under the titles, no space at the ends of lines. Where that would be
 * wider than 80, columns of text are made narrower, the widest first, and their cells take several lines.
 */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const titles = columns.map((column) => column.title);
  const widths = columns.map((_, j) =>
    Math.max(...[titles, ...rows].map((row) => widthOf(row[j] ?? ''))),
  );
  const tooWide = () => widths.reduce((sum, width) => sum + width + GAP, -GAP) > TABLE_COLUMNS;
  while (tooWide()) {
    const texts = columns.map(({ align }, j) => (align === 'left' ? widths[j] : 0));
    const widest = Math.max(...texts);
    if (widest <= NARROWEST) break;
    widths[texts.indexOf(widest)]--;
  }
  const lines = (row: readonly string[]): string[] => {
    const cells = columns.map((_, j) => cellLines(row[j] ?? '', widths[j]));
    const height = Math.max(...cells.map((cell) => cell.length));
    return Array.from({ length: height }, (_, i) =>
      columns
        .map(({ align }, j) => padded(cells[j][i] ?? '', widths[j], align))
        .join(' '.repeat(GAP))
        .trimEnd(),
    );
  };
  const rule = widths.map((width) => '─'.repeat(width)).join(' '.repeat(GAP));
  return `${[...lines(titles), rule, ...rows.flatMap(lines)].join('\n')}\n`;
}

/** A cell in lines of at most `width`: broken at spaces, after hyphens and slashes, or anywhere. */
function cellLines(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of text.split(/(?<=[-/ ])/)) {
    if (line !== '' && widthOf(line) + widthOf(piece.trimEnd()) > width) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += piece;
    while (widthOf(line.trimEnd()) > width) {
      const characters = [...line];
      lines.push(characters.slice(0, width).join(''));
      line = characters.slice(width).join('');
    }
  }
  return [...lines, line.trimEnd()];
}

/** Words filled into lines of at most `columns`, every line after `indent`; no line begins with a sign of percent. */
export function wrapped(text: string, columns: number, indent = ''): string {
  const lines: string[] = [];
  let line = indent;
  for (const word of text.split(/\s+(?!%)/).filter((w) => w !== '')) {
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

/** How long something took: below a second in milliseconds. */
export function durationText(milliseconds: number): string {
  return milliseconds < 999.5
    ? `${milliseconds.toPrecision(3)} ms`
    : `${shortNumber(milliseconds / 1000)} s`;
}

/** A margin with its sign and two decimals; `–` where nothing was decided. */
export function marginText(margin: number | null): string {
  if (margin === null) return '–';
  return `${margin > 0 ? '+' : ''}${margin.toFixed(2)}`;
}

/** That nothing simpler than a witness fails, which was tried on so many instances. */
export function nothingSimpler(tried: number): string {
  return tried === 0
    ? 'there is no simpler instance in the domain'
    : `none of ${plural(tried, 'simpler instance')} fails`;
}

/** What the numbers called margin say; printed wherever there are some. */
export const MARGIN_MEANING =
  'margin: log₁₀(bound / distance), 0 on the bound; negative where the claim fails, the further the ' +
  'clearer; exact verdicts have ±16, or minus the gap in dimensions';

/** Paragraphs after a label, the lines after the first indented like it. */
export function labelled(label: string, text: string, columns: number, width = 13): string {
  const indent = ' '.repeat(width + 3);
  const [first = '', ...others] = wrapped(text, columns, indent).trimEnd().split('\n');
  return [`  ${label.padEnd(width)} ${first.slice(indent.length)}`, ...others].join('\n');
}

/** `a`, `a and b`, `a, b and c`. */
export function conjoined(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

/** The first letter large. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Text of at most so many characters, its end left out. */
export function shortened(text: string, characters: number): string {
  const letters = [...text];
  return letters.length <= characters ? text : `${letters.slice(0, characters - 1).join('')}…`;
}

/** After the name of a claim: ` without a, b`, nothing where all hypotheses are in force. */
export function withoutText(dropped: readonly string[]): string {
  return dropped.length === 0 ? '' : ` without ${dropped.join(', ')}`;
}

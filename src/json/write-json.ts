/**
 * JSON for people to read: what fits on a line of 100 columns stands on one line, long rows of numbers
 * are filled line by line, keys stay in the order given. Numbers are the shortest text that reads back
 * as the same double, −0 is `-0`. Same value, same text.
 */

const WIDTH = 100;

/**
 * JSON as files of falsim have it: short arrays on one line.
 *
 * @param width columns of a line; what cannot be broken is longer.
 * @throws TypeError for NaN, ±∞ and anything else that JSON cannot hold.
 */
export function writeJson(value: unknown, width = WIDTH): string {
  return `${block(value, '', 0, width, true)}\n`;
}

/** The value on one line. */
export function inlineJson(value: unknown): string {
  if (value === null) return 'null';
  switch (typeof value) {
    case 'number':
      return numberText(value);
    case 'string':
      return JSON.stringify(value);
    case 'boolean':
      return String(value);
    case 'object': {
      if (Array.isArray(value)) return `[${value.map(inlineJson).join(', ')}]`;
      const fields = entriesOf(value).map(
        ([key, item]) => `${JSON.stringify(key)}: ${inlineJson(item)}`,
      );
      return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
    }
    default:
      throw new TypeError(`writeJson: expected a JSON value, received ${String(value)}`);
  }
}

function numberText(x: number): string {
  if (!Number.isFinite(x))
    throw new TypeError(`writeJson: expected a finite number, received ${x}`);
  return Object.is(x, -0) ? '-0' : String(x);
}

/** Fields in order; a field that is undefined is absent. */
function entriesOf(value: object): [string, unknown][] {
  return Object.entries(value).filter(([, item]) => item !== undefined);
}

/** @param before columns already taken on the line; `after` is counted for a comma. */
function block(
  value: unknown,
  indent: string,
  before: number,
  width: number,
  isRoot = false,
): string {
  if (typeof value !== 'object' || value === null) return inlineJson(value);
  const line = inlineJson(value);
  const isEmpty = line === '{}' || line === '[]';
  if (isEmpty || (!isRoot && indent.length + before + line.length + 1 <= width)) return line;
  const deeper = `${indent}  `;
  if (Array.isArray(value)) {
    if (value.every((item) => typeof item !== 'object' || item === null)) {
      return `[\n${filled(value.map(inlineJson), deeper, width)}\n${indent}]`;
    }
    const items = value.map((item) => `${deeper}${block(item, deeper, 0, width)}`);
    return `[\n${items.join(',\n')}\n${indent}]`;
  }
  const fields = entriesOf(value).map(([key, item]) => {
    const label = `${JSON.stringify(key)}: `;
    return `${deeper}${label}${block(item, deeper, label.length, width)}`;
  });
  return `{\n${fields.join(',\n')}\n${indent}}`;
}

/** Items separated by commas, as many to a line as fit. */
function filled(items: readonly string[], indent: string, width: number): string {
  const lines: string[] = [];
  let line = indent;
  items.forEach((item, i) => {
    const text = i === items.length - 1 ? item : `${item},`;
    if (line !== indent && line.length + 1 + text.length > width) {
      lines.push(line);
      line = indent;
    }
    line += line === indent ? text : ` ${text}`;
  });
  return [...lines, line].join('\n');
}

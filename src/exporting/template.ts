/**
 * Scripts from parts that lie in `templates/export/`. In a part
 *
 *   {{name}}            stands for a value
 *   #? one a+!b         begins lines that are kept where `one` is asked for, or `a` is and `b` is not
 *   #.                  begins lines that are always kept
 *       "name": lambda  is an entry of a table, kept where its name is a feature
 */
import { readFileSync } from 'node:fs';
import { packageFolder } from '../own-files.ts';

const ENTRY = /^ {4}"([\w-]+)": (?:lambda|[a-z_]+,)/;

export function fromTemplates(
  parts: readonly string[],
  features: ReadonlySet<string>,
  values: { readonly [name: string]: string },
): string {
  return parts
    .map((part) => filled(textOf(part), features, values))
    .join('')
    .replace(/\n{3,}/g, '\n\n');
}

const textOf = (part: string) =>
  readFileSync(new URL(`templates/export/${part}`, packageFolder), 'utf8');

function filled(
  text: string,
  features: ReadonlySet<string>,
  values: { readonly [name: string]: string },
): string {
  let kept = true;
  const holds = (feature: string) =>
    feature.startsWith('!') ? !features.has(feature.slice(1)) : features.has(feature);
  const lines = text.split('\n').filter((line) => {
    const [mark, ...names] = line.split(' ');
    if (mark === '#?' || mark === '#.') {
      kept = mark === '#.' || names.some((name) => name.split('+').every(holds));
      return false;
    }
    const entry = ENTRY.exec(line);
    return kept && (entry === null || features.has(entry[1]));
  });
  return lines.join('\n').replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new TypeError(`template: no value for ${name}`);
    return value;
  });
}

/** Text that cannot end the string or comment it stands in. */
export const plainText = (text: string): string => text.replace(/["\\]|\p{C}|\p{Zl}|\p{Zp}/gu, "'");

/** Text that cannot end the comment of Lean that it stands in, or begin another. */
export const commentText = (text: string): string =>
  text.replace(/-\/|\/-|\p{C}|\p{Zl}|\p{Zp}/gu, "'");

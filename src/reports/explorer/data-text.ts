/** Data as they are typed: a datum a line, `1, 0 → 1/2`. */
import { InputError } from '../../errors.ts';
import type { Data, Numeral } from '../../instances/instance.ts';
import { parse } from '../../numerics/rational.ts';

export function dataText({ inputs, targets }: Data): string {
  return inputs.map((x, i) => `${x.join(', ')} → ${targets[i].join(', ')}`).join('\n');
}

/**
 * Numbers between commas or spaces; `→`, `->` or `|` before the targets; empty lines are none.
 *
 * @throws InputError that names the line.
 */
export function parseDataText(text: string, inputs: number, targets: number): Data {
  const rows = text.split('\n').flatMap((line, k) => {
    if (line.trim() === '') return [];
    const path = `line ${k + 1}`;
    const [left, right, ...others] = line.split(/→|->|\|/);
    if (right === undefined || others.length > 0)
      throw new InputError(path, 'inputs → targets, such as 1, 0 → 1/2', `"${line.trim()}"`);
    return [
      { x: numbers(left, inputs, path, 'input'), y: numbers(right, targets, path, 'target') },
    ];
  });
  if (rows.length === 0) throw new InputError('data', 'at least one datum', 'none');
  return { inputs: rows.map(({ x }) => x), targets: rows.map(({ y }) => y) };
}

function numbers(text: string, count: number, path: string, noun: string): Numeral[] {
  const words = text.split(/[\s,;]+/).filter((word) => word !== '');
  const bad = words.find((word) => parse(word) === undefined);
  if (bad !== undefined) throw new InputError(path, 'a number such as 1/2 or 0.25', `"${bad}"`);
  if (words.length !== count)
    throw new InputError(path, `${count} ${noun}${count === 1 ? '' : 's'}`, `${words.length}`);
  return words;
}

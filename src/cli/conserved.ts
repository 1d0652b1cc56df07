/** `falsim conserved`: how many conserved quantities a model has, over sizes, and which. */
import { Command } from 'commander';
import { InputError } from '../errors.ts';
import { received } from '../nearest.ts';
import type { VariedSize } from '../orbits/dimension/law-counts.ts';
import { sizesBegun } from '../reports/told.ts';
import { type Context, ExitCode } from './context.ts';
import { timeLimitOption, within } from './time-limit.ts';

interface ConservedFlags {
  readonly sizes?: readonly string[];
  readonly seed: string;
  readonly timeLimit: number;
  readonly json?: true;
}

export function conservedCommand({ streams, exit }: Context): Command {
  return new Command('conserved')
    .description(
      'Count the independent conserved quantities of a model at a generic θ, whatever data and loss ' +
        'are: its parameters less the dimension of the orbit, exactly. With --sizes a table over sizes ' +
        'of the model, and the polynomial through all of it where there is one. Exit code 3 when some ' +
        'count is not decided.',
    )
    .argument('<instance.json>', 'file with an instance; parameters may be absent')
    .option('--sizes <size...>', 'sizes to vary, e.g. hidden=1..4 widths[1]=1,2,5 keys=values=1..3')
    .option('--seed <seed>', 'seed of the generic points', '1')
    .option(...timeLimitOption)
    .option('--json', 'print JSON')
    .action(async (file: string, { sizes = [], seed, timeLimit, json }: ConservedFlags) => {
      const { readModelOf } = await import('./read.ts');
      const { inFile } = await import('../json/json-file.ts');
      const { lawCounts, sizesOf } = await import('../orbits/dimension/law-counts.ts');
      const { describeConserved, plainConserved } = await import('../reports/conserved-text.ts');
      const { writeJson } = await import('../json/write-json.ts');
      const model = readModelOf(file);
      const varied = sizes.map((text) => readSize(text, sizesOf(model)));
      checkOnce(varied);
      const onPoint = (index: number, count: number) => {
        if (streams.isTerminal) streams.err(`\r${sizesBegun(index, count)}`);
      };
      const counts = inFile(file, () =>
        within(timeLimit, () => lawCounts(model, varied, seed, onPoint)),
      );
      if (streams.isTerminal && varied.length > 0) streams.err('\r\u001b[K');
      const decided = [counts.own, ...counts.counts].every((count) => count.isDecided);
      exit(decided ? ExitCode.survived : ExitCode.inconclusive);
      streams.out(
        json ? writeJson(plainConserved(counts)) : describeConserved(counts, streams.columns),
      );
    });
}

const LARGEST = 64;

/** `keys=values=1..3`, `hidden=1,2,5`. @throws InputError */
export function readSize(
  text: string,
  known: ReadonlyMap<string, VariedSize['paths'][0]>,
): VariedSize {
  const parts = text.split('=');
  const [values, ...reversed] = [...parts].reverse();
  const names = reversed.reverse();
  if (names.length === 0 || names.includes(''))
    throw new InputError('--sizes', 'a size and its values, e.g. hidden=1..4', `"${text}"`);
  const paths = names.map((name) => {
    const path = known.get(name);
    if (path !== undefined) return path;
    const all = [...known.keys()];
    throw new InputError('--sizes', `one of ${all.join(', ')}`, received(name, all));
  });
  return { name: names.join('='), paths, values: readValues(values) };
}

function readValues(text: string): number[] {
  const range = /^(\d{1,3})\.\.(\d{1,3})$/.exec(text);
  const values =
    range === null
      ? text.split(',').map((word) => (/^\d{1,3}$/.test(word) ? Number(word) : Number.NaN))
      : Array.from(
          { length: Math.max(0, Number(range[2]) - Number(range[1]) + 1) },
          (_, k) => Number(range[1]) + k,
        );
  const isFine =
    values.every((n) => n >= 1 && n <= LARGEST) && new Set(values).size === values.length;
  if (values.length === 0 || !isFine)
    throw new InputError('--sizes', `1..4, or 1,2,5: from 1 to ${LARGEST}, each once`, `"${text}"`);
  return values;
}

/** @throws InputError where a size is varied twice. */
function checkOnce(varied: readonly VariedSize[]): void {
  const names = varied.flatMap(({ name }) => name.split('='));
  const twice = names.find((name, i) => names.indexOf(name) < i);
  if (twice !== undefined) throw new InputError('--sizes', 'every size once', `${twice} twice`);
}

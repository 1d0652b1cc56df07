/** What people read fits 80 columns; only a word that cannot be broken, a path or a formula, may be longer. */
import { rmSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { folderForTranscripts, isTooLong, printed } from '../testing/docs/transcript.ts';
import { commands } from './commands.ts';

const PRECONDITIONED = ['examples/models/preconditioned.json', 'examples/models/preconditioned.ts'];

/** Each command once or more; `verify` and `replay` have what those before them wrote. */
const LINES: readonly string[] = [
  '--help',
  ...commands.map(({ name }) => `${name} --help`),
  'claims',
  'models',
  'claims nothing-like-it',
  'check nothing-like-it docs/examples/gelu-origin.json',
  'hunt --drop nothing-like-it --runs 1',
  'hunt --no-such-option-of-a-hunt-at-all-whatever-it-may-have-meant --runs-that-are-none 3',
  'orbit docs/examples/gelu-origin.json',
  'orbit docs/examples/diagonal-depth2.json --certificate out.json',
  `orbit ${PRECONDITIONED.join(' --model ')}`,
  'strata docs/examples/cube-m3.json',
  'strata docs/examples/biased-tanh.json --no-orbits',
  'conserved docs/examples/models/attention.json --sizes keys=1,2',
  'compare docs/examples/models/two-layer-tanh.json docs/examples/models/two-layer-gelu.json',
  'condense docs/examples/tanh-equal.json',
  'verify out.json',
  'export out.json --output out.py',
  'check two-layer-exhaustive docs/examples/gelu-origin.json',
  'check two-layer-exhaustive docs/examples/gelu-origin.json --drop value-at-zero',
  'check symmetry-induces-sim docs/examples/tanh-equal.json',
  'flow docs/examples/switched-data.json',
  'laws examples/models/two-player-game.ts --runs 2',
  'replay counterexamples/diagonal-linear',
  'replay docs/examples/tanh-equal.json',
  'report counterexamples/diagonal-linear -o report.html',
  'import net.json --activation tanh -o network.json',
  'import --list net.json',
  'import net.json',
  'explain net.json --activation tanh',
  'explain docs/examples/linear-2-2-1.json --since docs/examples/linear-2-2-1.json',
  'necessity diagonal-linear --runs 2 --seed 1',
  'reduce docs/examples/tanh-equal.json',
  'hunt gradient-descent-keeps-balance --known-false --runs 5 --seed 1 --shrinks 50',
  'hunt diagonal-linear constant-rank --runs 5 --seed 1',
  'init',
];

const before = process.cwd();
let folder = '';
beforeAll(() => {
  folder = folderForTranscripts();
  process.chdir(folder);
  // A checkpoint, with a bias, which needs an activation.
  const layer = (weight: number[][]) => ({ weight, bias: weight.map(() => 0) });
  const [first, last] = [
    layer([
      [1, 2],
      [1, 2],
    ]),
    layer([[3, -3]]),
  ];
  writeFileSync(
    'net.json',
    JSON.stringify({
      'layers.0.weight': first.weight,
      'layers.0.bias': first.bias,
      'layers.2.weight': last.weight,
      'layers.2.bias': last.bias,
    }),
  );
});
afterAll(() => {
  process.chdir(before);
  rmSync(folder, { recursive: true });
});

it.sequential.each(LINES)('falsim %s', async (line) => {
  const text = await printed(line.split(' '), true);
  expect(text).not.toBe('');
  expect(text).not.toMatch(/report it/);
  expect(text.split('\n').filter(isTooLong)).toEqual([]);
});

it('notices a line that is too long', () => {
  expect(isTooLong(`${'word '.repeat(16)}word`)).toBe(true);
  expect(isTooLong(`  ${'path/'.repeat(20)}`)).toBe(false);
  expect(isTooLong('word '.repeat(16))).toBe(false);
});

/** What a process may hold while it reads or refuses: less than 1 GiB, measured inside of it. */
import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { LARGEST_FILE } from '../json/json-file.ts';
import { compiledFile } from '../testing/built.ts';
import { example, temporaryFile } from '../testing/command-line.ts';

const MOST = 2 ** 20;
/** Prints the most that was ever resident, in KiB. */
const MEASURED = `data:text/javascript,${encodeURIComponent(
  'process.on("exit", () => process.stderr.write("\\nheld " + process.resourceUsage().maxRSS));',
)}`;

async function measured(...argv: string[]) {
  const words = ['--import', MEASURED, compiledFile('cli/main'), ...argv];
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const err = await text(child.stderr);
  return { code: await ended, err, held: Number(/\nheld (\d+)$/.exec(err)?.[1]) };
}

/** As many ones as there is room for between two texts. */
function ones(before: string, after: string): string {
  const room = LARGEST_FILE.JSON - before.length - after.length - 1;
  return `${before}${'1,'.repeat(Math.floor(room / 2))}1${after}`;
}

const parameters = (count: number) =>
  JSON.stringify({
    model: { kind: 'diagonal-linear', inputs: count / 2, depth: 2 },
    parameters: { layers: Array(2).fill({ weights: [Array(count / 2).fill(1)] }) },
  });

describe.concurrent('less than 1 GiB is held', () => {
  it.each<[string, string[], RegExp]>([
    [
      'by the refusal of an orbit among 20 000 parameters',
      ['orbit', temporaryFile('many.json', parameters(20_000))],
      /20000 parameters/,
    ],
    [
      'of a checkpoint that is one list of numbers, as long as a file may be',
      ['import', temporaryFile('list.json', ones('{"w":[', ']}'))],
      /w \(167\d+\)/,
    ],
    [
      'of data that never end',
      ['check', 'orbit-is-sim', '/dev/zero'],
      /expected a JSON file of at most 32 MiB, received one that is longer/,
    ],
    [
      'of a table of many lines, as long as a file may be',
      [
        ...['flow', example('tanh-equal'), '--data'],
        temporaryFile('long.csv', '1,1\n'.repeat(LARGEST_FILE.other / 4)),
      ],
      /expected at most 524288 lines, received 16777216/,
    ],
  ])('%s', async (_, argv, said) => {
    const { code, err, held } = await measured(...argv);
    expect(code).toBe(2);
    expect(err.replace(/\s+/g, ' ')).toMatch(said);
    expect(held).toBeGreaterThan(0);
    expect(held).toBeLessThan(MOST);
  });
});

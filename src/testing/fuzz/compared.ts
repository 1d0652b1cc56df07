/** Whether guidance pays: the same numbers of inputs with it and without. */

import type { MarkedJob } from './marked-job.ts';
import { PLANTED } from './planted.ts';

interface Asked {
  /** Of each reader. */
  readonly inputs: number;
  readonly seed: number;
  readonly folder: string;
}

/** A line for each reader, and one for the defects that are planted, of ten seeds. */
export function* compared(
  marked: MarkedJob,
  names: readonly string[],
  { inputs, seed, folder }: Asked,
): Generator<string> {
  const run = (name: string, guided: boolean, s: number) => {
    const of = marked.evaluated().search(name, { seed: s, folder, guided });
    const { findings } = of.go(inputs);
    return { blocks: of.reached() - of.bySeeds, findings };
  };
  const total = { without: 0, with: 0 };
  yield 'blocks reached beyond those of the seeds, without guidance and with it:';
  for (const name of names) {
    const [plain, guided] = [false, true].map((isGuided) => run(name, isGuided, seed));
    const [a, b] = [plain.blocks, guided.blocks];
    total.without += a;
    total.with += b;
    const crashes = [plain, guided].map(({ findings }) => findings.length);
    yield `${name}: ${a} and ${b} of ${inputs} inputs, ${crashes.join(' and ')} findings`;
  }
  yield `all: ${total.without} and ${total.with}`;
  const found = [false, true].map((guided) => {
    let sum = 0;
    for (let s = seed; s < seed + SEEDS; s++)
      for (const name of marked.evaluated().planted)
        sum += new Set(run(name, guided, s).findings.map(({ what }) => what.split('\n')[0])).size;
    return sum;
  });
  yield `planted defects, ${SEEDS} seeds: ${found.join(' and ')} of ${SEEDS * PLANTED}`;
}

const SEEDS = 10;

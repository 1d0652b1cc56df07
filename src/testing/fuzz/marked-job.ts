/** The job with marks in the blocks of the sources, its modules evaluated anew for each call. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { moduleLoader } from '../mutation/module-loader.ts';
import { withMarks } from './blocks.ts';
import { MARKS } from './coverage.ts';
import type { Job } from './job.ts';

export interface MarkedJob {
  /** Of all sources. */
  readonly digest: string;
  readonly blocks: number;
  evaluated(): Job;
}

export async function markedJob(root: string): Promise<MarkedJob> {
  const folder = join(root, 'src/testing/');
  const hash = createHash('sha256');
  let blocks = 0;
  const loader = moduleLoader(root, (file, text) => {
    hash.update(text);
    if (file.startsWith(folder) && !file.endsWith('/planted.ts')) return text;
    const marked = withMarks(text, blocks);
    blocks += marked.blocks;
    return marked.text;
  });
  const main = join(folder, 'fuzz/job.ts');
  await loader.prepare(main);
  const digest = hash.digest('hex');
  return {
    digest,
    blocks,
    evaluated() {
      Object.assign(globalThis, { [MARKS]: new Uint8Array(blocks) });
      return (loader.evaluate(main, {}) as { job(): Job }).job();
    },
  };
}

/** Instances that were given up or met a defect, each in a file of its own that `falsim check` takes. */
import { join } from 'node:path';
import { writeWhole } from '../json/write-file.ts';
import { writeJson } from '../json/write-json.ts';
import type { ChunkResult } from './chunk.ts';
import type { ChunkSpec } from './chunk-spec.ts';

/**
 * The chunk with the names of files in the place of the instances it lost.
 *
 * @param folder absent: nothing is stored.
 * @throws InputError, DiskError when a file cannot be written.
 */
export function storeLost(
  chunk: ChunkResult,
  { claimId, dropped, kinds = [], edgeCases, seed }: ChunkSpec,
  folder: string | undefined,
): ChunkResult {
  const lost = chunk.lost.map(({ instance, ...rest }) => {
    if (folder === undefined || instance === undefined) return rest;
    const target = [claimId, ...dropped, ...kinds, ...(edgeCases ? ['edge-case'] : [])].join('+');
    const file = join(folder, `${target}--${rest.cause}--${seed}-${chunk.index}-${rest.run}.json`);
    writeWhole(file, writeJson(instance));
    return { ...rest, file };
  });
  return { ...chunk, lost };
}

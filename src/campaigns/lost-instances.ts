/** Instances of which no verdict was had, each in a file of its own (`counterexamples/lost-instance.ts`). */
import { join } from 'node:path';
import { LOST_VERSION, type LostInstance } from '../counterexamples/lost-instance.ts';
import { writeWhole } from '../json/write-file.ts';
import { writeJson } from '../json/write-json.ts';
import type { ChunkResult, ChunkSpec } from './chunk.ts';

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
    const stored: LostInstance = {
      lostVersion: LOST_VERSION,
      claim: claimId,
      droppedHypotheses: dropped,
      cause: rest.cause,
      reason: rest.reason,
      instance,
    };
    writeWhole(file, writeJson(stored));
    return { ...rest, file };
  });
  return { ...chunk, lost };
}

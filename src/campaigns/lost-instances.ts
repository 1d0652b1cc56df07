/** Instances of which no verdict was had, each in a file of its own (`counterexamples/lost-instance.ts`). */
import { join } from 'node:path';
import { LOST_VERSION, type LostInstance } from '../counterexamples/lost-instance.ts';
import { writeWhole } from '../json/write-file.ts';
import { writeJson } from '../json/write-json.ts';
import type { ChunkResult, LostRun } from './chunk.ts';
import type { ChunkSpec } from './chunk-spec.ts';

/**
 * The chunk with the names of files, within the folder, in the place of the instances it lost.
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
    const file = `${target}--${rest.cause}--${seed}-${chunk.index}-${rest.run}.json`;
    const stored: LostInstance = {
      lostVersion: LOST_VERSION,
      claim: claimId,
      droppedHypotheses: dropped,
      cause: rest.cause,
      reason: rest.reason,
      instance,
    };
    writeWhole(join(folder, file), writeJson(stored));
    return { ...rest, file };
  });
  return { ...chunk, lost };
}

/** The lost runs with the paths of their files. */
export function located(lost: readonly LostRun[], folder: string | undefined): LostRun[] {
  return lost.map((run) =>
    folder === undefined || run.file === undefined ? run : { ...run, file: join(folder, run.file) },
  );
}

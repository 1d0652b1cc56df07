/**
 * Where a hunt stands, so that it can be resumed: the finished chunks of every target and seed, and
 * which failures have been shrunk and stored. One file, `.falsim/hunt.json`, written atomically.
 */
import { existsSync, readFileSync } from 'node:fs';
import { writeWhole } from '../json/write-file.ts';
import { falsimVersion } from '../version.ts';
import type { ChunkResult } from './chunk.ts';
import { type Target, targetKey } from './target.ts';

export interface TargetState {
  readonly chunks: readonly ChunkResult[];
  readonly seconds: number;
  /** By key of the failure. */
  readonly stored: { readonly [failure: string]: StoredFailure };
}

export interface StoredFailure {
  /** File of the counterexample. */
  readonly file: string;
  /** False when the hunt was interrupted while the failure was being shrunk. */
  readonly complete: boolean;
}

interface StateFile {
  readonly version: string;
  readonly targets: { readonly [key: string]: TargetState };
}

export interface CampaignState {
  read(target: Target, seed: number): TargetState | undefined;
  write(target: Target, seed: number, state: TargetState): void;
  /** Puts what was written on disk. */
  flush(): void;
}

function entryKey(target: Target, seed: number): string {
  return `${targetKey(target)} seed ${seed}`;
}

/** A state file that is missing, damaged or of another version counts as empty. */
function readStateFile(file: string): StateFile {
  const empty = { version: falsimVersion, targets: {} };
  if (!existsSync(file)) return empty;
  try {
    const state = JSON.parse(readFileSync(file, 'utf8')) as StateFile;
    return state.version === falsimVersion && typeof state.targets === 'object' ? state : empty;
  } catch {
    return empty;
  }
}

export function campaignState(file: string): CampaignState {
  const state = { version: falsimVersion, targets: { ...readStateFile(file).targets } };
  return {
    read: (target, seed) => state.targets[entryKey(target, seed)],
    write(target, seed, targetState) {
      state.targets[entryKey(target, seed)] = targetState;
    },
    flush() {
      writeWhole(file, JSON.stringify(state));
    },
  };
}

/** Keeps nothing. */
export const noState: CampaignState = {
  read: () => undefined,
  write: () => undefined,
  flush: () => undefined,
};

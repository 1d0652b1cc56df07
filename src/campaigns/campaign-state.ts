/**
 * Where campaigns stand, so that they can be resumed: the finished chunks of every target and seed, what
 * was stored, and which campaigns there were. One file, `.falsim/hunt.json`. Results of another build
 * are not believed; a file that was edited or is of the wrong shape is refused.
 */
import { lock } from '../json/lock-file.ts';
import { readState, type StateFormat, writeState } from '../json/state-file.ts';
import type { ChunkResult } from './chunk.ts';
import type { Budget } from './schedule.ts';
import { stateContent } from './state-schema.ts';
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
  /** Of the counterexample: a file with another one was put there by someone else. */
  readonly digest: string;
  /** False where shrinking ended early, or an earlier chunk may hold another instance of it. */
  readonly complete: boolean;
}

/** A campaign by its arguments. */
export interface CampaignRecord {
  readonly seed: number;
  readonly budget: Budget;
  readonly targets: readonly TargetRecord[];
}

export interface TargetRecord {
  readonly claim: string;
  readonly dropped: readonly string[];
  readonly kinds?: readonly string[] | undefined;
  readonly instead?: readonly string[] | undefined;
  readonly edgeCases?: true | undefined;
}

interface StateContent {
  readonly campaigns: readonly CampaignRecord[];
  readonly targets: { readonly [key: string]: TargetState };
}

export interface CampaignState {
  /** The campaigns it knows, the last one last. */
  readonly campaigns: readonly CampaignRecord[];
  /** Whether it was written by another build, and starts anew therefore. */
  readonly outdated: boolean;
  /** Adds a campaign, as the last one. */
  begin(record: CampaignRecord): void;
  /** @param chunkRuns runs of a whole chunk: chunks of another length are another state. */
  read(target: Target, seed: number, chunkRuns: number): TargetState | undefined;
  write(target: Target, seed: number, chunkRuns: number, state: TargetState): void;
  /** Puts what was written on disk. */
  flush(): void;
  /** Lets others have it. */
  close(): void;
}

/** Campaigns that are remembered; what older ones found out is forgotten. */
const MOST_CAMPAIGNS = 50;

function entryKey(target: string, seed: number, chunkRuns: number): string {
  return `${target} seed ${seed} by ${chunkRuns}`;
}

export function recordOf(target: Target): TargetRecord {
  const { claim, dropped, kinds, instead, edgeCases } = target;
  return {
    claim: claim.id,
    dropped,
    ...(kinds !== undefined && { kinds }),
    ...(instead !== undefined && { instead }),
    ...(edgeCases !== undefined && { edgeCases }),
  };
}

/**
 * @param code digest of the code that runs.
 * @throws InputError for a file that is damaged, or that another process works on.
 */
export function openCampaignState(file: string, code: string): CampaignState {
  const format: StateFormat<StateContent> = {
    name: 'the state of a falsim campaign',
    version: 2,
    code,
    content: stateContent,
  };
  const unlock = lock(file);
  try {
    const stored = readState(file, format);
    const before = stored.kind === 'present' ? stored.content : { campaigns: [], targets: {} };
    return stateOn(file, format, before, stored.kind === 'outdated', unlock);
  } catch (error) {
    unlock();
    throw error;
  }
}

function stateOn(
  file: string,
  format: StateFormat<StateContent>,
  before: StateContent,
  outdated: boolean,
  unlock: () => void,
): CampaignState {
  let campaigns = [...before.campaigns];
  const targets = new Map(Object.entries(before.targets));
  return {
    get campaigns() {
      return campaigns;
    },
    outdated,
    begin(record) {
      const same = sameAs(record);
      campaigns = [...campaigns.filter((c) => !same(c)), record].slice(-MOST_CAMPAIGNS);
    },
    read: (target, seed, chunkRuns) => targets.get(entryKey(targetKey(target), seed, chunkRuns)),
    write(target, seed, chunkRuns, state) {
      targets.set(entryKey(targetKey(target), seed, chunkRuns), state);
    },
    flush: () => writeState(file, format, { campaigns, targets: Object.fromEntries(targets) }),
    close: unlock,
  };
}

function sameAs(record: CampaignRecord): (other: CampaignRecord) => boolean {
  const key = ({ seed, targets }: CampaignRecord) => JSON.stringify([seed, targets]);
  const wanted = key(record);
  return (other) => key(other) === wanted;
}

/** Keeps nothing. */
export const noState: CampaignState = {
  campaigns: [],
  outdated: false,
  begin: () => undefined,
  read: () => undefined,
  write: () => undefined,
  flush: () => undefined,
  close: () => undefined,
};

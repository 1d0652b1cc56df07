/** What a hunt has done elsewhere: chunks to run, failures to shrink. Plain data both ways. */
import type { Claim } from '../claims/claim.ts';
import { weakened } from '../claims/weakened.ts';
import type { Counterexample } from '../counterexamples/counterexample.ts';
import { type ChunkResult, runChunk } from './chunk.ts';
import type { ChunkSpec } from './chunk-spec.ts';
import type { LossCause } from './outcome.ts';
import { counterexampleOf, type ShrinkTask } from './shrinking.ts';
import type { Clock } from './timer.ts';

export type Task =
  | { readonly kind: 'chunk'; readonly spec: ChunkSpec }
  | { readonly kind: 'shrink'; readonly task: ShrinkTask };

export type TaskResult =
  | { readonly kind: 'chunk'; readonly result: ChunkResult; readonly seconds: number }
  | { readonly kind: 'shrink'; readonly counterexample: Counterexample; readonly seconds: number }
  | Lost;

/** The task was given up. */
export interface Lost {
  readonly kind: 'lost';
  readonly cause: LossCause;
  readonly reason: string;
}

/** What whoever runs a task shares with whoever ordered it. */
export interface TaskContext {
  /** Whether the task is to end with what it has. */
  shouldStop(kind: Task['kind']): boolean;
  /** A sign of life: one more instance was checked. */
  progressed(): void;
  readonly clock: Clock;
}

/**
 * The claim that a task is about.
 * @throws RangeError when it is not there.
 */
export function claimOf(
  { claimId, dropped, instead }: Pick<ChunkSpec, 'claimId' | 'dropped' | 'instead'>,
  claims: readonly Claim[],
): Claim {
  const claim = claims.find(({ id }) => id === claimId);
  if (claim === undefined) throw new RangeError(`runTask: there is no claim "${claimId}"`);
  return instead === undefined ? claim : weakened(claim, dropped, instead);
}

export function runTask(task: Task, claims: readonly Claim[], context: TaskContext): TaskResult {
  const shouldStop = () => {
    context.progressed();
    return context.shouldStop(task.kind);
  };
  const start = context.clock();
  const seconds = () => (context.clock() - start) / 1000;
  switch (task.kind) {
    case 'chunk': {
      const result = runChunk(claimOf(task.spec, claims), task.spec, shouldStop);
      return { kind: 'chunk', result, seconds: seconds() };
    }
    case 'shrink': {
      const counterexample = counterexampleOf(claimOf(task.task, claims), task.task, shouldStop);
      return { kind: 'shrink', counterexample, seconds: seconds() };
    }
  }
}

/** What a hunt has done elsewhere: chunks to run, failures to shrink. Plain data both ways. */
import type { Claim } from '../claims/claim.ts';
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
  | { readonly kind: 'shrink'; readonly counterexample: Counterexample }
  | Lost;

/** The task was given up. */
export interface Lost {
  readonly kind: 'lost';
  readonly cause: LossCause;
  readonly reason: string;
}

/** What whoever performs a task shares with whoever ordered it. */
export interface TaskContext {
  /** Whether the task is to end with what it has. */
  shouldStop(kind: Task['kind']): boolean;
  /** A sign of life: one more instance was checked. */
  beat(): void;
  readonly clock: Clock;
}

export function perform(task: Task, claims: readonly Claim[], context: TaskContext): TaskResult {
  const find = (id: string): Claim => {
    const claim = claims.find((c) => c.id === id);
    if (claim === undefined) throw new RangeError(`perform: there is no claim "${id}"`);
    return claim;
  };
  const shouldStop = () => {
    context.beat();
    return context.shouldStop(task.kind);
  };
  switch (task.kind) {
    case 'chunk': {
      const start = context.clock();
      const result = runChunk(find(task.spec.claimId), task.spec, shouldStop);
      return { kind: 'chunk', result, seconds: (context.clock() - start) / 1000 };
    }
    case 'shrink': {
      const counterexample = counterexampleOf(find(task.task.claimId), task.task, shouldStop);
      return { kind: 'shrink', counterexample };
    }
  }
}

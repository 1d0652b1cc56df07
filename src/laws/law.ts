/** What a law of models is, and what can be said of one. */

import type { BoundModel } from '../models/bind.ts';
import type { Rng } from '../numerics/random.ts';

/** One model with its spec, and where to draw the rest from. */
export interface LawCase {
  readonly bound: BoundModel;
  readonly rng: Rng;
}

export interface Law {
  /** Kebab-case. */
  readonly name: string;
  /** One sentence. */
  readonly statement: string;
  /** Whether there is anything to check. */
  applies(bound: BoundModel): boolean;
  /** What is wrong, null where nothing is, undefined where nothing could be decided. */
  check(given: LawCase): string | null | undefined;
}

/** What became of a law: held, broken, or nothing to say, and why. */
export interface LawReport {
  readonly law: string;
  readonly statement: string;
  /** `void`: it applies to none of the cases. */
  readonly status: 'held' | 'broken' | 'undecided' | 'void';
  /** Cases that were decided. */
  readonly decided: number;
  /** What is wrong with the first one that broke it. */
  readonly reason?: string;
}

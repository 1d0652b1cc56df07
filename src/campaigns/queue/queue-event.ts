/** What happens around a queue, for people to be told. */
import type { Difference, Identity } from './identity.ts';
import type { HuntPresent, WorkerPresent } from './presence.ts';

export type QueueEvent =
  /** The Redis does not answer. */
  | { readonly kind: 'away'; readonly reason: string }
  /** It does again; so many chunks were not there any more and were put there again. */
  | { readonly kind: 'back'; readonly again: number }
  /** It refuses something. */
  | { readonly kind: 'trouble'; readonly reason: string }
  /** Chunks wait, and there is nobody to run them. */
  | { readonly kind: 'no-worker' }
  | { readonly kind: 'joined'; readonly worker: WorkerPresent }
  | { readonly kind: 'left'; readonly worker: WorkerPresent }
  | {
      readonly kind: 'refused-worker';
      readonly worker: WorkerPresent;
      readonly difference: Difference;
      readonly here: Identity;
    }
  /** Something in the list of results that is none. */
  | { readonly kind: 'refused-answer'; readonly reason: string }
  /** A chunk came to nothing with a worker; at the last attempt it is run here. */
  | {
      readonly kind: 'failed';
      readonly index: number;
      readonly reason: string;
      readonly isLast: boolean;
    }
  /** What a worker is told. */
  | { readonly kind: 'hunt'; readonly hunt: HuntPresent }
  | { readonly kind: 'no-hunt' }
  /** A job that is no chunk to be run here. */
  | { readonly kind: 'refused-order'; readonly reason: string };

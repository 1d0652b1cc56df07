/**
 * Steps of a tape in a row that are sums of products, as one list each way: what reads and writes the same arrays
 * in the same order takes one call, not one a step. Targets of a list are written one after the other, so that a
 * later one may read an earlier one.
 */
import { type Gather, joined } from './gather.ts';
import type { FieldTape, Step } from './tape.ts';

export type Section =
  | { readonly op: 'step'; readonly step: Step; readonly isActive: boolean }
  | {
      readonly op: 'products';
      /** values ← sums of products of values. */
      readonly forward: Gather;
      /** ā += Σ v̄·b and b̄ += Σ v̄·a, the last step first; null where nothing is a variable. */
      readonly backward: Gather | null;
    };

export interface SectionedTape extends FieldTape {
  /** The steps that are computed, in order. */
  readonly sections: readonly Section[];
}

export function sectioned(tape: FieldTape): SectionedTape {
  const { steps, leaves, active } = tape;
  const sections: Section[] = [];
  let forward: Gather[] = [];
  let backward: Gather[] = [];
  const close = () => {
    if (forward.length > 0)
      sections.push({
        op: 'products',
        forward: joined(forward),
        backward: backward.length === 0 ? null : joined(backward.reverse()),
      });
    forward = [];
    backward = [];
  };
  for (const slot of leaves.others) {
    const step = steps[slot];
    if (step.op !== 'products') {
      close();
      sections.push({ op: 'step', step, isActive: active[slot] === 1 });
      continue;
    }
    const { out, left, right } = step.product;
    forward.push(out);
    // Turned round with the rest: towards the left factor first.
    if (right !== null) backward.push(right);
    if (left !== null) backward.push(left);
  }
  close();
  return { ...tape, sections };
}

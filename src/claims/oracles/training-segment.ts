import type { Data } from '../../instances/instance.ts';

/** One stretch of gradient flow under one dataset and loss. */
export interface TrainingSegment {
  readonly data: Data;
  readonly loss: string;
  readonly duration: number;
}

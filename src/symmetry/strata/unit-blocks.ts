/** Units of an axis where they are stored, read block by block. */

/** Entry (o, u, i) of unit u at (o·units + u)·inner + i. */
export interface BearingTensor {
  readonly outer: number;
  readonly inner: number;
  /** `count` entries from `from` on. */
  read(from: number, count: number): Float64Array;
}

export interface AxisSource {
  readonly label: string;
  readonly noun: string;
  readonly units: number;
  readonly permutable: boolean;
  /** Sets of tensors (as bits) in which a unit may change its sign. */
  readonly signs: readonly number[];
  readonly tensors: readonly BearingTensor[];
  /** What biases of the axis count from (`centred.ts`); absent: 0. */
  readonly center?: number;
}

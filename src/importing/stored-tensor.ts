/** What every kind of checkpoint comes to. */
import { InputError } from '../errors.ts';

export interface StoredTensor {
  readonly name: string;
  /** `F32`, `F64`, `F16`, `BF16`, `I64`, … */
  readonly type: string;
  readonly shape: readonly number[];
  /**
   * Its entries, row by row, each exactly the number that is stored; `count` of them from `from` on, all where
   * neither is named.
   *
   * @throws InputError
   */
  values(from?: number, count?: number): Float64Array;
  /** The same column by column, the first index fastest, where that is how they are stored; else there is none. */
  byColumns?(from: number, count: number): Float64Array;
}

export interface Checkpoint {
  /** In the order of the file. */
  readonly tensors: readonly StoredTensor[];
  /** Whether that is the order in which the tensors were defined. */
  readonly inOrder: boolean;
}

/** The bytes of a file. */
export interface Bytes {
  readonly file: string;
  readonly size: number;
  /** @throws InputError where there are fewer. */
  read(offset: number, count: number): Uint8Array;
}

/** A file that only Python can read safely, and the line that turns it into one that anything can. */
export function pickle(file: string): InputError {
  const line =
    `python3 -c "import torch, safetensors.torch as s; s.save_file(torch.load('model.pt', ` +
    `weights_only=True), 'model.safetensors')"`;
  return new InputError(file, `safetensors, .npz or JSON (${line})`, 'a pickle');
}

/**
 * Residual branches.
 * Source: He, Zhang, Ren, Sun, *Deep residual learning for image recognition*, CVPR 2016.
 */
import type { Field } from '../../analytic/field.ts';
import { type Axis, addVectors, called, matvec, type Tensor, tensor } from '../contract.ts';
import { subscript } from '../scripts.ts';

/** Their entries. */
export interface BranchValues<T> {
  /** U, hidden × stream. */
  readonly into: readonly (readonly T[])[];
  /** V, stream × hidden. */
  readonly out: readonly (readonly T[])[];
}

/** U and V of V σ(U h). */
export type BranchTensors = {
  readonly into: Tensor<readonly [Axis, Axis]>;
  readonly out: Tensor<readonly [Axis, Axis]>;
};

/**
 * Tensors of a branch of a residual stream.
 *
 * @param number of the block, where there are several.
 */
export function branchTensors(stream: Axis, hidden: Axis, number?: number): BranchTensors {
  const script = number === undefined ? '' : subscript(number);
  return {
    into: called(`U${script}`, tensor(hidden, stream)),
    out: called(`V${script}`, tensor(stream, hidden)),
  };
}

/** h + g(h). */
export function residual<T>(
  f: Field<T>,
  h: readonly T[],
  branch: (h: readonly T[]) => readonly T[],
): T[] {
  return addVectors(f, h, branch(h));
}

/** h + V φ(U h), φ told which unit it stands at. */
export function residualBranch<T>(
  f: Field<T>,
  { into, out }: BranchValues<T>,
  h: readonly T[],
  activate: (z: T, unit: number) => T,
): T[] {
  return residual(f, h, (stream) => matvec(f, out, matvec(f, into, stream).map(activate)));
}

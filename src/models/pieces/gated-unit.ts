/**
 * Gated units: one linear map opened and shut by another.
 * Source: Shazeer, *GLU variants improve transformer*, arXiv:2002.05202.
 */
import type { AnalyticFunction } from '../../analytic/analytic-function.ts';
import type { Field } from '../../analytic/field.ts';
import { type Axis, called, matvec, type Tensor, tensor } from '../contract.ts';
import { hadamard } from './vectors.ts';

/** Their entries. */
export interface GatedUnitValues<T> {
  /** B, hidden × inputs: what opens the units. */
  readonly gate: readonly (readonly T[])[];
  /** C, hidden × inputs: what passes through. */
  readonly value: readonly (readonly T[])[];
  /** A, outputs × hidden. */
  readonly read: readonly (readonly T[])[];
}

/** A, B and C of A(σ(Bx) ⊙ Cx). */
export type GatedUnitTensors = {
  readonly gate: Tensor<readonly [Axis, Axis]>;
  readonly value: Tensor<readonly [Axis, Axis]>;
  readonly read: Tensor<readonly [Axis, Axis]>;
};

/** Tensors of a gated unit between two axes. */
export function gatedUnitTensors(input: Axis, hidden: Axis, output: Axis): GatedUnitTensors {
  return {
    gate: called('B', tensor(hidden, input)),
    value: called('C', tensor(hidden, input)),
    read: called('A', tensor(output, hidden)),
  };
}

/** A(σ(Bx) ⊙ Cx). SwiGLU: σ = silu, GEGLU: gelu, GLU: sigmoid, bilinear: identity. */
export function gatedUnit<T>(
  f: Field<T>,
  { gate, value, read }: GatedUnitValues<T>,
  x: readonly T[],
  sigma: AnalyticFunction,
): T[] {
  const open = matvec(f, gate, x).map((z) => f.apply(sigma, z));
  return matvec(f, read, hadamard(f, open, matvec(f, value, x)));
}

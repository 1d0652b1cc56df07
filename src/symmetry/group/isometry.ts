/**
 * Isometries of parameter space that leave a model's function unchanged: signed permutations of the
 * coordinates of θ, affine where the activation is symmetric about a centre c ≠ 0.
 */
import type { Rational } from '../../numerics/rational.ts';

/** (Qθ)[target[i]] = sign[i]·θ[i] + shift[i]. */
export interface Isometry {
  readonly size: number;
  readonly target: Int32Array;
  readonly sign: Int8Array;
  /** 2c for reflected biases, 0 elsewhere; null where Q is linear. */
  readonly shift: Float64Array | null;
  /** The exact c, where `shift` is not null. */
  readonly center: Rational | null;
  readonly name: string;
}

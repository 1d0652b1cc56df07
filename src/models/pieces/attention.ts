/**
 * Attention heads over positions.
 *
 *   yₙ = Σⱼ pₙⱼ V xⱼ,   pₙ = softmaxⱼ ⟨Rⁿ ν(Q xₙ), Rʲ ν(K xⱼ)⟩   or   pₙⱼ = ⟨…⟩ itself (linear attention)
 *
 * ν is the identity or a normalisation, R a rotation of pairs of coordinates. Scores may have a factor, such as
 * 1/√k: absorbed by Q it would leave F as it is, and change what training does.
 *
 * Sources: Vaswani et al., NeurIPS 2017; grouped keys and values: Ainslie et al., EMNLP 2023; rotary
 * positions: Su et al., arXiv:2104.09864; normalised queries and keys: Henry et al., EMNLP 2020;
 * linear attention: Katharopoulos et al., ICML 2020 (with the identity as feature map).
 */
import type { Field } from '../../analytic/field.ts';
import { rationalRoot } from '../../analytic/fields/rationals.ts';
import { inverseSqrt } from '../../analytic/functions/inverse-sqrt.ts';
import { divide, ONE, type Rational } from '../../numerics/rational.ts';
import { matvec } from '../contract.ts';
import { type Rotation, rotated } from './rotation.ts';
import { softmax } from './softmax.ts';
import { combined, scaled } from './vectors.ts';

type Matrix<T> = readonly (readonly T[])[];

/** What a head does to a query or a key before their product is taken. */
export interface HeadOptions<T> {
  /** Rotation of each pair of coordinates for one step of position. */
  readonly rotations?: readonly Rotation[] | undefined;
  /** ν. */
  readonly normalise?: ((z: readonly T[]) => readonly T[]) | undefined;
  /** Default: softmax. */
  readonly weights?: 'softmax' | 'linear' | undefined;
  /** Position n sees the positions up to n only. */
  readonly causal?: boolean | undefined;
  /** Of all scores. */
  readonly factor?: T | undefined;
}

/** Keys and values of all positions; several heads may read the same ones. */
export interface Memory<T> {
  readonly keys: Matrix<T>;
  readonly values: Matrix<T>;
}

/** 1/√divisor, a rational number where it is one. */
export function inverseRoot<T>(f: Field<T>, divisor: Rational): T {
  const root = rationalRoot(divisor);
  return root === null ? f.apply(inverseSqrt, f.rational(divisor)) : f.rational(divide(ONE, root));
}

/** Rʲ ν(z). */
function placed<T>(
  f: Field<T>,
  z: readonly T[],
  position: number,
  { rotations, normalise }: HeadOptions<T>,
): readonly T[] {
  const normal = normalise === undefined ? z : normalise(z);
  return rotations === undefined ? normal : rotated(f, rotations, position, normal);
}

/**
 * Keys and values of all positions.
 *
 * @param xs the stream, positions × channels.
 */
export function memoryOf<T>(
  f: Field<T>,
  { key, value }: { readonly key: Matrix<T>; readonly value: Matrix<T> },
  xs: Matrix<T>,
  options: HeadOptions<T> = {},
): Memory<T> {
  return {
    keys: xs.map((x, j) => placed(f, matvec(f, key, x), j, options)),
    values: xs.map((x) => matvec(f, value, x)),
  };
}

/** yₙ of one head. */
export function attended<T>(
  f: Field<T>,
  query: Matrix<T>,
  memory: Memory<T>,
  xs: Matrix<T>,
  n: number,
  options: HeadOptions<T> = {},
): T[] {
  const seen = options.causal === true ? n + 1 : xs.length;
  const own = placed(f, matvec(f, query, xs[n]), n, options);
  const { factor } = options;
  const asked = factor === undefined ? own : scaled(f, factor, own);
  const scores = memory.keys.slice(0, seen).map((key) => f.dot(asked, key));
  const weights = options.weights === 'linear' ? scores : softmax(f, scores);
  return combined(f, weights, memory.values.slice(0, seen));
}

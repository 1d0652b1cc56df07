/** Elements (A, v) of an affine algebra over ℚ, and the test that they are some. */
import { residue } from '../../numerics/prime-field.ts';
import type { Rng } from '../../numerics/random.ts';
import { type SparseVector, sparseModulo } from './lifted-space.ts';
import type { PointField, PointFields } from './point-fields.ts';

/** Points a checking prime, and checking primes. */
export const CHECK_POINTS = 6;
export const CHECK_PRIMES = 2;

/** Entries [row·M + column, value] of A, then [M² + row, value] of v; indices increasing. */
export type AffineElement = SparseVector;

export interface CheckedAtPoints {
  readonly holds: readonly boolean[];
  readonly primes: readonly number[];
}

/**
 * For each of `count` identities whether it holds at random points modulo the checking primes.
 *
 * @param at whether identity k holds at θ, with g = ∇F(θ)(x), modulo the prime of the field.
 */
export function checkAtPoints(
  count: number,
  fields: PointFields,
  rng: Rng,
  at: (field: PointField) => (k: number, theta: Float64Array, g: Float64Array) => boolean,
): CheckedAtPoints {
  const holds = new Array<boolean>(count).fill(true);
  const primes: number[] = [];
  for (let n = 0; n < CHECK_PRIMES; n++) {
    const field = fields.checking(n);
    primes.push(field.prime);
    const [theta, g] = [new Float64Array(field.size), new Float64Array(field.size)];
    const holdsAt = at(field);
    for (let sample = 0; sample < CHECK_POINTS; sample++) {
      field.sample(rng, theta, g);
      for (let k = 0; k < count; k++) if (holds[k]) holds[k] = holdsAt(k, theta, g);
    }
  }
  return { holds, primes };
}

/** For each element whether ⟨Aθ + v, ∇F(θ)(x)⟩ = 0 at random points modulo the checking primes. */
export function checkElements(
  elements: readonly AffineElement[],
  fields: PointFields,
  rng: Rng,
): readonly boolean[] {
  if (elements.length === 0) return [];
  return checkAtPoints(elements.length, fields, rng, (field) => {
    const images = elements.map((element) => imageOf(element, field));
    return (k, theta, g) => {
      const image = images[k];
      return image !== null && annihilates(image, theta, g, field.prime);
    };
  }).holds;
}

interface ElementModulo {
  readonly rows: Int32Array;
  /** −1 for entries of v. */
  readonly columns: Int32Array;
  readonly values: Float64Array;
}

/** Null where p divides a denominator. */
function imageOf(element: AffineElement, { prime, size }: PointField): ElementModulo | null {
  const image = sparseModulo(element, prime);
  if (image === null) return null;
  const squared = size * size;
  const rows = new Int32Array(image.length);
  const columns = new Int32Array(image.length);
  const values = new Float64Array(image.length);
  for (let k = 0; k < image.length; k++) {
    const [at, value] = image[k];
    rows[k] = at < squared ? Math.floor(at / size) : at - squared;
    columns[k] = at < squared ? at % size : -1;
    values[k] = value;
  }
  return { rows, columns, values };
}

function annihilates(
  { rows, columns, values }: ElementModulo,
  theta: Float64Array,
  g: Float64Array,
  prime: number,
): boolean {
  const reciprocal = 1 / prime;
  let sum = 0;
  for (let k = 0; k < rows.length; k++) {
    const column = columns[k];
    const factor = residue(values[k] * g[rows[k]], prime, reciprocal);
    sum += column < 0 ? factor : residue(factor * theta[column], prime, reciprocal);
  }
  return sum % prime === 0;
}

/**
 * A point that no isometry fixes but the identity: its stratum is all of ℝᴹ, and no symmetry need be looked for.
 *
 * An isometry Q with F∘Q = F and Qθ = θ fixes V(θ) vector by vector, the smallest space that contains all ∇φ(θ)
 * and is closed under the tensors ∇ᵏφ(θ), all slots but one filled from it (`isometry-lower-bound.ts`). All
 * iterated brackets at θ lie in it, so the rows of the Lie rank are there already; what is missing is looked for
 * among the powers of t of ∇φ(θ + t v₁ + t² v₂ + …), vᵢ in V(θ). Where the rank mod p of all of these is M,
 * V(θ) = ℝᴹ over ℚ too, and Q = 1. Where it is not, nothing is said.
 */
import { doubles } from '../../numerics/doubles.ts';
import type { ModularEchelon } from '../../numerics/modular-elimination.ts';
import type { Rng } from '../../numerics/random.ts';
import { format, isZero, type Rational } from '../../numerics/rational.ts';
import { constantSeries, type FieldFamily } from '../fields/family.ts';
import { drawMember } from '../fields/random-field.ts';

/** Effort alone: powers of t, the first among them. */
const POWERS = 4;
/** Effort alone: fields in vain that end the search. */
const PATIENCE = 2;
/** Time alone: fields that are eliminated together. */
const BATCH = 16;

/**
 * Whether V(θ) is everything; `false` says nothing.
 *
 * @param family of gradients, with the constants that F has at θ.
 * @param rows vectors of V(θ); what is found is added.
 */
export function hasTrivialIsotropy(
  family: FieldFamily,
  theta: Float64Array,
  rows: ModularEchelon,
  rng: Rng,
): boolean {
  const { size, prime } = family;
  const found = POWERS - 1;
  const place = constantSeries(theta, POWERS);
  const field = doubles(size * POWERS);
  const gradient = doubles(size);
  for (let vain = 0; rows.rank() < size && vain < PATIENCE; ) {
    const count = Math.min(Math.ceil((size - rows.rank()) / found) + 1, BATCH);
    const batch = doubles(count * found * size);
    for (let n = 0; n < count; n++) {
      // What was found last, and a fresh gradient at every power.
      for (let power = 1; power < POWERS; power++) {
        family.gradient(drawMember(family, theta, 1, rng), theta, 1, gradient);
        for (let i = 0; i < size; i++)
          place[i * POWERS + power] = (field[i * POWERS + power] + gradient[i]) % prime;
      }
      const member = constantSeries(drawMember(family, theta, 1, rng), POWERS);
      family.gradient(member, place, POWERS, field);
      for (let power = 1; power < POWERS; power++) {
        const at = (n * found + power - 1) * size;
        for (let i = 0; i < size; i++) batch[at + i] = field[i * POWERS + power];
      }
    }
    const raised = rows.insert(batch, count * found);
    // A batch is as long as the patience: one in vain ends it.
    vain = count - 1 - Math.floor((raised.at(-1) ?? -1) / found);
  }
  return rows.rank() === size;
}

/**
 * Whether few coordinates are equal up to sign and none is 0, as at a point without symmetries: a guess at what is
 * worth trying, nothing more.
 */
export function looksGeneric(theta: readonly Rational[]): boolean {
  const magnitudes = new Set<string>();
  for (const q of theta) {
    if (isZero(q)) return false;
    magnitudes.add(format(q).replace('-', ''));
  }
  return 2 * magnitudes.size > theta.length;
}

/**
 * Is an invariant affine subspace A = θ + V what a reflection fixes?
 *
 * Let S be the stratum of θ, h₁ … h_k affine forms that are constant on A, and N the span of their gradients, each
 * projected to the directions of S. The reflection
 *
 *   R(ϑ) = ϑ − 2 Σⱼ nⱼ ⟨nⱼ, ϑ − θ⟩ / ‖nⱼ‖²,   nⱼ an orthogonal basis of N,
 *
 * is an isometry that fixes θ. Where F∘R = F it is a symmetry like any other, and h₁ … h_k are what it fixes.
 * 25(3u + 4v)² + (4u − 3v)³ at (4/5, −3/5) has one which no permutation or sign of coordinates shows.
 *
 * As R(θ) = θ, F∘R = F is the same as R₀ ∇F(Rϑ) = ∇F(ϑ) everywhere, R₀ = 1 − 2 Σⱼ nⱼnⱼᵀ/‖nⱼ‖². That is tried at
 * random points modulo random primes: what is false there passes each with probability D/p, D the degree of F.
 */
import { integerModulo, inverseModulo, residue } from '../../numerics/prime-field.ts';
import type { Rng } from '../../numerics/random.ts';
import { type Rational, rational, withoutDenominators, ZERO } from '../../numerics/rational.ts';
import {
  combination,
  dot,
  type IntegerVector,
  orthogonalSpan,
} from '../../symmetry/subspaces/orthogonal-span.ts';
import { type FieldFamily, randomMember } from '../fields/family.ts';
import { isDefined } from '../fields/random-field.ts';
import { pairing } from './algebra-modulo.ts';
import type { AffineReflection, ExactInvariant } from './exact-explanation.ts';

/** The fields at points mod p, and θ there. */
export interface FieldsAt {
  readonly prime: number;
  readonly family: FieldFamily;
  readonly theta: Float64Array;
}

/** Points at each prime where F∘R = F is tried. */
const SAMPLES = 4;
/** Effort alone: draws in a row of which a gradient may be undefined at ϑ or R(ϑ). */
const MOST_UNDEFINED = 4096;

/**
 * The one reflection that explains all of the forms; where there is none, those that explain one each.
 *
 * @param forms affine, constant on an invariant affine subspace through θ.
 * @param directions an orthogonal basis of those of the stratum; null where it is everything.
 * @param fields of a gradient, where F∘R = F is tried: a prime each.
 */
export function affineReflections(
  forms: readonly ExactInvariant[],
  directions: readonly IntegerVector[] | null,
  fields: readonly FieldsAt[],
  rng: Rng,
): readonly AffineReflection[] {
  if (forms.length === 0) return [];
  const [{ theta }] = fields;
  const gradients = forms.map((form) => {
    const gradient = gradientOf(form, theta.length);
    return directions === null ? gradient : along(directions, gradient);
  });
  const reflection = (indices: readonly number[]): AffineReflection[] => {
    const span = orthogonalSpan();
    for (const i of indices) span.insert(gradients[i]);
    const explains = indices.map((i) => forms[i]);
    return fields.every((at) => isSymmetry(span.basis, at, rng.fork(indices.join())))
      ? [{ normals: span.basis, explains }]
      : [];
  };
  const all = forms.map((_, i) => i);
  const whole = reflection(all);
  return whole.length > 0 || all.length === 1 ? whole : all.flatMap((i) => reflection([i]));
}

/** A positive multiple of ∇h, h affine. */
function gradientOf({ polynomial: { terms } }: ExactInvariant, size: number): IntegerVector {
  const out = new Array<Rational>(size).fill(ZERO);
  for (const { coefficient, powers } of terms)
    if (powers.length > 0) out[powers[0][0]] = coefficient;
  return withoutDenominators(out);
}

/** A positive multiple of the component in the span of an orthogonal basis. */
function along(basis: readonly IntegerVector[], vector: IntegerVector): IntegerVector {
  const weights = basis.map((b) => rational(dot(b, vector), dot(b, b)));
  return combination(basis, withoutDenominators(weights));
}

/** R₀ ∇φ(Rϑ) = ∇φ(ϑ) at random points, for random members φ. */
function isSymmetry(
  normals: readonly IntegerVector[],
  { prime, family, theta }: FieldsAt,
  rng: Rng,
): boolean {
  const { size } = family;
  const reciprocal = 1 / prime;
  const images = normals.map((n) => Float64Array.from(n, (x) => integerModulo(x, prime)));
  const norms = images.map((n) => pairing(n, n, prime, reciprocal));
  if (norms.includes(0)) return false;
  const factors = norms.map((norm) => (2 * inverseModulo(norm, prime)) % prime);
  /** v ← R₀v. */
  const reflect = (v: Float64Array): void => {
    images.forEach((n, k) => {
      const weight = residue(factors[k] * pairing(n, v, prime, reciprocal), prime, reciprocal);
      for (let i = 0; i < size; i++) {
        // Time alone: 0 would be added.
        if (n[i] === 0) continue;
        v[i] = residue(v[i] + (prime - weight) * n[i], prime, reciprocal);
      }
    });
  };
  const point = new Float64Array(size);
  const mirrored = new Float64Array(size);
  const field = new Float64Array(size);
  const other = new Float64Array(size);
  for (let sample = 0, undefinedAt = 0; sample < SAMPLES; ) {
    for (let i = 0; i < size; i++) {
      const away = Math.floor(rng.uniform() * prime);
      mirrored[i] = away;
      point[i] = (theta[i] + away) % prime;
    }
    reflect(mirrored);
    for (let i = 0; i < size; i++) mirrored[i] = (theta[i] + mirrored[i]) % prime;
    const member = randomMember(family, rng);
    if (!isDefined(family, member, point, field) || !isDefined(family, member, mirrored, other)) {
      if (++undefinedAt > MOST_UNDEFINED) return false;
      continue;
    }
    reflect(other);
    if (field.some((x, i) => x !== other[i])) return false;
    sample++;
  }
  return true;
}

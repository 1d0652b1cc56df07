/**
 * A lower bound of the stratum of θ over *all* isometries of the model, known or not.
 *
 * Let Q be an isometry with F∘Q = F and Qθ = θ, Q₀ its linear part. Then Q₀ fixes every ∇F_i(x)(θ), and
 * every derivative tensor ∇ᵏF_i(x)(θ) is invariant under it. So the smallest linear space V(θ) that
 *
 *   - contains θ itself, where Q = Q₀ is linear (`linear`; `linear-isometries.ts` proves it),
 *   - contains ∇φ(θ) for every member φ of the family, and
 *   - is closed under the tensors ∇ᵏφ(θ), all slots but one filled with members of V or contracted in pairs,
 *
 * is fixed vector by vector, and dim V(θ) ≤ dim Fix of the isotropy group of θ.
 *
 * The powers of t of ∇φ(θ + v(t)), v(t) a random series in V, are such fillings. Contractions of one pair,
 * with A an invariant matrix (the identity plus a Hessian of a member at a point of θ + V):
 *
 *   Σᵢ D²∇φ(θ + v)[A eᵢ, A eᵢ] = 2 Σᵢ [t²] ∇φ(θ + v + t·A eᵢ),
 *
 * and, with a second such matrix B, of two pairs at once
 *
 *   ½ Σᵢⱼ D⁴∇φ(θ + v)[A eᵢ, A eᵢ, B eⱼ, B eⱼ]
 *     = Σᵢⱼ [t⁴] ∇φ(θ + v + t(A eᵢ ± B eⱼ)) − 2M Σᵢ [t⁴] ∇φ(θ + v + t A eᵢ) − 2M Σⱼ [t⁴] ∇φ(θ + v + t B eⱼ).
 *
 * Everything is computed mod p from images of vectors of V, so
 * the rank is a lower bound over ℚ, whatever was drawn and wherever it stops.
 */
import { residue } from '../../numerics/prime-field.ts';
import type { Rng } from '../../numerics/random.ts';
import { type GrowingBasis, growingBasis } from '../conserved/invariants-elimination.ts';
import { constantSeries, type FieldFamily, randomMember } from '../fields/family.ts';

export interface IsometryBoundOptions {
  readonly rng: Rng;
  /** Whether all isometries are known to be linear maps; where affine ones count, θ is no member of V. */
  readonly linear: boolean;
  /** Enough: the search ends when V has this dimension. Default M. */
  readonly target?: number;
  /** Whether the family may be asked at other points than θ. Default true. */
  readonly movable?: boolean;
}

/** Effort alone: powers of t kept along a random series in V. */
const POWERS = 12;
/** Effort alone: draws in vain, in a row, that end a stage. */
const PATIENCE = 3;
/** Models with more parameters get no contractions over one pair, and over two. */
const ONE_PAIR = 64;
const TWO_PAIRS = 8;

/** dim V(θ) mod p, at most `target`; the family must not be `generic` unless θ is the point it is about. */
export function isometryLowerBound(
  family: FieldFamily,
  theta: Float64Array,
  options: IsometryBoundOptions,
): number {
  const { size } = family;
  const search: Search = {
    family,
    theta,
    rng: options.rng,
    basis: growingBasis(size, family.prime),
    spanning: [],
    movable: options.movable ?? true,
  };
  const target = Math.min(options.target ?? size, size);
  if (options.linear) adopt(search, theta.slice());
  const stages = [
    fillings,
    ...(size <= ONE_PAIR ? [onePair] : []),
    ...(size <= TWO_PAIRS ? [twoPairs] : []),
  ];
  // A stage that finds something sends the search back to the cheapest one.
  for (let vain = 0; vain < PATIENCE * stages.length && search.basis.rank() < target; ) {
    const before = search.basis.rank();
    stages[Math.floor(vain / PATIENCE)](search);
    vain = search.basis.rank() > before ? 0 : vain + 1;
  }
  return Math.min(search.basis.rank(), target);
}

interface Search {
  readonly family: FieldFamily;
  readonly theta: Float64Array;
  readonly rng: Rng;
  readonly basis: GrowingBasis;
  readonly spanning: Float64Array[];
  readonly movable: boolean;
}

/** The vector is owned by the search then. */
function adopt({ basis, spanning }: Search, vector: Float64Array): void {
  if (basis.insert(vector)) spanning.push(vector);
}

/** out[i·length + power] += a random member of V. */
function addRandom(
  { family, rng, spanning }: Search,
  out: Float64Array,
  length: number,
  power: number,
) {
  const { prime } = family;
  for (const vector of spanning) {
    const r = Math.floor(rng.uniform() * prime);
    vector.forEach((x, i) => {
      const at = i * length + power;
      out[at] = residue(out[at] + r * x, prime, 1 / prime);
    });
  }
}

/** A random point of θ + V, or θ itself, as series of the given length, constant. */
function randomPlace(search: Search, length: number): Float64Array {
  const out = constantSeries(search.theta, length);
  if (search.movable) addRandom(search, out, length, 0);
  return out;
}

/** All powers of t of ∇φ(θ + v(t)). */
function fillings(search: Search): void {
  const { family, theta } = search;
  const { size } = family;
  const place = randomPlace(search, POWERS);
  for (let power = 1; power < POWERS; power++) addRandom(search, place, POWERS, power);
  const member = constant(search, POWERS);
  const field = new Float64Array(size * POWERS);
  family.gradient(member, place, POWERS, field);
  for (let power = 0; power < POWERS; power++) {
    const vector = new Float64Array(theta.length);
    for (let i = 0; i < size; i++) vector[i] = field[i * POWERS + power];
    adopt(search, vector);
  }
}

/** Coefficients of a random member that does not depend on t. */
function constant({ family, rng }: Search, length: number): Float64Array {
  return constantSeries(randomMember(family, rng), length);
}

/** The columns A eᵢ of r·I plus a Hessian of a random member at a random point of θ + V. */
function invariantMatrix(search: Search): Float64Array[] {
  const { family, rng } = search;
  const { size, prime } = family;
  const member = constant(search, 1);
  const place = randomPlace(search, 1);
  const r = Math.floor(rng.uniform() * prime);
  return Array.from({ length: size }, (_, i) => {
    const unit = new Float64Array(size);
    unit[i] = 1;
    const column = new Float64Array(size);
    family.hessianVector(member, place, unit, 1, column);
    column[i] = (column[i] + r) % prime;
    return column;
  });
}

/** One member at one point of θ + V, its field along many directions. */
interface Probe {
  readonly member: Float64Array;
  readonly place: Float64Array;
  readonly length: number;
}

function probe(search: Search, length: number): Probe {
  return { member: constant(search, length), place: randomPlace(search, length), length };
}

/** out += factor·[t^{L−1}] ∇φ(place + t·direction), L the length of the probe. */
function addHighestPower(
  { family }: Search,
  { member, place, length }: Probe,
  direction: Float64Array,
  factor: number,
  out: Float64Array,
): void {
  const { size, prime } = family;
  const line = place.slice();
  direction.forEach((x, i) => {
    line[i * length + 1] = x;
  });
  const field = new Float64Array(size * length);
  family.gradient(member, line, length, field);
  for (let i = 0; i < size; i++)
    out[i] = residue(out[i] + factor * field[(i + 1) * length - 1], prime, 1 / prime);
}

/** Σᵢ [t²] ∇φ(θ + v + t·A eᵢ). */
function onePair(search: Search): void {
  const sum = new Float64Array(search.family.size);
  const fixed = probe(search, 3);
  for (const a of invariantMatrix(search)) addHighestPower(search, fixed, a, 1, sum);
  adopt(search, sum);
}

function twoPairs(search: Search): void {
  const { size, prime } = search.family;
  const sum = new Float64Array(size);
  const fixed = probe(search, 5);
  const [first, second] = [invariantMatrix(search), invariantMatrix(search)];
  for (const a of first)
    for (const b of second) {
      const plus = a.map((x, i) => (x + b[i]) % prime);
      const minus = a.map((x, i) => (x + prime - b[i]) % prime);
      addHighestPower(search, fixed, plus, 1, sum);
      addHighestPower(search, fixed, minus, 1, sum);
    }
  for (const a of [...first, ...second])
    addHighestPower(search, fixed, a, prime - ((2 * size) % prime), sum);
  adopt(search, sum);
}

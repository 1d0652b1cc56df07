/**
 * The affine Lie algebra of a model mod p: all (A, v) with
 *
 *   ⟨Aθ + v, ∇F(θ)(x)⟩ = 0      for all θ, x.
 *
 * At one θ the condition says Aθ + v ∈ N(θ), the orthogonal complement of the span of the fields there,
 * of dimension q, often small. An affine map is known from its values at M + 1 points θ₀, θ₀ + d₁, …, so
 * we grow: with S the affine maps on the span of the first k points whose values lie in N everywhere on
 * it, one more point brings q unknowns, and random points of the larger span the equations. No system
 * has more than dim S + q unknowns, where all at once would have M² + M.
 *
 * With the dᵢ and all points drawn at random, S is what it should be except with probability O(D/p); too
 * large a space comes out as elements that fail when they are checked.
 */
import { DELAY, residue } from '../../numerics/prime-field.ts';
import type { Rng } from '../../numerics/random.ts';
import { randomResidues } from '../../numerics/random-residues.ts';
import { growingBasis, nullSpace, reducedRows } from './invariants-elimination.ts';
import type { PointField } from './point-fields.ts';

/** Effort alone: draws in vain that settle a span. */
const PATIENCE = 3;
/** Effort alone: members tried at a point where none is defined. */
const MOST_TRIED = 64;
/** Effort alone: and where some are. */
const MOST_MISSED = 4096;
/** Effort alone: points in a row that are of no use, before no more are tried. */
const MOST_USELESS = 4096;
/** Effort alone: points of the larger span in a row that bring no equation. */
const SURPLUS = 1;

/**
 * Reduced row echelon basis of the algebra mod p; an element is flat, A row by row, then v.
 */
export function affineAlgebraModulo(field: PointField, rng: Rng): Float64Array[] {
  const { prime, size: m } = field;
  const reciprocal = 1 / prime;
  const random = (count: number) => randomResidues(rng, prime, count);
  const steps = Array.from({ length: m }, () => random(m));
  let origin = random(m);
  const pointOf = (weights: ArrayLike<number>) => {
    const point = origin.slice();
    for (let k = 0; k < weights.length; k++) addScaled(point, weights[k], steps[k]);
    reduce(point, prime, reciprocal);
    return point;
  };

  let sections: Section[] = [];
  let rank = m;
  for (let k = 0; k <= m; k++) {
    const unit = Float64Array.from({ length: k }, (_, i) => (i === k - 1 ? 1 : 0));
    let span = spanAt(field, pointOf(unit), rng, rank);
    // A point where F is not defined mod p says nothing: another one takes its place.
    for (let n = 0; field.family.partial && span.length === 0 && n < MOST_USELESS; n++) {
      if (k === 0) origin = random(m);
      else steps[k - 1] = random(m);
      span = spanAt(field, pointOf(unit), rng, rank);
    }
    rank = span.length;
    const normal = nullSpace([...span], m, prime);
    if (k === 0) sections = normal.map((y) => [y]);
    else sections = extended(field, sections, normal, k, pointOf, rng);
    // Time alone: what the fields span at one random point they span at all of them.
    if (sections.length === 0 && normal.length === 0) return [];
  }
  if (sections.length === 0) return [];
  const elements = elementsOf(sections, origin, steps, prime);
  return [...reducedRows(elements, m * m + m, prime).rows];
}

/** Values of an affine map at θ₀, and its differences y_k − y₀; M entries each. */
type Section = readonly Float64Array[];

/**
 * Sections over θ₀ … θ_k from those over θ₀ … θ_{k−1} and a basis of N(θ_k): all pairs whose affine map
 * has its values in N at random points of the larger span.
 */
function extended(
  field: PointField,
  sections: readonly Section[],
  normal: readonly Float64Array[],
  k: number,
  pointOf: (weights: ArrayLike<number>) => Float64Array,
  rng: Rng,
): Section[] {
  const { prime, size: m } = field;
  const reciprocal = 1 / prime;
  const q = normal.length;
  const unknowns = q + sections.length;
  // The new value's unknowns come first: they are what the system is solved for.
  const equations = growingBasis(unknowns, prime);
  const value = new Float64Array(m);
  let useless = 0;
  for (let idle = 0; idle < SURPLUS && equations.rank() < unknowns; ) {
    const weights = randomResidues(rng, prime, k);
    const last = weights[k - 1];
    const span = spanAt(field, pointOf(weights), rng, m - q);
    if (field.family.partial && span.length === 0 && ++useless < MOST_USELESS) continue;
    const rows = span.map(() => new Float64Array(unknowns));
    normal.forEach((y, j) => {
      span.forEach((g, e) => {
        rows[e][j] = residue(last * pairing(g, y, prime, reciprocal), prime, reciprocal);
      });
    });
    sections.forEach((section, j) => {
      value.fill(0);
      addScaled(value, (prime + 1 - last) % prime, section[0]);
      for (let i = 1; i < k; i++) addScaled(value, weights[i - 1], section[i]);
      reduce(value, prime, reciprocal);
      span.forEach((g, e) => {
        rows[e][q + j] = pairing(g, value, prime, reciprocal);
      });
    });
    let grew = false;
    for (const row of rows) if (equations.insert(row)) grew = true;
    idle = grew ? 0 : idle + 1;
  }
  return equations.nullSpace().map((weights) => {
    const old = Array.from({ length: k }, (_, i) =>
      combined(
        sections.map((section) => section[i]),
        weights,
        q,
        m,
        prime,
      ),
    );
    const there = combined(normal, weights, 0, m, prime);
    for (let i = 0; i < m; i++) there[i] = (there[i] - old[0][i] + prime) % prime;
    return [...old, there];
  });
}

/** Σ weights[from + j]·vectors[j]. */
function combined(
  vectors: readonly Float64Array[],
  weights: Float64Array,
  from: number,
  size: number,
  prime: number,
): Float64Array {
  const sum = new Float64Array(size);
  let pending = 0;
  vectors.forEach((vector, j) => {
    const weight = weights[from + j];
    addScaled(sum, weight, vector);
    if (++pending % (DELAY - 1) === 0) reduce(sum, prime, 1 / prime);
  });
  reduce(sum, prime, 1 / prime);
  return sum;
}

/** out += factor·vector, unreduced. */
function addScaled(out: Float64Array, factor: number, vector: Float64Array): void {
  // Time alone: 0 would be added.
  if (factor === 0) return;
  for (let i = 0; i < out.length; i++) out[i] = out[i] + factor * vector[i];
}

function reduce(values: Float64Array, prime: number, reciprocal: number): void {
  for (let i = 0; i < values.length; i++) values[i] = residue(values[i], prime, reciprocal);
}

/** A basis of the span of the fields at θ, of dimension `most` or less. */
export function spanAt(
  field: PointField,
  theta: Float64Array,
  rng: Rng,
  most: number,
): Float64Array[] {
  const { size, prime } = field;
  const basis = growingBasis(size, prime);
  let undefinedHere = 0;
  for (let vain = 0; vain < PATIENCE && basis.rank() < most; ) {
    const value = new Float64Array(size);
    if (!field.member(theta, rng, value)) {
      undefinedHere++;
      // Where F is defined for no x (a root of θ itself is missing) the point is of no use.
      if (undefinedHere > (basis.rank() === 0 ? MOST_TRIED : MOST_MISSED)) break;
      continue;
    }
    if (basis.insert(value)) vain = 0;
    else vain++;
  }
  return [...basis.rows()];
}

/** (A, v) with A d_k = y_k − y₀ and Aθ₀ + v = y₀. */
function elementsOf(
  sections: readonly Section[],
  origin: Float64Array,
  steps: readonly Float64Array[],
  prime: number,
): Float64Array[] {
  const m = origin.length;
  const inverse = inverted(steps, prime);
  const differences = new Float64Array(m);
  return sections.map((section) => {
    const element = new Float64Array(m * m + m);
    // The dₖ are the rows of a matrix: A = Σ_k (y_k − y₀) ⊗ (row k of its inverse transposed).
    for (let a = 0; a < m; a++) {
      for (let k = 0; k < m; k++) differences[k] = section[k + 1][a];
      const row = combined(inverse, differences, 0, m, prime);
      element.set(row, a * m);
      const moved = pairing(row, origin, prime, 1 / prime);
      element[m * m + a] = (section[0][a] - moved + prime) % prime;
    }
    return element;
  });
}

/** Rows e_k with Σ_b e_k[b]·steps_j[b] = δ_jk. */
function inverted(steps: readonly Float64Array[], prime: number): Float64Array[] {
  const m = steps.length;
  const rows = steps.map((_, b) => {
    const row = new Float64Array(2 * m);
    for (let j = 0; j < m; j++) row[j] = steps[j][b];
    row[m + b] = 1;
    return row;
  });
  return reducedRows(rows, 2 * m, prime).rows.map((row) => row.slice(m));
}

/** A linear equation in an element's coordinates: Σ over `plus` = Σ over `minus`. */
export interface Equation {
  readonly plus: readonly number[];
  readonly minus: readonly number[];
}

/** The combinations of the elements that satisfy the equations, in reduced form. */
export function subspaceModulo(
  elements: readonly Float64Array[],
  equations: readonly Equation[],
  prime: number,
): Float64Array[] {
  const system = growingBasis(elements.length, prime);
  for (const { plus, minus } of equations) {
    if (system.rank() === elements.length) return [];
    const row = Float64Array.from(elements, (element) => {
      let sum = 0;
      for (const i of plus) sum += element[i];
      for (const i of minus) sum += prime - element[i];
      return sum % prime;
    });
    if (row.some((x) => x !== 0)) system.insert(row);
  }
  const length = elements[0]?.length ?? 0;
  const rows = system.nullSpace().map((weights) => combined(elements, weights, 0, length, prime));
  return [...reducedRows(rows, length, prime).rows];
}

/** Σ aᵢbᵢ mod p. */
export function pairing(
  a: Float64Array,
  b: Float64Array,
  prime: number,
  reciprocal: number,
): number {
  let sum = 0;
  for (let from = 0; from < a.length; from += DELAY - 1) {
    const end = Math.min(a.length, from + DELAY - 1);
    for (let i = from; i < end; i++) sum += a[i] * b[i];
    sum = residue(sum, prime, reciprocal);
  }
  return sum;
}

/**
 * What the orthogonal groups of the acted axes fix, of those elements that fix θ.
 *
 * θ gives vectors v in ℝ^{n_a} and maps W : ℝ^{n_b} → ℝ^{n_a}; Q = (Q_a) acts by v ↦ Q_a v, W ↦ Q_a W Q_bᵀ.
 * The isotropy group H of θ consists of the Q with Q_a v = v and Q_a W = W Q_b, hence also WᵀQ_a = Q_b Wᵀ.
 *
 * Let A_a ⊆ ℝ^{n_a} be the smallest subspaces that contain the vectors and are closed under the W and Wᵀ: what
 * inputs, outputs and biases reach. Every Q ∈ H is the identity on them. The W map the complements
 * B_a = A_a^⊥ into each other, and −1 on all B_a is in H, so Fix(H) has no part between A and B. Between the
 * B_a it has, by the double commutant theorem, exactly the span of the words in the W, Wᵀ restricted to them
 * (von Neumann 1929; real version: the orthogonal group of a real *-algebra spans it). Together
 *
 *   Fix(H) = ⊕_vectors A_a ⊕ ⊕_maps (Hom(A_b, A_a) ⊕ span{ words B_b → B_a }).
 *
 * Everything is computed over the integers; a first look mod p settles the common case A_a = ℝ^{n_a}.
 */
import { bitLength } from '../../numerics/bit-length.ts';
import { primeField } from '../../numerics/prime-field.ts';
import { type Rational, withoutDenominators } from '../../numerics/rational.ts';
import {
  dot,
  type IntegerVector,
  orthogonalSpan,
  primitive,
} from '../subspaces/orthogonal-span.ts';
import type { OrthogonalAction } from './orthogonal-action.ts';

export interface OrthogonalIsotropy {
  /** Orthogonal basis of A_a, or `all` where A_a = ℝ^{n_a}. */
  readonly reached: readonly ('all' | readonly IntegerVector[])[];
  /** Orthogonal bases of the words B_b → B_a of each map, row by row. */
  readonly words: readonly (readonly IntegerVector[])[];
  /**
   * False where the words were too many to count; `words` are then all of Hom(B_b, B_a) and the subspace
   * contains Fix(H): its dimension still bounds the orbit's.
   */
  readonly exact: boolean;
}

/**
 * Bound on (Σ dim B_a)² × bits of the largest entry up to which the words are spanned exactly: numbers
 * grow with the length of a word, and up to here that takes well under a second.
 */
const WORD_LIMIT = 500;

/** Vectors and maps as integers, each scaled by itself: that changes neither A nor the words. */
export interface Representation {
  readonly widths: readonly number[];
  readonly vectors: readonly { readonly axis: number; readonly entries: IntegerVector }[];
  readonly maps: readonly {
    readonly to: number;
    readonly from: number;
    readonly rows: readonly IntegerVector[];
  }[];
}

export function representation(
  { widths, vectors, maps }: OrthogonalAction,
  theta: readonly Rational[],
): Representation {
  return {
    widths,
    vectors: vectors.map(({ axis, components }) => ({
      axis,
      entries: sumForms(components, theta),
    })),
    maps: maps.map(({ to, from, indices }) => {
      const flat = withoutDenominators(indices.flat().map((p) => theta[p]));
      const n = indices[0].length;
      return { to, from, rows: indices.map((_, i) => flat.slice(i * n, (i + 1) * n)) };
    }),
  };
}

function sumForms(
  components: OrthogonalAction['vectors'][number]['components'],
  theta: readonly Rational[],
): IntegerVector {
  const terms = components.map((form) => form.length);
  const flat = withoutDenominators(components.flatMap((form) => form.map(([p]) => theta[p])));
  let at = 0;
  return components.map((form, k) => {
    let sum = 0n;
    for (let t = 0; t < terms[k]; t++) sum += form[t][1] === -1 ? -flat[at + t] : flat[at + t];
    at += terms[k];
    return sum;
  });
}

export function orthogonalIsotropy(r: Representation): OrthogonalIsotropy {
  const { widths, maps } = r;
  const none = maps.map(() => [] as readonly IntegerVector[]);
  // Time alone: over the integers the same is found.
  if (reachesAll(r)) return { reached: widths.map(() => 'all'), words: none, exact: true };
  const spans = closure(r);
  const reached = spans.map((basis, a) => (basis.length === widths[a] ? ('all' as const) : basis));
  const idle = widths.map((n, a) => complementBasis(spans[a], n));
  const moves = maps.some(({ from, rows }) =>
    idle[from].some((q) => times(rows, q).some((x) => x !== 0n)),
  );
  if (!moves) return { reached, words: none, exact: true };
  const exact = idle.reduce((sum, basis) => sum + basis.length, 0) ** 2 * bits(r) <= WORD_LIMIT;
  const words = maps.map(({ to, from }) =>
    exact ? wordSpan(r, idle, from, to) : allMaps(idle[from], idle[to]),
  );
  return { reached, words, exact };
}

function bits({ maps }: Representation): number {
  return maps.reduce(
    (most, { rows }) => rows.flat().reduce((own, x) => Math.max(own, bitLength(x)), most),
    0,
  );
}

export function times(rows: readonly IntegerVector[], v: IntegerVector): IntegerVector {
  return rows.map((row) => row.reduce((sum, x, j) => sum + x * v[j], 0n));
}

export function timesTransposed(rows: readonly IntegerVector[], v: IntegerVector): IntegerVector {
  return rows[0].map((_, j) => rows.reduce((sum, row, i) => sum + row[j] * v[i], 0n));
}

type Reached = readonly [axis: number, vector: IntegerVector];

function neighbours({ maps }: Representation, [axis, v]: Reached): Reached[] {
  return maps.flatMap(({ to, from, rows }) => [
    ...(from === axis ? [[to, times(rows, v)] as const] : []),
    ...(to === axis ? [[from, timesTransposed(rows, v)] as const] : []),
  ]);
}

/** Orthogonal bases of the A_a. */
function closure(r: Representation): (readonly IntegerVector[])[] {
  const spans = r.widths.map(() => orthogonalSpan());
  const queue: Reached[] = r.vectors.map(({ axis, entries }) => [axis, entries]);
  for (let at = 0; at < queue.length; at++) {
    const [axis, v] = queue[at];
    // Time alone: nothing is independent of a basis of all.
    if (spans[axis].basis.length === r.widths[axis]) continue;
    const added = spans[axis].insert(primitive(v));
    if (added !== null) queue.push(...neighbours(r, [axis, added]));
  }
  return spans.map(({ basis }) => basis);
}

/** Whether A_a is everything for all a; decided mod p, so `true` is certain and `false` is not. */
export function reachesAll(r: Representation): boolean {
  const prime = 67108859;
  const field = primeField(prime);
  const residue = (x: bigint): number =>
    Number(((x % BigInt(prime)) + BigInt(prime)) % BigInt(prime));
  const maps = r.maps.map(({ to, from, rows }) => ({
    to,
    from,
    rows: rows.map((row) => row.map(residue)),
  }));
  const spans: { readonly pivot: number; readonly row: number[] }[][] = r.widths.map(() => []);
  const queue: (readonly [number, number[]])[] = r.vectors.map(({ axis, entries }) => [
    axis,
    entries.map(residue),
  ]);
  for (let at = 0; at < queue.length; at++) {
    const [axis, rest] = queue[at];
    for (const { pivot, row } of spans[axis]) {
      const factor = rest[pivot];
      // Time alone: 0 would be subtracted.
      if (factor === 0) continue;
      for (let j = 0; j < rest.length; j++) rest[j] = field.sub(rest[j], field.mul(factor, row[j]));
    }
    const pivot = rest.findIndex((x) => x !== 0);
    if (pivot === -1) continue;
    const scale = field.inverse(rest[pivot]);
    const row = rest.map((x) => field.mul(x, scale));
    spans[axis].push({ pivot, row });
    for (const { to, from, rows } of maps) {
      if (from === axis)
        queue.push([
          to,
          rows.map((w) => w.reduce((sum, x, j) => field.add(sum, field.mul(x, row[j])), 0)),
        ]);
      if (to === axis)
        queue.push([
          from,
          rows[0].map((_, j) =>
            rows.reduce((sum, w, i) => field.add(sum, field.mul(w[j], row[i])), 0),
          ),
        ]);
    }
  }
  return spans.every((list, a) => list.length === r.widths[a]);
}

/** Orthogonal basis of the complement of a span in ℝⁿ. */
function complementBasis(basis: readonly IntegerVector[], n: number): IntegerVector[] {
  const span = orthogonalSpan();
  for (const v of basis) span.insert(v);
  return Array.from({ length: n }, (_, j) =>
    span.insert(Array.from({ length: n }, (_, i) => (i === j ? 1n : 0n))),
  ).filter((added) => added !== null);
}

/** The maps t sᵀ, flattened row by row. */
function allMaps(
  sources: readonly IntegerVector[],
  targets: readonly IntegerVector[],
): IntegerVector[] {
  return targets.flatMap((t) => sources.map((s) => t.flatMap((x) => s.map((y) => x * y))));
}

/** Orthogonal basis of the words B_source → B_target, flattened. */
function wordSpan(
  r: Representation,
  idle: readonly (readonly IntegerVector[])[],
  source: number,
  target: number,
): readonly IntegerVector[] {
  const n = r.widths[source];
  const spans = r.widths.map(() => orthogonalSpan());
  // A word is kept as its columns; W and Wᵀ keep columns inside the B's.
  const queue: [number, IntegerVector][] = [[source, projectorOnto(idle[source], n)]];
  for (let at = 0; at < queue.length; at++) {
    const [axis, word] = queue[at];
    const added = spans[axis].insert(word);
    if (added === null) continue;
    const columns = Array.from({ length: n }, (_, j) =>
      Array.from({ length: r.widths[axis] }, (_, i) => added[i * n + j]),
    );
    for (const { to, from, rows } of r.maps) {
      if (from === axis) queue.push([to, flatten(columns.map((c) => times(rows, c)))]);
      if (to === axis) queue.push([from, flatten(columns.map((c) => timesTransposed(rows, c)))]);
    }
  }
  return spans[target].basis;
}

/** Columns to a matrix row by row. */
function flatten(columns: readonly IntegerVector[]): IntegerVector {
  return columns[0].flatMap((_, i) => columns.map((column) => column[i]));
}

/** A multiple of the projector onto the span of orthogonal vectors in ℝⁿ, row by row. */
function projectorOnto(columns: readonly IntegerVector[], n: number): IntegerVector {
  const norms = columns.map((q) => dot(q, q));
  const common = norms.reduce((product, x) => product * x, 1n);
  const flat: bigint[] = new Array(n * n).fill(0n);
  columns.forEach((q, k) => {
    const factor = common / norms[k];
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) flat[i * n + j] += factor * q[i] * q[j];
    }
  });
  return primitive(flat);
}

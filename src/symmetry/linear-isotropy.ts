/**
 * What the orthogonal groups of a linear network fix.
 *
 * F(x) = W_L ⋯ W₁x is unchanged by W_l ↦ Q_l W_l Q_{l−1}ᵀ with Q_l ∈ O(n_l), Q₀ = I, Q_L = I. The isotropy
 * group H of θ consists of the Q with Q_l W_l = W_l Q_{l−1}, hence also W_lᵀQ_l = Q_{l−1}W_lᵀ.
 *
 * Let A_l ⊆ ℝ^{n_l} be the smallest subspaces with A₀, A_L everything, W_l A_{l−1} ⊆ A_l and
 * W_lᵀA_l ⊆ A_{l−1}: what some input or output can reach. Every Q ∈ H is the identity on them, by
 * induction from both ends. The W_l map the complements B_l = A_l^⊥ into each other, and −1 on all B_l is
 * in H, so Fix(H) has no part between A and B. Between the B_l it has, by the double commutant theorem,
 * exactly the span of the words in the W_l, W_lᵀ restricted to the B_l (von Neumann 1929; real version:
 * the orthogonal group of a real *-algebra spans it). Together
 *
 *   Fix(H) = ⊕_l Hom(A_{l−1}, A_l) ⊕ ⊕_{1<l<L} span{ words B_{l−1} → B_l }.
 *
 * Biases ride along: b_l is one more column of W_l that no Q acts on from the right, so b_l ∈ A_l.
 * Everything is computed over the integers; a first look mod p settles the common case A_l = ℝ^{n_l}.
 */
import type { LayerLayout, Layout } from '../instances/layout.ts';
import { primeField } from '../numerics/prime-field.ts';
import type { Rational } from '../numerics/rational.ts';
import { type IntegerVector, orthogonalSpan, primitive } from './orthogonal-span.ts';

/** One layer, scaled to integers: rows of W_l, and b_l or null. */
interface IntegerLayer {
  readonly weights: readonly IntegerVector[];
  readonly bias: IntegerVector | null;
}

export interface LinearIsotropy {
  /** Orthogonal basis of A_l for l = 1 … L − 1 (index l − 1), or `all` where A_l = ℝ^{n_l}. */
  readonly reached: readonly ('all' | readonly IntegerVector[])[];
  /** Orthogonal bases of the words B_{l−1} → B_l, l = 1 … L (index l − 1), as flattened W_l. */
  readonly words: readonly (readonly IntegerVector[])[];
  /**
   * False where the words were too many to count; `words` are then all of Hom(B_{l−1}, B_l) and the
   * subspace contains Fix(H): its dimension still bounds the orbit's.
   */
  readonly exact: boolean;
}

/**
 * Bound on (Σ dim B_l)² × bits of the largest entry up to which the words are spanned exactly: numbers
 * grow with the length of a word, and up to here that takes well under a second.
 */
const WORD_LIMIT = 500;

export function linearIsotropy(layout: Layout, theta: readonly Rational[]): LinearIsotropy {
  const layers = layout.layers.map((layer) => integerLayer(layer, theta));
  const hidden = layers.length - 1;
  const none = layers.map(() => [] as readonly IntegerVector[]);
  if (reachesAll(layout, layers)) {
    return { reached: new Array(Math.max(hidden, 0)).fill('all'), words: none, exact: true };
  }
  const spans = closure(layers);
  const widths = layout.layers.slice(0, hidden).map(({ rows }) => rows);
  const reached = spans.map((basis, h) => (basis.length === widths[h] ? ('all' as const) : basis));
  if (hidden < 2) return { reached, words: none, exact: true };
  const idle = widths.map((n, h) => complementBasis(spans[h]!, n));
  const moves = idle.some(
    (basis, h) =>
      h + 1 < hidden &&
      basis.some((q) => multiply(layers[h + 1]!.weights, q).some((x) => x !== 0n)),
  );
  if (!moves) return { reached, words: none, exact: true };
  const pairs = idle.reduce((sum, basis) => sum + basis.length, 0) ** 2;
  const exact = pairs * entryBits(layers) <= WORD_LIMIT;
  const words = layers.map((_, l) => {
    if (l === 0 || l === hidden) return [];
    return exact ? wordSpan(layers, idle, widths, l) : allMaps(idle[l - 1]!, idle[l]!);
  });
  return { reached, words, exact };
}

/** W_l and b_l times the common denominator of the layer. */
function integerLayer(layer: LayerLayout, theta: readonly Rational[]): IntegerLayer {
  const { rows, columns, weights, bias } = layer;
  const end = bias < 0 ? weights + rows * columns : bias + rows;
  let multiple = 1n;
  for (let p = weights; p < end; p++) {
    const d = theta[p]!.denominator;
    let [a, b] = [multiple, d];
    while (b !== 0n) [a, b] = [b, a % b];
    multiple = (multiple / a) * d;
  }
  const integer = (p: number): bigint => (theta[p]!.numerator * multiple) / theta[p]!.denominator;
  return {
    weights: Array.from({ length: rows }, (_, i) =>
      Array.from({ length: columns }, (_, j) => integer(weights + i * columns + j)),
    ),
    bias: bias < 0 ? null : Array.from({ length: rows }, (_, i) => integer(bias + i)),
  };
}

function entryBits(layers: readonly IntegerLayer[]): number {
  let largest = 1n;
  for (const { weights } of layers) {
    for (const x of weights.flat()) if (x > largest || -x > largest) largest = x < 0n ? -x : x;
  }
  return largest.toString(2).length;
}

function multiply(rows: readonly IntegerVector[], v: IntegerVector): IntegerVector {
  return rows.map((row) => row.reduce((sum, x, j) => sum + x * v[j]!, 0n));
}

function multiplyTransposed(rows: readonly IntegerVector[], v: IntegerVector): IntegerVector {
  return rows[0]!.map((_, j) => rows.reduce((sum, row, i) => sum + row[j]! * v[i]!, 0n));
}

type Seed = readonly [hidden: number, vector: IntegerVector];

/** Columns of W₁, rows of W_L and hidden biases: what the A_l contain from the start. */
function seeds(layers: readonly IntegerLayer[]): Seed[] {
  const hidden = layers.length - 1;
  if (hidden === 0) return [];
  const list: Seed[] = layers[0]!.weights[0]!.map((_, j) => [
    0,
    layers[0]!.weights.map((row) => row[j]!),
  ]);
  for (const row of layers[hidden]!.weights) list.push([hidden - 1, row]);
  layers.forEach(({ bias }, l) => {
    if (bias !== null && l < hidden) list.push([l, bias]);
  });
  return list;
}

function neighbours(layers: readonly IntegerLayer[], [h, v]: Seed): Seed[] {
  const list: Seed[] = [];
  if (h + 2 < layers.length) list.push([h + 1, multiply(layers[h + 1]!.weights, v)]);
  if (h > 0) list.push([h - 1, multiplyTransposed(layers[h]!.weights, v)]);
  return list;
}

/** Orthogonal bases of A₁ … A_{L−1}. */
function closure(layers: readonly IntegerLayer[]): (readonly IntegerVector[])[] {
  const spans = layers.slice(1).map(() => orthogonalSpan());
  const queue = seeds(layers);
  for (let at = 0; at < queue.length; at++) {
    const [h, v] = queue[at]!;
    const added = spans[h]!.insert(v);
    if (added !== null) queue.push(...neighbours(layers, [h, added]));
  }
  return spans.map(({ basis }) => basis);
}

/** Largest prime below 2²⁶. */
const PRIME = 67108859;

/** True only if all A_l are everything: ranks mod p never exceed the true ones. */
function reachesAll(layout: Layout, layers: readonly IntegerLayer[]): boolean {
  const field = primeField(PRIME);
  const modulus = BigInt(PRIME);
  const residues = (v: IntegerVector): number[] =>
    v.map((x) => Number(((x % modulus) + modulus) % modulus));
  const rows = layers.slice(1).map(() => [] as { pivot: number; row: number[] }[]);
  const reduced = layers.map(({ weights, bias }) => ({
    weights: weights.map((row) => residues(row).map(BigInt)),
    bias: bias === null ? null : residues(bias).map(BigInt),
  }));
  const queue = seeds(reduced);
  for (let at = 0; at < queue.length; at++) {
    const [h, v] = queue[at]!;
    const rest = residues(v);
    for (const { pivot, row } of rows[h]!) {
      const factor = rest[pivot]!;
      if (factor === 0) continue;
      for (let j = 0; j < rest.length; j++)
        rest[j] = field.sub(rest[j]!, field.mul(factor, row[j]!));
    }
    const pivot = rest.findIndex((x) => x !== 0);
    if (pivot < 0) continue;
    const scale = field.inverse(rest[pivot]!);
    const row = rest.map((x) => field.mul(x, scale));
    rows[h]!.push({ pivot, row });
    queue.push(...neighbours(reduced, [h, row.map(BigInt)]));
  }
  return rows.every((list, h) => list.length === layout.layers[h]!.rows);
}

/** Orthogonal basis of the complement of a span in ℝⁿ. */
function complementBasis(basis: readonly IntegerVector[], n: number): IntegerVector[] {
  const span = orthogonalSpan();
  for (const v of basis) span.insert(v);
  const complement: IntegerVector[] = [];
  for (let j = 0; j < n; j++) {
    const added = span.insert(Array.from({ length: n }, (_, i) => (i === j ? 1n : 0n)));
    if (added !== null) complement.push(added);
  }
  return complement;
}

/** The maps t sᵀ, flattened row by row. */
function allMaps(
  sources: readonly IntegerVector[],
  targets: readonly IntegerVector[],
): IntegerVector[] {
  return targets.flatMap((t) => sources.map((s) => t.flatMap((x) => s.map((y) => x * y))));
}

/** Orthogonal basis of the words B_{l−1} → B_l (hidden layers l − 1 and l, 0-based), flattened. */
function wordSpan(
  layers: readonly IntegerLayer[],
  idle: readonly (readonly IntegerVector[])[],
  widths: readonly number[],
  l: number,
): readonly IntegerVector[] {
  const source = l - 1;
  const n = widths[source]!;
  const spans = widths.map(() => orthogonalSpan());
  // A word is kept as its columns; W_l and W_lᵀ keep columns inside the B's.
  const queue: [number, IntegerVector][] = [[source, projectorOnto(idle[source]!, n)]];
  for (let at = 0; at < queue.length; at++) {
    const [h, word] = queue[at]!;
    const added = spans[h]!.insert(word);
    if (added === null) continue;
    const columns = Array.from({ length: n }, (_, j) =>
      Array.from({ length: widths[h]! }, (_, i) => added[i * n + j]!),
    );
    if (h + 1 < widths.length) {
      queue.push([h + 1, flatten(columns.map((c) => multiply(layers[h + 1]!.weights, c)))]);
    }
    if (h > 0)
      queue.push([h - 1, flatten(columns.map((c) => multiplyTransposed(layers[h]!.weights, c)))]);
  }
  return spans[l]!.basis;
}

/** Columns to a matrix row by row. */
function flatten(columns: readonly IntegerVector[]): IntegerVector {
  return columns[0]!.flatMap((_, i) => columns.map((column) => column[i]!));
}

/** A multiple of the projector onto the span of orthogonal vectors in ℝⁿ, row by row. */
function projectorOnto(columns: readonly IntegerVector[], n: number): IntegerVector {
  const norms = columns.map((q) => q.reduce((sum, x) => sum + x * x, 0n));
  const common = norms.reduce((product, x) => product * x, 1n);
  const flat: bigint[] = new Array(n * n).fill(0n);
  columns.forEach((q, k) => {
    const factor = common / norms[k]!;
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) flat[i * n + j]! += factor * q[i]! * q[j]!;
    }
  });
  return primitive(flat);
}

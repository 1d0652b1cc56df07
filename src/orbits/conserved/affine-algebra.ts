/**
 * The infinitesimal affine symmetries of a model, found: all (A, v) with ⟨Aθ + v, ∇F(θ)(x)⟩ = 0 for all
 * θ, x; of a model of more than `DENSE_LIMIT` parameters those of the axis ansatz.
 *
 * Elements with A symmetric are gradients of conserved quantities, h = ½θᵀAθ + vᵀθ. Those with A
 * antisymmetric are infinitesimal isometries that leave F alone. (Elements, not symmetric parts of
 * elements: the algebra is no direct sum of the two.)
 *
 * Elements come out checked: over ℚ, at points modulo primes that took no part in finding them
 * (`lifted-space.ts`), false with probability at most (D/p)ⁿ each (`error-bound.ts`). That the list is
 * complete is likely, and nothing rests on it.
 */
import type { BoundModel } from '../../models/bind.ts';
import { residue } from '../../numerics/prime-field.ts';
import type { Rng } from '../../numerics/random.ts';
import { add, isZero } from '../../numerics/rational.ts';
import { affineAlgebraModulo, type Equation, spanAt, subspaceModulo } from './algebra-modulo.ts';
import { type AxisAnsatz, axisAlgebraModulo, axisAnsatz, entriesOf } from './axis-ansatz.ts';
import {
  type Block,
  type LawBlocks,
  type LawUnknowns,
  lawBlocks,
  lawsModulo,
} from './graded-laws.ts';
import { type LiftedSpace, liftedSpace, type SparseVector, sparseModulo } from './lifted-space.ts';
import type { PointField, PointFields } from './point-fields.ts';

/** Largest M for which all of A is unknown. */
export const DENSE_LIMIT = 40;

/** Points a checking prime, and checking primes. */
export const CHECK_POINTS = 6;
export const CHECK_PRIMES = 2;

/** Entries [row·M + column, value] of A, then [M² + row, value] of v; indices increasing. */
export type AffineElement = SparseVector;

export interface AffineAlgebra {
  /** Whether A is sought among all matrices, or along axes only. */
  readonly ansatz: 'dense' | 'axes';
  /** Axes too wide for more than diagonal blocks. */
  readonly narrowed: readonly string[];
  /** Dimension of what the ansatz holds. */
  readonly dimension: number;
  /** A basis, as far as it lifts to ℚ. Found when asked for. */
  readonly elements: () => LiftedSpace;
  /** A basis of the elements with A symmetric. */
  readonly symmetric: LiftedSpace;
  /** Whether these were sought among all symmetric matrices, block by block, whatever the ansatz. */
  readonly graded: boolean;
  /** A basis of the elements with A antisymmetric: infinitesimal isometries. Found when asked for. */
  readonly antisymmetric: LiftedSpace;
}

export function affineAlgebra(bound: BoundModel, fields: PointFields, rng: Rng): AffineAlgebra {
  const { size } = bound;
  const dense = size <= DENSE_LIMIT;
  const ansatz = dense ? null : axisAnsatz(bound);
  const place = ansatz === null ? null : placesOf(ansatz, size);
  const images = new Map<number, readonly Float64Array[]>();
  const imageAt = (k = 0) => {
    const field = fields.finding(k);
    let rows = images.get(k);
    if (rows === undefined) {
      const draw = rng.fork(`algebra ${k}`);
      rows =
        ansatz === null ? affineAlgebraModulo(field, draw) : axisAlgebraModulo(ansatz, field, draw);
      images.set(k, rows);
    }
    return { prime: field.prime, rows };
  };
  const spread = (vectors: readonly SparseVector[]) =>
    place === null ? vectors : vectors.map((vector) => spreadOut(vector, place));
  const space = (
    label: string,
    part: (rows: readonly Float64Array[], prime: number) => readonly Float64Array[],
  ): LiftedSpace => {
    const lifted = liftedSpace(
      (k) => {
        const { prime, rows } = imageAt(k);
        return { prime, rows: part(rows, prime) };
      },
      (vectors) => checkElements(spread(vectors), fields, rng.fork(`check ${label}`)),
    );
    return { ...lifted, vectors: spread(lifted.vectors) };
  };
  const ofSymmetry = (sign: 1 | -1) => (rows: readonly Float64Array[], prime: number) =>
    rows.length === 0
      ? []
      : ansatz === null
        ? subspaceModulo(rows, symmetryEquations(size, sign), prime)
        : subspaceModulo(rows, ansatzEquations(ansatz, size, sign), prime);
  const first = fields.finding(0);
  const nothing = spansAll(first, rng.fork('span'));
  const blocks = nothing ? null : lawBlocks(bound, rng.fork('gradings'));
  const symmetric = nothing
    ? { vectors: [], dimension: 0, primes: [first.prime] }
    : blocks === null
      ? space('symmetric', ofSymmetry(1))
      : gradedLaws(blocks, size, fields, rng.fork('laws'));
  let antisymmetric: LiftedSpace | null = null;
  let elements: LiftedSpace | null = null;
  return {
    ansatz: dense ? 'dense' : 'axes',
    narrowed: ansatz?.narrowed ?? [],
    get dimension() {
      imageAt();
      return Math.min(...[...images.values()].map(({ length }) => length));
    },
    elements: () => {
      elements ??= space('all', (rows) => rows);
      return elements;
    },
    symmetric,
    graded: nothing || blocks !== null,
    get antisymmetric() {
      antisymmetric ??= space('antisymmetric', ofSymmetry(-1));
      return antisymmetric;
    },
  };
}

/** Largest M for which the span of the fields at a point is computed only to see whether it is all. */
const MOST_SPANNED = 512;

/** Whether the fields at one point span everything: then no Aθ + v is orthogonal to them, and A, v are 0. */
function spansAll(field: PointField, rng: Rng): boolean {
  const { prime, size } = field;
  if (size > MOST_SPANNED) return false;
  const theta = Float64Array.from({ length: size }, () => Math.floor(rng.uniform() * prime));
  return spanAt(field, theta, rng, size).length === size;
}

/** A basis of the elements with A symmetric, from blocks that no element mixes. */
function gradedLaws(
  { unknowns, blocks }: LawBlocks,
  size: number,
  fields: PointFields,
  rng: Rng,
): LiftedSpace {
  let alive = blocks;
  let columns: readonly number[] = [];
  const spread = (vectors: readonly SparseVector[]) =>
    vectors.map((vector) => symmetricElement(vector, columns, unknowns, size));
  const lifted = liftedSpace(
    (k) => {
      const field = fields.finding(k);
      let found = lawsModulo(unknowns, alive, field, rng.fork(k));
      if (k === 0) {
        // Where nothing is left mod p nothing is left over ℚ.
        alive = blocks.filter((_, b) => found[b]!.length > 0);
        found = found.filter((rows) => rows.length > 0);
        columns = alive.flatMap((block) => [...block]).sort((a, b) => a - b);
      }
      return { prime: field.prime, rows: joined(alive, found, columns) };
    },
    (vectors) => checkElements(spread(vectors), fields, rng.fork('check')),
  );
  return { ...lifted, vectors: spread(lifted.vectors) };
}

/** Reduced bases of blocks as one: rows over all columns, in the order of their pivots. */
function joined(
  blocks: readonly Block[],
  bases: readonly (readonly Float64Array[])[],
  columns: readonly number[],
): Float64Array[] {
  const at = new Map(columns.map((unknown, c) => [unknown, c]));
  const rows = bases.flatMap((basis, b) =>
    basis.map((source) => {
      const row = new Float64Array(columns.length);
      let pivot = -1;
      source.forEach((value, k) => {
        if (value === 0) return;
        const c = at.get(blocks[b]![k]!)!;
        row[c] = value;
        if (pivot < 0) pivot = c;
      });
      return { row, pivot };
    }),
  );
  return rows.sort((a, b) => a.pivot - b.pivot).map(({ row }) => row);
}

function symmetricElement(
  vector: SparseVector,
  columns: readonly number[],
  { i: first, j: second }: LawUnknowns,
  size: number,
): AffineElement {
  const element = vector.flatMap(([c, value]) => {
    const [i, j] = [first[columns[c]!]!, second[columns[c]!]!];
    if (j === -1) return [[size * size + i, value] as const];
    if (i === j) return [[i * size + i, value] as const];
    return [[i * size + j, value] as const, [j * size + i, value] as const];
  });
  return element.sort(([a], [b]) => a - b);
}

function symmetryEquations(size: number, sign: 1 | -1): Equation[] {
  const out: Equation[] = [];
  for (let i = 0; i < size; i++)
    for (let j = 0; j <= i; j++) {
      const [a, b] = [i * size + j, j * size + i];
      if (sign === -1) out.push({ plus: [a, b], minus: [] });
      else if (i !== j) out.push({ plus: [a], minus: [b] });
    }
  return out;
}

/** The same for A made of the ansatz' blocks. */
function ansatzEquations({ unknowns }: AxisAnsatz, size: number, sign: 1 | -1): Equation[] {
  const at = new Map<number, number[]>();
  unknowns.forEach((unknown, k) => {
    for (const entry of entriesOf(unknown, size)) {
      const known = at.get(entry);
      if (known === undefined) at.set(entry, [k]);
      else known.push(k);
    }
  });
  const seen = new Set<string>();
  const out: Equation[] = [];
  for (const [entry, own] of at) {
    const [i, j] = [Math.floor(entry / size), entry % size];
    const other = at.get(j * size + i) ?? [];
    if (i === j && sign === 1) continue;
    const equation =
      sign === 1 ? { plus: own, minus: other } : { plus: [...own, ...other], minus: [] };
    const key = `${equation.plus}/${equation.minus}`;
    if (seen.has(key)) continue;
    seen.add(key);
    out.push(equation);
  }
  return out;
}

/** For each coordinate of the ansatz, its entries of (A, v). */
function placesOf({ unknowns, translations }: AxisAnsatz, size: number): number[][] {
  const places = unknowns.map((unknown) => entriesOf(unknown, size));
  if (translations) for (let i = 0; i < size; i++) places.push([size * size + i]);
  return places;
}

function spreadOut(vector: SparseVector, places: readonly number[][]): SparseVector {
  const sum = new Map<number, SparseVector[number][1]>();
  for (const [k, value] of vector)
    for (const entry of places[k]!) {
      const before = sum.get(entry);
      sum.set(entry, before === undefined ? value : add(before, value));
    }
  return [...sum].filter(([, value]) => !isZero(value)).sort(([a], [b]) => a - b);
}

/** For each element whether ⟨Aθ + v, ∇F(θ)(x)⟩ = 0 at random points modulo the checking primes. */
export function checkElements(
  elements: readonly AffineElement[],
  fields: PointFields,
  rng: Rng,
): boolean[] {
  const holds = elements.map(() => true);
  for (let k = 0; k < CHECK_PRIMES && elements.length > 0; k++) {
    const field = fields.checking(k);
    const images = elements.map((element) => sparseModulo(element, field.prime));
    const [theta, g] = [new Float64Array(field.size), new Float64Array(field.size)];
    for (let n = 0; n < CHECK_POINTS; n++) {
      field.sample(rng, theta, g);
      images.forEach((image, i) => {
        if (holds[i]) holds[i] = image !== null && annihilates(image, theta, g, field);
      });
    }
  }
  return holds;
}

function annihilates(
  element: readonly (readonly [number, number])[],
  theta: Float64Array,
  g: Float64Array,
  { prime, size }: PointField,
): boolean {
  const reciprocal = 1 / prime;
  let sum = 0;
  for (const [at, value] of element) {
    const row = at < size * size ? Math.floor(at / size) : at - size * size;
    const factor = residue(value * g[row]!, prime, reciprocal);
    const moved =
      at < size * size ? residue(factor * theta[at % size]!, prime, reciprocal) : factor;
    sum = (sum + moved) % prime;
  }
  return sum === 0;
}

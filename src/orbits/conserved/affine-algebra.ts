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
import type { Rng } from '../../numerics/random.ts';
import { add, isZero } from '../../numerics/rational.ts';
import { remembered } from '../../remembered.ts';
import { checkElements } from './affine-element.ts';
import { affineAlgebraModulo, type Equation, subspaceModulo } from './algebra-modulo.ts';
import { type AxisAnsatz, axisAlgebraModulo, axisAnsatz, entriesOf } from './axis-ansatz.ts';
import { type LiftedSpace, liftedSpace, type SparseVector } from './lifted-space.ts';
import type { PointFields } from './point-fields.ts';

/** Effort alone: largest M for which all of A is unknown. */
export const DENSE_LIMIT = 40;

export interface AffineAlgebra {
  /** Whether A is sought among all matrices, or along axes only. */
  readonly ansatz: 'dense' | 'axes';
  /** Axes too wide for more than diagonal blocks. */
  readonly narrowed: readonly string[];
  /** Dimension of what the ansatz holds. */
  readonly dimension: number;
  /** A basis, as far as it lifts to ℚ. */
  readonly elements: () => LiftedSpace;
  /** A basis of the elements with A symmetric. */
  readonly symmetric: LiftedSpace;
  /** A basis of the elements with A antisymmetric: infinitesimal isometries. */
  readonly antisymmetric: LiftedSpace;
}

/** Each part is found when it is asked for. */
export function affineAlgebra(bound: BoundModel, fields: PointFields, rng: Rng): AffineAlgebra {
  const { size } = bound;
  const dense = size <= DENSE_LIMIT;
  const ansatz = dense ? null : axisAnsatz(bound);
  const place = ansatz === null ? null : placesOf(ansatz, size);
  const images = new Map<number, readonly Float64Array[]>();
  const imageAt = (k = 0) => {
    const field = fields.finding(k);
    const rows = remembered(images, k, () => {
      const draw = rng.fork(`algebra ${k}`);
      return ansatz === null
        ? affineAlgebraModulo(field, draw)
        : axisAlgebraModulo(ansatz, field, draw);
    });
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
    ansatz === null
      ? subspaceModulo(rows, symmetryEquations(size, sign), prime)
      : subspaceModulo(rows, ansatzEquations(ansatz, size, sign), prime);
  let symmetric: LiftedSpace | null = null;
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
    get symmetric() {
      symmetric ??= space('symmetric', ofSymmetry(1));
      return symmetric;
    },
    get antisymmetric() {
      antisymmetric ??= space('antisymmetric', ofSymmetry(-1));
      return antisymmetric;
    },
  };
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
    for (const entry of places[k]) {
      const before = sum.get(entry);
      sum.set(entry, before === undefined ? value : add(before, value));
    }
  return [...sum].filter(([, value]) => !isZero(value)).sort(([a], [b]) => a - b);
}

/**
 * The equations of the smallest invariant affine subspace A* within the stratum, as conserved
 * quantities, each named for the widest place where it is one: an affine form h with ⟨∇h, Y⟩ = 0
 * everywhere is a first integral of the model, one with ⟨∇h, Y⟩ = 0 on the stratum a first integral of
 * the model restricted to it; the others are constant on A* only, which is invariant all the same.
 */

import { type Polynomial, polynomial } from '../../numerics/polynomial.ts';
import { residue } from '../../numerics/prime-field.ts';
import type { Rng } from '../../numerics/random.ts';
import { remembered } from '../../remembered.ts';
import type { ModularSubspace } from '../dimension/modular-subspace.ts';
import type { FieldFamily } from '../fields/family.ts';
import { drawField } from '../fields/random-field.ts';
import { pairing } from './algebra-modulo.ts';
import type { InvariantKind } from './context.ts';
import { growingBasis, nullSpace, reducedRows } from './invariants-elimination.ts';
import { liftedSpace, type SparseVector, sparseModulo } from './lifted-space.ts';
import { equationsWithin } from './smallest-affine-subspace.ts';

/** One prime: the fields to respect, the point, and the subspaces of that prime. */
export interface GapModulo {
  readonly prime: number;
  readonly family: FieldFamily;
  readonly theta: Float64Array;
  /** Stratum of θ; where symmetry gives none as a list of equations, A*. */
  readonly stratum: ModularSubspace;
  /** A*. */
  readonly smallest: () => ModularSubspace;
}

export interface AffineInvariant {
  /** Linear part; its constant is its value at θ. */
  readonly form: Polynomial;
  readonly kind: InvariantKind;
}

const SURPLUS = 6;
const KINDS = ['first-integral', 'restricted-first-integral', 'invariant-subspace'] as const;

/**
 * Independent equations of A* within the stratum; null where they do not lift to one set of rational
 * forms (then A* must not be used). Each is checked modulo primes that took no part: a form is constant
 * on A* when it vanishes on the directions of A*, which are found anew there, and an integral when the
 * fields annihilate it.
 *
 * @param gapAt the gap modulo the k-th prime to find with, null where there are no more.
 */
export function affineInvariants(
  gapAt: (k: number) => GapModulo | null,
  checking: readonly GapModulo[],
  rng: Rng,
): AffineInvariant[] | null {
  const cache = new Map<number, readonly ModularForm[]>();
  const formsAt = (k: number, gap: GapModulo) =>
    remembered(cache, k, () => formsModulo(gap, gap.smallest(), rng.fork(`forms ${k}`)));
  const out: AffineInvariant[] = [];
  for (const kind of KINDS) {
    const { vectors, dimension } = liftedSpace(
      (k) => {
        const gap = gapAt(k);
        if (gap === null) return null;
        const rows = formsAt(k, gap).filter((form) => form.kind === kind);
        return { prime: gap.prime, rows: rows.map(({ form }) => form) };
      },
      (candidates) =>
        candidates.map((vector, i) =>
          checking.every((gap) => holdsOn(vector, kind, gap, rng.fork(`${kind} ${i}`))),
        ),
    );
    if (vectors.length < dimension) return null;
    for (const vector of vectors)
      out.push({
        form: polynomial(
          vector.map(([i, coefficient]) => ({ coefficient, powers: [[i, 1]] as const })),
        ),
        kind,
      });
  }
  return out;
}

function holdsOn(vector: SparseVector, kind: InvariantKind, gap: GapModulo, rng: Rng): boolean {
  const { prime, family, stratum } = gap;
  const image = sparseModulo(vector, prime);
  if (image === null) return false;
  const form = new Float64Array(family.size);
  for (const [i, value] of image) form[i] = value;
  const vanishes = (y: Float64Array) => pairing(form, y, prime, 1 / prime) === 0;
  if (kind === 'invariant-subspace') return gap.smallest().directions.every(vanishes);
  const domain = kind === 'first-integral' ? null : stratum;
  const [point, field] = [new Float64Array(family.size), new Float64Array(family.size)];
  for (let n = 0; n < SURPLUS; n++) {
    drawField(family, domain, rng, point, field);
    if (!vanishes(field)) return false;
  }
  return true;
}

interface ModularForm {
  readonly form: Float64Array;
  readonly kind: InvariantKind;
}

/** A basis of the equations, first those that hold everywhere, then on the stratum, then the rest. */
function formsModulo(gap: GapModulo, smallest: ModularSubspace, rng: Rng): ModularForm[] {
  const { stratum, prime } = gap;
  const size = stratum.size;
  const equations = equationsWithin(smallest, stratum);
  const basis = growingBasis(size, prime);
  const out: ModularForm[] = [];
  const adopt = (forms: readonly Float64Array[], kind: InvariantKind) => {
    for (const form of forms) if (basis.insert(form.slice())) out.push({ form, kind });
  };
  adopt(conservedForms(equations, gap, null, rng.fork('everywhere')), 'first-integral');
  adopt(conservedForms(equations, gap, stratum, rng.fork('stratum')), 'restricted-first-integral');
  adopt(equations, 'invariant-subspace');
  return out;
}

/** Combinations of the forms that every field on `domain` (null: everywhere) annihilates. */
function conservedForms(
  forms: readonly Float64Array[],
  gap: GapModulo,
  domain: ModularSubspace | null,
  rng: Rng,
): Float64Array[] {
  const { prime, family, theta } = gap;
  const size = theta.length;
  const reciprocal = 1 / prime;
  const point = new Float64Array(size);
  const field = new Float64Array(size);
  const rows: Float64Array[] = [];
  for (let n = 0; n < forms.length + SURPLUS; n++) {
    drawField(family, domain, rng, point, field);
    rows.push(Float64Array.from(forms, (form) => pairing(form, field, prime, reciprocal)));
  }
  const combinations = nullSpace(rows, forms.length, prime).map((weights) => {
    const sum = new Float64Array(size);
    forms.forEach((form, k) => {
      for (let i = 0; i < size; i++)
        sum[i] = residue(sum[i] + weights[k] * form[i], prime, reciprocal);
    });
    return sum;
  });
  return [...reducedRows(combinations, size, prime).rows];
}

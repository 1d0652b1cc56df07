/**
 * The equations of the smallest invariant affine subspace A* within the stratum, as conserved
 * quantities, each named for the widest place where it is one: an affine form h with ⟨∇h, Y⟩ = 0
 * everywhere is a first integral of the model, one with ⟨∇h, Y⟩ = 0 on the stratum a first integral of
 * the model restricted to it; the others are constant on A* only, which is invariant all the same.
 */
import { residue } from '../numerics/prime-field.ts';
import type { Rng } from '../numerics/random.ts';
import { isZero } from '../numerics/rational.ts';
import type { InvariantKind } from './context.ts';
import { type FieldFamily, randomMember } from './family.ts';
import { checkConserved } from './invariants-check.ts';
import {
  growingBasis,
  nullSpace,
  reconstructVector,
  reducedRows,
} from './invariants-elimination.ts';
import {
  gradientModulo,
  type Polynomial,
  polynomial,
  polynomialModulo,
} from './invariants-polynomial.ts';
import { equationsWithin, type ModularSubspace, randomPoint } from './invariants-subspace.ts';

/** One prime: the fields to respect, the point, and the subspaces of that prime. */
export interface ExplainGround {
  readonly prime: number;
  /** The family of the rank and, where it is a truncation, a deeper one. */
  readonly families: readonly FieldFamily[];
  readonly theta: Float64Array;
  /** Stratum of θ; where symmetry gives none as a list of equations, A*. */
  readonly stratum: ModularSubspace;
}

export interface AffineInvariant {
  /** Linear part; its constant is its value at θ. */
  readonly form: Polynomial;
  readonly kind: InvariantKind;
}

const SURPLUS = 6;

/**
 * Independent equations of `hulls[i]` within the stratum of `grounds[i]`, one prime an entry; null
 * where they do not lift to one set of small rational forms (then A* must not be used).
 */
export function affineInvariants(
  grounds: readonly ExplainGround[],
  hulls: readonly ModularSubspace[],
  rng: Rng,
): AffineInvariant[] | null {
  const found = grounds.map((ground, i) => formsModulo(ground, hulls[i]!, rng));
  const { size } = hulls[0]!;
  const [first, ...others] = found;
  const shape = (forms: readonly ModularForm[]) => forms.map((f) => f.kind).join();
  if (others.some((forms) => shape(forms) !== shape(first!))) return null;
  const out: AffineInvariant[] = [];
  for (let j = 0; j < first!.length; j++) {
    const lifted = reconstructVector(
      found.map((forms) => forms[j]!.form),
      grounds.map((g) => g.prime),
    );
    if (!lifted) return null;
    const indices = Array.from({ length: size }, (_, i) => i).filter((i) => !isZero(lifted[i]!));
    const terms = indices.map((i) => ({ coefficient: lifted[i]!, powers: [[i, 1]] as const }));
    out.push({ form: polynomial(terms), kind: first![j]!.kind });
  }
  return out;
}

/**
 * Whether lifted equations are those of A* within the stratum at a prime they were not lifted from, each
 * of the kind it is said to be.
 */
export function confirmAffine(
  invariants: readonly AffineInvariant[],
  ground: ExplainGround,
  hull: ModularSubspace,
  rng: Rng,
): boolean {
  const { prime, stratum } = ground;
  if (stratum.directions.length - hull.directions.length !== invariants.length) return false;
  const reciprocal = 1 / prime;
  const gradient = new Float64Array(stratum.size);
  const constantOnHull = invariants.every(({ form }) => {
    gradientModulo(polynomialModulo(form, prime), ground.theta, prime, gradient);
    return hull.directions.every((d) => pairing(gradient, d, prime, reciprocal) === 0);
  });
  if (!constantOnHull) return false;
  const heldOn = (kind: InvariantKind, domain: ModularSubspace | null) =>
    checkConserved(
      invariants.filter((i) => i.kind === kind).map(({ form }) => form),
      ground.families.map((family) => ({ family, domain })),
      rng.fork(kind),
    ).every((holds) => holds);
  return heldOn('first-integral', null) && heldOn('restricted-first-integral', stratum);
}

interface ModularForm {
  readonly form: Float64Array;
  readonly kind: InvariantKind;
}

/** A basis of the equations, first those that hold everywhere, then on the stratum, then the rest. */
function formsModulo(ground: ExplainGround, hull: ModularSubspace, rng: Rng): ModularForm[] {
  const { stratum, prime } = ground;
  const size = stratum.size;
  const equations = equationsWithin(hull, stratum);
  const basis = growingBasis(size, prime);
  const out: ModularForm[] = [];
  const adopt = (forms: readonly Float64Array[], kind: InvariantKind) => {
    for (const form of forms) if (basis.insert(form.slice())) out.push({ form, kind });
  };
  adopt(conservedForms(equations, ground, null, rng.fork('everywhere')), 'first-integral');
  adopt(
    conservedForms(equations, ground, stratum, rng.fork('stratum')),
    'restricted-first-integral',
  );
  adopt(equations, 'invariant-subspace');
  return out;
}

/** Combinations of the forms that every field on `domain` (null: everywhere) annihilates. */
function conservedForms(
  forms: readonly Float64Array[],
  ground: ExplainGround,
  domain: ModularSubspace | null,
  rng: Rng,
): Float64Array[] {
  const { prime, families, theta } = ground;
  const size = theta.length;
  const reciprocal = 1 / prime;
  const point = new Float64Array(size);
  const field = new Float64Array(size);
  const rows: Float64Array[] = [];
  for (let n = 0; n < forms.length + SURPLUS; n++) {
    if (domain) randomPoint(domain, rng, point);
    else for (let i = 0; i < size; i++) point[i] = Math.floor(rng.uniform() * prime);
    const family = families[n % families.length]!;
    family.gradient(randomMember(family, 1, rng), point, 1, field);
    rows.push(Float64Array.from(forms, (form) => pairing(form, field, prime, reciprocal)));
  }
  const combinations = nullSpace(rows, forms.length, prime).map((weights) => {
    const sum = new Float64Array(size);
    forms.forEach((form, k) => {
      for (let i = 0; i < size; i++)
        sum[i] = residue(sum[i]! + weights[k]! * form[i]!, prime, reciprocal);
    });
    return sum;
  });
  return [...reducedRows(combinations, size, prime).rows];
}

function pairing(a: Float64Array, b: Float64Array, p: number, reciprocal: number): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++)
    if (a[i] !== 0) sum = residue(sum + a[i]! * b[i]!, p, reciprocal);
  return sum;
}

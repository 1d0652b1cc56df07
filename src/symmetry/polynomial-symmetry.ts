/**
 * Symmetries of a polynomial model F(θ)(x) = Σⱼ fⱼ(θ)xⱼ among the signed permutations of its variables:
 * none are assumed, all are checked by comparing coefficients, fⱼ(Qθ) = fⱼ(θ) for each j. Up to
 * `EXHAUSTIVE` variables all 2ⁿn! candidates are tried; beyond that exchanges of two variables with either
 * sign and sign changes of one or two.
 */
import type { PolynomialSpec } from '../models/kinds/specs.ts';
import { type Polynomial, parsePolynomial } from '../models/polynomial.ts';
import { equal, negate, type Rational, ZERO } from '../numerics/rational.ts';
import { fixedPointSubspace } from './fixed-point-subspace.ts';
import type { Isometry } from './isometry.ts';
import type { Isotropy } from './neuron-isotropy.ts';
import type { SignRule } from './sign-rule.ts';
import { signedPartition } from './signed-partition.ts';

/** 2⁵·5! = 3840 candidates. */
const EXHAUSTIVE = 5;

export interface PolynomialSymmetries {
  /** All that were found, without the identity. */
  readonly isometries: Isometry[];
  /** Whether every signed permutation was tried. */
  readonly complete: boolean;
}

/** With the sign rule `none` only permutations are tried; the other rules do not apply here. */
export function polynomialSymmetries(model: PolynomialSpec, signs: SignRule): PolynomialSymmetries {
  const n = model.variables.length;
  const features = model.features.map((f) => coefficientsOf(parsePolynomial(f, model.variables)));
  const signed = signs !== 'none';
  const complete = n <= EXHAUSTIVE;
  const candidates = complete ? allSignedPermutations(n, signed) : simpleCandidates(n, signed);
  const isometries = candidates
    .filter((q) => features.every((f) => isInvariant(f, q)))
    .map((q) => ({ ...q, size: n, shift: null, center: null, name: nameOf(model, q) }));
  return { isometries, complete };
}

export function polynomialIsotropy(
  model: PolynomialSpec,
  classes: Int32Array,
  signs: SignRule,
): Isotropy {
  const { isometries, complete } = polynomialSymmetries(model, signs);
  const generators = isometries.filter(({ target, sign }) =>
    target.every((q, p) => sign[p]! * classes[p]! - classes[q]! === 0),
  );
  const partition = signedPartition(model.variables.length);
  for (const { target, sign } of generators) {
    for (let p = 0; p < target.length; p++) partition.relate(p, target[p]!, sign[p]! as 1 | -1);
  }
  const describe = (): string =>
    generators.length === 0
      ? 'no symmetry'
      : `unchanged by ${generators.map(({ name }) => name).join('; ')}`;
  const subspace = fixedPointSubspace({ partition, center: ZERO, centered: () => false, describe });
  const stratumId = `dimension ${subspace.dimension} order ${generators.length + 1}`;
  return { generators, subspace, complete, stratumId };
}

type Candidate = Pick<Isometry, 'target' | 'sign'>;
type Coefficients = ReadonlyMap<
  string,
  { readonly exponents: readonly number[]; readonly c: Rational }
>;

function coefficientsOf(p: Polynomial): Coefficients {
  return new Map(
    p.map(({ coefficient, exponents }) => [exponents.join(), { exponents, c: coefficient }]),
  );
}

/** Whether f(Qθ) = f(θ): the monomial θ^α at Qθ is ± the monomial with exponents moved back. */
function isInvariant(f: Coefficients, { target, sign }: Candidate): boolean {
  for (const { exponents, c } of f.values()) {
    let parity = 1;
    const moved = exponents.map((_, p) => {
      const power = exponents[target[p]!]!;
      if (sign[p]! < 0 && power % 2 === 1) parity = -parity;
      return power;
    });
    const other = f.get(moved.join());
    if (other === undefined || !equal(other.c, parity < 0 ? negate(c) : c)) return false;
  }
  return true;
}

function allSignedPermutations(n: number, signed: boolean): Candidate[] {
  const list: Candidate[] = [];
  const extend = (target: number[]): void => {
    if (target.length === n) {
      for (let code = 0; code < (signed ? 1 << n : 1); code++) {
        const sign = Int8Array.from({ length: n }, (_, p) => ((code >> p) & 1 ? -1 : 1));
        list.push({ target: Int32Array.from(target), sign });
      }
      return;
    }
    for (let q = 0; q < n; q++) if (!target.includes(q)) extend([...target, q]);
  };
  extend([]);
  return list.slice(1);
}

function simpleCandidates(n: number, signed: boolean): Candidate[] {
  const list: Candidate[] = [];
  const add = (a: number, b: number, signA: number, signB: number, swap: boolean): void => {
    const target = new Int32Array(n).map((_, p) => p);
    const sign = new Int8Array(n).fill(1);
    if (swap) [target[a], target[b]] = [b, a];
    sign[a] = signA;
    sign[b] = signB;
    list.push({ target, sign });
  };
  for (let a = 0; a < n; a++) {
    if (signed) add(a, a, -1, -1, false);
    for (let b = a + 1; b < n; b++) {
      add(a, b, 1, 1, true);
      if (!signed) continue;
      add(a, b, -1, -1, true);
      add(a, b, -1, -1, false);
    }
  }
  return list;
}

/** `u→v, v→−u`. */
function nameOf({ variables }: PolynomialSpec, { target, sign }: Candidate): string {
  return variables
    .map((name, p) => ({ name, p }))
    .filter(({ p }) => target[p] !== p || sign[p]! < 0)
    .map(({ name, p }) => `${name}→${sign[p]! < 0 ? '−' : ''}${variables[target[p]!]}`)
    .join(', ');
}

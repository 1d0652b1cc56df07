/**
 * The certificate of an orbit's dimension, schema 2 (docs/certificates.md): what the search found, in
 * numbers that mean the same modulo every prime, for a verifier that shares nothing with it.
 *
 *   lower bound   members and controls of independent rows at θ
 *   upper bound   isometries that fix θ; equations of an invariant affine subspace; conserved quantities
 */
import {
  add,
  divide,
  format,
  isZero,
  multiply,
  ONE,
  type Rational,
  rational,
  subtract,
  ZERO,
} from '../../numerics/rational.ts';
import { rationalRing } from '../../numerics/rational-ring.ts';
import { isotropyOf } from '../../symmetry/isotropy/isotropy.ts';
import { stratumOf } from '../../symmetry/isotropy/stratum.ts';
import {
  dot,
  type IntegerVector,
  orthogonalSpan,
} from '../../symmetry/subspaces/orthogonal-span.ts';
import type {
  Certificate,
  CertificateForm,
  CertificateIsometry,
  CertificateLaw,
} from '../../verifier/certificate.ts';
import { certifiedModel } from '../../verifier/certified-model.ts';
import { Echelon, formOf } from '../../verifier/echelon.ts';
import { fixedForms, isometryOf } from '../../verifier/isometry.ts';
import { lawGradient } from '../../verifier/law.ts';
import type { AffineReflection, ExactInvariant } from '../conserved/exact-explanation.ts';
import type { Law, PoleTerm } from '../conserved/law.ts';
import { polynomialLaw } from '../conserved/law.ts';
import { memberPlaces } from '../fields/expansion.ts';
import type { MemberForm } from '../fields/family.ts';
import { buildCertificate, type FlatPlaces } from './build-certificate.ts';
import type { OrbitResult, OrbitWitness } from './orbit.ts';
import { type SpanWitness, spanWitness } from './span-witness.ts';

export type { Certificate } from '../../verifier/certificate.ts';

/**
 * Claims what rows at θ and storable witnesses prove, which may be less than `result` says: a rank found
 * at a point moved along the orbit and first integrals of unknown form are left out.
 *
 * @param version of falsim.
 */
export function certificateOf(result: OrbitResult, version: string): Certificate {
  const { witness } = result;
  const rank = witness.lieRank;
  const { line, places, spread } = lineOf(witness);
  const upper = upperBoundOf(result);
  const lower = rank.rows.length;
  const explained = upper.equations.length + upper.laws.length > 0;
  return buildCertificate({
    version,
    model: witness.subject.model.json,
    theta: witness.subject.exact,
    status: statusOf(result, lower, upper.dimension, explained),
    upper: upper.dimension,
    line,
    places,
    controls: rank.controls.map(({ length, coefficients }) => ({
      length,
      coefficients: spread(coefficients, length),
    })),
    rows: rank.rows.map(({ order, control, member }) => ({
      order,
      control,
      member: spread(member, 1),
    })),
    isometries: upper.isometries,
    equations: upper.equations,
    laws: upper.laws,
    span: spanOf(result, line, upper.dimension),
    wording: [result.stratum.description, ...result.invariants.map(({ expression }) => expression)],
  });
}

/** Where a gap is claimed: what shows that no isometry explains it. */
function spanOf(
  { witness, stratum }: OrbitResult,
  line: Line['line'],
  upper: number,
): SpanWitness | null {
  if (stratum.dimension <= upper) return null;
  const { model, exact } = witness.subject;
  const written = line === null ? null : { base: line.base.map(format), top: line.top };
  return spanWitness(certifiedModel(model.model, model.json), exact, written, stratum.dimension);
}

function statusOf(
  { status }: OrbitResult,
  lower: number,
  upper: number,
  explained: boolean,
): Certificate['claim']['status'] {
  if (lower < upper) return 'stationary';
  if (status === 'conditional' || status === 'generic') return status;
  return explained ? 'explained' : 'certified';
}

interface Line {
  readonly line: { readonly base: readonly Rational[]; readonly top: number } | null;
  readonly places: FlatPlaces;
  /** A member of the search's family as one of this expansion; series keep their length. */
  spread(member: Float64Array, length: number): Float64Array;
}

/**
 * Ridge members (u, v, λ over exponents) are written as members of the line of the same degree: λ weighs
 * Taylor coefficients of F instead of bare powers, which a generic λ does not mind.
 */
function lineOf({ subject: { model: bound }, members }: OrbitWitness): Line {
  if (members.mode !== 'ridge') {
    const line = members.mode === 'line' ? members : null;
    return { line, places: memberPlaces(bound, members), spread: (member) => member };
  }
  const { exponents } = members;
  const base = new Array<Rational>(bound.inputs.datum).fill(ZERO);
  const line = { mode: 'line', base, top: exponents.at(-1) ?? 0 } as const satisfies MemberForm;
  const places = memberPlaces(bound, line);
  return {
    line,
    places,
    spread(member, length) {
      const out = new Float64Array(places.count * length);
      out.set(member.subarray(0, places.powers * length));
      exponents.forEach((exponent, i) => {
        const from = (places.powers + i) * length;
        out.set(member.subarray(from, from + length), (places.powers + exponent) * length);
      });
      return out;
    },
  };
}

interface UpperBound {
  readonly dimension: number;
  readonly isometries: readonly CertificateIsometry[];
  readonly equations: readonly CertificateForm[];
  readonly laws: readonly CertificateLaw[];
}

/** The witnesses that can be stored, each independent of those before it, and what they leave. */
function upperBoundOf({ witness, invariants }: OrbitResult): UpperBound {
  const { model: bound, exact: thetaExact } = witness.subject;
  const { size } = bound;
  const moves = isotropyOf(witness.subject).generators.map(
    ({ target, sign, shift, center }): CertificateIsometry => ({
      kind: 'signed-permutation',
      target: [...target],
      sign: Array.from(sign, (s) => (s === -1 ? -1 : 1)),
      shift:
        shift === null
          ? null
          : Array.from(shift, (s) => (s === 0 ? 0 : format(add(center!, center!)))),
    }),
  );
  const [linear, affine] = parted(witness);
  const isometries = [...moves, ...linear.map(blockOf)];
  const forms = new Echelon();
  isometries.forEach((isometry, i) => {
    const read = isometryOf(isometry, size, `isometries[${i}]`);
    for (const form of fixedForms(read, thetaExact, `isometries[${i}]`)) forms.insert(form);
  });
  const equations: CertificateForm[] = [];
  const { orthogonal } = stratumOf(witness.subject);
  for (const entries of orthogonal === null ? [] : formsOf(orthogonal, size))
    if (forms.insert(formOf(entries)))
      equations.push(entries.map(([index, value]) => [index, format(value)]));
  const laws: CertificateLaw[] = [];
  const constant = affine.flatMap(({ explains }) => explains);
  for (const invariant of [...constant, ...invariants.filter(isAffine)]) {
    const entries = invariant.polynomial.terms.map(
      ({ coefficient, powers }) => [powers[0][0], coefficient] as const,
    );
    if (forms.insert(formOf(entries)))
      equations.push(entries.map(([index, value]) => [index, format(value)]));
  }
  // Nothing is new of those that are equations already, and of those without a known form.
  for (const invariant of invariants) {
    const law = storable(invariant);
    if (forms.insert(formOf(lawGradient(law, thetaExact, RATIONALS).entries()))) laws.push(law);
  }
  return { dimension: size - forms.rank, isometries, equations, laws };
}

/** The reflections that are linear, and those about a point that is not 0, which are stored by the equations they fix. */
function parted({
  reflections,
  subject: { exact },
}: OrbitWitness): [AffineReflection[], AffineReflection[]] {
  const isLinear = ({ normals }: AffineReflection) =>
    normals.every((normal) =>
      isZero(normal.reduce((sum, x, i) => add(sum, multiply(rational(x), exact[i])), ZERO)),
    );
  return [reflections.filter(isLinear), reflections.filter((it) => !isLinear(it))];
}

/** 1 − 2 Σⱼ nⱼnⱼᵀ/‖nⱼ‖² on the coordinates that it moves. */
function blockOf({ normals }: AffineReflection): CertificateIsometry {
  const moved = normals[0].flatMap((_, i) =>
    normals.some((normal) => normal[i] !== 0n) ? [i] : [],
  );
  const [first, ...others] = normals.map((normal) => moved.map((i) => normal[i]));
  if (others.length === 0) {
    const vector = first.map((x) => format(rational(x)));
    return { kind: 'blocks', blocks: [{ matrix: null, vector, on: [moved] }] };
  }
  const matrix = moved.map((_, k) =>
    moved.map((_, l) =>
      format(
        [first, ...others].reduce(
          (sum, n) => subtract(sum, rational(2n * n[k] * n[l], dot(n, n))),
          k === l ? ONE : ZERO,
        ),
      ),
    ),
  );
  return { kind: 'blocks', blocks: [{ matrix, vector: null, on: [moved] }] };
}

/** Forms that vanish on the span of the directions, a basis of them. */
function formsOf(
  directions: readonly IntegerVector[],
  size: number,
): (readonly (readonly [number, Rational])[])[] {
  const span = orthogonalSpan();
  for (const direction of directions) span.insert(direction);
  return Array.from({ length: size }, (_, i) =>
    span.insert(Array.from({ length: size }, (_, j) => (i === j ? 1n : 0n))),
  ).flatMap((normal) =>
    normal === null
      ? []
      : [
          normal.flatMap((numerator, j): (readonly [number, Rational])[] =>
            numerator === 0n ? [] : [[j, rational(numerator)]],
          ),
        ],
  );
}

const RATIONALS = {
  ...rationalRing,
  inverse: (a: Rational): Rational => divide(ONE, a),
};

/** Also without terms, as where a law has poles: that is the form 0, which is new to no echelon. */
function isAffine({ polynomial: { terms } }: ExactInvariant): boolean {
  return terms.every(({ powers }) => powers.length === 1 && powers[0][1] === 1);
}

/** Without terms and poles where its form is not known. */
function storable({ polynomial, law, kind }: ExactInvariant): CertificateLaw {
  const whole: Law = law ?? polynomialLaw(polynomial);
  const logarithms = whole.poles.filter(({ power }) => power === 0);
  const reciprocals = whole.poles.filter(({ power }) => power > 0);
  return {
    terms: whole.polynomial.terms.map(({ coefficient, powers }) => ({
      coefficient: format(coefficient),
      powers: powers.map(([index, power]): [number, number] => [index, power]),
    })),
    logarithms: logarithms.map(storablePole),
    ...(reciprocals.length > 0 && {
      reciprocals: reciprocals.map((pole) => ({ ...storablePole(pole), power: pole.power })),
    }),
    on: kind === 'first-integral' ? 'everywhere' : 'subspace',
  };
}

function storablePole({ coefficient, form }: PoleTerm) {
  return {
    factor: format(coefficient),
    form: form.terms
      .filter(({ powers }) => powers.length > 0)
      .map(({ coefficient: c, powers }): [number, string] => [powers[0][0], format(c)]),
    constant: format(form.terms.find(({ powers }) => powers.length === 0)?.coefficient ?? ZERO),
  };
}

/**
 * A certificate of an orbit's dimension: all it takes to check it again without any search.
 *
 *   lower bound   a minor of rows yₙ(0) at θ that is not 0 mod p, hence not 0 over ℚ; for each row its
 *                 member, its order n and the control along which it is an iterated bracket
 *   upper bound   dimension of the stratum, less the number of conserved quantities independent at θ
 *
 * `verify.ts` recomputes all of it by the readable route. The digest is the SHA-256 of the canonical
 * content (keys sorted, no spaces, the digest itself left out): it notices an edit and proves no more.
 */
import { createHash } from 'node:crypto';
import type { ModelSpec } from '../instances/instance.ts';
import { format } from '../numerics/rational.ts';
import { isotropy } from '../symmetry/isotropy.ts';
import type { InvariantKind } from './context.ts';
import { localIntegrals } from './explain-generic-rank.ts';
import { CHECK_SAMPLES } from './invariants-check.ts';
import type { Polynomial } from './invariants-polynomial.ts';
import type { LieRankResult, WitnessControl } from './lie-rank.ts';
import type { OrbitResult, OrbitWitness } from './orbit.ts';
import { orbitProblem } from './orbit-problem.ts';
import { controlledTrajectory, pulledBackFields } from './pulled-back-fields.ts';
import type { FamilySpec } from './verify-fields.ts';
import { determinantModulo } from './verify-rows.ts';

export const CERTIFICATE_FORMAT = 'falsim-orbit-certificate';
export const CERTIFICATE_SCHEMA = 1;

export type OrbitStatus = 'certified' | 'explained' | 'saturated';

/** [coefficient, [index in θ, power], …]. */
export type CertificateTerm = readonly [string, ...(readonly [number, number])[]];

export interface CertificateInvariant {
  readonly expression: string;
  readonly kind: InvariantKind;
  readonly terms: readonly CertificateTerm[];
}

export interface CertificateRow {
  readonly order: number;
  /** Index into `controls`, −1 at order 0. */
  readonly control: number;
  readonly member: readonly number[];
}

export interface Certificate {
  readonly format: typeof CERTIFICATE_FORMAT;
  readonly schema: typeof CERTIFICATE_SCHEMA;
  /** Version of falsim that wrote it. */
  readonly falsim: string;
  readonly model: ModelSpec;
  /** θ, exact. */
  readonly theta: readonly string[];
  readonly claim: {
    readonly dimension: number;
    readonly status: OrbitStatus;
    readonly lowerBound: number;
    readonly upperBound: number;
  };
  readonly stratum: {
    readonly dimension: number;
    readonly description: string;
    /** Which symmetries were taken: signed permutations, or the orthogonal groups of linear layers. */
    readonly group: 'finite' | 'orthogonal';
  };
  readonly rank: {
    readonly prime: number;
    readonly family: FamilySpec;
    /** Null: at θ itself. Else the residues of the generic point of the stratum that was used. */
    readonly point: readonly number[] | null;
    /** Series of the coefficients of each control, power of t minor, as far as its rows need. */
    readonly controls: readonly {
      readonly length: number;
      readonly coefficients: readonly number[];
    }[];
    readonly rows: readonly CertificateRow[];
    readonly columns: readonly number[];
    /** Determinant mod p of the rows, in this order, in these columns, in this order. */
    readonly minor: number;
  };
  readonly invariants: readonly CertificateInvariant[];
  /** How the invariants were checked when found: random points a prime and a truncation. */
  readonly check: { readonly primes: readonly number[]; readonly samples: number };
  readonly digest: string;
}

/**
 * The certificate of an orbit's dimension. Where the lower bound came from a point moved along the
 * orbit, it claims what rows at θ prove, which is less.
 *
 * @param version of falsim.
 */
export function certificateOf(result: OrbitResult, version: string): Certificate {
  const { witness, stratum, upperBound } = result;
  const { model } = witness.instance;
  const rank = witness.lieRank;
  const lowerBound = rank.rank;
  const finite = isotropy(model, witness.thetaExact).subspace;
  const content = {
    format: CERTIFICATE_FORMAT,
    schema: CERTIFICATE_SCHEMA,
    falsim: version,
    model,
    theta: witness.thetaExact.map(format),
    claim: {
      dimension: lowerBound,
      status: lowerBound === upperBound ? result.status : 'saturated',
      lowerBound,
      upperBound,
    },
    stratum: {
      dimension: stratum.dimension,
      description: stratum.description,
      group: finite.dimension === stratum.dimension ? 'finite' : 'orthogonal',
    },
    rank: {
      prime: rank.prime,
      family: witness.family,
      point: result.generic ? [...witness.theta] : null,
      controls: rank.controls.map((control, k) => trimmed(control, orderAlong(k, rank.rows))),
      rows: rank.rows.map(({ order, control, member }) => ({
        order,
        control,
        member: [...member],
      })),
      columns: [...rank.columns],
      minor: determinantModulo(witnessRows(witness), rank.prime),
    },
    invariants: certifiedInvariants(result.invariants),
    check: { primes: [...result.primes], samples: CHECK_SAMPLES },
  } as const;
  return { ...content, digest: digestOf(content) };
}

/**
 * Polynomials with their terms; laws with logarithms are counted among the local first integrals, which
 * the generic Lie rank proves.
 */
function certifiedInvariants(invariants: OrbitResult['invariants']): CertificateInvariant[] {
  const listed = invariants.map(({ expression, kind, polynomial }) => ({
    expression,
    kind,
    terms: termsOf(polynomial),
  }));
  const polynomials = listed.filter(({ terms }) => terms.length > 0);
  const logarithmic = invariants.filter(({ law }) => law !== undefined);
  if (logarithmic.length === 0) return listed;
  const others = invariants.flatMap(({ polynomial, law, expression }) =>
    polynomial.terms.length > 0 || law !== undefined ? [] : [Number.parseInt(expression, 10)],
  );
  const count = others.reduce((sum, n) => sum + n, logarithmic.length);
  return [
    ...polynomials,
    { expression: localIntegrals(count), kind: logarithmic[0]!.kind, terms: [] },
  ];
}

export function termsOf(polynomial: Polynomial): CertificateTerm[] {
  return polynomial.terms.map(({ coefficient, powers }) => [
    format(coefficient),
    ...powers.map(([i, e]): [number, number] => [i, e]),
  ]);
}

/** Highest order of a row along control k. */
function orderAlong(k: number, rows: LieRankResult['rows']): number {
  return rows.reduce((most, row) => (row.control === k ? Math.max(most, row.order) : most), 0);
}

/** The control mod t^kept. An n-th order row depends on the first n powers of t only. */
function trimmed({ length, coefficients }: WitnessControl, kept: number) {
  const count = coefficients.length / length;
  return {
    length: kept,
    coefficients: Array.from({ length: count }, (_, i) => [
      ...coefficients.subarray(i * length, i * length + kept),
    ]).flat(),
  };
}

/** The rows of the witness in its columns, by the fast fields. */
function witnessRows({ instance, thetaExact, theta, lieRank }: OrbitWitness): number[][] {
  const { sequence } = orbitProblem(instance, thetaExact);
  const { prime, level, columns, controls } = lieRank;
  const family = sequence.family(prime, level);
  const paths = controls.map(({ coefficients, length }) =>
    controlledTrajectory(family, coefficients, theta, length),
  );
  const field = new Float64Array(family.size);
  return lieRank.rows.map(({ order, control, member }) => {
    if (order === 0) {
      family.gradient(member, theta, 1, field);
      return columns.map((j) => field[j]);
    }
    let row: number[] = [];
    pulledBackFields(family, paths[control], member, order, (n, y, length) => {
      if (n === order) row = columns.map((j) => y[j * length]);
    });
    return row;
  });
}

/** SHA-256 in hexadecimal of the canonical text of everything but `digest`. */
export function digestOf(content: object): string {
  const { digest: _, ...rest } = content as { readonly digest?: unknown };
  return createHash('sha256').update(canonicalText(rest)).digest('hex');
}

/** JSON with sorted keys and no spaces; the same text for the same value. */
export function canonicalText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value)
      .filter(([, entry]) => entry !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, entry]) => `${JSON.stringify(key)}:${canonicalText(entry)}`);
    return `{${entries.join(',')}}`;
  }
  return JSON.stringify(value);
}

/**
 * Writing a certificate of schema 2 from what a search found. What the search had modulo its own prime
 * is written down as integers 0 … p − 1: any integers make a member or a control, and rows that are
 * independent modulo p are independent over ℚ.
 */
import { InputError } from '../../errors.ts';
import type { ModelJson } from '../../models/contract.ts';
import { format, type Rational } from '../../numerics/rational.ts';
import {
  CERTIFICATE_FORMAT,
  CERTIFICATE_SCHEMA,
  type Certificate,
  type CertificateControl,
  type CertificateForm,
  type CertificateIsometry,
  type CertificateLaw,
  type CertificateVector,
  digestOf,
  readCertificate,
} from '../../verifier/certificate.ts';

/** Where the parts of a flat member (x or u | other inputs | v | w | λ) begin; `fields/expansion.ts`. */
export interface FlatPlaces {
  readonly free: number;
  readonly output: number;
  readonly masks: number;
  readonly powers: number;
  readonly count: number;
}

export interface CertificateParts {
  /** Version of falsim. */
  readonly version: string;
  /** `model` of the instance. */
  readonly model: ModelJson;
  readonly theta: readonly Rational[];
  readonly status: Certificate['claim']['status'];
  /** dim A − n of the witnesses below; the lower bound is the number of rows. */
  readonly upper: number;
  /** x₀ and the highest power of s, or null for points x. */
  readonly line: { readonly base: readonly Rational[]; readonly top: number } | null;
  readonly places: FlatPlaces;
  /** Coefficient i's series at [i·length, (i+1)·length), lowest power of t first. */
  readonly controls: readonly {
    readonly length: number;
    readonly coefficients: ArrayLike<number>;
  }[];
  /** Independent rows at θ, no more of them than that. */
  readonly rows: readonly {
    readonly order: number;
    /** Index into `controls`; not read at order 0. */
    readonly control: number;
    readonly member: ArrayLike<number>;
  }[];
  readonly isometries?: readonly CertificateIsometry[];
  /** Forms that vanish on A − θ, beside those of the isometries; independent of them. */
  readonly equations?: readonly CertificateForm[];
  readonly laws?: readonly CertificateLaw[];
  /** Vectors of V(θ) and how many of them are independent, for a gap. */
  readonly span?: { readonly vectors: readonly CertificateVector[]; readonly rank: number } | null;
  readonly wording?: readonly string[];
}

/** @throws InputError where the parts make no certificate. */
export function buildCertificate(parts: CertificateParts): Certificate {
  const { places, line, rows, span } = parts;
  const content = {
    format: CERTIFICATE_FORMAT,
    schema: CERTIFICATE_SCHEMA,
    falsim: parts.version,
    model: parts.model,
    theta: parts.theta.map(format),
    claim: {
      status: parts.status,
      dimension: rows.length,
      lower: rows.length,
      upper: parts.upper,
      stratumAtLeast: span?.rank ?? null,
    },
    lower: {
      line: line === null ? null : { base: line.base.map(format), top: line.top },
      controls: parts.controls.map(({ length, coefficients }, k) => {
        const kept = 1 + Math.max(0, ...rows.map((r) => (r.control === k ? r.order : 0)));
        return splitMember(places, (i) =>
          Array.from({ length: Math.min(kept, length) }, (_, t) => coefficients[i * length + t]),
        ) as CertificateControl;
      }),
      rows: rows.map(({ order, control, member }) => ({
        order,
        control: order === 0 ? null : control,
        member: splitMember(places, (i) => member[i]),
      })),
    },
    upper: {
      isometries: [...(parts.isometries ?? [])],
      equations: [...(parts.equations ?? [])],
      laws: [...(parts.laws ?? [])],
    },
    span: [...(span?.vectors ?? [])],
    wording: [...(parts.wording ?? [])],
  };
  const json: unknown = JSON.parse(JSON.stringify({ ...content, digest: digestOf(content) }));
  return readCertificate(json);
}

/** A flat member as the certificate has it. */
export function splitMember<T>(places: FlatPlaces, at: (i: number) => T) {
  const { free, output, masks, powers, count } = places;
  const marks = [free, output, masks, powers, count];
  if (marks.some((mark, i) => mark < (marks[i - 1] ?? 0)))
    throw new InputError('places', 'places in ascending order', marks.join());
  const part = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, i) => at(from + i));
  return {
    x: part(0, free),
    free: part(free, output),
    output: part(output, masks),
    choices: part(masks, powers),
    powers: part(powers, count),
  };
}

/**
 * Certificates by the simplest means: random members and controls with small integers, kept where they
 * raise the rank that the verifier's own rows have modulo one prime. Slow, and it knows no symmetry:
 * witnesses of the upper bound are given.
 */
import type { ModelJson } from '../models/contract.ts';
import { modelOf } from '../models/registry.ts';
import type { Numeral } from '../numerics/numeral.ts';
import { toRational } from '../numerics/numeral.ts';
import { createRng } from '../numerics/random.ts';
import { format } from '../numerics/rational.ts';
import {
  CERTIFICATE_FORMAT,
  type Certificate,
  type CertificateControl,
  type CertificateRow,
  type CertificateVector,
  digestOf,
} from '../verifier/certificate.ts';
import { type CertifiedModel, certifiedModel } from '../verifier/certified-model.ts';
import { lowerBound } from '../verifier/lower-bound.ts';

export interface ProducerQuestion {
  readonly model: ModelJson;
  readonly theta: readonly Numeral[];
  readonly status?: Certificate['claim']['status'];
  readonly upperBound: number;
  readonly upper?: Partial<Certificate['upper']>;
  readonly line?: { readonly base: readonly Numeral[]; readonly top: number } | null;
  /** Highest order of brackets. Default 2. */
  readonly order?: number;
  readonly span?: readonly CertificateVector[];
  readonly stratumAtLeast?: number;
}

export function producedCertificate(question: ProducerQuestion): Certificate {
  const { model, upperBound, order = 2 } = question;
  const rng = createRng('producer');
  const subject = certifiedModel(modelOf(model.kind), model);
  const theta = question.theta.map(toRational);
  const line =
    question.line == null
      ? null
      : { base: question.line.base.map((n) => format(toRational(n))), top: question.line.top };
  const drawn = <T>(one: () => T) => memberOf(subject, line?.top ?? null, one);
  const digit = () => rng.integer(-4, 4);
  const control: CertificateControl = drawn(() => Array.from({ length: order + 1 }, digit));
  let rows: CertificateRow[] = [];
  const rankOf = (candidate: CertificateRow[]) =>
    lowerBound(
      subject,
      theta,
      { lower: { line, controls: [control], rows: candidate }, span: [] },
      { lower: candidate.length, span: 0 },
      rng.fork(rows.length),
    ).lower;
  for (let n = 0; n <= order && rows.length < upperBound; n++)
    for (let vain = 0; vain < 3 && rows.length < upperBound; ) {
      const row = { order: n, control: n === 0 ? null : 0, member: drawn(digit) };
      if (rankOf([...rows, row]) > rows.length) {
        rows = [...rows, row];
        vain = 0;
      } else vain++;
    }
  const content = {
    format: CERTIFICATE_FORMAT,
    schema: 2 as const,
    falsim: '0.1.0',
    model,
    theta: theta.map(format),
    claim: {
      status: question.status ?? 'certified',
      dimension: rows.length,
      lower: rows.length,
      upper: upperBound,
      stratumAtLeast: question.stratumAtLeast ?? null,
    },
    lower: { line, controls: order === 0 ? [] : [control], rows },
    upper: { isometries: [], equations: [], laws: [], ...question.upper },
    span: [...(question.span ?? [])],
    wording: [],
  } satisfies Omit<Certificate, 'digest'>;
  return JSON.parse(JSON.stringify({ ...content, digest: digestOf(content) })) as Certificate;
}

/** A member with every coefficient drawn. */
export function memberOf<T>(subject: CertifiedModel, top: number | null, draw: () => T) {
  const part = (count: number) => Array.from({ length: count }, draw);
  const finite = subject.choices.length > 1 || subject.choices[0].length > 0;
  return {
    x: part(subject.datum),
    free: part(subject.free),
    output: part(subject.outputs),
    choices: part(finite ? subject.choices.length : 0),
    powers: part(top === null ? 0 : top + 1),
  };
}

export type CertificateMember = CertificateRow['member'];

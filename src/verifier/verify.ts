/**
 * A certificate as a second opinion. Of the claim, what is stored and θ, nothing is believed: the model
 * is bound anew, the expansion is the definition of a member, primes and random points are drawn here,
 * and this folder imports nothing of what finds orbits (.dependency-cruiser.cjs).
 *
 * The lower bound is rigorous, the upper bound up to the stated chance that a false identity passes.
 */
import { InputError, ModelError, UnsupportedError } from '../errors.ts';
import type { AnyModel } from '../models/contract.ts';
import { modelOf } from '../models/registry.ts';
import { createRng } from '../numerics/random.ts';
import { type Certificate, digestOf, exactly, readCertificate } from './certificate.ts';
import { type CertifiedModel, certifiedModel } from './certified-model.ts';
import { type LowerBound, lowerBound, usesTheta } from './lower-bound.ts';
import { NotVerifiable } from './not-verifiable.ts';
import { Refused } from './refused.ts';
import { type UpperBound, upperBound } from './upper-bound.ts';

export interface Verification {
  readonly accepted: boolean;
  /** Nothing is wrong, and something is beyond this verifier. */
  readonly undecided: boolean;
  /** What is wrong or not verifiable; nothing where it is accepted. */
  readonly reasons: readonly string[];
  readonly facts: Facts;
}

/** What was confirmed, whatever the claim. */
export interface Facts {
  readonly parameters: number | null;
  readonly lower: LowerBound | null;
  readonly upper: UpperBound | null;
  /** Of dim Fix over all linear isometries that fix θ, or over affine ones as well. */
  readonly stratumAtLeast: { readonly value: number; readonly over: 'linear' | 'affine' } | null;
}

/**
 * Checks a certificate with code that shares nothing with what wrote it.
 *
 * @param json a parsed certificate of schema 2.
 * @param models where its kind is looked up first; else among the registered models.
 * @throws InputError when it is no certificate: a field missing, of the wrong type, size or range.
 *
 * @example
 * ```ts
 * import { certificateOf, falsimVersion, orbit, parseInstance, verify } from 'falsim';
 *
 * const gelu = parseInstance({
 *   model: { kind: 'fully-connected', widths: [1, 1, 1], bias: false, activation: 'gelu' },
 *   parameters: { layers: [{ weights: [[0]] }, { weights: [[0]] }] },
 * });
 * const certificate = certificateOf(orbit(gelu, { seed: 1 }), falsimVersion);
 * verify(certificate).accepted; // true
 * ```
 */
export function verifyCertificate(json: unknown, models: readonly AnyModel[] = []): Verification {
  const certificate = readCertificate(json);
  const { claim, theta } = certificate;
  const reasons: string[] = [];
  const doubts: string[] = [];
  function attempt<R>(run: () => R): R | null {
    try {
      return run();
    } catch (error) {
      if (error instanceof Refused) reasons.push(error.message);
      else if (error instanceof NotVerifiable || error instanceof UnsupportedError)
        doubts.push(`not verifiable: ${error.message}`);
      else if (error instanceof ModelError) doubts.push(`not verifiable: ${error.message}`);
      else throw error;
      return null;
    }
  }

  const digest = digestOf(json as object);
  if (digest !== certificate.digest)
    reasons.push(`digest: the content has ${digest}, the certificate says ${certificate.digest}`);
  const subject = attempt(() => boundSubject(certificate, models));
  const point = theta.map(exactly);
  const rng = createRng(digest);
  const wanted = { lower: claim.lower, span: claim.stratumAtLeast ?? 0 };
  const lower =
    subject && attempt(() => lowerBound(subject, point, certificate, wanted, rng.fork('lower')));
  const upper =
    subject && attempt(() => upperBound(subject, point, certificate.upper, rng.fork('upper')));
  reasons.push(...claimReasons(certificate, lower, upper));
  const over = usesTheta(certificate.span) ? 'linear' : 'affine';
  return {
    accepted: reasons.length + doubts.length === 0,
    undecided: reasons.length === 0 && doubts.length > 0,
    reasons: [...reasons, ...doubts],
    facts: {
      parameters: subject?.size ?? null,
      lower,
      upper,
      stratumAtLeast:
        lower === null || certificate.span.length === 0 ? null : { value: lower.span, over },
    },
  };
}

function boundSubject({ model, theta }: Certificate, models: readonly AnyModel[]): CertifiedModel {
  const known = models.find(({ kind }) => kind === model.kind) ?? modelOf(model.kind);
  const subject = certifiedModel(known, model);
  if (theta.length !== subject.size)
    throw new InputError('theta', `${subject.size} numbers`, `${theta.length}`);
  return subject;
}

/** What of the claim does not follow from what was found. */
function* claimReasons(
  { claim, lower: rows, upper: witnesses }: Certificate,
  lower: LowerBound | null,
  upper: UpperBound | null,
): Generator<string> {
  const { status, dimension } = claim;
  if (status === 'generic') yield 'claim.status: "generic" is about another point than θ';
  if (claim.lower > claim.upper) yield 'claim: the lower bound is above the upper bound';
  if (dimension !== claim.lower) yield `claim.dimension: the rows are for ${claim.lower}`;
  if (status !== 'stationary' && claim.lower !== claim.upper)
    yield `claim.status: "${status}" needs lower = upper, not ${claim.lower} and ${claim.upper}`;
  if (status === 'stationary' && claim.lower >= claim.upper)
    yield 'claim.status: "stationary" is for bounds that do not meet';
  const explains = [...witnesses.laws, ...witnesses.equations];
  if (status === 'explained' && explains.length === 0)
    yield 'claim.status: "explained" needs a law or an equation that explains';
  if (status === 'certified' && explains.length > 0)
    yield 'claim.status: "certified" rests on symmetries alone';
  if (lower !== null) {
    if (rows.rows.length !== claim.lower)
      yield `lower.rows: ${claim.lower} rows are needed, ${rows.rows.length} are there`;
    if (lower.lower !== claim.lower)
      yield `lower: the rows have rank ${lower.lower} modulo ${lower.prime}, not ${claim.lower}`;
    if (claim.stratumAtLeast !== null && lower.span < claim.stratumAtLeast)
      yield `span: the vectors have rank ${lower.span}, not ${claim.stratumAtLeast}`;
    if (lower.assumption !== null && (status === 'certified' || status === 'explained'))
      yield `claim.status: "${status}" cannot rest on a conjecture: ${lower.assumption}`;
  }
  if (upper !== null && upper.upper !== claim.upper)
    yield `upper: the witnesses leave ${upper.upper}, not ${claim.upper}`;
}

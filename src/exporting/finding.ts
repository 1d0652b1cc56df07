/**
 * What a file holds that can be taken away: a certificate, an instance of which one can be made, or a counterexample with
 * what shows it.
 */

import type { Claim } from '../claims/claim.ts';
import type { Decision } from '../claims/decision.ts';
import { judge } from '../claims/scope.ts';
import type { Shown } from '../claims/shown.ts';
import { shownBy, WITHOUT_SCRIPT } from '../claims/shown-by.ts';
import { weakened } from '../claims/weakened.ts';
import type { StoredCounterexample } from '../counterexamples/counterexample.ts';
import { heldInstance } from '../counterexamples/held-instance.ts';
import type { FindClaim } from '../counterexamples/replay.ts';
import { InputError, UnsupportedError } from '../errors.ts';
import { open, type Subject } from '../instances/subject.ts';
import { inFile, readJsonFile } from '../json/json-file.ts';
import { certificateOf } from '../orbits/dimension/certificate.ts';
import { orbit } from '../orbits/dimension/orbit.ts';
import { CERTIFICATE_FORMAT, type Certificate, readCertificate } from '../verifier/certificate.ts';
import { falsimVersion } from '../version.ts';

/** A claim that fails. */
export interface Failed {
  readonly claim: Pick<Claim, 'id' | 'statement' | 'latex'>;
  readonly dropped: readonly string[];
  readonly reason: string;
}

export type Finding = {
  /** What is shown, in one line. */
  readonly title: string;
  /** Null where no claim is spoken of. */
  readonly failed: Failed | null;
} & (
  | { readonly kind: 'orbit'; readonly certificate: Certificate }
  | {
      readonly kind: 'shown';
      readonly subject: Subject;
      readonly shown: Exclude<Shown, { readonly kind: 'orbit' }>;
    }
);

/**
 * @param seed of the search where the file holds no certificate.
 * @throws InputError whose path starts with the file's name; ModelError; UnsupportedError, which names the kind of a
 *   failure that nothing shows but falsim.
 */
export function findingIn(file: string, seed: string, findClaim: FindClaim): Finding {
  const json = readJsonFile(file);
  return inFile(file, () => findingOf(json, seed, findClaim));
}

export function findingOf(json: unknown, seed: string, findClaim: FindClaim): Finding {
  const keys = typeof json === 'object' && json !== null ? json : {};
  if ('format' in keys && keys.format === CERTIFICATE_FORMAT) {
    const certificate = readCertificate(json);
    const { lower, upper } = certificate.claim;
    const dimension = lower === upper ? `${lower}` : `${lower} to ${upper}`;
    const title = `The orbit through θ has dimension ${dimension}.`;
    return { kind: 'orbit', title, failed: null, certificate };
  }
  const { instance, counterexample } = heldInstance(json);
  const subject = open(instance);
  if (counterexample === null) {
    const title = 'The orbit through the parameters of an instance.';
    return { kind: 'orbit', title, failed: null, certificate: certificateFor(subject, seed) };
  }
  return failureFound(counterexample, subject, seed, findClaim);
}

function certificateFor({ instance }: Subject, seed: string): Certificate {
  return certificateOf(orbit(instance, { seed, floatRank: false }), falsimVersion);
}

function failureFound(
  counterexample: StoredCounterexample,
  subject: Subject,
  seed: string,
  findClaim: FindClaim,
): Finding {
  const { id, statement } = counterexample.claim;
  const { droppedHypotheses: dropped, reason, clause } = counterexample;
  const claim = findClaim(id);
  if (WITHOUT_SCRIPT.some((kind) => kind === clause)) throw unshown(clause, id);
  const without = dropped.length === 0 ? '' : ` (without ${dropped.join(', ')})`;
  const title = `${id}${without} fails: ${reason}.`;
  const failed = { claim: { id, statement, latex: claim?.latex ?? '' }, dropped, reason };
  const shown =
    claim === undefined
      ? orbitByClause(clause)
      : shownBy(claim, subject, decisionOf(counterexample, claim, subject), new Set(dropped));
  if (shown === undefined) {
    throw unshown(clause, claim === undefined ? `${id}, which is not known here` : id);
  }
  if (shown.kind !== 'orbit') return { kind: 'shown', title, failed, subject, shown };
  const whose = shown.whose ?? subject;
  const certificate = certificateFor(whose, seed);
  const curve = counterexample.schemaVersion === 1 ? null : curveOf(counterexample.by, certificate);
  if (curve !== null) return { kind: 'shown', title, failed, subject: whose, shown: curve };
  return { kind: 'orbit', title, failed, certificate };
}

const unshown = (clause: string, who: string) =>
  new UnsupportedError(`no script shows failures of the kind "${clause}" (${who})`);

/** An orbit of dimension 1 whose laws have no form that a certificate could say. */
function curveOf(by: Decision, { claim }: Certificate): Extract<Shown, { kind: 'curve' }> | null {
  if (by.clause !== 'count' || by.orbit.upperBound !== 1 || claim.upper === 1) return null;
  return { kind: 'curve', expected: by.expected };
}

/** Of a claim that is not at hand. */
function orbitByClause(clause: string): Shown | undefined {
  return clause === 'orbit-gap' || clause === 'orbit-dimension' ? { kind: 'orbit' } : undefined;
}

/** As stored; made again for files of schema 1, which have it in another form. */
function decisionOf(
  counterexample: StoredCounterexample,
  claim: Claim,
  subject: Subject,
): Decision {
  if (counterexample.schemaVersion !== 1) return counterexample.by;
  const { droppedHypotheses: dropped, instead = [] } = counterexample;
  const asked = instead.length === 0 ? claim : weakened(claim, dropped, instead);
  const verdict = judge(asked, subject, { dropped: new Set(dropped), strictness: 0 });
  if (verdict.kind !== 'falsified')
    throw new InputError('', 'a counterexample that fails', verdict.kind);
  return verdict.by;
}

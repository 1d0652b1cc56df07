/**
 * Replay: is what a stored file says still true, to the digit?
 *
 * A file must go on failing in the same clause with the same margin and evidence, both as shrunk and as
 * found: then it passes. What that says of the theory is another question, which the status of the claim
 * answers: with all hypotheses in force it is a finding about a conjecture, and an alarm for a theorem.
 */
import { statSync } from 'node:fs';
import type { Claim } from '../claims/claim.ts';
import { marginOfDecision } from '../claims/margin.ts';
import { judge } from '../claims/scope.ts';
import { sentenceOf } from '../claims/sentence.ts';
import { finerSignature, signatureOf } from '../claims/signature.ts';
import { type Meaning, meaningWithout, wordsFor } from '../claims/status.ts';
import type { Falsified } from '../claims/verdict.ts';
import { weakened, weakerForms } from '../claims/weakened.ts';
import { InputError } from '../errors.ts';
import { open } from '../instances/subject.ts';
import { inFile, obstacle, readBytes, textOf } from '../json/json-file.ts';
import { jsonFilesBelow } from '../json/json-folder.ts';
import { parseJson } from '../json/json-text.ts';
import { writeJson } from '../json/write-json.ts';
import { isRegistered, originOf } from '../models/registry.ts';
import {
  digestOf,
  type LegacyRefutation,
  type Refutation,
  type StoredCounterexample,
} from './counterexample.ts';
import { firstDifference } from './evidence.ts';
import { comparableEvidence, legacyEvidence, legacyMargin } from './legacy-evidence.ts';
import { isLost, parseLost } from './lost-instance.ts';
import { parseCounterexample } from './read-counterexample.ts';
import { replayLost } from './replay-lost.ts';

export type ReplayStatus =
  /** Fails as stored, as it should. */
  | 'reproduced'
  /** The claim no longer fails on it. */
  | 'survives'
  /** It fails, in another clause or with another margin or evidence. */
  | 'differs'
  /** The content is not what was written. */
  | 'altered'
  /** It could not be told: time was up, or it is not tried. */
  | 'undecided'
  /** The claim, the dropped hypothesis or the model is not there. */
  | 'unknown';

/** What became of a stored counterexample when it was checked again. */
export interface ReplayOutcome {
  readonly file: string;
  readonly claim: string;
  readonly droppedHypotheses: readonly string[];
  readonly planted: boolean;
  readonly status: ReplayStatus;
  /** What the counterexample means where it fails as stored; null where it does not. */
  readonly meaning: Meaning | null;
  /** True for `reproduced` only. */
  readonly passed: boolean;
  /** Whether something is wrong: not so where only the file of a user's model is missing. */
  readonly failed: boolean;
  /** One sentence for people. */
  readonly reason: string;
}

export type FindClaim = (id: string) => Claim | undefined;

interface Finding {
  /** Nothing could be said of the counterexample. */
  readonly undecided?: true;
  readonly meaning?: Meaning;
  readonly status: ReplayStatus;
  readonly reason: string;
}

/**
 * A stored counterexample, checked again: whether its claim fails as it is stored, and what that means by the
 * claim's status.
 *
 * @param file its name in what is said of it.
 *
 * @example
 * ```ts
 * import { claimById, counterexampleFiles, readCounterexampleFile, replay } from 'falsim';
 *
 * for (const file of counterexampleFiles('counterexamples/diagonal-linear'))
 *   replay(readCounterexampleFile(file), file, claimById).status; // 'reproduced'
 * ```
 */
export function replay(
  stored: StoredCounterexample,
  file: string,
  findClaim: FindClaim,
): ReplayOutcome {
  const { status, reason, undecided, meaning = null } = examine(stored, findClaim);
  return {
    file,
    claim: stored.claim.id,
    droppedHypotheses: stored.droppedHypotheses,
    planted: stored.planted,
    status,
    meaning,
    passed: status === 'reproduced',
    failed: status !== 'reproduced' && undecided !== true,
    reason,
  };
}

/**
 * A file with a counterexample, or with an instance that a hunt lost.
 *
 * The text has to be what falsim writes, to the letter: a digit past the precision of doubles is an edit
 * too.
 *
 * @throws InputError when the file is neither.
 */
export function replayFile(file: string, findClaim: FindClaim): ReplayOutcome {
  // Once: a pipe gives it once, and a file may change.
  const bytes = readBytes(file, 'JSON');
  const json = parseJson(textOf(bytes, file, 'a JSON file'), file);
  if (isLost(json)) {
    const lost = inFile(file, () => parseLost(json));
    const claim = findClaim(lost.claim);
    const again = replayLost(lost, claim);
    return {
      file,
      claim: lost.claim,
      droppedHypotheses: lost.droppedHypotheses,
      planted: claim?.status === 'known-false',
      meaning: null,
      passed: again.status === 'reproduced',
      ...again,
    };
  }
  const stored = inFile(file, () => parseCounterexample(json));
  const outcome = replay(stored, file, findClaim);
  const text = Buffer.from(bytes).toString().replaceAll('\r\n', '\n');
  if (text === writeJson(stored)) return outcome;
  const reason = 'the text is not as falsim writes it: it was edited';
  return { ...outcome, status: 'altered', meaning: null, passed: false, failed: true, reason };
}

function examine(stored: StoredCounterexample, findClaim: FindClaim): Finding {
  if (digestOf(stored) !== stored.digest) {
    return { status: 'altered', reason: 'the digest does not fit the content: it was edited' };
  }
  const { kind } = stored.instance.model;
  if (!isRegistered(kind)) {
    const reason = `the model "${kind}" is not known here: name its file with --model`;
    return { status: 'unknown', reason, undecided: true };
  }
  const now = originOf(kind)?.digest;
  const finding = reexamine(stored, findClaim);
  if (now === stored.modelDigest) return finding;
  const { reason } = finding;
  return {
    ...finding,
    reason: `${reason}; the file of the model has changed since this was stored`,
  };
}

/** With the model at hand. */
function reexamine(stored: StoredCounterexample, findClaim: FindClaim): Finding {
  const { id } = stored.claim;
  const claim = findClaim(id);
  if (claim === undefined) return { status: 'unknown', reason: `there is no claim "${id}"` };
  const missing = stored.droppedHypotheses.find((h) => !claim.hypotheses.some((k) => k.id === h));
  if (missing !== undefined) {
    return { status: 'unknown', reason: `${id} has no hypothesis "${missing}"` };
  }
  const { instead = [], droppedHypotheses } = stored;
  const forms = weakerForms(claim, droppedHypotheses).map((form) => form.id);
  const noForm = instead.find((form) => !forms.includes(form));
  if (noForm !== undefined) {
    return { status: 'unknown', reason: `${id} has no weaker form "${noForm}" of what is dropped` };
  }
  const asked = instead.length === 0 ? claim : weakened(claim, droppedHypotheses, instead);
  const isKnownFalse = claim.status === 'known-false';
  if (isKnownFalse !== stored.planted) {
    const now = isKnownFalse ? 'is known to be false now' : 'is not known to be false any more';
    return { status: 'differs', reason: `${id} ${now}` };
  }
  for (const [which, refutation] of [
    ['instance', stored],
    ['original', stored.original],
  ] as const) {
    const finding = recheck(asked, stored, refutation);
    if (finding !== undefined) {
      return { status: finding.status, reason: `${which}: ${finding.reason}` };
    }
  }
  const meaning = meaningWithout(claim.status, stored.droppedHypotheses);
  const news =
    meaning === 'expected'
      ? ''
      : `${id}, ${wordsFor(claim.status)}, fails with every hypothesis in force: `;
  return { status: 'reproduced', meaning, reason: `${news}${stored.reason}` };
}

/** Undefined when the refutation stands as it was stored. */
function recheck(
  claim: Claim,
  stored: StoredCounterexample,
  refutation: Refutation | LegacyRefutation,
): Finding | undefined {
  const dropped = new Set(stored.droppedHypotheses);
  const verdict = judge(claim, open(refutation.instance), { dropped, strictness: 0 });
  if (verdict.kind !== 'falsified') {
    const reason = `the verdict is ${verdict.kind} now: ${sentenceOf(verdict)}`;
    return { status: 'survives', reason };
  }
  const { clause } = verdict.by;
  const signature =
    stored.schemaVersion === 1 ? (finerSignature(verdict.by) ?? '') : signatureOf(verdict.by);
  if (clause !== stored.clause || signature !== stored.signature) {
    const reason = `it fails in ${named(clause, signature)}, stored is ${named(stored.clause, stored.signature)}`;
    return { status: 'differs', reason };
  }
  const difference = differenceFrom(refutation, verdict);
  return difference === undefined ? undefined : { status: 'differs', reason: difference };
}

/** A signature of schema 2 says the clause itself. */
function named(clause: string, signature: string): string {
  if (signature.startsWith(clause)) return signature;
  return [clause, signature].filter((word) => word !== '').join(', ');
}

function differenceFrom(
  stored: Refutation | LegacyRefutation,
  { by, proof }: Falsified,
): string | undefined {
  const margin = marginOfDecision(by);
  if (!('evidence' in stored))
    return firstDifference(
      { margin: stored.margin, by: stored.by, proof: stored.proof },
      { margin, by, proof },
    );
  const legacy = legacyMargin(by);
  return firstDifference(
    {
      margin: legacy === null ? null : stored.margin,
      evidence: comparableEvidence(by.clause, stored.evidence),
    },
    { margin: legacy, evidence: comparableEvidence(by.clause, legacyEvidence(by)) },
  );
}

/**
 * Every .json file below a folder, sorted; the file itself when it is one.
 *
 * @param refused is told of links that lead out of the project, or nowhere; left out: the first is thrown.
 * @throws InputError when there is nothing of that name.
 */
export function counterexampleFiles(
  path: string,
  refused: (error: InputError) => void = (error) => {
    throw error;
  },
): string[] {
  try {
    return statSync(path).isDirectory() ? jsonFilesBelow(path, refused) : [path];
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(path, 'a counterexample or a folder of them', obstacle(error));
  }
}

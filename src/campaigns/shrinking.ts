/**
 * From a failure as it was found to the counterexample that is stored. Shrinking asks for a clearer
 * failure than replay does, so that a float failure does not end a hair beyond its tolerance, where
 * another machine would not see it.
 */

import type { Claim } from '../claims/claim.ts';
import { marginOfDecision } from '../claims/margin.ts';
import { judge, MOST_OPERATIONS, whyOutOfScope } from '../claims/scope.ts';
import { sentenceOfDecision } from '../claims/sentence.ts';
import { signatureOf } from '../claims/signature.ts';
import type { Falsified } from '../claims/verdict.ts';
import {
  type Counterexample,
  SCHEMA_VERSION,
  withDigest,
} from '../counterexamples/counterexample.ts';
import { clearFailure, failureOf, sameFailure } from '../counterexamples/failure.ts';
import { irrelevance } from '../counterexamples/irrelevance.ts';
import type { Instance } from '../instances/instance.ts';
import { open } from '../instances/subject.ts';
import { originOf } from '../models/registry.ts';
import { spent, withBudget } from '../numerics/budget.ts';
import { noAnswers, type ShrinkResult, shrink } from '../shrinking/shrink.ts';
import type { SignRule } from '../symmetry/group/sign-rule.ts';
import { falsimVersion } from '../version.ts';

/** In units of the margin: a failure must be 10^½ ≈ 3 times clearer than its bound. */
export const SHRINK_STRICTNESS = 0.5;
export const MAX_EVALUATIONS = 20_000;

/**
 * Symmetries by which passes keep strata, in turn: the activation's own, then all signs, since a claim
 * whose parity hypothesis is dropped fails on strata that the activation does not have.
 */
const SIGN_RULES: readonly SignRule[] = ['by-parity', 'odd'];

export interface ShrinkTask {
  readonly claimId: string;
  readonly dropped: readonly string[];
  /** Weaker forms of what is dropped that hold (`weakened.ts`). */
  readonly instead?: readonly string[];
  readonly seed: number;
  /** Instances tried up to and including this one. */
  readonly tries: number;
  readonly instance: Instance;
  readonly verdict: Falsified;
  readonly maxEvaluations: number;
}

/** Operations that shrinking one failure may take, counted: as many as twenty verdicts, some minutes. */
export const MOST_SHRINK_OPERATIONS = 20 * MOST_OPERATIONS;

/**
 * @param claim that of the task, weakened where the task says so.
 * @param shouldStop asked before every evaluation; true ends the search with what it has, and so does what it took.
 */
export function counterexampleOf(
  claim: Claim,
  task: ShrinkTask,
  shouldStop: () => boolean = () => false,
  mostOperations = MOST_SHRINK_OPERATIONS,
): Counterexample {
  return withBudget(Number.POSITIVE_INFINITY, () => {
    const end = spent() + mostOperations;
    return shrunk(claim, task, () => shouldStop() || spent() > end);
  }).value;
}

function shrunk(claim: Claim, task: ShrinkTask, shouldStop: () => boolean): Counterexample {
  const dropped = new Set(task.dropped);
  const failure = failureOf(claim, dropped, task.verdict);
  // A failure too faint for strict shrinking is shrunk as far as it goes at its own margin.
  const strictness = Math.min(SHRINK_STRICTNESS, Math.max(0, -marginOfDecision(task.verdict.by)));
  const clear = clearFailure(failure, strictness);
  const lenient = sameFailure(failure, 0);
  const applies = (candidate: Instance) =>
    whyOutOfScope(claim, open(candidate), dropped) === undefined;
  let stopped = false;
  const stops = () => {
    stopped ||= shouldStop();
    return stopped;
  };
  const search = minimise(task.instance, task.maxEvaluations, clear, stops);
  // What was accepted fails; a claim that says something else now is no function of the instance.
  const isNew = search.instance !== task.instance;
  const again = isNew
    ? judge(claim, open(search.instance), { dropped, strictness: 0 })
    : task.verdict;
  const [instance, verdict] =
    again.kind === 'falsified' ? [search.instance, again] : [task.instance, task.verdict];
  const changesNothing = (candidate: Instance) => !stops() && lenient(candidate);
  const isWanted = !stopped && task.maxEvaluations > 0;
  const noticed = isWanted ? irrelevance(instance, changesNothing, applies) : [];
  // What was found out up to a stop depends on when that was.
  const irrelevant = stopped ? [] : noticed;
  const locallyMinimal = search.locallyMinimal && !stopped;
  return stored(claim, task, { ...search, instance, verdict, irrelevant, locallyMinimal });
}

/** The failure as it was found, without a look at anything simpler. */
export function unshrunk(claim: Claim, task: ShrinkTask): Counterexample {
  return stored(claim, task, {
    instance: task.instance,
    verdict: task.verdict,
    irrelevant: [],
    evaluations: 0,
    locallyMinimal: false,
    tried: 0,
  });
}

interface Smallest
  extends Pick<ShrinkResult, 'instance' | 'evaluations' | 'locallyMinimal' | 'tried'> {
  readonly verdict: Falsified;
  readonly irrelevant: Counterexample['irrelevant'];
}

function stored(claim: Claim, task: ShrinkTask, smallest: Smallest): Counterexample {
  const { instance, verdict, irrelevant } = smallest;
  const origin = originOf(task.instance.model.kind);
  return withDigest({
    schemaVersion: SCHEMA_VERSION,
    falsimVersion,
    claim: { id: claim.id, statement: claim.statement },
    planted: claim.status === 'known-false',
    droppedHypotheses: [...task.dropped].sort(),
    ...(task.instead && task.instead.length > 0 && { instead: [...task.instead].sort() }),
    clause: verdict.by.clause,
    signature: signatureOf(verdict.by),
    reason: sentenceOfDecision(verdict.by, false),
    irrelevant,
    instance,
    margin: marginOfDecision(verdict.by),
    by: verdict.by,
    proof: verdict.proof,
    minimality: { proven: smallest.locallyMinimal, stepsTried: smallest.tried },
    original: {
      margin: marginOfDecision(task.verdict.by),
      reason: sentenceOfDecision(task.verdict.by, false),
      by: task.verdict.by,
      proof: task.verdict.proof,
      instance: task.instance,
    },
    search: { seed: task.seed, tries: task.tries, shrinks: smallest.evaluations },
    ...(origin !== undefined && { modelDigest: origin.digest }),
  });
}

/** Shrinks under one sign rule after the other until none of them changes anything. */
function minimise(
  start: Instance,
  maxEvaluations: number,
  stillFails: (candidate: Instance) => boolean,
  shouldStop: () => boolean,
): ShrinkResult {
  const shared = { answers: noAnswers(), shouldStop };
  let result = shrink(start, stillFails, { ...shared, maxEvaluations, signs: SIGN_RULES[0] });
  for (let turn = 1, unchanged = 1; unchanged < SIGN_RULES.length; turn++) {
    const left = maxEvaluations - result.evaluations;
    const signs = SIGN_RULES[turn % SIGN_RULES.length];
    const options = { ...shared, maxEvaluations: left, signs };
    const next = shrink(result.instance, stillFails, options);
    unchanged = next.steps === 0 ? unchanged + 1 : 1;
    result = {
      ...next,
      evaluations: result.evaluations + next.evaluations,
      steps: result.steps + next.steps,
      locallyMinimal: next.locallyMinimal && (next.steps > 0 || result.locallyMinimal),
      tried: Math.max(next.tried, next.steps === 0 ? result.tried : 0),
    };
    if (left <= 0) break;
  }
  return result;
}

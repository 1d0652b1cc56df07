/**
 * The smallest instance that still fails. Passes run to a fixpoint: a candidate is accepted when it is
 * simpler (complexity.ts) and `stillFails`. Then every tiny instance below the result is tried in
 * increasing complexity (`smallest-instances.ts`), and passes run again from what that finds. Nothing depends on
 * time or chance: the bound is in evaluations of `stillFails`, and no candidate is evaluated twice. Searches that share
 * their answers count what they need of them as evaluations, so that a result does not depend on who asked first.
 *
 * Sources: D. R. MacIver, A. F. Donaldson, Test-Case Reduction via Test-Case Generation, ECOOP 2020 (one
 * total order, many passes, a fixpoint); A. Zeller, R. Hildebrandt, Simplifying and Isolating
 * Failure-Inducing Input, 2002 (runs of halving length).
 */
import { InputError, UnsupportedError } from '../errors.ts';
import type { Instance } from '../instances/instance.ts';
import type { SignRule } from '../symmetry/group/sign-rule.ts';
import { canonicalText, complexity, isSimpler } from './complexity.ts';
import { type Pass, passes, type ShrinkTarget, shrinkTargetOf } from './passes.ts';
import { simplerInstances } from './smallest-instances.ts';

/** Whether a candidate fails with the signature of the failure that is being shrunk; pure. */
export type StillFails = (candidate: Instance) => boolean;

export interface ShrinkOptions {
  /** Bound on evaluations of `stillFails`; default 20 000. */
  readonly maxEvaluations?: number;
  /** Bound on the part of them spent on the small scope, each time; default 3 000, 0 for none. */
  readonly scopeEvaluations?: number;
  /** Which reflections count when strata are kept; default those the activation has. */
  readonly signs?: SignRule;
  /** What other searches with the same `stillFails` found out; default nothing. */
  readonly answers?: Answers;
  /** Asked before every evaluation: true ends the search there, and stays true. */
  readonly shouldStop?: () => boolean;
}

export interface ShrinkResult {
  readonly instance: Instance;
  readonly evaluations: number;
  /** Accepted candidates. */
  readonly steps: number;
  /** No candidate of any pass that is simpler than the result fails; false when the bound or a stop cut in. */
  readonly locallyMinimal: boolean;
  /** How many different simpler candidates of the result were tried to know that; not counted after a stop. */
  readonly tried: number;
}

/** What `stillFails` answered, shared by searches that differ in their passes. */
export interface Answers {
  readonly byText: Map<string, boolean>;
  /** The last small scope in which nothing failed. */
  swept: Swept | null;
}

interface Swept {
  readonly current: Instance;
  readonly bound: number;
  /** Of all its members. */
  readonly texts: ReadonlySet<string>;
}

export function noAnswers(): Answers {
  return { byText: new Map(), swept: null };
}

interface Search {
  readonly stillFails: StillFails;
  readonly answers: Answers;
  readonly maxEvaluations: number;
  readonly shouldStop: () => boolean;
  isStopped: boolean;
  /** Outcome by canonical text, of what this search has asked. */
  readonly memo: Map<string, boolean>;
  evaluations: number;
}

/** Thrown nowhere outside: the bound is a value to callers. */
const exhausted = Symbol('exhausted');

/** A candidate that cannot be checked at all does not fail. */
function evaluate(stillFails: StillFails, candidate: Instance): boolean {
  try {
    return stillFails(candidate);
  } catch (error) {
    if (error instanceof InputError || error instanceof UnsupportedError) return false;
    throw error;
  }
}

function ask(search: Search, text: string, candidate: Instance): boolean | typeof exhausted {
  const known = search.memo.get(text);
  if (known !== undefined) return known;
  if (search.evaluations >= search.maxEvaluations) return exhausted;
  search.isStopped ||= search.shouldStop();
  if (search.isStopped) return exhausted;
  search.evaluations++;
  const { byText } = search.answers;
  let fails = byText.get(text);
  if (fails === undefined) {
    fails = evaluate(search.stillFails, candidate);
    byText.set(text, fails);
  }
  search.memo.set(text, fails);
  return fails;
}

/** Simpler candidates of a pass but those that were seen, none twice. */
function* simplerCandidates(
  pass: Pass,
  target: ShrinkTarget,
  seen: Set<string>,
): Generator<{ candidate: Instance; text: string }> {
  const key = complexity(target.instance);
  for (const candidate of pass.candidates(target)) {
    if (!isSimpler(candidate, key)) continue;
    const text = canonicalText(candidate);
    if (seen.has(text)) continue;
    seen.add(text);
    yield { candidate, text };
  }
}

/** The first candidate of the pass that is simpler and fails. */
function firstFailing(
  search: Search,
  pass: Pass,
  target: ShrinkTarget,
  seen: Set<string>,
): Instance | undefined | typeof exhausted {
  for (const { candidate, text } of simplerCandidates(pass, target, seen)) {
    const answer = ask(search, text, candidate);
    if (answer === exhausted) return exhausted;
    if (answer) return candidate;
  }
  return undefined;
}

interface Descent {
  readonly instance: Instance;
  readonly steps: number;
  readonly complete: boolean;
  /** How many different candidates of the last round were asked: of a complete descent, all that its end has. */
  readonly tried: number;
}

/** Each pass to its own fixpoint, and all over again until a whole round changes nothing. */
function descend(search: Search, start: Instance, signs: SignRule): Descent {
  let target = shrinkTargetOf(start, signs);
  let steps = 0;
  for (;;) {
    let changed = false;
    // What does not fail need not be asked again in this round, whatever the target has become.
    const seen = new Set<string>();
    for (const pass of passes) {
      for (;;) {
        const next = firstFailing(search, pass, target, seen);
        if (next === exhausted)
          return { instance: target.instance, steps, complete: false, tried: 0 };
        if (next === undefined) break;
        target = shrinkTargetOf(next, signs);
        steps++;
        changed = true;
      }
    }
    if (!changed) return { instance: target.instance, steps, complete: true, tried: seen.size };
  }
}

function sweep(search: Search, current: Instance, limit: number): Instance | undefined {
  const bound = Math.min(limit, search.maxEvaluations - search.evaluations);
  const { swept } = search.answers;
  if (swept?.current === current && swept.bound === bound) {
    countSwept(search, swept.texts);
    return undefined;
  }
  const texts = new Set<string>();
  for (const candidate of simplerInstances(current, bound)) {
    const text = canonicalText(candidate);
    texts.add(text);
    // There are no more than may be asked about.
    if (ask(search, text, candidate) === true) return candidate;
  }
  if (!search.isStopped) search.answers.swept = { current, bound, texts };
  return undefined;
}

/** As many evaluations as it takes to ask about all that were swept, of which none fails. */
function countSwept(search: Search, texts: ReadonlySet<string>): void {
  search.isStopped ||= search.shouldStop();
  if (search.isStopped) return;
  let asked = 0;
  for (const text of search.memo.keys()) if (texts.has(text)) asked++;
  search.evaluations += texts.size - asked;
}

/** @param given one that fails; it is not evaluated again. */
export function shrink(
  instance: Instance,
  stillFails: StillFails,
  options: ShrinkOptions = {},
): ShrinkResult {
  const { maxEvaluations = 20_000, scopeEvaluations = 3000, signs = 'by-parity' } = options;
  const search: Search = {
    stillFails,
    answers: options.answers ?? noAnswers(),
    maxEvaluations,
    shouldStop: options.shouldStop ?? (() => false),
    isStopped: false,
    memo: new Map(),
    evaluations: 0,
  };
  let descent = descend(search, instance, signs);
  let { steps } = descent;
  while (descent.complete && scopeEvaluations > 0 && !search.isStopped) {
    const smaller = sweep(search, descent.instance, scopeEvaluations);
    if (smaller === undefined) break;
    descent = descend(search, smaller, signs);
    steps += 1 + descent.steps;
  }
  const tried = () =>
    descent.complete ? descent.tried : countTried(search, shrinkTargetOf(descent.instance, signs));
  return {
    instance: descent.instance,
    evaluations: search.evaluations,
    steps,
    locallyMinimal: descent.complete && !search.isStopped,
    tried: search.isStopped ? 0 : tried(),
  };
}

function countTried(search: Search, target: ShrinkTarget): number {
  // Where nothing was evaluated there is nothing to count, and listing candidates of wide models takes long.
  if (search.memo.size === 0) return 0;
  const seen = new Set<string>();
  let tried = 0;
  for (const pass of passes) {
    for (const { text } of simplerCandidates(pass, target, seen)) {
      if (search.memo.has(text)) tried++;
    }
  }
  return tried;
}

export interface LocalMinimality {
  readonly minimal: boolean;
  /** Different simpler candidates that were evaluated. */
  readonly tried: number;
  /** A simpler candidate that fails, and the pass that made it. */
  readonly simpler: { readonly pass: string; readonly instance: Instance } | null;
}

/** From scratch: whether no single candidate of any pass is simpler and fails. */
export function isLocallyMinimal(
  instance: Instance,
  stillFails: StillFails,
  signs: SignRule = 'by-parity',
): LocalMinimality {
  const tried = new Set<string>();
  const target = shrinkTargetOf(instance, signs);
  for (const pass of passes) {
    for (const { candidate } of simplerCandidates(pass, target, tried)) {
      if (evaluate(stillFails, candidate)) {
        return {
          minimal: false,
          tried: tried.size,
          simpler: { pass: pass.name, instance: candidate },
        };
      }
    }
  }
  return { minimal: true, tried: tried.size, simpler: null };
}

/**
 * Which hypotheses of a claim are needed, and how much of them.
 *
 *   1  every hypothesis dropped alone, on instances on which it fails; beside that the claim itself
 *   2  of each that is needed, the weaker forms it declares, in its place: a form that is not enough has a
 *      witness too
 *   3  of those that were tried and are not, each two dropped together
 *   4  of each two of which one is needed, the weaker forms of either: both fail, the form holds
 *
 * A row ends with the first chunk that holds a failure. Failures have proofs, so `fails` is certain; that
 * nothing was found in so many tries is no proof, and of how many the claim decided stands beside it.
 */
import type { Claim } from '../claims/claim.ts';
import { isHeldTrue } from '../claims/status.ts';
import { weakerForms } from '../claims/weakened.ts';
import { InputError } from '../errors.ts';
import { open } from '../instances/subject.ts';
import { compareComplexity, complexity } from '../shrinking/complexity.ts';
import type { CampaignReport } from './campaign.ts';
import type { Target } from './target.ts';
import type { Found, TargetReport } from './target-report.ts';

/** `fails`: there is a witness. `survives`: none in so many tries. */
export type RowVerdict = 'fails' | 'survives' | 'undecided';

export interface NecessityRow {
  readonly claim: Claim;
  /** None, one or two hypotheses. */
  readonly dropped: readonly string[];
  /** The weaker form that holds in the place of the one that is dropped, null where none does. */
  readonly form: string | null;
  readonly verdict: RowVerdict;
  readonly tries: number;
  /** Instances on which the claim survived or fell. */
  readonly decided: number;
  /** Instances tried up to the first that fails, null where none does. */
  readonly triesToFirst: number | null;
  /** The smallest found. */
  readonly witness: Found | null;
}

export interface NecessityReport {
  readonly claims: readonly Claim[];
  /** By claim, in the order of its hypotheses, then pairs, each followed by its weaker forms. */
  readonly rows: readonly NecessityRow[];
  readonly reports: readonly TargetReport[];
  readonly seconds: number;
  readonly interrupted: boolean;
}

/** What is asked of all claims at once, before what comes next is known. */
export type Stage = 'hypotheses' | 'forms' | 'pairs' | 'forms-of-pairs';

/** Tries targets until each has a failure or the budget is over. */
export type RunStage = (targets: readonly Target[], stage: Stage) => Promise<CampaignReport>;

/**
 * Claims whose hypotheses can be asked for; none named: all that may be true.
 * @throws InputError for a claim without hypotheses.
 */
export function claimsWithHypotheses(claims: readonly Claim[], isNamed: boolean): Claim[] {
  const bare = claims.find(({ hypotheses }) => hypotheses.length === 0);
  if (isNamed && bare !== undefined)
    throw new InputError('claim', 'one that has hypotheses', `${bare.id}, which has none`);
  return claims.filter(
    ({ hypotheses, status }) => hypotheses.length > 0 && (isNamed || isHeldTrue(status)),
  );
}

export async function necessity(
  claims: readonly Claim[],
  runStage: RunStage,
): Promise<NecessityReport> {
  const reports: TargetReport[] = [];
  let seconds = 0;
  let interrupted = false;
  const run = async (targets: readonly Target[], stage: Stage) => {
    if (targets.length === 0 || interrupted) return;
    const report = await runStage(targets, stage);
    reports.push(...report.targets);
    seconds += report.seconds;
    interrupted = report.interrupted;
  };
  /** With exactly these dropped, and nothing in their place. */
  const reportOf = ({ claim, dropped }: Target) =>
    reports.find(
      ({ target }) =>
        target.claim === claim &&
        target.dropped.join() === dropped.join() &&
        target.instead?.length === 0,
    );
  const fails = (target: Target) => (reportOf(target)?.counts.falsified ?? 0) > 0;
  /** Of what there was no time to try nothing is said, so that a pair of it would say nothing either. */
  const stood = (target: Target) => !fails(target) && (reportOf(target)?.tries ?? 0) > 0;
  const without = (claim: Claim, ...dropped: readonly string[]): Target => ({
    claim,
    dropped: [...dropped].sort(),
    instead: [],
  });
  const singles = claims.map((claim) => claim.hypotheses.map(({ id }) => without(claim, id)));
  await run(
    claims.flatMap((claim, k) => [{ claim, dropped: [] }, ...singles[k]]),
    'hypotheses',
  );
  await run(singles.flat().filter(fails).flatMap(formsOf), 'forms');
  const pairs = singles.flatMap((own) => {
    const spare = own.filter(stood);
    return spare.flatMap(({ claim, dropped: [one] }, n) =>
      spare.slice(n + 1).map(({ dropped: [other] }) => without(claim, one, other)),
    );
  });
  await run(pairs, 'pairs');
  await run(pairs.filter(fails).flatMap(formsOf), 'forms-of-pairs');
  return {
    claims,
    rows: claims.flatMap((claim) =>
      reports
        .filter(({ target }) => target.claim === claim)
        .map(rowOf)
        .sort((a, b) => place(a) - place(b)),
    ),
    reports,
    seconds,
    interrupted,
  };
}

/** The same, with each weaker form of what is dropped in its place. */
const formsOf = ({ claim, dropped }: Target): Target[] =>
  weakerForms(claim, dropped).map(({ id }) => ({ claim, dropped, instead: [id] }));

/** None dropped, then hypotheses, then pairs in the order of these, each followed by its forms. */
function place({ claim, dropped, form }: NecessityRow): number {
  const { hypotheses } = claim;
  const numbers = dropped
    .map((id) => hypotheses.findIndex((h) => h.id === id))
    .sort((a, b) => a - b);
  const [first = -1, second = -1] = numbers;
  const row = second < 0 ? first : (second + 1) * hypotheses.length + first;
  const forms = weakerForms(claim, dropped);
  return row + (1 + forms.findIndex(({ id }) => id === form)) / (2 + forms.length);
}

function rowOf({ target, tries, counts, found, triesToFirst }: TargetReport): NecessityRow {
  const { claim, dropped, instead = [] } = target;
  const decided = counts.survived + counts.falsified;
  return {
    claim,
    dropped,
    form: instead[0] ?? null,
    verdict: counts.falsified > 0 ? 'fails' : decided > 0 ? 'survives' : 'undecided',
    tries,
    decided,
    triesToFirst,
    witness: smallest(found),
  };
}

function smallest(found: readonly Found[]): Found | null {
  const keyed = found.map((one) => ({
    one,
    key: complexity(open(one.counterexample.instance).instance),
  }));
  keyed.sort((a, b) => compareComplexity(a.key, b.key));
  return keyed[0]?.one ?? null;
}

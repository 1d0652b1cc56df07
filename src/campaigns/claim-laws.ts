/**
 * The laws that every claim obeys, whoever wrote it, checked on random instances: with all hypotheses in
 * force, and with each one dropped. A law that decided nothing is not held.
 */
import type { Claim, Verdict } from '../claims/claim.ts';
import { marginOf } from '../claims/margin.ts';
import { judge, whyOutOfScope } from '../claims/scope.ts';
import { sentenceOf } from '../claims/sentence.ts';
import { clauseOf, decided, type Falsified } from '../claims/verdict.ts';
import { UnsupportedError } from '../errors.ts';
import type { Instance } from '../instances/instance.ts';
import { open } from '../instances/subject.ts';
import { canonicalJson } from '../json/canonical-json.ts';
import { parseJson } from '../json/json-text.ts';
import { writeJson } from '../json/write-json.ts';
import type { LawReport } from '../laws/law.ts';
import { createRng } from '../numerics/random.ts';
import { counterexampleOf } from './shrinking.ts';

/** How many instances the laws of claims are tried on, from which seed. */
export interface ClaimLawOptions {
  /** Instances for each set of hypotheses. Default 8. */
  readonly runs?: number;
  readonly seed?: number | string;
}

/** One instance, drawn for the law. */
interface Case {
  readonly claim: Claim;
  readonly dropped: ReadonlySet<string>;
  draw(): Instance;
  /** The instance, written down before the claim was asked about it, and its verdict; asked once for all laws. */
  asked(): Asked;
}

interface Asked {
  readonly instance: Instance;
  /** A copy of what was drawn, about which nobody was asked. */
  readonly copy: Instance;
  readonly verdict: Verdict;
}

interface ClaimLaw {
  readonly name: string;
  readonly statement: string;
  /** Null: held. Undefined: nothing was decided. Else what is wrong. */
  check(given: Case): string | null | undefined;
}

/** Bound on candidates of one search. */
const SEARCHED = 60;

/** As if the claim always failed. */
export const alwaysFails = decided(
  { clause: 'x-always', margin: -1, says: 'it always fails', evidence: null },
  { integers: [0, 1] },
) as Falsified;

function outOfScope(claim: Claim, instance: Instance, dropped: ReadonlySet<string>) {
  const why = whyOutOfScope(claim, open(instance), dropped);
  return why && sentenceOf(why);
}

function caseOf(claim: Claim, dropped: ReadonlySet<string>, draw: () => Instance): Case {
  let known: Asked | undefined;
  return {
    claim,
    dropped,
    draw,
    asked() {
      if (known === undefined) {
        const instance = draw();
        const copy = structuredClone(instance);
        known = { instance, copy, verdict: verdictOn(claim, instance, dropped) };
      }
      return known;
    },
  };
}

function verdictOn(claim: Claim, instance: Instance, dropped: ReadonlySet<string>): Verdict {
  return judge(claim, open(instance), { dropped, strictness: 0 });
}

export const claimLawList: readonly ClaimLaw[] = [
  {
    name: 'generation',
    statement: 'The same seed draws the same instance.',
    check({ draw }) {
      const [first, second] = [canonicalJson(draw()), canonicalJson(draw())];
      return first === second ? null : `drew ${first}, then ${second}`;
    },
  },
  {
    name: 'scope',
    statement: 'What is drawn lies in the domain and satisfies the hypotheses in force.',
    check({ claim, dropped, draw }) {
      return outOfScope(claim, draw(), dropped) ?? null;
    },
  },
  {
    name: 'purity',
    statement:
      'The verdict depends on instance and options alone, and the instance stays as it is.',
    check({ claim, dropped, asked }) {
      const { instance, copy, verdict } = asked();
      const before = canonicalJson(copy);
      if (canonicalJson(instance) !== before) return 'changed the instance';
      const first = canonicalJson(verdict);
      // Opened twice: what a subject remembers must not matter either.
      const second = canonicalJson(verdictOn(claim, copy, dropped));
      if (first !== second) return `said ${first}, then ${second}`;
      return canonicalJson(copy) === before ? null : 'changed the instance';
    },
  },
  {
    name: 'margin',
    statement: 'The margin is positive where the claim survives, negative where it is falsified.',
    check({ asked }) {
      const { verdict } = asked();
      const { kind } = verdict;
      if (kind !== 'survived' && kind !== 'falsified') return undefined;
      const margin = marginOf(verdict);
      const fits = kind === 'survived' ? margin >= 0 : margin < 0;
      return fits && Number.isFinite(margin) ? null : `${kind} with margin ${margin}`;
    },
  },
  {
    name: 'evidence',
    statement: 'The verdict is plain JSON: it is read as it is written.',
    check({ asked }) {
      const { verdict } = asked();
      const written = canonicalJson(verdict);
      const read = canonicalJson(parseJson(writeJson(verdict)));
      if (read !== written) return `${written} is read as ${read}`;
      const named = clauseOf(verdict) !== '' && sentenceOf(verdict).trim() !== '';
      return named ? null : `${verdict.kind} without a clause or a sentence`;
    },
  },
  {
    name: 'shrinking',
    statement: 'Shrinking ends, within the domain and the hypotheses in force.',
    check({ claim, dropped, draw }) {
      const instance = draw();
      if (whyOutOfScope(claim, open(instance), dropped) !== undefined) return undefined;
      const sloppy: Claim = { ...claim, check: () => alwaysFails };
      const smallest = counterexampleOf(sloppy, {
        claimId: claim.id,
        dropped: [...dropped],
        seed: 0,
        tries: 1,
        instance,
        verdict: alwaysFails,
        maxEvaluations: SEARCHED,
      });
      return outOfScope(claim, smallest.instance, dropped) ?? null;
    },
  },
  {
    name: 'non-vacuity',
    statement: 'Something is decided.',
    check({ asked }) {
      const { kind } = asked().verdict;
      return kind === 'survived' || kind === 'falsified' ? null : undefined;
    },
  },
];

/**
 * Tries the laws that every claim obeys on one of your own.
 *
 * @returns one report a law; `held` is what is wanted.
 *
 * @example
 * ```ts
 * import { claimById } from 'falsim';
 * import { claimLaws } from 'falsim/testing';
 *
 * claimLaws(claimById('diagonal-linear')!, { runs: 4 }).every(({ status }) => status === 'held'); // true
 * ```
 */
export function claimLaws(claim: Claim, options: ClaimLawOptions = {}): LawReport[] {
  const { runs = 8, seed = 1 } = options;
  const settings = [[], ...claim.hypotheses.map(({ id }) => [id])];
  const cases = settings.flatMap((without) =>
    Array.from({ length: runs }, (_, run): Case => {
      const dropped = new Set(without);
      const name = `claim-laws/${claim.id}/${without.join('+')}/${seed}/${run}`;
      const size = runs === 1 ? 0.5 : run / (runs - 1);
      const draw = () => claim.generate(createRng(name), { dropped, size });
      return caseOf(claim, dropped, draw);
    }),
  );
  return claimLawList.map((law) => reportOf(law, cases));
}

function reportOf({ name, statement, check }: ClaimLaw, cases: readonly Case[]): LawReport {
  let decided = 0;
  for (const given of cases) {
    const answer = answerOf(() => check(given));
    if (answer === undefined) continue;
    decided++;
    if (answer !== null) {
      const without = [...given.dropped].map((id) => `without ${id}: `).join('');
      return { law: name, statement, status: 'broken', decided, reason: without + answer };
    }
  }
  return { law: name, statement, status: decided === 0 ? 'undecided' : 'held', decided };
}

/** What the exact machinery refuses decides nothing; anything else that is thrown breaks the law. */
function answerOf(ask: () => string | null | undefined): string | null | undefined {
  try {
    return ask();
  } catch (error) {
    if (error instanceof UnsupportedError) return undefined;
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  }
}

/**
 * What a counterexample does not show. Each sentence follows from what the file holds: the status of the claim, what was
 * dropped, which clause failed, how that was decided, and how far the search for something simpler went.
 */
import type { Decision } from '../../claims/decision.ts';
import { meaningWithout, wordsFor } from '../../claims/status.ts';
import type { StoredCounterexample } from '../../counterexamples/counterexample.ts';
import { TRIED_VALUES } from '../../counterexamples/irrelevance.ts';
import type { Stored } from '../html/card.ts';
import { conjoined } from '../text.ts';

/** One sentence each, the weightiest first. */
export function limitsOf({ counterexample, claim }: Stored): string[] {
  const { droppedHypotheses: dropped, irrelevant } = counterexample;
  return [
    ...(claim === undefined ? [] : [aboutClaim(claim, dropped)]),
    ...weakerForms({ counterexample, claim }),
    aboutClause(counterexample.clause as Decision['clause']),
    ...aboutProof(counterexample),
    ...(irrelevant.length === 0 ? [] : [aboutVariations(irrelevant)]),
    aboutSize(counterexample),
  ];
}

function aboutClaim(
  { id, status }: NonNullable<Stored['claim']>,
  dropped: readonly string[],
): string {
  if (dropped.length > 0)
    return `That ${id} is false. With ${conjoined(dropped)} in force it is ${wordsFor(status)}, and says nothing about this instance.`;
  switch (meaningWithout(status, dropped)) {
    case 'alarm':
      return 'Whether the proof of the theorem or falsim is wrong: one of them is.';
    case 'finding':
      return 'That nothing of the claim is left: with another hypothesis it may hold.';
    case 'expected':
      return status === 'refuted'
        ? 'That nothing of the claim is left: with another hypothesis it may hold.'
        : 'Anything new about the theory: the claim is there because it was known to be false, to see that a hunt notices.';
  }
}

function weakerForms({ counterexample, claim }: Pick<Stored, 'counterexample' | 'claim'>) {
  const { droppedHypotheses, instead = [] } = counterexample;
  const forms = droppedHypotheses
    .flatMap((id) => claim?.hypotheses.find((one) => one.id === id)?.weaker ?? [])
    .filter(({ id }) => !instead.includes(id))
    .map(({ id }) => id);
  if (forms.length === 0) return [];
  return [
    `That all of ${conjoined(droppedHypotheses)} is needed: less may be enough, such as ${conjoined(forms)} (falsim necessity ${claim!.id} asks).`,
  ];
}

/** A clause of somebody else's claim falls to the last case. */
function aboutClause(clause: Decision['clause']): string {
  switch (clause) {
    case 'orbit-gap':
    case 'count':
    case 'orbit-dimension':
    case 'rank':
    case 'span':
      return 'Where training ends, on any data: it is about all points that gradient flow can reach from this θ, whatever data and loss, and about this θ alone. Other points of the model may have other orbits.';
    case 'tangency':
    case 'stratum':
      return 'How far a trajectory goes, or for which data: some data drive θ off the subspace at once. On others it may stay.';
    case 'trajectory':
      return 'How far a trajectory goes: on these data it leaves the subspace at once. On others it may stay.';
    case 'distance-flow':
    case 'growth':
      return 'How far the distance grows, or for how long: it is the rate at this θ, on these data.';
    case 'drift':
    case 'flow':
    case 'field':
      return 'That it fails everywhere: it fails at this θ, and holds perhaps at others.';
    case 'steps':
    case 'bitwise':
    case 'balance':
    case 'step-drift':
    case 'reduced':
      return 'Anything about gradient flow, or about other methods: it is about these steps, at this rate, on these data.';
    case 'quantity':
    case 'lattice':
    case 'orientations':
    case 'function-rank':
    case 'inertia':
    case 'distance-law':
    case 'across':
    case 'critical':
      return 'How often it fails: it is about this model at this point. One that is drawn at random may be another matter.';
    default:
      return 'Anything beyond this instance: what was decided is what the claim’s own code decided.';
  }
}

function aboutProof(counterexample: StoredCounterexample): string[] {
  if (!('proof' in counterexample) || counterexample.proof.by === 'exact') return [];
  const { digits = 60 } = counterexample.proof;
  return [
    `The value of what is not 0: enclosures of ${digits} digits prove that it is not, and in which ball it lies.`,
  ];
}

function aboutVariations(irrelevant: readonly string[]): string {
  const numbers = irrelevant.some((text) => /number/.test(text));
  const tried = numbers ? `, and the numbers ${TRIED_VALUES.join(', ')}` : '';
  return `That what is said not to matter never does: it sums up what was tried, the functions and losses that falsim knows${tried}.`;
}

function aboutSize({ minimality: { proven } }: StoredCounterexample): string {
  return proven
    ? 'That there is none smaller: it is the smallest that is known, in the one order that falsim has for instances.'
    : 'That there is none smaller: the search for one ended early.';
}

/** Decisions of one form that have several clauses, told apart. */
import type { CountedDecision, Decision, MeasuredDecision, OwnDecision } from './decision.ts';

const COUNTED: { readonly [clause in CountedDecision['clause']]: true } = {
  lattice: true,
  orientations: true,
  'function-rank': true,
  inertia: true,
};
const MEASURED: { readonly [clause in MeasuredDecision['clause']]: true } = {
  'distance-law': true,
  across: true,
  'step-drift': true,
  critical: true,
};

/** Whether the clause is one that compares whole numbers. */
export function isCounted(decision: Decision): decision is CountedDecision {
  return Object.hasOwn(COUNTED, decision.clause);
}

/** Whether the clause is one that says of a number what it is, or its sign. */
export function isMeasured(decision: Decision): decision is MeasuredDecision {
  return Object.hasOwn(MEASURED, decision.clause);
}

/** A template literal is no discriminant: this is. */
export function isOwn(decision: Decision): decision is OwnDecision {
  return decision.clause.startsWith('x-');
}

/** Analyticity as a hypothesis of what is said of fields and trajectories; of orbits without it nothing is said. */
import type { Hypothesis } from './claim.ts';

/** The hypothesis that the functions of a model are analytic. */
export const ANALYTIC: Hypothesis = {
  id: 'analytic',
  notNeeded: true,
  statement: 'σ is analytic; dropped: ReLU, leaky ReLU and flat functions as well.',
  holds: ({ facts }) => facts.functions.every(({ analytic }) => analytic),
};

/** What is drawn without it. */
export const NOT_ANALYTIC = ['relu', 'leaky-relu', 'flat'] as const;

/** The functions that are drawn, where the hypothesis has been dropped. */
export const withoutAnalyticity = (dropped: ReadonlySet<string>) =>
  dropped.has(ANALYTIC.id) ? { activations: NOT_ANALYTIC } : {};

/**
 * The discrete methods as data: their numbers, and what is known of a step, of which claims are made. A step that
 * commutes with Q keeps the subspace that Q fixes.
 *
 *   linear   it is a combination of gradients of L (for some targets) and of θ, and so commutes with every linear
 *            isometry that leaves F unchanged; else it acts on one parameter at a time
 *   alike    it commutes with permutations of the parameters that leave F unchanged: nothing is drawn for one of two
 *            equal neurons
 *   odd      it commutes with changes of sign that leave F unchanged: the step at −(θ, g, memory) is minus the step
 *   decays   it pulls towards the origin, so that the subspace has to contain it
 */
import type { TrainingSpec } from '../instances/instance.ts';

export type DiscreteMethod = Exclude<TrainingSpec['method'], 'gradient-flow'>;

export interface MethodFacts {
  readonly linear: boolean;
  readonly alike: boolean;
  readonly odd: boolean;
  readonly decays: boolean;
  /** What is drawn at every step (`disturbance.ts`), batches apart. */
  readonly draws: 'nothing' | 'targets' | 'gradient' | 'masks';
}

const PLAIN = { linear: true, alike: true, odd: true, decays: false, draws: 'nothing' } as const;
const BY_ENTRY = { ...PLAIN, linear: false } as const;

export const methodFacts: Readonly<Record<DiscreteMethod, MethodFacts>> = {
  'gradient-descent': PLAIN,
  'weight-decay': { ...PLAIN, decays: true },
  momentum: PLAIN,
  sgd: PLAIN,
  nesterov: PLAIN,
  adam: BY_ENTRY,
  'sign-descent': BY_ENTRY,
  rmsprop: BY_ENTRY,
  adamw: { ...BY_ENTRY, decays: true },
  'label-noise': { ...PLAIN, draws: 'targets' },
  'shared-noise': { ...BY_ENTRY, odd: false, draws: 'gradient' },
  'gradient-noise': { ...BY_ENTRY, alike: false, odd: false, draws: 'gradient' },
  'shared-dropout': { ...BY_ENTRY, draws: 'masks' },
  dropout: { ...BY_ENTRY, alike: false, draws: 'masks' },
};

const all = Object.keys(methodFacts) as DiscreteMethod[];

/** Those of which it is so, from the simplest on. */
export function methodsThat(accepts: (facts: MethodFacts) => boolean): DiscreteMethod[] {
  return all.filter((method) => accepts(methodFacts[method]));
}

/** The numbers that an instance's `training` does not set. */
export const MOMENTUM = 0.9;
export const DECAY = 0.01;
export const ADAM = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 } as const;
export const RMSPROP = { smoothing: 0.99, epsilon: 1e-8 } as const;

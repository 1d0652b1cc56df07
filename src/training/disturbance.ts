/**
 * What is drawn at every step of a method with noise or masks, from a seed; multiples of 1/8, so that float64 and exact
 * steps see the same numbers.
 *
 *   label-noise       y + ξ: a number for each target
 *   gradient-noise    g + ξ: a number for each parameter
 *   shared-noise      g + ξ(1, …, 1): one for all of them
 *   dropout           D∇L(Dθ): every hidden unit is left out with probability ½, or what goes out of it counts twice
 *   shared-dropout    the same for all hidden units at once
 *
 * D is diagonal: 0 or 2 for a weight that goes out of a hidden unit (`models/units.ts`), 1 elsewhere. Equal units are
 * treated alike by all of these but `gradient-noise` and `dropout`.
 */
import type { BoundModel } from '../models/bind.ts';
import { unitAxes } from '../models/units.ts';
import { createRng } from '../numerics/random.ts';
import { type DiscreteMethod, methodFacts } from './methods.ts';

/** Noise is k/8, |k| ≤ 4. */
const STEPS_OF_NOISE = 8;
const LARGEST = 4;
const KEPT = 2;

/** Null for what is not disturbed. All of it is rewritten in place by `next`. */
export interface Disturbance {
  /** Added to the targets, n × c. */
  readonly targets: Float64Array | null;
  /** Added to ∇L, M numbers. */
  readonly gradient: Float64Array | null;
  /** The diagonal of D. */
  readonly factors: Float64Array | null;
  /** Draws for the next step; has to be called before the first. */
  next(): void;
}

/** @returns null for a method that draws nothing. */
export function createDisturbance(
  method: DiscreteMethod,
  bound: BoundModel,
  samples: number,
  seed: number | string,
): Disturbance | null {
  const { draws, alike } = methodFacts[method];
  if (draws === 'nothing') return null;
  const rng = createRng(`${seed}/${method}`);
  const noise = () => rng.integer(-LARGEST, LARGEST) / STEPS_OF_NOISE;
  const none = { targets: null, gradient: null, factors: null };
  const wide = (size: number) => new Float64Array(size);
  switch (draws) {
    case 'targets': {
      const targets = wide(samples * bound.output.size);
      const next = () => {
        for (let i = 0; i < targets.length; i++) targets[i] = noise();
      };
      return { ...none, targets, next };
    }
    case 'gradient': {
      const gradient = wide(bound.size);
      const next = () => {
        if (alike) gradient.fill(noise());
        else for (let i = 0; i < gradient.length; i++) gradient[i] = noise();
      };
      return { ...none, gradient, next };
    }
    case 'masks': {
      const factors = wide(bound.size);
      const axes = unitAxes(bound);
      const next = () => {
        factors.fill(1);
        const common = rng.chance(0.5) ? KEPT : 0;
        for (const { outgoing } of axes)
          for (const own of outgoing) {
            const kept = alike ? common : rng.chance(0.5) ? KEPT : 0;
            for (const i of own) factors[i] *= kept;
          }
      };
      return { ...none, factors, next };
    }
  }
}

/** Of each parameter, of how many hidden axes it is an outgoing weight: where a mask common to all units acts. */
export function masksOn(bound: BoundModel): Int8Array {
  const counts = new Int8Array(bound.size);
  for (const { outgoing } of unitAxes(bound))
    for (const own of outgoing) for (const i of own) counts[i]++;
  return counts;
}

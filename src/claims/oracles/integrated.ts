/**
 * Which instances are integrated although something cheaper has decided them. A symmetry that is proved and
 * fields that are tangent at θ leave trajectories nothing to decide; following them all the same tests
 * solvers, kernels and the proof against each other, and costs ten times as much as all the rest. So a
 * share is followed, the same whenever the instance is met.
 */
import type { Subject } from '../../instances/subject.ts';

/** One instance in so many. */
const ONE_IN = 8;

/** A pure function of θ and of the training data, in float64. */
export function isIntegrated({ float, instance }: Subject): boolean {
  let hash = 0x811c9dc5;
  const word = new Float64Array(1);
  const halves = new Uint32Array(word.buffer);
  const mix = (x: number): void => {
    word[0] = x;
    for (const half of halves) {
      hash = Math.imul(hash ^ half, 0x01000193);
      hash ^= hash >>> 15;
    }
  };
  for (const x of float) mix(x);
  for (const row of instance.data?.targets ?? []) for (const y of row) mix(Number(y));
  mix(float.length);
  return (Math.imul(hash, 0x9e3779b1) >>> 8) % ONE_IN === 0;
}

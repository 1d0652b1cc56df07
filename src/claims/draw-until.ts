/** Instances that are drawn again until one is as it should be. */
import type { Instance } from '../instances/instance.ts';

/** @param redraws how often it is tried again; then the last one is taken as it is. */
export function drawUntil(
  draw: () => Instance,
  accepts: (instance: Instance) => boolean,
  redraws: number,
): Instance {
  let instance = draw();
  for (let n = 0; n < redraws && !accepts(instance); n++) instance = draw();
  return instance;
}

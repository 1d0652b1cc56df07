/** Instances of a claim's domain: what `generate` is made of where a claim brings none of its own. */
import { generateInstance, type InstanceConstraints } from '../generation/instance.ts';
import type { Instance } from '../instances/instance.ts';
import type { Range } from '../models/contract.ts';
import type { Rng } from '../numerics/random.ts';
import type { GenerateOptions } from './claim.ts';
import { type Domain, whyOutside } from './domain.ts';
import { drawUntil } from './draw-until.ts';

/** How often an instance is drawn again that does not belong. */
const REDRAWS = 200;

/** Ends of a domain up to here are drawn to, however unusual; larger ones are no wish to see them. */
const MOST_DECLARED = 8;

/**
 * As much of the usual range as the domain allows, its own least end where they do not meet, and its own
 * upper end where that is near.
 */
function clipped([least, most]: Range, usual: Range): Range {
  const low = Math.min(Math.max(least, usual[0]), most);
  return [low, most <= MOST_DECLARED ? most : Math.max(low, usual[1])];
}

/** What the generator is asked for; ends of the domain that are not given are those of the generator. */
export function constraintsWithin(domain: Domain): InstanceConstraints {
  const { kinds, depth, hidden, inputs, outputs, bias, functions, point, signs } = domain;
  const { data, losses, methods, switched } = domain;
  const layered = depth !== undefined || hidden !== undefined || bias !== undefined;
  const steps = methods?.filter((method) => method !== 'gradient-flow');
  return {
    ...(kinds === undefined ? { others: !layered } : { kinds }),
    ...(depth && { depth: clipped(depth, [2, 3]) }),
    ...(hidden && { hidden: clipped(hidden, [1, 5]) }),
    ...(inputs && { inputs: clipped(inputs, [1, 3]) }),
    ...(outputs && { outputs: clipped(outputs, [1, 2]) }),
    ...(bias !== undefined && { bias }),
    ...(functions && { activations: functions }),
    ...(point && { point }),
    ...(signs && { signs }),
    ...(data && { data }),
    ...(losses && { losses, data: true }),
    ...(steps &&
      (steps.length > 0
        ? { training: 'discrete', methods: steps }
        : { training: 'gradient-flow' })),
    ...(switched && { then: true }),
  };
}

/**
 * A random instance of the domain that `accepts` as well, for as long as redrawing helps.
 *
 * @param sampling how to draw within the domain: numbers, points, sizes.
 */
export function drawWithin(
  domain: Domain,
  rng: Rng,
  { size, kinds }: Pick<GenerateOptions, 'size' | 'kinds'>,
  sampling: InstanceConstraints = {},
  accepts: (instance: Instance) => boolean = () => true,
): Instance {
  // What a domain says of widths holds for instances of every size.
  const bounded = domain.hidden !== undefined && Number.isFinite(domain.hidden[1]);
  const usual = bounded ? Math.min(1, size) : size;
  const constraints = { ...constraintsWithin(domain), ...sampling, only: kinds, size: usual };
  return drawUntil(
    () => generateInstance(rng, constraints),
    (instance) => whyOutside(domain, instance) === undefined && accepts(instance),
    REDRAWS,
  );
}

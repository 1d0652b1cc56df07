/** The passes of the shrinker, from what changes most to what changes least. */
import { choicePasses } from './choice-passes.ts';
import { compoundPasses } from './compound-passes.ts';
import { neuronPasses } from './neuron-passes.ts';
import { numberPasses } from './number-passes.ts';
import { orderPasses } from './order-passes.ts';
import type { Pass } from './pass.ts';
import { structurePasses } from './structure-passes.ts';

export type { Pass, Subject } from './pass.ts';
export { subjectOf } from './pass.ts';

export const passes: readonly Pass[] = [
  ...structurePasses,
  ...choicePasses,
  ...neuronPasses,
  ...numberPasses,
  ...orderPasses,
  ...compoundPasses,
];

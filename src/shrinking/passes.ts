/** The passes of the shrinker, from what changes most to what changes least. */

import { numberPasses } from './number-passes.ts';
import { choicePasses } from './option-passes.ts';
import { compoundPasses } from './paired-passes.ts';
import type { Pass } from './pass.ts';
import { orderPasses } from './reordering-passes.ts';
import { structurePasses } from './structure-passes.ts';
import { neuronPasses } from './unit-passes.ts';

export type { Pass, ShrinkTarget } from './pass.ts';
export { shrinkTargetOf } from './pass.ts';

export const passes: readonly Pass[] = [
  ...structurePasses,
  ...choicePasses,
  ...neuronPasses,
  ...numberPasses,
  ...orderPasses,
  ...compoundPasses,
];

/** Models with one mistake each, and the law that has to find it. */
import type { AnyModel } from '../../models/contract.ts';
import { branching } from './branching.ts';
import { counting } from './counting.ts';
import { proposing } from './proposing.ts';
import { truncated } from './truncated.ts';

export const brokenModels: readonly (readonly [model: AnyModel, law: string])[] = [
  [counting, 'symmetry'],
  [truncated, 'fields'],
  [proposing, 'symmetry'],
  [branching, 'program'],
];

/** The models that come with falsim, simplest first. */
import type { AnyModel } from '../contract.ts';
import { diagonalLinear } from './diagonal-linear.ts';
import { fullyConnected } from './fully-connected.ts';
import { linear } from './linear.ts';
import { polynomial } from './polynomial.ts';
import { reluPaths } from './relu-paths.ts';

export const builtInModels: readonly AnyModel[] = [
  fullyConnected,
  linear,
  reluPaths,
  diagonalLinear,
  polynomial,
];

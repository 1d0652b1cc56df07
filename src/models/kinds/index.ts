/** The models that come with falsim, simplest first. */
import type { AnyModel } from '../contract.ts';
import { attention } from './attention.ts';
import { convolution } from './convolution.ts';
import { diagonalLinear } from './diagonal-linear.ts';
import { fullyConnected } from './fully-connected.ts';
import { gated, gatedPaths } from './gated.ts';
import { linear } from './linear.ts';
import { lowRank } from './low-rank.ts';
import { mixtureOfExperts } from './mixture-of-experts.ts';
import { layerNorm, rmsNorm } from './normalised.ts';
import { polynomial } from './polynomial.ts';
import { reluConvolutionPaths } from './relu-convolution-paths.ts';
import { reluPaths } from './relu-paths.ts';
import { residualNetwork, residualPaths } from './residual.ts';
import { residualBlock } from './residual-block.ts';
import { softmaxOutput } from './softmax-output.ts';
import { tiedAutoencoder } from './tied-autoencoder.ts';
import { weightNormalisedNetwork } from './weight-normalised.ts';

export const builtInModels: readonly AnyModel[] = [
  linear,
  diagonalLinear,
  fullyConnected,
  reluPaths,
  polynomial,
  lowRank,
  tiedAutoencoder,
  residualBlock,
  residualNetwork,
  residualPaths,
  gated,
  gatedPaths,
  mixtureOfExperts,
  convolution,
  reluConvolutionPaths,
  attention,
  rmsNorm,
  layerNorm,
  weightNormalisedNetwork,
  softmaxOutput,
];

/** The model that is meant where none is named. */
export const standardModel: AnyModel = fullyConnected;

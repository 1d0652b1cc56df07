/** How many conserved quantities papers say there are: one claim for each statement in print. */
import type { Claim } from '../claim.ts';
import { attentionHeadLaws, attentionLaws, rotaryAttentionLaws } from './attention.ts';
import {
  sigmoidExpertsLaws,
  smoothFeedForwardLaws,
  softmaxExpertsLaws,
  swigluLaws,
} from './gated.ts';
import { linearFactorLaws } from './linear.ts';
import { signDescentLaws, weightDecayLaws } from './other-flows.ts';
import { scaleLaw, softmaxLayerLaws } from './outputs-and-scales.ts';
import { reluConvolutionLaws, reluGraphLaws, reluLaws } from './relu.ts';
import { blockLaws, crossSkipLaws, residualPairLaws, skipLaws } from './residual.ts';
import { augmentedSquaredLaws, symmetricDataLaws } from './symmetric-data.ts';

export const publishedLaws: readonly Claim[] = [
  linearFactorLaws,
  reluLaws,
  reluConvolutionLaws,
  reluGraphLaws,
  skipLaws,
  blockLaws,
  crossSkipLaws,
  residualPairLaws,
  attentionHeadLaws,
  attentionLaws,
  rotaryAttentionLaws,
  softmaxLayerLaws,
  smoothFeedForwardLaws,
  swigluLaws,
  softmaxExpertsLaws,
  sigmoidExpertsLaws,
  scaleLaw,
  signDescentLaws,
  weightDecayLaws,
  symmetricDataLaws,
  augmentedSquaredLaws,
];

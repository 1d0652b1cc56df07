/** How many conserved quantities falsim found where nothing is in print: formulas in the sizes, to be attacked. */
import type { Claim } from '../claim.ts';
import { regluLaws } from './gates.ts';
import {
  layerNormGainLaws,
  layerNormLaws,
  queryNormLaws,
  rmsNormGainLaws,
  rmsNormLaws,
  weightNormLaws,
} from './normalised.ts';
import {
  groupedQueryLaws,
  linearAttentionLaws,
  linearConvolutionLaws,
  sigmoidGateLaws,
  tiedLinearLaws,
} from './shared.ts';
import { embeddedBlockLaws, tiedEmbeddingLaws } from './streams.ts';

export const conjecturedLaws: readonly Claim[] = [
  rmsNormLaws,
  rmsNormGainLaws,
  layerNormLaws,
  layerNormGainLaws,
  weightNormLaws,
  queryNormLaws,
  groupedQueryLaws,
  linearAttentionLaws,
  linearConvolutionLaws,
  tiedLinearLaws,
  embeddedBlockLaws,
  tiedEmbeddingLaws,
  sigmoidGateLaws,
  regluLaws,
];

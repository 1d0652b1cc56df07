/**
 * Every claim falsim knows. To add one: write its file, list it here, and give it a property in
 * `properties/` (docs/adding-a-claim.md).
 */
import { affineSimDiscrete } from './affine-sim-discrete.ts';
import type { Claim } from './claim.ts';
import { conjecturedLaws } from './conjectures/index.ts';
import { conservationLaws } from './conservation-laws.ts';
import { constantRank } from './constant-rank.ts';
import { dataIndependence } from './data-independence.ts';
import { diagonalLinear } from './diagonal-linear.ts';
import { distanceAlongFlow } from './distance-along-flow.ts';
import { driftOfOrderRate } from './drift-of-order-rate.ts';
import { driftOfSquaredSteps } from './drift-of-squared-steps.ts';
import { equalUnitsStayEqual } from './equal-units-stay-equal.ts';
import { flowEquivarianceClaim } from './flow-equivariance.ts';
import { hierarchy } from './hierarchy.ts';
import { affineSupport } from './known-false/affine-support.ts';
import {
  gradientDescentKeepsBalance,
  momentumKeepsBalance,
} from './known-false/balance-under-steps.ts';
import { countNeighbours } from './known-false/count-neighbours.ts';
import {
  distanceAlongFlowTwice,
  distanceKeepsFirstRate,
  distanceToEqualInputsAlongFlow,
} from './known-false/distance-along-flow-neighbours.ts';
import { distanceAtMostThousandfold } from './known-false/distance-at-most-thousandfold.ts';
import { distanceNeverGrows } from './known-false/distance-never-grows.ts';
import {
  adamDriftOfOrderRate,
  decayDriftOfOrderRate,
  driftOfSquaredStepsTwice,
  driftQuarters,
  momentumDriftOfSquaredSteps,
  wholeBatchesConserve,
} from './known-false/drift-neighbours.ts';
import {
  anySharesEmbed,
  minimaStayMinima,
  silentUnitsEmbed,
  splitsAreFlat,
} from './known-false/embedding-neighbours.ts';
import { equalInputsStayEqual } from './known-false/equal-inputs-stay-equal.ts';
import {
  denseAsOwnKernels,
  everyNeuronCounts,
  kernelsAtEveryPoint,
  matrixRankAtEveryPoint,
  matrixRankOfWidth,
  matrixRankUncorrected,
  oppositeNeuronsAreFree,
  polynomialNeuronsAreFree,
  rankAtEveryPoint,
  sharingCostsNothing,
} from './known-false/function-rank-neighbours.ts';
import {
  largerGroupFixesAsMuch,
  strataAreFilled,
  strataArePartitions,
} from './known-false/hierarchy-neighbours.ts';
import { isotropyOfUnits } from './known-false/isotropy-of-units.ts';
import { linearLawsAsRelu } from './known-false/linear-laws-as-relu.ts';
import { liveUnitsMove } from './known-false/live-units-move.ts';
import {
  adamKeepsRelations,
  decoupledDecayKeepsPinnedBiases,
  dropoutKeepsEqualUnits,
  dropoutKeepsOppositeUnits,
  noiseKeepsEqualUnits,
  rmspropKeepsRelations,
  sharedNoiseKeepsOppositeUnits,
  signDescentKeepsRelations,
} from './known-false/methods-neighbours.ts';
import {
  condensationAttracts,
  condensationRepels,
  distanceRateTwice,
  distanceToEqualInputs,
  incomingWeightsRepel,
} from './known-false/near-manifold-neighbours.ts';
import { noUnitDies } from './known-false/no-unit-dies.ts';
import { oneCoincidence } from './known-false/one-coincidence.ts';
import { onlyLinearBalance } from './known-false/only-linear-balance.ts';
import {
  diagonalByInput,
  diagonalByWeight,
  oneRankAFunction,
  oneRankAStratum,
} from './known-false/orbit-neighbours.ts';
import {
  orientationsAllReal,
  orientationsAtMostOrder,
  orientationsInAnySpace,
} from './known-false/orientation-neighbours.ts';
import {
  decayKeepsLaws,
  decayScalesLaws,
  signDescentByFactor,
  symmetricDataAlwaysAdd,
} from './known-false/other-flow-neighbours.ts';
import { pairsMakeTriples } from './known-false/pairs-make-triples.ts';
import {
  nearStratumReduces,
  plainNarrowerTraining,
  ratesTheOtherWay,
} from './known-false/reduced-width-neighbours.ts';
import { relationNeighbours } from './known-false/relation-neighbours.ts';
import {
  blocksKeepNothing,
  blocksKeepOneAUnit,
  blocksKeepOneMore,
  noLawOfOneBlock,
  noLawOfTwoBlocks,
  oneLawAChannel,
} from './known-false/residual-neighbours.ts';
import {
  legsCommute,
  secondLegIsFree,
  symmetryKeepsGradients,
} from './known-false/switch-neighbours.ts';
import { threeLayersMove } from './known-false/three-layers-move.ts';
import { distanceLaw, strataRepelSomewhere } from './near-manifold.ts';
import { orbitIsSim } from './orbit-is-sim.ts';
import { condensedOrientations } from './published/condensed-orientations.ts';
import { convolutionRank } from './published/convolution-rank.ts';
import { embedding } from './published/embedding.ts';
import { publishedLaws } from './published/index.ts';
import { matrixRank } from './published/matrix-rank.ts';
import { neuronRank } from './published/neuron-rank.ts';
import { reducedWidth } from './reduced-width.ts';
import { signStrataStay } from './sign-strata-stay.ts';
import { symmetryInducesSim } from './symmetry-induces-sim.ts';
import { twoLayerExhaustive } from './two-layer-exhaustive.ts';
import { twoLayerNotAffine } from './two-layer-not-affine.ts';
import { unitRelationsStay } from './unit-relations-stay.ts';

/** The distance to a stratum along trajectories, and what is false of it. */
export const distanceAlongTime: readonly Claim[] = [
  distanceAlongFlow,
  distanceAlongFlowTwice,
  distanceKeepsFirstRate,
  distanceToEqualInputsAlongFlow,
];

/** Numbers of conserved quantities, in print and found here: many claims of one form. */
export const lawCounts: readonly Claim[] = [...publishedLaws, ...conjecturedLaws];

/** False of methods and steps, each beside a claim that is true of others. */
export const methodsNeighbours: readonly Claim[] = [
  noiseKeepsEqualUnits,
  dropoutKeepsEqualUnits,
  sharedNoiseKeepsOppositeUnits,
  dropoutKeepsOppositeUnits,
  decoupledDecayKeepsPinnedBiases,
  adamKeepsRelations,
  rmspropKeepsRelations,
  signDescentKeepsRelations,
  driftOfSquaredStepsTwice,
  momentumDriftOfSquaredSteps,
  wholeBatchesConserve,
  driftQuarters,
  adamDriftOfOrderRate,
  decayDriftOfOrderRate,
];

/** Where training starts and ends: condensation near 0, critical points of wider networks, ranks of functions. */
export const landscape: readonly Claim[] = [
  embedding,
  condensedOrientations,
  neuronRank,
  matrixRank,
  convolutionRank,
];

/** Known to be false. */
export const landscapeNeighbours: readonly Claim[] = [
  minimaStayMinima,
  anySharesEmbed,
  silentUnitsEmbed,
  splitsAreFlat,
  orientationsInAnySpace,
  orientationsAtMostOrder,
  orientationsAllReal,
  rankAtEveryPoint,
  everyNeuronCounts,
  polynomialNeuronsAreFree,
  oppositeNeuronsAreFree,
  matrixRankAtEveryPoint,
  matrixRankUncorrected,
  matrixRankOfWidth,
  sharingCostsNothing,
  denseAsOwnKernels,
  kernelsAtEveryPoint,
];

/** Known to be false: numbers of laws, and what else is next to a claim that counts them. */
export const lawCountNeighbours: readonly Claim[] = [
  ...countNeighbours,
  ...relationNeighbours,
  linearLawsAsRelu,
  blocksKeepNothing,
  blocksKeepOneMore,
  blocksKeepOneAUnit,
  noLawOfOneBlock,
  noLawOfTwoBlocks,
  oneLawAChannel,
  signDescentByFactor,
  decayKeepsLaws,
  decayScalesLaws,
  symmetricDataAlwaysAdd,
];

/** Known to be false: of fields and their orbits, beside theorems. */
export const fieldNeighbours: readonly Claim[] = [
  incomingWeightsRepel,
  legsCommute,
  secondLegIsFree,
  symmetryKeepsGradients,
  diagonalByInput,
  diagonalByWeight,
  oneRankAStratum,
  oneRankAFunction,
];

/** The claims that come with falsim. */
export const claims: readonly Claim[] = [
  symmetryInducesSim,
  flowEquivarianceClaim,
  dataIndependence,
  affineSimDiscrete,
  equalUnitsStayEqual,
  signStrataStay,
  unitRelationsStay,
  driftOfSquaredSteps,
  driftOfOrderRate,
  hierarchy,
  reducedWidth,
  distanceLaw,
  ...distanceAlongTime,
  strataRepelSomewhere,
  ...landscape,
  orbitIsSim,
  constantRank,
  twoLayerExhaustive,
  twoLayerNotAffine,
  conservationLaws,
  diagonalLinear,
  ...lawCounts,
  equalInputsStayEqual,
  distanceNeverGrows,
  gradientDescentKeepsBalance,
  momentumKeepsBalance,
  noUnitDies,
  oneCoincidence,
  pairsMakeTriples,
  onlyLinearBalance,
  isotropyOfUnits,
  liveUnitsMove,
  threeLayersMove,
  distanceAtMostThousandfold,
  affineSupport,
  plainNarrowerTraining,
  ratesTheOtherWay,
  nearStratumReduces,
  strataAreFilled,
  strataArePartitions,
  largerGroupFixesAsMuch,
  distanceRateTwice,
  distanceToEqualInputs,
  condensationAttracts,
  condensationRepels,
  ...methodsNeighbours,
  ...landscapeNeighbours,
  ...fieldNeighbours,
  ...lawCountNeighbours,
];

/** The claim of this id among those of falsim; undefined where there is none. */
export function claimById(id: string): Claim | undefined {
  return claims.find((claim) => claim.id === id);
}

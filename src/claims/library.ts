/**
 * What the claims of falsim are written with and claims of one's own are too, besides what `falsim` names itself:
 * exact arithmetic, evidence, oracles, generators. Each oracle returns a finding, and `conclude` makes a verdict of
 * findings; one that returns a vacuity had nothing to look at.
 */

// Arithmetic: a model's page is run over any of these fields, `model.evaluate(rationals, exact, x)`.
export { ballsField } from '../analytic/fields/balls.ts';
export { float64 } from '../analytic/fields/float64.ts';
export { rationals } from '../analytic/fields/rationals.ts';
// Generators.
export { drawFunction } from '../generation/functions.ts';
export { DEGENERATE } from '../generation/instance.ts';
export { numeral as drawNumeral } from '../generation/number.ts';
// What there is to ask of an instance.
export { withData } from '../instances/subject.ts';
export { gradientOf } from '../models/gradient.ts';
export { isOfKind } from '../models/kinds/specs.ts';
export { parameterNames } from '../models/names.ts';
export { undefinedAt } from '../models/undefined-at.ts';
export { type UnitAxis, unitAxes } from '../models/units.ts';
export { type Ball, NoEnclosure, toNumber as ballToDouble } from '../numerics/balls/ball.ts';
export { writeRational } from '../numerics/numeral.ts';
export {
  compare as compareRationals,
  equal as equalRationals,
  format as formatRational,
  isZero as isZeroRational,
  toDouble,
} from '../numerics/rational.ts';
export { type RationalRows, rationalRank } from '../numerics/rational-matrix.ts';
export { type Reduction, reductionOf } from '../symmetry/reduction/reduction.ts';
export { methodsThat } from '../training/methods.ts';
export { ANALYTIC } from './analytic.ts';
export {
  type CountDefinition,
  defineCount,
  drawCounted,
  type SizeWish,
} from './define-count.ts';
// Oracles: of fields and flows.
export {
  curvatureAcross,
  curvatureAlong,
  curvatureWithout,
  distanceTerm,
  tangentTerm,
} from './oracles/across.ts';
// Oracles: of discrete steps.
export { balance } from './oracles/balance.ts';
export { bitwise, walk } from './oracles/bitwise.ts';
// Evidence.
export { doubtful, fails, holds, whyUntrainable } from './oracles/conclude.ts';
export { decayStep } from './oracles/decay-step.ts';
export {
  type DistancePull,
  distanceCoefficients,
  distanceInTime,
} from './oracles/distance-flow.ts';
export { type Beside, pullAcross } from './oracles/distance-walk.ts';
export {
  type EnclosedDifference,
  type Settled,
  settle,
} from './oracles/enclosed-difference.ts';
export { fieldEquivariance, flowEquivariance, type LinearMap } from './oracles/equivariance.ts';
export { counted, differing, vanishing } from './oracles/exact-finding.ts';
export { fittedDrift } from './oracles/fitted-drift.ts';
// Oracles: of strata, laws and ranks.
export { latticeFindings, latticeOf } from './oracles/lattice.ts';
export { decideCount, type LawCount, refutedCount } from './oracles/law-count.ts';
export { driftUnderSteps, slopeOfLaw, strayUnderSteps } from './oracles/law-drift.ts';
export { formsOf, type LinearForm, relationsOf } from './oracles/linear-forms.ts';
export { keptBitForBit, standsStill } from './oracles/manifold.ts';
export { type ModelOver, modelOver, normalComponent } from './oracles/model-over-field.ts';
export { polynomialLaws } from './oracles/polynomial-laws.ts';
export { keptAway, met, nearest, neverZero } from './oracles/quantity.ts';
export { rankFinding } from './oracles/rank-finding.ts';
export { realised } from './oracles/realised-gates.ts';
export { reducedTraining } from './oracles/reduced-training.ts';
export { concludeSettled, enclosureOf } from './oracles/settled-finding.ts';
export { isCritical } from './oracles/split-units.ts';
export { driftLessSquares, firstSlope, halvedRate } from './oracles/step-drift.ts';
export { methodIs, stepsKeep } from './oracles/steps-keep.ts';
export { hasTwoNeurons, unusedInputs } from './oracles/subspace.ts';
export { trajectory } from './oracles/trajectory.ts';
export { summaryOf } from './orbit-summary.ts';
export {
  type Enclosed,
  type Exact,
  enclosureProof,
  exactProof,
  type Found,
  type OrbitBound,
} from './proof.ts';
export { falsified, inconclusive, survived } from './verdict.ts';

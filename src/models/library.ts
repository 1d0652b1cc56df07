/**
 * What a model of one's own is written with: `import { axis, defineModel, … } from 'falsim/model'`.
 * `docs/adding-a-model.md` walks through one, `examples/models/` has more.
 */

export type { AnalyticFunction } from '../analytic/analytic-function.ts';
export { defineFunction, type FunctionDefinition } from '../analytic/define-function.ts';
export type { Field } from '../analytic/field.ts';
export type { FunctionSpec } from '../analytic/function-spec.ts';
export { arctan } from '../analytic/functions/arctan.ts';
export { cos } from '../analytic/functions/cos.ts';
export { erf } from '../analytic/functions/erf.ts';
export { exp } from '../analytic/functions/exp.ts';
export { gaussian } from '../analytic/functions/gaussian.ts';
export { gelu } from '../analytic/functions/gelu.ts';
export { inverseSqrt } from '../analytic/functions/inverse-sqrt.ts';
export { log } from '../analytic/functions/log.ts';
export { sigmoid } from '../analytic/functions/sigmoid.ts';
export { silu } from '../analytic/functions/silu.ts';
export { sin } from '../analytic/functions/sin.ts';
export { softplus } from '../analytic/functions/softplus.ts';
export { sqrt } from '../analytic/functions/sqrt.ts';
export { tanh } from '../analytic/functions/tanh.ts';
export { resolveFunction } from '../analytic/registry.ts';
export type { Rational } from '../numerics/rational.ts';
export {
  type Architecture,
  type Axis,
  addVectors,
  axis,
  called,
  choices,
  defineModel,
  type FiniteTensor,
  type Inputs,
  type Model,
  type ModelJson,
  matvec,
  type ProposedIsometry,
  type Role,
  type Structure,
  sum,
  type Tensor,
  tensor,
  type Values,
} from './contract.ts';
export { defineFamily, type VectorFields } from './family.ts';
export { attended, type HeadOptions, type Memory, memoryOf } from './pieces/attention.ts';
export { type Boundary, convolved, placesAfter } from './pieces/convolution.ts';
export {
  type GatedUnitTensors,
  type GatedUnitValues,
  gatedUnit,
  gatedUnitTensors,
} from './pieces/gated-unit.ts';
export { gradientAlong } from './pieces/gradient.ts';
export {
  layerNormalised,
  rmsNormalised,
  unitNormalised,
  weightNormalised,
} from './pieces/normalisation.ts';
export {
  type BranchTensors,
  type BranchValues,
  branchTensors,
  residual,
  residualBranch,
} from './pieces/residual.ts';
export { powerOf, type Rotation, rotated, rotation } from './pieces/rotation.ts';
export { normalisedWeights, softmax } from './pieces/softmax.ts';
export {
  combined,
  hadamard,
  inField,
  scaled,
  sumOfVectors,
  transposedMatvec,
} from './pieces/vectors.ts';
export {
  activation,
  boolean,
  integer,
  list,
  literal,
  nonNegative,
  object,
  oneOf,
  optional,
  rational,
  type Schema,
  size,
  widths,
} from './schema.ts';

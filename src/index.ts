/**
 * falsim as a library: define claims, hunt, check and replay them; orbits and their certificates. Models are
 * written with `falsim/model`, laws stand in `falsim/testing`, tests in `falsim/vitest`.
 */

export type { AnalyticFunction } from './analytic/analytic-function.ts';
export { defineFunction, type FunctionDefinition } from './analytic/define-function.ts';
export type { Field } from './analytic/field.ts';
export { functionNames, resolveFunction } from './analytic/registry.ts';
export type { CampaignReport } from './campaigns/campaign.ts';
export { type HuntOptions, hunt } from './campaigns/hunt.ts';
export type { Found, TargetReport } from './campaigns/target-report.ts';
export { check } from './claims/check.ts';
export type {
  CheckOptions,
  Claim,
  GenerateOptions,
  Hypothesis,
  Json,
} from './claims/claim.ts';
export type { Decision, OwnDecision } from './claims/decision.ts';
export { type ClaimDefinition, defineClaim } from './claims/define-claim.ts';
export { type Domain, whyOutside } from './claims/domain.ts';
export type { Doubt, Vacuity } from './claims/doubt.ts';
export { drawWithin } from './claims/draw-within.ts';
export * from './claims/library.ts';
export { marginOf } from './claims/margin.ts';
export { conclude, type Finding } from './claims/oracles/conclude.ts';
export { objectiveOf, relativeDistance } from './claims/oracles/float-model.ts';
export { type ManifoldChecks, segmentsOf, staysOn } from './claims/oracles/manifold.ts';
export {
  exactOrbit,
  isVerdict,
  orbitFillsStratum,
} from './claims/oracles/orbit-fills-stratum.ts';
export { equalInputs, equalNeurons, type Subspace } from './claims/oracles/subspace.ts';
export { tangency } from './claims/oracles/tangency.ts';
export type { Proof } from './claims/proof.ts';
export { claimById, claims } from './claims/registry.ts';
export { sentenceOf } from './claims/sentence.ts';
export { signatureOf } from './claims/signature.ts';
export { type ClaimStatus, claimStatuses, type Meaning, meaningOf } from './claims/status.ts';
export {
  clauseOf,
  decided,
  type Falsified,
  undecided,
  type Verdict,
  type VerdictKind,
  vacuous,
} from './claims/verdict.ts';
export { type Config, defineConfig, type Profile } from './config/config.ts';
export type {
  Counterexample,
  Refutation,
  StoredCounterexample,
} from './counterexamples/counterexample.ts';
export {
  parseCounterexample,
  readCounterexampleFile,
} from './counterexamples/read-counterexample.ts';
export {
  counterexampleFiles,
  type ReplayOutcome,
  replay,
  replayFile,
} from './counterexamples/replay.ts';
export { constant } from './dynamics/constant.ts';
export { dormandPrince5 } from './dynamics/dormand-prince-5.ts';
export { euler } from './dynamics/euler.ts';
export { flow } from './dynamics/flow.ts';
export { proportionalIntegral, type Tolerances } from './dynamics/proportional-integral.ts';
export { rungeKutta4 } from './dynamics/runge-kutta-4.ts';
export type { End, Ends, Solution } from './dynamics/solution.ts';
export { type SolveOptions, solve } from './dynamics/solve.ts';
export { defineTableau, type Tableau } from './dynamics/tableau.ts';
export { gradientFlow, type VectorField } from './dynamics/vector-field.ts';
export { InputError, ModelError, NotInvertible, ShapeError, UnsupportedError } from './errors.ts';
export { generateInstance, type InstanceConstraints } from './generation/instance.ts';
export { drawPoint, type PointKind } from './generation/points.ts';
export type {
  Data,
  FunctionSpec,
  Instance,
  ModelSpec,
  Numeral,
  Parameters,
  Switch,
  TrainingSpec,
} from './instances/instance.ts';
export { flatten, layoutOf, unflatten, withParameters } from './instances/layout.ts';
export { parseInstance } from './instances/read-instance.ts';
export { readInstanceFile } from './instances/read-instance-file.ts';
export { open, type Subject } from './instances/subject.ts';
export { writeJson } from './json/write-json.ts';
export { type BoundModel, bind } from './models/bind.ts';
export { type Facts, factsOf } from './models/facts.ts';
export { toFloat, toRational } from './numerics/numeral.ts';
export { createRng, type Rng } from './numerics/random.ts';
export type { Rational } from './numerics/rational.ts';
export { type Certificate, certificateOf } from './orbits/dimension/certificate.ts';
export {
  type OrbitOptions,
  type OrbitResult,
  orbit,
} from './orbits/dimension/orbit.ts';
export { isDecided } from './orbits/dimension/orbit-status.ts';
export type { SignRule } from './symmetry/group/sign-rule.ts';
export { type Isotropy, isotropy, isotropyOf } from './symmetry/isotropy/isotropy.ts';
export { type StratumOfPoint, stratumOf } from './symmetry/isotropy/stratum.ts';
export type { FixedPointSubspace } from './symmetry/subspaces/fixed-point-subspace.ts';
export { type Dataset, datasetOf } from './training/datasets.ts';
export { checkNames } from './training/known-names.ts';
export { type Loss, lossNames, resolveLoss } from './training/loss.ts';
export { createObjective, type Objective } from './training/objective.ts';
export { verifyCertificate as verify } from './verifier/verify.ts';
export { falsimVersion } from './version.ts';

/** falsim as a library: instances, models, orbits, claims, counterexamples and hunts. */

export type { AnalyticFunction } from './analytic/analytic-function.ts';
export { defineFunction, type FunctionDefinition } from './analytic/define-function.ts';
export type { Field } from './analytic/field.ts';
export { functionLaws, type LawFailure } from './analytic/function-laws.ts';
export { functionNames, resolveFunction } from './analytic/registry.ts';
export { type CampaignOptions, type CampaignReport, campaign } from './campaigns/campaign.ts';
export { type ChunkResult, type ChunkSpec, runChunk } from './campaigns/chunk.ts';
export { counterexampleOf } from './campaigns/shrinking.ts';
export { chooseTargets, type Target } from './campaigns/target.ts';
export { createWorkerPool, type WorkerPool } from './campaigns/worker-pool.ts';
export type {
  CheckOptions,
  Claim,
  GenerateOptions,
  Hypothesis,
  Json,
} from './claims/claim.ts';
export type { Decision, OwnDecision } from './claims/decision.ts';
export type { Doubt, Vacuity } from './claims/doubt.ts';
export { marginOf } from './claims/margin.ts';
export type { Proof } from './claims/proof.ts';
export { claimById, claims } from './claims/registry.ts';
export { sentenceOf } from './claims/sentence.ts';
export { signatureOf } from './claims/signature.ts';
export {
  clauseOf,
  decided,
  type Falsified,
  undecided,
  type Verdict,
  type VerdictKind,
  vacuous,
} from './claims/verdict.ts';
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
export { counterexampleSchema } from './counterexamples/schema.ts';
export { save } from './counterexamples/store.ts';
export { type IntegrateOptions, integrate } from './dynamics/dormand-prince.ts';
export type { End, Solution } from './dynamics/solution.ts';
export { gradientFlow, type VectorField } from './dynamics/vector-field.ts';
export { InputError, NotInvertible, ShapeError, UnsupportedError } from './errors.ts';
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
export { parseInstance, readInstanceFile } from './instances/read-instance.ts';
export { open, type Subject } from './instances/subject.ts';
export { writeJson } from './json/write-json.ts';
export { createNetwork, type FloatNetwork } from './models/float-network.ts';
export { type Certificate, certificateOf } from './orbits/dimension/certificate.ts';
export { type OrbitOptions, type OrbitResult, orbit } from './orbits/dimension/orbit.ts';
export { type Isotropy, isotropy, isotropyOf } from './symmetry/isotropy/isotropy.ts';
export type { FixedPointSubspace } from './symmetry/subspaces/fixed-point-subspace.ts';
export { type Dataset, datasetOf } from './training/datasets.ts';
export { checkNames } from './training/known-names.ts';
export { type Loss, lossNames, resolveLoss } from './training/loss.ts';
export { createObjective, type Objective } from './training/objective.ts';
export { verifyCertificate } from './verifier/verify.ts';
export { falsimVersion } from './version.ts';

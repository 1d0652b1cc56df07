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
  Evidence,
  GenerateOptions,
  Hypothesis,
  Verdict,
  VerdictKind,
} from './claims/claim.ts';
export { claimById, claims } from './claims/registry.ts';
export type { Counterexample, Refutation } from './counterexamples/counterexample.ts';
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

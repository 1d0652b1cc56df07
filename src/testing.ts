/** `falsim/testing`: the laws that models, claims, functions and solvers of one's own are held to. */
export { functionLaws, type LawFailure } from './analytic/function-laws.ts';
export { type ClaimLawOptions, claimLaws } from './campaigns/claim-laws.ts';
export { type LawOptions, type LawReport, modelLaws } from './laws/model-laws.ts';
export { type SolverLawOptions, solverLaws } from './laws/solver-laws.ts';
export { registerModel } from './models/registry.ts';

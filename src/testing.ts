/** `falsim/testing`: the laws that models, functions and solvers of one's own are held to. */
export { functionLaws } from './analytic/function-laws.ts';
export { type LawOptions, type LawReport, modelLaws } from './laws/model-laws.ts';
export { type SolverLawOptions, solverLaws } from './laws/solver-laws.ts';
export { registerModel } from './models/registry.ts';

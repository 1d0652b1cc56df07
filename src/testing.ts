/** `falsim/testing`: the laws that models and functions of one's own are held to. */
export { functionLaws } from './analytic/function-laws.ts';
export { type LawOptions, type LawReport, modelLaws } from './laws/model-laws.ts';
export { registerModel } from './models/registry.ts';

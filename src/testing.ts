/** `falsim/testing`: the laws that models, claims and functions of one's own are held to. */
export { functionLaws, type LawFailure } from './analytic/function-laws.ts';
export { type ClaimLawOptions, claimLaws } from './campaigns/claim-laws.ts';
export { type LawOptions, type LawReport, modelLaws } from './laws/model-laws.ts';
export { registerModel } from './models/registry.ts';

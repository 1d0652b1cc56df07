/** ml-matrix, for ranks in float64. In a page `matrices.browser.ts` stands in its place. */
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** Loaded where it is used, and by `require`, which takes a fifth of the time that the package's ES module takes. */
export const matrices = (): typeof import('ml-matrix') => require('ml-matrix');

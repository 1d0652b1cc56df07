/** How much is remembered of models by what they are written as: not of so many models, but of so much. */

/** Weight of what is remembered of a model without its program. */
const OF_A_MODEL = 30;
/** For caches by model: some 2 KiB for each operation of a program, 130 MiB in all, were measured. */
export const MOST_OPERATIONS_KEPT = 2 ** 16;

/** What a model weighs whose program has so many operations. */
export const weightOf = (operations: number): number => OF_A_MODEL + operations;

/** What a hunt and one of its threads share: indices into an Int32 array, and a message. */

/** Not 0: chunks end before their next run. */
export const STOP_CHUNKS = 0;
/** Not 0: shrinking ends with what it has. */
export const STOP_SHRINKS = 1;
/** Counts instances checked, by chunks and while shrinking. */
export const PROGRESS = 2;
export const SIGNALS = 3;

/** Message of a thread that has loaded everything. */
export const READY = 'ready';

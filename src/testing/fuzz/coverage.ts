/** Which blocks of the sources have been reached so far, where sources have marks in their blocks. */

/** Name of the global Uint8Array with one place for each block. */
export const MARKS = '__falsimBlocks';

export interface Coverage {
  /** How many blocks were reached since this was asked last, and of these how many never were before. */
  since(): { readonly blocks: number; readonly fresh: number };
  reached(): number;
}

/** Nothing is ever new: what runs without marks. */
export const unguided: Coverage = { since: () => ({ blocks: 0, fresh: 0 }), reached: () => 0 };

/** Of the marks of this process, from none reached on. */
export function markedBlocks(): Coverage {
  const marks = (globalThis as { [MARKS]?: Uint8Array })[MARKS];
  if (marks === undefined) throw new Error('sources without marks');
  const seen = new Uint8Array(marks.length);
  let reached = 0;
  return {
    since() {
      let [blocks, fresh] = [0, 0];
      for (let k = marks.indexOf(1); k >= 0; k = marks.indexOf(1, k + 1)) {
        blocks++;
        if (seen[k] === 0) {
          seen[k] = 1;
          fresh++;
        }
      }
      marks.fill(0);
      reached += fresh;
      return { blocks, fresh };
    },
    reached: () => reached,
  };
}

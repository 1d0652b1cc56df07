/** How many different numbers there are in lists of 32-bit integers, by a table that is used again. */

/** Time alone: bits that are mixed with the last ones; others mix as well. */
const HIGH = 16;

export interface DistinctIntegers {
  /** Of the first `length` numbers; `length` is at most what the table is made for. */
  count(numbers: Int32Array, length?: number): number;
}

/** A table with open addressing, at most half full. @param most how many numbers there are at a time. */
export function distinctIntegers(most: number): DistinctIntegers {
  const size = 2 ** Math.ceil(Math.log2(2 * most + 1));
  const mask = size - 1;
  const held = new Int32Array(size);
  /** In which count a place was taken. */
  const taken = new Uint32Array(size);
  let counts = 0;
  return {
    count(numbers, length = numbers.length) {
      counts++;
      let found = 0;
      for (let i = 0; i < length; i++) {
        const x = numbers[i];
        let place = (x ^ (x >>> HIGH)) & mask;
        while (taken[place] === counts && held[place] !== x) place = (place + 1) & mask;
        if (taken[place] === counts) continue;
        taken[place] = counts;
        held[place] = x;
        found++;
      }
      return found;
    },
  };
}

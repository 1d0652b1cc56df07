/**
 * Programs laid out before. A tape serves all primes, and a model is asked for its fields modulo many: those
 * used last are kept, as many as fit.
 */
import type { Program } from '../../models/program.ts';
import { Recent } from '../../recent.ts';
import type { Powers } from './powers.ts';
import { type SectionedTape, sectioned } from './sections.ts';
import { layOut } from './tape.ts';

/** Time alone: places in all the lists that are kept, 4 bytes each; what is not kept is laid out again. */
const MOST_PLACES = 2 ** 22;
/** Time alone: what a list takes besides; most are short, and a typed array is some 250 bytes without its numbers. */
const OF_A_LIST = 64;

const kept = new Recent<SectionedTape>(MOST_PLACES);

const numbers = new WeakMap<Program, number>();
let programs = 0;

/** As `layOut`, in sections. */
export function tapeOf(
  program: Program,
  inputPowers: readonly Powers[],
  top: number,
): SectionedTape {
  let number = numbers.get(program);
  if (number === undefined) {
    number = programs++;
    numbers.set(program, number);
  }
  const powers = inputPowers.map(({ lo, hi, step }) => `${lo} ${hi} ${step}`);
  const key = `${number}/${top}/${powers.join()}`;
  const known = kept.get(key);
  if (known !== undefined) return known;
  const tape = sectioned(layOut(program, inputPowers, top));
  kept.set(key, tape, placesIn(tape));
  return tape;
}

/** Of all lists in a value, each for itself; a function that is applied is not the tape's own. */
function placesIn(value: object): number {
  if (ArrayBuffer.isView(value)) return OF_A_LIST + (value as Int32Array).length;
  let places = 0;
  // Not by entries, which would be a list of lists for each object of each step.
  for (const key in value) {
    const own: unknown = value[key as keyof typeof value];
    if (key !== 'f' && typeof own === 'object' && own !== null) places += placesIn(own);
  }
  return places;
}

/**
 * Programs laid out before. A tape serves all primes, and a model is asked for its fields modulo many: those
 * used last are kept, as many as fit.
 */
import type { Program } from '../../models/program.ts';
import { Recent } from '../../recent.ts';
import type { Gather } from './gather.ts';
import type { Powers } from './powers.ts';
import { type Section, type SectionedTape, sectioned } from './sections.ts';
import { layOut, type Step } from './tape.ts';

/** Places in all the lists that are kept, 4 bytes each. */
const MOST_PLACES = 2 ** 22;
/** What a list takes besides: most are short, and a typed array is some 250 bytes without its numbers. */
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
  const ofSteps = tape.steps.reduce((sum, step) => sum + placesOf(step), tape.series);
  const places = tape.sections.reduce((sum, section) => sum + joinedPlacesOf(section), ofSteps);
  kept.set(key, tape, places);
  return tape;
}

const length = (gather: Gather | null) =>
  gather === null ? 0 : 4 * OF_A_LIST + 2 * gather.targets.length + 2 * gather.first.length;

const joinedPlacesOf = (section: Section) =>
  section.op === 'step' ? 0 : length(section.forward) + length(section.backward);

function placesOf(step: Step): number {
  switch (step.op) {
    case 'rational':
    case 'parameter':
    case 'input':
      return 0;
    case 'sum':
      return step.terms.reduce((sum, { to }) => sum + 2 * to.length, 0);
    case 'products':
      return length(step.product.out) + length(step.product.left) + length(step.product.right);
    case 'inverse':
      return chain(step) + length(step.square) + length(step.squareDot);
    case 'apply':
      return step.levels.reduce(
        (sum, { product, into }) =>
          sum + length(product) + into.reduce((copies, { to }) => copies + 2 * to.length, 0),
        chain(step) + length(step.bend),
      );
  }
}

function chain({ chain: forward, back, backDot }: Extract<Step, { readonly chain: Gather }>) {
  return length(forward) + length(back) + length(backDot);
}

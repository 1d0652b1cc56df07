/**
 * The laws that every model obeys, checked on random specs and points. A law that decided nothing is
 * not held: `undecided` is a failure like `broken`.
 */
import { NotInvertible } from '../errors.ts';
import { bind } from '../models/bind.ts';
import type { AnyModel, ModelJson } from '../models/contract.ts';
import { drawSpec } from '../models/draw-spec.ts';
import { createRng } from '../numerics/random.ts';
import type { Law, LawReport } from './law.ts';
import { fields, floats, gradient, program } from './numbers.ts';
import { roundTrip } from './round-trip.ts';
import { bits, symmetry } from './units.ts';

export type { Law, LawReport };

export const laws: readonly Law[] = [gradient, fields, program, floats, bits, symmetry, roundTrip];

/** How the laws of models are tried. */
export interface LawOptions {
  /** Cases of each law. Default 8. */
  readonly runs?: number;
  readonly seed?: number | string;
  /** `model` objects to check; default: drawn from the schema. */
  readonly specs?: readonly ModelJson[];
}

/**
 * Tries the laws that every model obeys on one of your own.
 *
 * @param model registered.
 * @throws InputError, ModelError where the definition is at fault already, or no spec can be drawn.
 *
 * @example
 * ```ts
 * import { size, defineModel, axis, literal, object, tensor } from 'falsim/model';
 * import { modelLaws, registerModel } from 'falsim/testing';
 *
 * const scaled = defineModel({
 *   kind: 'scaled',
 *   formula: 'F(x) = Σᵢ wᵢxᵢ',
 *   spec: object({ kind: literal('scaled'), inputs: size }),
 *   architecture({ inputs }) {
 *     const input = axis('inputs', inputs, 'input');
 *     return {
 *       parameters: { w: tensor(input) },
 *       inputs: { x: tensor(input) },
 *       output: axis('outputs', 1, 'output'),
 *     };
 *   },
 *   evaluate: (field, { w }, { x }) => [
 *     w.reduce((sum, weight, i) => field.add(sum, field.mul(weight, x[i])), field.zero),
 *   ],
 * });
 * registerModel(scaled);
 * modelLaws(scaled).some(({ status }) => status === 'broken'); // false
 * ```
 */
export function modelLaws(model: AnyModel, options: LawOptions = {}): LawReport[] {
  const { runs = 8, seed = 1 } = options;
  const cases = Array.from({ length: runs }, (_, run) => {
    const rng = createRng(`laws/${model.kind}/${seed}/${run}`);
    const { specs } = options;
    const json = specs === undefined ? drawSpec(model, rng) : specs[run % specs.length];
    if (json === undefined)
      throw new RangeError('modelLaws: expected at least one spec, received none');
    const bound = bind(json);
    // Here what the page does wrong is told with its file.
    void bound.program;
    return { bound, rng };
  });
  return laws.map((law) => reportOf(law, cases));
}

function reportOf(law: Law, cases: readonly Parameters<Law['check']>[0][]): LawReport {
  const { name, statement } = law;
  const base = { law: name, statement };
  let decided = 0;
  let applied = 0;
  for (const { bound, rng } of cases) {
    if (!law.applies(bound)) continue;
    applied++;
    const answer = decide(law, { bound, rng: rng.fork(name) });
    if (answer === undefined) continue;
    decided++;
    if (answer !== null) {
      const reason = `${JSON.stringify(bound.json)}: ${answer}`;
      return { ...base, status: 'broken', decided, reason };
    }
  }
  const status = applied === 0 ? 'void' : decided === 0 ? 'undecided' : 'held';
  return { ...base, status, decided };
}

/**
 * Undecided where F has no value at the point that was drawn. The page was traced before, so that what it
 * throws over other numbers is a law broken: it asks what its numbers are.
 */
function decide(law: Law, given: Parameters<Law['check']>[0]): string | null | undefined {
  try {
    return law.check(given);
  } catch (error) {
    if (error instanceof NotInvertible) return undefined;
    return `throws ${error instanceof Error ? error.message : String(error)}`;
  }
}

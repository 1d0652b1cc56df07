/**
 * What is found of a model's symmetries without θ: its normal form, the graph that refinement works on, its
 * units. Bound once for each model object and sign rule; models that differ only in functions with the same
 * laws share one.
 */

import type { AnalyticFunction } from '../../analytic/analytic-function.ts';
import { attached } from '../../attached.ts';
import { InputError, UnsupportedError } from '../../errors.ts';
import type { BoundModel } from '../../models/bind.ts';
import { MOST_OPERATIONS_KEPT, weightOf } from '../../models/kept-models.ts';
import type { Operation } from '../../models/program.ts';
import { find, type Kept, once, recall } from '../../numerics/budget.ts';
import { listOf } from '../../numerics/list-of.ts';
import { rational } from '../../numerics/rational.ts';
import { Recent } from '../../recent.ts';
import { type Stabiliser, stabiliser } from '../isotropy/stabiliser.ts';
import { lawText } from './function-law.ts';
import { type NormalForm, normalForm } from './normal-form.ts';
import { createProver, type Prover, reachable } from './proof.ts';
import type { SignRule } from './sign-rule.ts';
import { moveOf, type SignedMove } from './signed-move.ts';
import { type SymmetryGraph, symmetryGraph } from './symmetry-graph.ts';
import { coordinateNames } from './symmetry-names.ts';
import { type UnitPlaces, unitPlaces } from './unit-action.ts';
import {
  exchangeOf,
  flipOf,
  signBasis,
  type UnitAxis,
  type UnitMove,
  unitAxes,
  unitOrder,
} from './units.ts';

export interface ModelSymmetry {
  /** M. */
  readonly size: number;
  readonly form: NormalForm;
  readonly graph: SymmetryGraph;
  readonly prove: Prover;
  readonly axes: readonly UnitAxis[];
  /** Whether nothing is looked for: the program is too long. */
  readonly isCut: boolean;
  readonly places: UnitPlaces;
  /** What coordinates are called. */
  readonly names: readonly string[];
  /** Neighbouring exchanges and single sign changes of units, axis by axis: all are proved. */
  readonly unitMoves: readonly UnitMove[];
  /** Generators of all that was found; the units' come first. */
  readonly whole: Stabiliser;
  /** Whether the units of a single axis, equal or opposite, account for every symmetry. */
  readonly independent: boolean;
}

const byBound = attached<BoundModel, Map<SignRule, Kept<ModelSymmetry>>>();
/** Time alone: edge visits for the group of a model without a point, a few hundredths of a second. */
const MOST_WORK = 2e6;
const byText = new Recent<Kept<ModelSymmetry>>(MOST_OPERATIONS_KEPT);

export function modelSymmetry(bound: BoundModel, signs: SignRule): ModelSymmetry {
  let own = byBound.get(bound);
  if (own === undefined) {
    own = new Map();
    byBound.set(bound, own);
  }
  const before = own.get(signs);
  // Time alone: the same would be found again.
  if (before !== undefined) return recall(before);
  const shape = shapeText(bound, signs);
  const same = shape === null ? undefined : byText.get(shape);
  const found = same ?? find(() => derive(bound, signs));
  own.set(signs, found);
  if (same !== undefined) return recall(same);
  if (shape !== null) byText.set(shape, found, weightOf(bound.program.operations.length));
  return found.value;
}

const modelIds = new WeakMap<object, number>();
let models = 0;

/**
 * The sign rule, the model and the spec with laws in the place of functions; null where the spec holds
 * anything that its JSON does not show.
 */
function shapeText({ model, spec }: BoundModel, signs: SignRule): string | null {
  let id = modelIds.get(model);
  if (id === undefined) {
    id = models++;
    modelIds.set(model, id);
  }
  const functions: AnalyticFunction[] = [];
  let isPlain = true;
  const text = JSON.stringify(spec, (_, value: unknown) => {
    if (typeof value === 'bigint') return `${value}n`;
    if (typeof value === 'function' || typeof value === 'symbol') isPlain = false;
    if (typeof value !== 'object' || value === null) return value;
    if (!isFunction(value)) {
      const prototype: unknown = Object.getPrototypeOf(value);
      if (prototype !== Object.prototype && prototype !== Array.prototype && prototype !== null)
        isPlain = false;
      return value;
    }
    if (!functions.includes(value)) functions.push(value);
    return `function ${functions.indexOf(value)} ${lawText(value)}`;
  });
  return isPlain ? `${signs} ${id} ${text}` : null;
}

function isFunction(value: unknown): value is AnalyticFunction {
  return typeof value === 'object' && value !== null && 'jet' in value && 'reflections' in value;
}

function derive(bound: BoundModel, signs: SignRule): ModelSymmetry {
  const { size } = bound;
  const { form, isCut } = formOf(bound, signs);
  const used = reachable(form);
  const prove = createProver(form, used);
  const signed = signs !== 'none';
  const graph = symmetryGraph(form, used, signed);
  const axes = unitAxes(bound, prove, signed);
  let names: readonly string[] | undefined;
  const unitMoves = once(() => axes.flatMap((axis) => axisMoves(axis, prove)));
  const independent = once(() => isIndependent(symmetry));
  const whole = once((): Stabiliser => {
    const known = [...symmetry.unitMoves, ...proposedMoves(bound, signed).filter(prove)];
    return symmetry.independent
      ? { moves: known, complete: true, order: unitOrder(axes) }
      : stabiliser(graph, prove, null, known, MOST_WORK);
  });
  const symmetry: ModelSymmetry = {
    size,
    form,
    graph,
    prove,
    axes,
    isCut,
    places: unitPlaces(axes, size),
    get names() {
      names ??= coordinateNames(bound);
      return names;
    },
    get unitMoves() {
      return unitMoves();
    },
    get whole() {
      return whole();
    },
    get independent() {
      return independent();
    },
  };
  return symmetry;
}

/** Where nothing is looked for the form is that of Σ i·θ_i, which no signed permutation keeps. */
function formOf(bound: BoundModel, signs: SignRule): { form: NormalForm; isCut: boolean } {
  try {
    const isField = bound.fields === 'given';
    return { form: normalForm(bound.program, signs, isField), isCut: false };
  } catch (error) {
    // An InputError: the program is too long to be traced.
    if (!(error instanceof UnsupportedError || error instanceof InputError)) throw error;
    const { size } = bound;
    const indices = listOf(size, (index) => index);
    const operations: Operation[] = [
      ...indices.map((index): Operation => ({ op: 'parameter', index })),
      ...indices.map((i): Operation => ({ op: 'rational', value: rational(i + 1) })),
      {
        op: 'dot',
        left: Int32Array.from(indices),
        right: Int32Array.from(indices, (i) => size + i),
      },
    ];
    const outputs = Int32Array.of(2 * size);
    const form = normalForm({ operations, outputs, parameters: size, inputs: 0 }, signs);
    return { form, isCut: true };
  }
}

function axisMoves(axis: UnitAxis, prove: Prover): UnitMove[] {
  const { slices, permutable, signs } = axis;
  const basis = signBasis(signs);
  const moves: UnitMove[] = [];
  for (let i = 0; i < slices.length; i++) {
    if (permutable && i + 1 < slices.length) moves.push(exchangeOf(axis, i, i + 1, 0));
    for (const set of basis) moves.push(flipOf(axis, i, set));
  }
  return moves.filter(prove);
}

function proposedMoves({ model, spec, size }: BoundModel, signed: boolean): SignedMove[] {
  return [...(model.proposals?.(spec) ?? [])]
    .map(({ target, sign }) => {
      const isPermutation =
        target.length === size && sign.length === size && new Set(target).size === size;
      if (!isPermutation || target.some((i) => !Number.isInteger(i) || i < 0 || i >= size))
        throw new UnsupportedError(
          `model "${model.kind}": proposals: expected signed permutations of ${size} parameters`,
        );
      const move = moveOf(target.map((to, i) => [i, to, sign[i]] as const));
      return move;
    })
    .filter(({ sign }) => signed || sign.every((s) => s === 1));
}

/**
 * Whether every symmetry permutes the units of the only hidden axis and changes their signs. Singling out
 * parameters of unit 0 one by one, each cell of colours must be an orbit of the units' group, until unit 0
 * is told apart from all others; what holds for unit 0 holds for the others after it, which it is exchanged
 * with. So the order of the whole group is that of the units'.
 */
function isIndependent({ axes, graph, size }: ModelSymmetry): boolean {
  const [axis] = axes;
  if (axes.length !== 1 || axis === undefined) return false;
  const { slices, tensorOf, permutable, signs } = axis;
  if (slices.length > 1 && !permutable) return false;
  const inUnit = new Uint8Array(size);
  for (const slice of slices) for (const i of slice) inUnit[i] += 1;
  let colours = graph.initial(null);
  const cells = (): Map<number, number> => {
    const count = new Map<number, number>();
    for (const colour of colours.subarray(0, graph.vertices))
      count.set(colour, (count.get(colour) ?? 0) + 1);
    return count;
  };
  let count = cells();
  for (let i = 0; i < size; i++) {
    if (inUnit[i] > 1) return false;
    // What is alone in its colour has an opposite that is.
    if (inUnit[i] === 0 && count.get(colours[2 * i]) !== 1) return false;
  }
  let left = signs;
  let depth = 0;
  for (let k = 0; k < tensorOf.length; k++) {
    const v = 2 * slices[0][k];
    const cell = count.get(colours[v])!;
    // Units that unit 0 can still go to, and the signs that its k-th parameter can still take.
    const flips = left.some((set) => ((set >> tensorOf[k]) & 1) === 1);
    const orbit = (depth === 0 ? slices.length : 1) * (flips ? 2 : 1);
    if (cell !== orbit) return false;
    if (cell === 1) continue;
    colours = graph.individualise(colours, v, depth++);
    count = cells();
    left = left.filter((set) => ((set >> tensorOf[k]) & 1) === 0);
  }
  return true;
}

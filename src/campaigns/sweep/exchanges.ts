/**
 * Exchanges that turn an instance into one that is the same but for names: of the units of a hidden axis, and of
 * inputs. Each is proved: of units by the normal form of the model (`symmetry/group/`), of inputs where the first
 * layer is seen to be a sum over them with a weight of its own for each. What is not proved is not used; then there
 * are more instances, and none is left out.
 */
import type { Instance } from '../../instances/instance.ts';
import { open } from '../../instances/subject.ts';
import type { BoundModel } from '../../models/bind.ts';
import { factsOf } from '../../models/facts.ts';
import { unitAxes } from '../../models/units.ts';
import { indicesTo } from '../../numerics/list-of.ts';
import { modelSymmetry } from '../../symmetry/group/model-symmetry.ts';
import { methodFacts } from '../../training/methods.ts';

/** All permutations of a group are tried up to this many of them, else exchanges of neighbours. */
const MOST_PERMUTATIONS = 720;

/** Things that may be permuted among themselves: the coordinates of each, in an order common to all. */
type Alike = readonly (readonly number[])[];

/**
 * Permutations of the numbers of an instance, θ first, then rows of inputs and of targets: coordinate i takes what
 * was at map[i]. The identity is not among them.
 *
 * @param inputsAt where the row of each datum's inputs begins.
 * @param size how many numbers there are.
 */
export function exchangesOf(
  instance: Instance,
  inputsAt: readonly number[],
  size: number,
): Int32Array[] {
  const { training } = instance;
  // What is drawn for each parameter is not permuted with them.
  if (training !== undefined && training.method !== 'gradient-flow') {
    const { draws } = methodFacts[training.method];
    if (draws !== 'nothing' && draws !== 'targets') return [];
  }
  const { model: bound } = open(instance);
  const alike: Alike[] = modelSymmetry(bound, 'none')
    .axes.filter(({ permutable }) => permutable)
    .map(({ slices }) => slices.map((slice) => [...slice]));
  const columns = inputColumns(bound);
  if (columns !== null)
    alike.push(columns.map((own, j) => [...own, ...inputsAt.map((begin) => begin + j)]));
  return products(
    alike.filter((units) => units.length > 1),
    size,
  );
}

/**
 * For each input the weights that multiply it, entry n of one in the same sum as entry n of another; null where it
 * is not so that F is made of such sums alone.
 */
function inputColumns(bound: BoundModel): Alike | null {
  const { program, inputs } = bound;
  const axis = unitAxes(bound, ['input']).at(0);
  if (axis === undefined || factsOf(bound).network === null || inputs.size !== inputs.datum)
    return null;
  const columns = axis.incoming.map((own, j) => [...own, ...axis.outgoing[j]]);
  if (columns.length !== inputs.datum) return null;
  /** Of each weight the sum that it is in, and what it multiplies there. */
  const places = new Map<number, { readonly sum: number; readonly with: number }>();
  program.operations.forEach((operation, sum) => {
    if (operation.op !== 'dot') return;
    operation.left.forEach((left, i) => {
      const right = operation.right[i];
      places.set(Math.min(left, right), { sum, with: Math.max(left, right) });
    });
  });
  const isProved = columns.every((own, j) =>
    own.every((weight, n) => {
      const place = places.get(weight);
      return place?.with === program.parameters + j && place.sum === places.get(columns[0][n])?.sum;
    }),
  );
  return isProved ? columns : null;
}

function products(alike: readonly Alike[], size: number): Int32Array[] {
  const counts = alike.map((units) => factorial(units.length));
  const isSmall = counts.reduce((a, b) => a * b, 1) <= MOST_PERMUTATIONS;
  const identity = indicesTo(size);
  if (!isSmall)
    return alike.flatMap((units) =>
      units.slice(1).map((_, k) => {
        const order = units.map((_, i) => (i === k ? k + 1 : i === k + 1 ? k : i));
        return permuted(identity, units, order);
      }),
    );
  let maps: Int32Array[] = [identity];
  for (const units of alike) {
    const orders = permutations(units.length);
    maps = maps.flatMap((map) => orders.map((order) => permuted(map, units, order)));
  }
  return maps.filter((map) => map.some((from, i) => from !== i));
}

/** Unit k takes what was in unit order[k]. */
function permuted(map: Int32Array, units: Alike, order: readonly number[]): Int32Array {
  const own = map.slice();
  order.forEach((from, k) => {
    units[k].forEach((at, n) => {
      own[at] = map[units[from][n]];
    });
  });
  return own;
}

function permutations(n: number): number[][] {
  if (n === 0) return [[]];
  return permutations(n - 1).flatMap((order) =>
    Array.from({ length: n }, (_, at) => order.toSpliced(at, 0, n - 1)),
  );
}

function factorial(n: number): number {
  return n <= 1 ? 1 : n * factorial(n - 1);
}

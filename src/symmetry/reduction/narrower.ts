/**
 * The narrower model of a stratum: units that the stratum makes equal, or opposite, become one, which stands for
 * the sum of what they put out; units that it pins to 0 are left out.
 *
 * A proposal: the spec is given fewer units where it says how many there are, every parameter is that of the first unit
 * of its block, and what goes out of a block of n is multiplied by n. It is taken only where its parameters are
 * the coordinates of the stratum one for one and both models agree at random points, so that units of
 * which F is no sum (normalised ones, keys) are refused.
 */
import { float64 } from '../../analytic/fields/float64.ts';
import { InputError, NotInvertible, UnsupportedError } from '../../errors.ts';
import { type BoundModel, bind } from '../../models/bind.ts';
import type { ModelJson } from '../../models/contract.ts';
import { valueAt, withValueAt } from '../../models/spec-fields.ts';
import { sameSize, type UnitAxis, unitAxes } from '../../models/units.ts';
import { createRng } from '../../numerics/random.ts';
import type { FixedPointSubspace } from '../subspaces/fixed-point-subspace.ts';

export interface Narrower {
  readonly model: BoundModel;
  readonly representative: readonly number[];
  readonly factor: readonly number[];
}

/** Units of one axis that the stratum ties together, by their first members. */
interface Blocks {
  readonly units: UnitAxis;
  readonly first: readonly number[];
  readonly count: readonly number[];
  /** Parameters that go out of some unit. */
  readonly outgoing: ReadonlySet<number>;
}

export function narrower(bound: BoundModel, subspace: FixedPointSubspace): Narrower | null {
  const blocks: Blocks[] = [];
  let json: ModelJson = bound.json;
  for (const units of unitAxes(bound)) {
    const own = blocksOf(units, subspace);
    if (own === null) return null;
    if (own.first.length === units.axis.size) continue;
    const { path } = units.axis;
    if (path === null || valueAt(json, path) !== units.axis.size) return null;
    json = withValueAt(json, path, own.first.length);
    blocks.push(own);
  }
  const model = blocks.length === 0 ? null : boundOrNull(json);
  if (model === null || model.size !== subspace.dimension) return null;
  const found = parametersOf(bound, blocks);
  // What stands for a parameter is on its orbit, so all orbits are met: as many as parameters are met once each.
  if (found.representative.length !== model.size) return null;
  const candidate = { model, ...found };
  return agrees(bound, subspace, candidate) ? candidate : null;
}

/** Null where an axis is borne twice by one tensor. */
function blocksOf(units: UnitAxis, { orbit }: FixedPointSubspace): Blocks | null {
  const { axis, incoming, outgoing, bearers } = units;
  if (new Set(bearers.map(({ placed }) => placed)).size < bearers.length) return null;
  const texts = incoming.map((own, k) => [...own, ...outgoing[k]].map((i) => orbit[i]).join());
  const isZero = (k: number) => [...incoming[k], ...outgoing[k]].every((i) => orbit[i] === -1);
  const first: number[] = [];
  const count: number[] = [];
  for (let k = 0; k < axis.size; k++) {
    if (isZero(k)) continue;
    const block = first.findIndex((f) => texts[f] === texts[k]);
    if (block !== -1) count[block] += 1;
    else {
      first.push(k);
      count.push(1);
    }
  }
  return { units, first, count, outgoing: new Set(outgoing.flat()) };
}

function boundOrNull(json: ModelJson): BoundModel | null {
  try {
    return bind(json);
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}

/** For every parameter of the narrower model, in its order, the old one and what it is multiplied by. */
function parametersOf(bound: BoundModel, blocks: readonly Blocks[]) {
  const representative: number[] = [];
  const factor: number[] = [];
  for (const placed of bound.tensors) {
    let entries = [{ at: placed.offset, by: [] as { block: Blocks; count: number }[] }];
    placed.axes.forEach((own, a) => {
      const block = blocks.find(({ units }) => sameSize(units.axis, own));
      const kept = block?.first ?? Array.from({ length: own.size }, (_, k) => k);
      entries = entries.flatMap(({ at, by }) =>
        kept.map((k, b) => ({
          at: at + k * placed.strides[a],
          by: block === undefined ? by : [...by, { block, count: block.count[b] }],
        })),
      );
    });
    for (const { at, by } of entries) {
      representative.push(at);
      factor.push(by.reduce((r, { block, count }) => (block.outgoing.has(at) ? r * count : r), 1));
    }
  }
  return { representative, factor };
}

/** Points at which both models are compared, and how far apart they may be, relative to what F is there. */
const POINTS = 3;
const TOLERANCE = 1e-9;

function agrees(bound: BoundModel, subspace: FixedPointSubspace, candidate: Narrower): boolean {
  const rng = createRng('narrower');
  const theta = new Float64Array(bound.size);
  for (let n = 0; n < POINTS; n++) {
    const u = Float64Array.from({ length: subspace.dimension }, () => rng.gaussian());
    subspace.embed(u, theta);
    const inputs = Array.from({ length: bound.inputs.size }, () => rng.gaussian());
    const p = candidate.representative.map((i, j) => candidate.factor[j] * theta[i]);
    try {
      const wide = bound.evaluate(float64, [...theta], inputs);
      const narrow = candidate.model.evaluate(float64, p, inputs);
      const size = Math.max(...wide.map(Math.abs), ...narrow.map(Math.abs));
      if (!wide.every((y, o) => Math.abs(y - narrow[o]) <= TOLERANCE * size)) return false;
    } catch (error) {
      if (error instanceof NotInvertible || error instanceof UnsupportedError) return false;
      throw error;
    }
  }
  return true;
}

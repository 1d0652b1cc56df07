/**
 * Passes on whole neurons through the slots of their weights: zero the incoming or outgoing ones or both,
 * or make them equal to those of another neuron. On a stratum the tied neurons move along.
 */
import type { Numeral } from '../instances/instance.ts';
import type { KnownInstance as Instance } from '../instances/known-instance.ts';
import { layoutOf } from '../instances/layout.ts';
import { negateNumeral } from './number-order.ts';
import type { Pass, Subject } from './pass.ts';
import type { Slots } from './slots.ts';
import { unitCounts } from './unit-edits.ts';

/** Beyond this width only neighbours are made equal. */
const EQUALISED_PAIRS = 8;

/** Indices in θ of the weights into and out of a unit, in an order common to all units there. */
interface Weights {
  readonly incoming: readonly number[];
  readonly outgoing: readonly number[];
}

function weightsOf(instance: Instance, position: number, unit: number): Weights {
  const { layers } = layoutOf(instance.model);
  const before = layers[position - 1];
  const after = layers[position];
  const incoming: number[] = [];
  if (before) {
    for (let j = 0; j < before.columns; j++)
      incoming.push(before.weights + unit * before.columns + j);
    if (before.bias >= 0) incoming.push(before.bias + unit);
  }
  const outgoing: number[] = [];
  if (after) {
    for (let i = 0; i < after.rows; i++) outgoing.push(after.weights + i * after.columns + unit);
  }
  return { incoming, outgoing };
}

function zeroed(slots: Slots, parameters: readonly number[]): Instance {
  const values = [...slots.values];
  for (const p of parameters) if (slots.ofParameter[p] >= 0) values[slots.ofParameter[p]] = 0;
  return slots.write(values);
}

/** Parameters `to` take the values of `from`, in their slots. */
function copied(slots: Slots, from: readonly number[], to: readonly number[]): Instance {
  const values = [...slots.values];
  const read = (p: number): Numeral => {
    const k = slots.ofParameter[p];
    if (k < 0) return 0;
    return slots.signs[p] < 0 ? negateNumeral(slots.values[k]) : slots.values[k];
  };
  for (const [n, p] of to.entries()) {
    const k = slots.ofParameter[p];
    if (k >= 0) values[k] = slots.signs[p] < 0 ? negateNumeral(read(from[n])) : read(from[n]);
  }
  return slots.write(values);
}

function* unitsOf(instance: Instance): Generator<[position: number, count: number]> {
  if (instance.model.kind === 'polynomial' || instance.model.kind === 'diagonal-linear') return;
  for (const [position, count] of unitCounts(instance.model).entries()) yield [position, count];
}

const zeroUnits: Pass = {
  name: 'zero-neuron',
  *candidates({ instance, slots }: Subject) {
    for (const [position, count] of unitsOf(instance)) {
      for (let unit = 0; unit < count; unit++) {
        const { incoming, outgoing } = weightsOf(instance, position, unit);
        if (incoming.length > 0 && outgoing.length > 0) {
          yield zeroed(slots, [...incoming, ...outgoing]);
        }
        if (incoming.length > 1) yield zeroed(slots, incoming);
        if (outgoing.length > 1) yield zeroed(slots, outgoing);
      }
    }
  },
};

const equaliseUnits: Pass = {
  name: 'equalise-neurons',
  *candidates({ instance, slots }: Subject) {
    for (const [position, count] of unitsOf(instance)) {
      for (let i = 0; i < count; i++) {
        for (let j = 0; j < count; j++) {
          if (i === j || (count > EQUALISED_PAIRS && Math.abs(i - j) !== 1)) continue;
          const a = weightsOf(instance, position, i);
          const b = weightsOf(instance, position, j);
          yield copied(slots, [...a.incoming, ...a.outgoing], [...b.incoming, ...b.outgoing]);
          yield copied(slots, a.incoming, b.incoming);
          yield copied(slots, a.outgoing, b.outgoing);
        }
      }
    }
  },
};

export const neuronPasses: readonly Pass[] = [zeroUnits, equaliseUnits];

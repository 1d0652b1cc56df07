/**
 * Passes on whole neurons through the slots of their weights: zero the incoming or outgoing ones or both,
 * or make them equal to those of another neuron. On a stratum the tied neurons move along.
 */
import type { Instance, Numeral } from '../instances/instance.ts';
import { bind } from '../models/bind.ts';
import { type UnitAxis, unitAxes } from '../models/units.ts';
import type { Slots } from './free-coordinates.ts';
import { negateNumeral } from './number-order.ts';
import type { Pass, ShrinkTarget } from './pass.ts';

/** Beyond this width only neighbours are made equal. */
const EQUALISED_PAIRS = 8;

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

/** Units of inputs and outputs count: they have parameters of their own as well. */
function axesWithUnits(instance: Instance): readonly UnitAxis[] {
  return unitAxes(bind(instance.model), ['input', 'hidden', 'output']);
}

const zeroUnits: Pass = {
  name: 'zero-neuron',
  *candidates({ instance, slots }: ShrinkTarget) {
    for (const units of axesWithUnits(instance)) {
      for (const [unit, incoming] of units.incoming.entries()) {
        const outgoing = units.outgoing[unit];
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
  *candidates({ instance, slots }: ShrinkTarget) {
    for (const { axis, incoming, outgoing } of axesWithUnits(instance)) {
      for (let i = 0; i < axis.size; i++) {
        for (let j = 0; j < axis.size; j++) {
          if (i === j || (axis.size > EQUALISED_PAIRS && Math.abs(i - j) !== 1)) continue;
          yield copied(slots, [...incoming[i], ...outgoing[i]], [...incoming[j], ...outgoing[j]]);
          yield copied(slots, incoming[i], incoming[j]);
          yield copied(slots, outgoing[i], outgoing[j]);
        }
      }
    }
  },
};

export const neuronPasses: readonly Pass[] = [zeroUnits, equaliseUnits];

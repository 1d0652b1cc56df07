/**
 * Passes on whole neurons through the coordinates of their weights: zero the incoming or outgoing ones or both,
 * or make them equal to those of another neuron. On a stratum the tied neurons move along.
 */
import type { Instance, Numeral } from '../instances/instance.ts';
import { bind } from '../models/bind.ts';
import { type UnitAxis, unitAxes } from '../models/units.ts';
import type { FreeCoordinates } from './free-coordinates.ts';
import { negateNumeral } from './number-order.ts';
import type { Pass, ShrinkTarget } from './pass.ts';

/** Beyond this width only neighbours are made equal. */
const EQUALISED_PAIRS = 8;

function zeroed(coordinates: FreeCoordinates, parameters: readonly number[]): Instance {
  const values = [...coordinates.values];
  for (const p of parameters)
    if (coordinates.ofParameter[p] >= 0) values[coordinates.ofParameter[p]] = 0;
  return coordinates.write(values);
}

/** Parameters `to` take the values of `from`, in their coordinates. */
function copied(
  coordinates: FreeCoordinates,
  from: readonly number[],
  to: readonly number[],
): Instance {
  const values = [...coordinates.values];
  const read = (p: number): Numeral => {
    const k = coordinates.ofParameter[p];
    if (k < 0) return 0;
    return coordinates.signs[p] < 0 ? negateNumeral(coordinates.values[k]) : coordinates.values[k];
  };
  for (const [n, p] of to.entries()) {
    const k = coordinates.ofParameter[p];
    if (k >= 0) values[k] = coordinates.signs[p] < 0 ? negateNumeral(read(from[n])) : read(from[n]);
  }
  return coordinates.write(values);
}

/** Units of inputs and outputs count: they have parameters of their own as well. */
function axesWithUnits(instance: Instance): readonly UnitAxis[] {
  return unitAxes(bind(instance.model), ['input', 'hidden', 'output']);
}

const zeroUnits: Pass = {
  name: 'zero-neuron',
  *candidates({ instance, coordinates }: ShrinkTarget) {
    for (const units of axesWithUnits(instance)) {
      for (const [unit, incoming] of units.incoming.entries()) {
        const outgoing = units.outgoing[unit];
        if (incoming.length > 0 && outgoing.length > 0) {
          yield zeroed(coordinates, [...incoming, ...outgoing]);
        }
        if (incoming.length > 1) yield zeroed(coordinates, incoming);
        if (outgoing.length > 1) yield zeroed(coordinates, outgoing);
      }
    }
  },
};

const equaliseUnits: Pass = {
  name: 'equalise-neurons',
  *candidates({ instance, coordinates }: ShrinkTarget) {
    for (const { axis, incoming, outgoing } of axesWithUnits(instance)) {
      for (let i = 0; i < axis.size; i++) {
        for (let j = 0; j < axis.size; j++) {
          if (i === j || (axis.size > EQUALISED_PAIRS && Math.abs(i - j) !== 1)) continue;
          yield copied(
            coordinates,
            [...incoming[i], ...outgoing[i]],
            [...incoming[j], ...outgoing[j]],
          );
          yield copied(coordinates, incoming[i], incoming[j]);
          yield copied(coordinates, outgoing[i], outgoing[j]);
        }
      }
    }
  },
};

export const neuronPasses: readonly Pass[] = [zeroUnits, equaliseUnits];

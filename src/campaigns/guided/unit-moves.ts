/** Moves of whole units – inputs, hidden units, outputs – and of whole tensors. */
import type { Instance, Numeral } from '../../instances/instance.ts';
import { flatten, withParameters } from '../../instances/layout.ts';
import { bind } from '../../models/bind.ts';
import { type UnitAxis, unitAxes } from '../../models/units.ts';
import { toFloat, toRational } from '../../numerics/numeral.ts';
import type { Rng } from '../../numerics/random.ts';
import { multiply, rational } from '../../numerics/rational.ts';
import { negateNumeral, writeRational } from '../../shrinking/number-order.ts';
import { keepIndices, unitIndices } from '../../shrinking/unit-edits.ts';
import type { Move } from './move.ts';

/** Which of a unit's parameters a move is about. */
type Part = 'incoming' | 'outgoing' | 'both';

const parts: readonly Part[] = ['incoming', 'outgoing', 'both', 'both'];

function partOf({ incoming, outgoing }: UnitAxis, unit: number, part: Part): readonly number[] {
  if (part === 'incoming') return incoming[unit];
  if (part === 'outgoing') return outgoing[unit];
  return [...incoming[unit], ...outgoing[unit]];
}

function someAxis(rng: Rng, instance: Instance, least: number): UnitAxis | null {
  // Hidden units are what symmetries act on: as often as inputs and outputs together.
  const role = rng.pick([['hidden'], ['input', 'hidden', 'output']] as const);
  const axes = unitAxes(bind(instance.model), role).filter(({ axis }) => axis.size >= least);
  return axes.length === 0 ? null : rng.pick(axes);
}

function edited(instance: Instance, edit: (theta: Numeral[]) => void): Instance {
  const theta = [...flatten(instance.parameters)];
  edit(theta);
  return withParameters(instance, theta);
}

function zeroed(instance: Instance, indices: readonly number[]): Instance | null {
  if (indices.length === 0) return null;
  return edited(instance, (theta) => {
    for (const i of indices) theta[i] = 0;
  });
}

const zeroUnit: Move = {
  name: 'zero-unit',
  weight: 2,
  apply(rng, instance) {
    const units = someAxis(rng, instance, 1);
    if (units === null) return null;
    return zeroed(instance, partOf(units, rng.integer(0, units.axis.size - 1), rng.pick(parts)));
  },
};

const zeroTensor: Move = {
  name: 'zero-tensor',
  weight: 1,
  apply(rng, instance) {
    const { offset, size } = rng.pick(bind(instance.model).tensors);
    return zeroed(
      instance,
      unitIndices(size).map((i) => offset + i),
    );
  },
};

/** One unit, or a part of it, becomes another one or its opposite. */
const equaliseUnits: Move = {
  name: 'equalise-units',
  weight: 3,
  apply(rng, instance) {
    const units = someAxis(rng, instance, 2);
    if (units === null) return null;
    const [from, to] = rng.shuffle(unitIndices(units.axis.size));
    const part = rng.pick(parts);
    const opposite = rng.chance(0.3);
    const source = partOf(units, from, part);
    if (source.length === 0) return null;
    return edited(instance, (theta) => {
      partOf(units, to, part).forEach((at, n) => {
        const value = theta[source[n]];
        theta[at] = opposite ? negateNumeral(value) : value;
      });
    });
  },
};

const negateUnit: Move = {
  name: 'negate-unit',
  weight: 0.5,
  apply(rng, instance) {
    const units = someAxis(rng, instance, 1);
    if (units === null) return null;
    const part = partOf(units, rng.integer(0, units.axis.size - 1), rng.pick(parts));
    return edited(instance, (theta) => {
      for (const at of part) theta[at] = negateNumeral(theta[at]);
    });
  },
};

/** All numbers of a unit, or of a part of it, get the size of one of them; signs stay. */
const levelUnit: Move = {
  name: 'level-unit',
  weight: 1.5,
  apply(rng, instance) {
    const units = someAxis(rng, instance, 1);
    if (units === null) return null;
    const part = partOf(units, rng.integer(0, units.axis.size - 1), rng.pick(parts));
    if (part.length < 2) return null;
    return edited(instance, (theta) => {
      const size = theta[rng.pick(part)];
      for (const at of part)
        theta[at] = toFloat(theta[at]) * toFloat(size) < 0 ? negateNumeral(size) : size;
    });
  },
};

/** A unit, a part of it or a whole tensor times a power of 2 or 10. */
const scaleUnit: Move = {
  name: 'scale-unit',
  weight: 1,
  apply(rng, instance) {
    const units = someAxis(rng, instance, 1);
    const { offset, size } = rng.pick(bind(instance.model).tensors);
    const scaled =
      units === null || rng.chance(0.4)
        ? unitIndices(size).map((i) => offset + i)
        : partOf(units, rng.integer(0, units.axis.size - 1), rng.pick(parts));
    const factor = rng.pick([2, 10]);
    const q = rng.chance(0.5) ? rational(factor) : rational(1, factor);
    return edited(instance, (theta) => {
      for (const at of scaled) theta[at] = writeRational(multiply(toRational(theta[at]), q));
    });
  },
};

/** All of θ times 10^k, k from −3 to 3: small and large initialisation. */
const scaleAll: Move = {
  name: 'scale-all',
  weight: 1,
  apply(rng, instance) {
    const k = rng.pick([-3, -2, -1, 1, 2, 3]);
    const ten = rational(10n ** BigInt(Math.abs(k)));
    const factor = k < 0 ? rational(1n, ten.numerator) : ten;
    return edited(instance, (theta) => {
      for (const at of theta.keys())
        theta[at] = writeRational(multiply(toRational(theta[at]), factor));
    });
  },
};

/** A unit once more, beside itself. */
const repeatUnit: Move = {
  name: 'repeat-unit',
  weight: 1.5,
  apply(rng, instance) {
    const units = someAxis(rng, instance, 1);
    if (units === null) return null;
    const { size } = units.axis;
    return keepIndices(instance, units.axis, [...unitIndices(size), rng.integer(0, size - 1)]);
  },
};

const removeUnit: Move = {
  name: 'remove-unit',
  weight: 1,
  apply(rng, instance) {
    const units = someAxis(rng, instance, 2);
    if (units === null) return null;
    const gone = rng.integer(0, units.axis.size - 1);
    return keepIndices(
      instance,
      units.axis,
      unitIndices(units.axis.size).filter((k) => k !== gone),
    );
  },
};

export const unitMoves: readonly Move[] = [
  zeroUnit,
  zeroTensor,
  equaliseUnits,
  negateUnit,
  levelUnit,
  scaleUnit,
  scaleAll,
  repeatUnit,
  removeUnit,
];

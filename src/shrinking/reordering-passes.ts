/**
 * Passes towards one canonical form: reorder units and data, flip signs, move non-zero numbers to later
 * places, redistribute pairs. Where a failure does not care, these decide which of many equivalent
 * witnesses is printed.
 */
import type { Instance, Numeral } from '../instances/instance.ts';
import { bind } from '../models/bind.ts';
import { unitAxes } from '../models/units.ts';
import { toFloat, toRational } from '../numerics/numeral.ts';
import { add } from '../numerics/rational.ts';
import { generators } from '../symmetry/group/parameter-symmetry.ts';
import type { CoordinateGroup } from './free-coordinates.ts';
import { negateNumeral, writeRational } from './number-order.ts';
import { indicesOf, isNonZero, writeSome } from './number-passes.ts';
import type { Pass, ShrinkTarget } from './pass.ts';
import { keepData, keepIndices, mapData, unitIndices } from './unit-edits.ts';

/** Above this many numbers pairs are too many: only neighbours are looked at. */
const ALL_PAIRS = 14;

function swapped(count: number, i: number, j: number): number[] {
  return unitIndices(count).map((k) => (k === i ? j : k === j ? i : k));
}

/** Pairs i < j below count; only neighbours where there are many. */
function* pairs(count: number): Generator<[number, number]> {
  for (let i = 0; i < count; i++) {
    const end = count <= ALL_PAIRS ? count : Math.min(count, i + 2);
    for (let j = i + 1; j < end; j++) yield [i, j];
  }
}

const reorderUnits: Pass = {
  name: 'reorder-units',
  *candidates({ instance }: ShrinkTarget) {
    for (const { axis } of unitAxes(bind(instance.model), ['input', 'hidden', 'output'])) {
      for (const [i, j] of pairs(axis.size)) {
        const reordered = keepIndices(instance, axis, swapped(axis.size, i, j));
        if (reordered !== null) yield reordered;
      }
    }
  },
};

const reorderData: Pass = {
  name: 'reorder-data',
  *candidates({ instance }: ShrinkTarget): Generator<Instance> {
    const { data, then } = instance;
    const n = data?.inputs.length ?? 0;
    for (const [i, j] of pairs(n)) {
      yield { ...instance, data: keepData(data!, swapped(n, i, j)) };
    }
    if (!then) return;
    const m = then.data.inputs.length;
    for (const [i, j] of pairs(m)) {
      yield { ...instance, then: { ...then, data: keepData(then.data, swapped(m, i, j)) } };
    }
  },
};

function flipped(x: Numeral): Numeral {
  return negateNumeral(x);
}

/** Signs of θ, of all inputs, of all targets, of one coordinate of the data; symmetries of the model. */
const flipSigns: Pass = {
  name: 'flip-signs',
  *candidates({ instance, coordinates, signs }: ShrinkTarget): Generator<Instance> {
    const groups: readonly (readonly CoordinateGroup[])[] = [
      ['parameter'],
      ['input'],
      ['target'],
      ['input', 'target'],
      ['parameter', 'target'],
      ['parameter', 'input'],
    ];
    for (const group of groups)
      yield writeSome(coordinates, indicesOf(coordinates, group), flipped);
    const positive = indicesOf(coordinates, ['parameter', 'input', 'target']);
    yield writeSome(coordinates, positive, (x) => (toFloat(x) < 0 ? negateNumeral(x) : x));
    for (const group of groups.slice(0, 3)) {
      yield writeSome(coordinates, indicesOf(coordinates, group), (x) =>
        toFloat(x) < 0 ? negateNumeral(x) : x,
      );
    }
    const width = instance.data?.inputs[0].length ?? 0;
    for (let j = 0; j < width; j++) {
      yield mapData(instance, (data) => ({
        ...data,
        inputs: data.inputs.map((row) => row.map((x, k) => (k === j ? negateNumeral(x) : x))),
      }));
    }
    for (const { target, sign, shift } of generators(instance.model, { signs })) {
      if (shift !== null || target.some((to, from) => to !== from)) continue;
      const values = [...coordinates.values];
      for (const [p, k] of coordinates.ofParameter.entries()) {
        if (k >= 0 && sign[p] < 0) values[k] = negateNumeral(coordinates.values[k]);
      }
      yield coordinates.write(values);
    }
  },
};

/** Two parameters exchange their numbers, or one takes the sum and the other 0. */
const movePairs: Pass = {
  name: 'move-number',
  *candidates({ coordinates }: ShrinkTarget) {
    const { values } = coordinates;
    for (const groups of [['parameter'], ['input'], ['target']] as const) {
      const own = indicesOf(coordinates, groups);
      for (let a = 0; a < own.length; a++) {
        for (let b = a + 1; b < own.length; b++) {
          const [i, j] = [own[a], own[b]];
          const [x, y] = [values[i], values[j]];
          if (String(x) !== String(y)) {
            yield writeSome(coordinates, [i, j], (_, k) => (k === i ? y : x));
          }
          if (!isNonZero(x) || !isNonZero(y)) continue;
          const sum = writeRational(add(toRational(x), toRational(y)));
          yield writeSome(coordinates, [i, j], (_, k) => (k === i ? 0 : sum));
          yield writeSome(coordinates, [i, j], (_, k) => (k === i ? sum : 0));
        }
      }
    }
  },
};

const smallPairs: readonly (readonly [Numeral, Numeral])[] = [0, 1, -1, 2]
  .flatMap((x) => [0, 1, -1, 2].map((y): [Numeral, Numeral] => [x, y]))
  .sort(
    ([a, b], [c, d]) =>
      Math.abs(Number(a)) + Math.abs(Number(b)) - Math.abs(Number(c)) - Math.abs(Number(d)),
  );

/** Two numbers at once become small integers; a change that neither survives alone. */
const replacePairs: Pass = {
  name: 'replace-pair',
  *candidates({ coordinates }: ShrinkTarget) {
    const all = indicesOf(coordinates, ['parameter', 'input', 'target']);
    const own = all.length <= ALL_PAIRS ? all : all.filter((k) => isNonZero(coordinates.values[k]));
    if (own.length > ALL_PAIRS) return;
    for (let a = 0; a < own.length; a++) {
      for (let b = a + 1; b < own.length; b++) {
        for (const [x, y] of smallPairs) {
          yield writeSome(coordinates, [own[a], own[b]], (_, k) => (k === own[a] ? x : y));
        }
      }
    }
  },
};

export const orderPasses: readonly Pass[] = [
  flipSigns,
  reorderUnits,
  reorderData,
  movePairs,
  replacePairs,
];

/**
 * Moves of single numbers: relative ones, logarithmic in size, and jumps to where coincidences are – 0, a small
 * fraction near by, another number of the instance or its opposite. Numbers of θ move alone or along the
 * stratum that θ lies on, with whatever is tied to them.
 */
import type { Instance, Numeral } from '../../instances/instance.ts';
import { toFloat, toRational } from '../../numerics/numeral.ts';
import type { Rng } from '../../numerics/random.ts';
import { add, multiply, parse, rational, subtract } from '../../numerics/rational.ts';
import { type FreeCoordinates, freeCoordinatesOf } from '../../shrinking/free-coordinates.ts';
import { negateNumeral, writeRational } from '../../shrinking/number-order.ts';
import { landmarks } from '../../shrinking/shrink-numeral.ts';
import { type Move, pickWeighted } from './move.ts';
import { simplestBetween } from './simplest-between.ts';

/** Longer fractions than these are cut to doubles: exact arithmetic must stay small. */
const LONGEST = 40;

/** A number in place of another one: x itself, and all numbers of the instance. */
type Change = (rng: Rng, x: Numeral, all: readonly Numeral[]) => Numeral;

interface Weighted {
  readonly weight: number;
  readonly change: Change;
}

/** x(1 + ε) with ε log-uniform in 10⁻³ … 1; a small number in place of 0. */
const nudge: Change = (rng, x) => {
  const value = toFloat(x);
  const size = rng.magnitude(-3, 0);
  return value === 0 ? size * rng.gaussian() : value * (1 + size * rng.gaussian());
};

/** Exactly times or over 2, 4, 8 or 10. */
const scale: Change = (rng, x) => {
  const factor = rng.pick([2, 4, 8, 10]);
  const q = rng.chance(0.5) ? rational(factor) : rational(1, factor);
  return shortened(writeRational(multiply(toRational(x), q)));
};

/** The simplest fraction within a share of 1 % … 100 % of x. */
const simplify: Change = (rng, x) => {
  const value = toFloat(x);
  const width = Math.abs(value) * rng.magnitude(-2, 0);
  return simplestBetween(value - width / 2, value + width / 2);
};

/** Sum, difference or product of two numbers that are there. */
const combine: Change = (rng, _x, all) => {
  const [a, b] = [toRational(rng.pick(all)), toRational(rng.pick(all))];
  return shortened(writeRational(rng.pick([add, subtract, multiply])(a, b)));
};

const changes: readonly Weighted[] = [
  { weight: 2, change: () => 0 },
  { weight: 3, change: (rng, _, all) => rng.pick(all) },
  { weight: 2, change: (rng, _, all) => negateNumeral(rng.pick(all)) },
  { weight: 1, change: (_, x) => negateNumeral(x) },
  { weight: 1, change: (rng) => rng.pick(landmarks) },
  { weight: 4, change: nudge },
  { weight: 2, change: scale },
  { weight: 2, change: simplify },
  { weight: 1, change: combine },
];

const lengths: readonly Weighted[] = [
  { weight: 1, change: nudge },
  { weight: 2, change: scale },
  { weight: 1, change: simplify },
];

function shortened(x: Numeral): Numeral {
  return typeof x === 'string' && x.length > LONGEST ? toFloat(x) : x;
}

function finite(x: Numeral): boolean {
  return Number.isFinite(toFloat(x));
}

function moved(
  rng: Rng,
  coordinates: FreeCoordinates,
  visits?: Map<number, number>,
): Instance | null {
  const { values } = coordinates;
  if (values.length === 0) return null;
  const at = leastVisited(rng, values.length, visits);
  visits?.set(at, (visits.get(at) ?? 0) + 1);
  // Times and rates stay positive, and are nobody's coincidences.
  const allowed = coordinates.groups[at] === 'schedule' ? lengths : changes;
  const value = pickWeighted(rng, allowed).change(rng, values[at], values);
  if (!finite(value) || parse(String(value)) === undefined) return null;
  if (coordinates.groups[at] === 'schedule' && !(toFloat(value) > 0)) return null;
  if (toFloat(value) === toFloat(values[at]) && typeof value === typeof values[at]) return null;
  return coordinates.write(values.with(at, value));
}

/** One of the numbers whose turn it is. */
function leastVisited(rng: Rng, count: number, visits?: ReadonlyMap<number, number>): number {
  const turns = Array.from({ length: count }, (_, k) => visits?.get(k) ?? 0);
  const least = Math.min(...turns);
  return rng.pick(Array.from(turns.keys()).filter((k) => turns[k] === least));
}

/** Every number of θ by the same relative size, each for itself. */
const stir: Move = {
  name: 'stir',
  weight: 1,
  apply(rng, instance) {
    const coordinates = freeCoordinatesOf(instance, 'free');
    const size = rng.magnitude(-2, 0);
    const values = coordinates.values.map((x, k) =>
      coordinates.groups[k] === 'parameter' ? toFloat(x) * (1 + size * rng.gaussian()) : x,
    );
    return values.length > 0 && values.every(finite) ? coordinates.write(values) : null;
  },
};

export const numberMoves: readonly Move[] = [
  {
    name: 'move-number',
    weight: 16,
    apply: (rng, instance, { visits }) => moved(rng, freeCoordinatesOf(instance, 'free'), visits),
  },
  {
    name: 'move-along-stratum',
    weight: 2,
    apply: (rng, instance) => moved(rng, freeCoordinatesOf(instance)),
  },
  stir,
];

/**
 * Passes on the free numbers of an instance, many at once first: zero, round, rescale, whole classes of
 * equal numbers; then one by one. They write into coordinates, so strata are kept by construction.
 */
import type { Instance, Numeral } from '../instances/instance.ts';
import { toFloat, toRational } from '../numerics/numeral.ts';
import { isZero, type Rational, rational } from '../numerics/rational.ts';
import type { CoordinateGroup, FreeCoordinates } from './free-coordinates.ts';
import { negateNumeral, writeRational } from './number-order.ts';
import type { Pass, ShrinkTarget } from './pass.ts';
import { shrinkNumeral } from './shrink-numeral.ts';

/** The instance with the coordinates in `chosen` replaced. */
export function writeSome(
  coordinates: FreeCoordinates,
  chosen: readonly number[],
  replace: (x: Numeral, coordinate: number) => Numeral,
): Instance {
  const values = [...coordinates.values];
  for (const k of chosen) values[k] = replace(values[k], k);
  return coordinates.write(values);
}

export function indicesOf(
  coordinates: FreeCoordinates,
  groups: readonly CoordinateGroup[],
): number[] {
  return [...coordinates.values.keys()].filter((k) => groups.includes(coordinates.groups[k]));
}

export function isNonZero(x: Numeral): boolean {
  return x !== 0 && !isZero(toRational(x));
}

/** Collections of coordinates that make sense together, the largest first. */
const collections: readonly (readonly CoordinateGroup[])[] = [
  ['parameter', 'input', 'target'],
  ['parameter'],
  ['input', 'target'],
  ['input'],
  ['target'],
];

/** All of a collection becomes the same landmark. */
const uniform: Pass = {
  name: 'make-uniform',
  *candidates({ coordinates }) {
    for (const groups of collections) {
      const chosen = indicesOf(coordinates, groups);
      for (const x of [0, 1]) yield writeSome(coordinates, chosen, () => x);
    }
  },
};

/** Runs of coordinates become 0: halves, quarters, …; zero ones do not count. */
const zeroRuns: Pass = {
  name: 'zero-run',
  *candidates({ coordinates }) {
    const alive = indicesOf(coordinates, ['parameter', 'input', 'target']).filter((k) =>
      isNonZero(coordinates.values[k]),
    );
    for (let run = alive.length >> 1; run > 1; run >>= 1) {
      for (let from = 0; from < alive.length; from += run) {
        yield writeSome(coordinates, alive.slice(from, from + run), () => 0);
      }
    }
  },
};

function nearestInteger(x: Numeral): Numeral {
  return writeRational(multipleOf(toRational(x), 1n));
}

/** The nearest p/q. */
function multipleOf({ numerator, denominator }: Rational, q: bigint): Rational {
  const doubled = 2n * denominator;
  const top = 2n * numerator * q + denominator;
  const p = top / doubled - (top % doubled !== 0n && top < 0n ? 1n : 0n);
  return rational(p, q);
}

function signOf(x: Numeral): Numeral {
  const { numerator } = toRational(x);
  return numerator === 0n ? 0 : numerator < 0n ? -1 : 1;
}

/** A JSON number cut to so many significant digits; the largest doubles stay as they are. */
function shortened(x: Numeral, digits: number): Numeral {
  if (typeof x !== 'number') return x;
  const short = Number(x.toPrecision(digits));
  return Number.isFinite(short) ? short : x;
}

/** Ways to write all numbers of a collection more coarsely. */
const roundings: readonly ((x: Numeral) => Numeral)[] = [
  signOf,
  nearestInteger,
  (x) => writeRational(multipleOf(toRational(x), 2n)),
  (x) => writeRational(multipleOf(toRational(x), 10n)),
  (x) => writeRational(multipleOf(toRational(x), 100n)),
  (x) => writeRational(toRational(x)),
  (x) => shortened(x, 2),
  (x) => shortened(x, 4),
];

const round: Pass = {
  name: 'round-all',
  *candidates({ coordinates }) {
    for (const groups of collections) {
      const chosen = indicesOf(coordinates, groups);
      for (const coarser of roundings) yield writeSome(coordinates, chosen, coarser);
    }
  },
};

/** All numbers of a collection times one factor, so that one of them becomes 1 or all integers. */
const rescale: Pass = {
  name: 'rescale-all',
  *candidates({ coordinates }) {
    for (const groups of collections) {
      const chosen = indicesOf(coordinates, groups);
      const exact = chosen.map((k) => toRational(coordinates.values[k]));
      const sizes = exact.filter((q) => !isZero(q)).map(magnitude);
      const distinct = new Map(sizes.map((q) => [`${q.numerator}/${q.denominator}`, q]));
      for (const unit of [...distinct.values()].slice(0, 4)) {
        yield writeSome(coordinates, chosen, (x) => writeRational(quotient(toRational(x), unit)));
      }
      for (const unit of [2n, 10n]) {
        yield writeSome(coordinates, chosen, (x) =>
          writeRational(quotient(toRational(x), rational(unit))),
        );
        yield writeSome(coordinates, chosen, (x) =>
          writeRational(quotient(toRational(x), rational(1n, unit))),
        );
      }
    }
  },
};

function magnitude(q: Rational): Rational {
  return q.numerator < 0n ? { ...q, numerator: -q.numerator } : q;
}

function quotient(a: Rational, b: Rational): Rational {
  return rational(a.numerator * b.denominator, a.denominator * b.numerator);
}

/** |value| and the coordinates that hold ± it, where there are two or more. */
export function valueClasses(
  coordinates: FreeCoordinates,
  groups: readonly CoordinateGroup[],
): [Numeral, number[]][] {
  const classes = new Map<string, [Numeral, number[]]>();
  for (const k of indicesOf(coordinates, groups)) {
    const x = coordinates.values[k];
    if (!isNonZero(x)) continue;
    const size = toFloat(x) < 0 ? negateNumeral(x) : x;
    const own = classes.get(String(size)) ?? [size, []];
    own[1].push(k);
    classes.set(String(size), own);
  }
  return [...classes.values()].filter(([, members]) => members.length > 1);
}

/** All occurrences of ±v become ±v′. */
const shrinkClasses: Pass = {
  name: 'shrink-equal-numbers',
  *candidates({ coordinates }) {
    for (const groups of collections) {
      for (const [size, members] of valueClasses(coordinates, groups)) {
        for (const simpler of shrinkNumeral(size)) {
          yield writeSome(coordinates, members, (x) =>
            toFloat(x) < 0 ? negateNumeral(simpler) : simpler,
          );
        }
        yield writeSome(coordinates, members, negateNumeral);
      }
    }
  },
};

function allowed(coordinates: FreeCoordinates, coordinate: number, candidate: Numeral): boolean {
  return coordinates.groups[coordinate] !== 'schedule' || toFloat(candidate) > 0;
}

/** Each number by itself. */
const shrinkSingles: Pass = {
  name: 'shrink-number',
  *candidates({ coordinates }) {
    for (const k of coordinates.values.keys()) {
      for (const simpler of shrinkNumeral(coordinates.values[k])) {
        if (allowed(coordinates, k, simpler)) yield writeSome(coordinates, [k], () => simpler);
      }
    }
  },
};

/** One number becomes equal or opposite to another one. */
const equaliseNumbers: Pass = {
  name: 'equalise-numbers',
  *candidates({ coordinates }: ShrinkTarget) {
    const chosen = indicesOf(coordinates, ['parameter', 'input', 'target']);
    const values = new Map<string, Numeral>();
    for (const k of chosen) values.set(String(coordinates.values[k]), coordinates.values[k]);
    const sources = [...values.values()].slice(0, 24);
    for (const k of chosen) {
      for (const x of sources) {
        if (x === coordinates.values[k]) continue;
        yield writeSome(coordinates, [k], () => x);
        yield writeSome(coordinates, [k], () => negateNumeral(x));
      }
    }
  },
};

export const numberPasses: readonly Pass[] = [
  uniform,
  round,
  zeroRuns,
  rescale,
  shrinkClasses,
  shrinkSingles,
  equaliseNumbers,
];

/** Directions of sign-gradient descent against the span of patterns met at many random G. */
import { describe, expect, it } from 'vitest';
import type { Instance } from '../../instances/instance.ts';
import { open } from '../../instances/subject.ts';
import { rankModulo } from '../../numerics/modular-elimination.ts';
import { createRng } from '../../numerics/random.ts';
import { rational } from '../../numerics/rational.ts';
import { isProportional, signDescentOrbit } from './sign-descent.ts';

const PRIME = 4194301;

/** Rank of (sgn GV, sgn GᵀU) over random G. */
function spanOfPatterns(
  u: readonly (readonly number[])[],
  v: readonly (readonly number[])[],
): number {
  const rng = createRng('signs');
  const size = (u.length + v.length) * u[0].length;
  const count = 400;
  const rows = new Float64Array(count * size);
  for (let n = 0; n < count; n++) {
    const g = u.map(() => v.map(() => rng.gaussian()));
    const entries = [
      ...u.flatMap((row, o) => row.map((_, k) => v.reduce((z, r, i) => z + g[o][i] * r[k], 0))),
      ...v.flatMap((row, i) => row.map((_, k) => u.reduce((z, r, o) => z + g[o][i] * r[k], 0))),
    ];
    entries.forEach((z, j) => {
      rows[n * size + j] = z > 0 ? 1 : PRIME - 1;
    });
  }
  return rankModulo(rows, count, size, PRIME);
}

const factors = (left: number[][], right: number[][]): Instance => {
  const model = {
    kind: 'low-rank',
    inputs: right.length,
    rank: left[0].length,
    outputs: left.length,
  };
  return { model, parameters: { left, right } } as unknown as Instance;
};

describe('sign-gradient descent on U Vᵀ', () => {
  it.each<[string, number[][], number[][]]>([
    ['one number each', [[2]], [[-3]]],
    ['one input, one output, two factors', [[2, 5]], [[-3, 7]]],
    [
      'one output',
      [[2, 5]],
      [
        [-3, 7],
        [1, 4],
      ],
    ],
    [
      'one input',
      [
        [2, 5],
        [1, -4],
      ],
      [[-3, 7]],
    ],
    [
      '2 × 2',
      [
        [2, 5],
        [1, -4],
      ],
      [
        [-3, 7],
        [6, 1],
      ],
    ],
    [
      'two columns that are multiples',
      [
        [2, 4],
        [1, 2],
      ],
      [
        [-3, 7],
        [6, 1],
      ],
    ],
  ])('%s', (_, u, v) => {
    expect(signDescentOrbit(open(factors(u, v)))?.dimension).toBe(spanOfPatterns(u, v));
  });

  it('says nothing where an entry has no sign', () => {
    expect(signDescentOrbit(open(factors([[0]], [[1]])))).toBeUndefined();
  });
});

it('laws of signs go by pairs of columns', () => {
  // (GV)ₖ = Σ Gᵢ Vᵢₖ with columns (−3, 6) and (7, −14) of V.
  const model = { kind: 'low-rank', inputs: 2, rank: 2, outputs: 1 };
  const parameters = {
    left: [[2, 5]],
    right: [
      [-3, 7],
      [6, -14],
    ],
  };
  const found = signDescentOrbit(open({ model, parameters } as never))!;
  expect(found.dimension).toBe(3);
  expect(found.invariants.map(({ expression }) => expression)).toEqual([
    '|U[1,1]| − |U[1,2]|',
    '|V[1,1]| − |V[1,2]|',
    '|V[2,1]| − |V[2,2]|',
  ]);
});

it('laws of signs go by rows of the other factor', () => {
  // (GV)ₒₖ = Gₒ Vₖ: the entries of each row of U go together.
  const model = { kind: 'low-rank', inputs: 1, rank: 2, outputs: 2 };
  const parameters = {
    left: [
      [2, 5],
      [1, -4],
    ],
    right: [[-3, 7]],
  };
  const found = signDescentOrbit(open({ model, parameters } as never))!;
  expect(found.dimension).toBe(4);
  expect(found.invariants.map(({ expression }) => expression)).toEqual([
    '|U[1,1]| − |U[1,2]|',
    '|U[2,1]| − |U[2,2]|',
  ]);
});

it('entries that change sign together are told by their names', () => {
  // U = (2 5), V = (−3 7): one number G, whose sign is that of all.
  const model = { kind: 'low-rank', inputs: 1, rank: 2, outputs: 1 };
  const subject = open({ model, parameters: { left: [[2, 5]], right: [[-3, 7]] } } as never);
  const found = signDescentOrbit(subject)!;
  const names = found.invariants.map(({ expression }) => expression);
  expect(found).toMatchObject({ dimension: 1, lowerBound: 1, upperBound: 1, parameters: 4 });
  // Without any bracket.
  expect(found).toMatchObject({ firstOrderRank: 1, order: 0, controls: 0, primes: [] });
  expect(names).toEqual(['V[1,1]', 'U[1,2]', 'V[1,2]'].map((name) => `|U[1,1]| − |${name}|`));
});

it('forms are proportional where one is a multiple of the other, in fractions too', () => {
  const q = (...pairs: [number, number][]) => pairs.map(([n, d]) => rational(n, d));
  const half = q([0, 1], [1, 2], [1, 3]);
  for (const [other, expected] of [
    [q([0, 1], [3, 2], [1, 1]), true],
    [q([0, 1], [-1, 4], [-1, 6]), true],
    [q([0, 1], [5, 7], [10, 21]), true],
    [q([0, 1], [3, 2], [1, 2]), false],
    [q([0, 1], [1, 2], [1, 2]), false],
    [q([1, 1], [1, 2], [1, 3]), false],
    [q([0, 1], [0, 1], [1, 3]), false],
    [q([0, 1], [1, 3], [1, 2]), false],
  ] as const) {
    expect(isProportional(half, other)).toBe(expected);
    expect(isProportional(other, half)).toBe(expected);
  }
});

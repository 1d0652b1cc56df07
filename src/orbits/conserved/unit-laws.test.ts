import { describe, expect, it } from 'vitest';
import { type BoundModel, bind } from '../../models/bind.ts';
import type { ModelJson } from '../../models/contract.ts';
import { degreeOf, type Polynomial } from '../../numerics/polynomial.ts';
import { lawsOf } from './laws.ts';
import {
  areNeutral,
  neutralWeights,
  separately,
  solvedOfFew,
  solvedOfMany,
  wholeRows,
} from './neutral-weights.ts';
import { pairLawsOf, unitLawGradient, unitLawPolynomial, unitLawsOf } from './unit-laws.ts';

const text = ({ terms }: Polynomial) =>
  terms
    .map(({ coefficient, powers }) => `${coefficient.numerator} ${powers.flat().join('.')}`)
    .join(' + ');
const isOfSquares = (law: Polynomial) => law.terms.every(({ powers }) => powers.length === 1);
const models: ModelJson[] = [
  { kind: 'linear', widths: [2, 3, 2, 1] },
  { kind: 'linear', widths: [1, 2, 3, 2] },
  { kind: 'relu-paths', widths: [2, 3, 2, 2], bias: true },
  { kind: 'relu-paths', widths: [3, 2, 2], bias: false },
];

describe('laws of units are those of degree two that are solved for', () => {
  it.each(models)('%j', (model) => {
    const bound = bind(model);
    const all = lawsOf(bound, 'test').polynomials;
    expect(all.every((law) => degreeOf(law) === 2)).toBe(true);
    expect(unitLawsOf(bound).squarePolynomials().map(text)).toEqual(
      all.filter(isOfSquares).map(text),
    );
    const pairs = pairLawsOf(bound).laws.map((law) => unitLawPolynomial(law, bound));
    expect(pairs.map(text)).toEqual(all.filter((law) => !isOfSquares(law)).map(text));
  });
});

describe('weights that leave F as it is', () => {
  const { program, size } = bind({ kind: 'linear', widths: [1, 2, 1] });

  it('of (w₁, w₂, a₁, a₂): those with w₁ + a₁ = w₂ + a₂ = 0, and no others', () => {
    expect(neutralWeights(program, separately(size))?.map((w) => [...w])).toEqual([
      [1, 0, -1, 0],
      [0, 1, 0, -1],
    ]);
    expect(areNeutral(program, Int32Array.of(3, -2, -3, 2))).toBe(true);
    expect(areNeutral(program, Int32Array.of(1, 0, -1, 1))).toBe(false);
    // Sums agree, but F goes with λ².
    expect(areNeutral(program, Int32Array.of(1, 1, 1, 1))).toBe(false);
  });

  it.each(models)('are the same however they are solved for: %j', (model) => {
    const { program: own, size: count } = bind(model);
    const canonical = (rows: readonly Float64Array[], columns: number) =>
      wholeRows(rows, columns).map((row) => row && [...row]);
    const some = Int32Array.from({ length: count }, (_, i) => (i % 5) - 1);
    for (const classes of [separately(count), { count: 4, of: some }])
      expect(canonical(solvedOfFew(own, classes), classes.count)).toEqual(
        canonical(solvedOfMany(own, classes), classes.count),
      );
  });

  it('are none where something else than sums and products is met', () => {
    const tanh: ModelJson = {
      kind: 'fully-connected',
      widths: [1, 2, 1],
      bias: false,
      activation: 'tanh',
    };
    expect(unitLawsOf(bind(tanh)).squares).toEqual([]);
  });
});

it('laws of units are none of these where a parameter is a law by itself', () => {
  // F = uv, without w: u² − v² of one axis, w² of the other.
  const [first, second] = [{ size: 1 }, { size: 1 }];
  const tensor = (axis: object, offset: number) => ({
    axes: [axis],
    strides: [1],
    offset,
    size: 1,
  });
  const bound = (axes: readonly object[]) =>
    ({
      ...bind({ kind: 'polynomial', variables: ['u', 'v', 'w'], features: ['u*v'] }),
      axes,
      tensors: [tensor(first, 0), tensor(first, 1), tensor(second, 2)],
    }) as unknown as BoundModel;
  const squares = (axes: readonly object[]) =>
    unitLawsOf(bound(axes)).squares.map(({ i, j, c }) => [[...i], [...j], [...c]]);
  expect(squares([first])).toEqual([
    [
      [0, 1],
      [0, 1],
      [1, -1],
    ],
  ]);
  expect(squares([second])).toEqual([]);
  expect(squares([first, second])).toEqual([]);
});

it('weights are whole numbers of three digits', () => {
  const whole = (x: number) => wholeRows([Float64Array.of(1, x)], 2).map((row) => row && [...row]);
  expect([whole(1000), whole(1001), whole(4194287 - 1000), whole(4194287 - 1001)]).toEqual([
    [[1, 1000]],
    [null],
    [[1, -1000]],
    [null],
  ]);
});

it('laws of units have gradients', () => {
  const law = (i: number, j: number, c: number) => ({
    i: Int32Array.of(i),
    j: Int32Array.of(j),
    c: Int32Array.of(c),
  });
  const theta = Float64Array.of(2, 5);
  expect([...unitLawGradient(law(0, 1, -3), theta, 101)]).toEqual([101 - 15, 101 - 6]);
  expect([...unitLawGradient(law(1, 1, 2), theta, 101)]).toEqual([0, 20]);
  expect([...unitLawGradient(law(0, 1, 30), theta, 101)]).toEqual([150 % 101, 60]);
});

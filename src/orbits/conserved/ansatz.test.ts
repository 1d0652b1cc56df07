/** Ansätze for laws, on so few variables that their monomials can be counted by hand. */
import { describe, expect, it } from 'vitest';
import { bind } from '../../models/bind.ts';
import type { ModelJson } from '../../models/contract.ts';
import { createRng } from '../../numerics/random.ts';
import { format } from '../../numerics/rational.ts';
import { fieldsOf, PRIME } from '../../testing/written-fields.ts';
import { ansatzLadder, searchFirstIntegrals } from './ansatz.ts';
import { axisAnsatz, entriesOf } from './axis-ansatz.ts';
import { monomialCount } from './monomial-count.ts';
import { wholeSpace } from './smallest-affine-subspace.ts';

describe('ansätze', () => {
  const sizes = (n: number, most?: number) =>
    ansatzLadder(
      Array.from({ length: n }, (_, i) => i),
      most,
    ).map(({ description, monomials, poles }) => [description, monomials.length, poles.length]);

  it('have as many unknowns as can be counted', () => {
    expect(sizes(1)).toEqual([
      ['squares', 2, 0],
      ['degree 2', 2, 0],
      ['degree 3', 3, 0],
      ['degree 4', 4, 0],
      ['products of powers', 0, 1],
      ['poles on coordinates', 2, 2],
      ['poles on sums', 2, 2],
      ['poles on small forms', 2, 2],
    ]);
    // C(8, 2) − 1, C(9, 3) − 1, C(10, 4) − 1; two forms a pair and one a coordinate: 36, twice; with 20 more a pair 336.
    const six = [
      ['squares', 12, 0],
      ['degree 2', 27, 0],
      ['degree 3', 83, 0],
      ['degree 4', 209, 0],
      ['products of powers', 0, 6],
      ['poles on coordinates', 12, 12],
      ['poles on sums', 12, 72],
    ];
    expect(sizes(6)).toEqual(six);
    expect(sizes(6, 684)).toEqual([...six, ['poles on small forms', 12, 672]]);
    expect(sizes(6, 683)).toEqual(six);
    expect(sizes(6, 84)).toEqual(six.filter(([name]) => name !== 'degree 4'));
    expect(sizes(6, 83)).toEqual(
      six.filter(([name]) => !['degree 4', 'poles on sums'].includes(`${name}`)),
    );
    expect(sizes(7, 10_000).map(([name]) => name)).not.toContain('poles on small forms');
    expect(sizes(7).map(([name]) => name)).not.toContain('degree 4');
  });

  it('list monomials from the highest degree down, and forms with coprime coefficients', () => {
    const [squares, , cubic, , , coordinates, sums, small] = ansatzLadder([3, 5]);
    expect(squares.monomials).toEqual([[[3, 2]], [[5, 2]], [[3, 1]], [[5, 1]]]);
    const texts = cubic.monomials.map((m) => m.map(([i, e]) => `${i}^${e}`).join('·'));
    expect(texts).toEqual([
      '3^3',
      '3^2·5^1',
      '3^1·5^2',
      '5^3',
      '3^2',
      '3^1·5^1',
      '5^2',
      '3^1',
      '5^1',
    ]);
    const forms = ({ poles }: typeof sums) =>
      poles.map(
        ({ form, power }) =>
          `${form.terms.map(({ coefficient, powers }) => `${format(coefficient)}·${powers[0][0]}`).join(' ')} /${power}`,
      );
    expect(forms(coordinates)).toEqual(['1·3 /1', '1·5 /1', '1·3 /0', '1·5 /0']);
    const plain = ['1·3 1·5', '1·3 -1·5', '1·3', '1·5'];
    expect(forms(sums)).toEqual([...plain.map((l) => `${l} /1`), ...plain.map((l) => `${l} /0`)]);
    const rich = [
      [1, 2],
      [1, 3],
      [1, 4],
      [2, 3],
      [3, 4],
    ].flatMap(([a, b]) => [
      [a, b],
      [b, a],
      [a, -b],
      [b, -a],
    ]);
    expect(forms(small).slice(0, 24)).toEqual(
      [...rich.map(([a, b]) => `${a}·3 ${b}·5`), ...plain].map((l) => `${l} /1`),
    );
  });

  it('of axes have a block for each tensor that bears one', () => {
    const net = (widths: number[], bias = false): ModelJson => ({
      kind: 'fully-connected',
      widths,
      bias,
      activation: 'tanh',
    });
    const of = (...given: Parameters<typeof net>) => {
      const { unknowns, translations, narrowed } = axisAnsatz(bind(net(...given)));
      return [unknowns.length, translations, narrowed.length];
    };
    // 3² for what comes in and for what goes out; the output bias is scaled as a whole.
    expect(of([1, 3, 1])).toEqual([18, true, 0]);
    expect(of([1, 3, 1], true)).toEqual([28, true, 0]);
    // W₂ bears both axes, and its multiples count once.
    expect(of([1, 2, 2, 1])).toEqual([15, true, 0]);
    // 2·18² = 648; 2·19² = 722 are too many, and 38 are left.
    expect(of([1, 18, 1])).toEqual([648, true, 0]);
    expect(of([1, 19, 1])).toEqual([38, true, 1]);
    expect(of([1, 300, 1])).toEqual([600, true, 1]);
    expect(of([1, 200, 1], true)).toEqual([601, false, 1]);
    // The first unknown of W₁ = (θ₀ θ₁ θ₂)ᵀ is θ₀ ↦ θ₀, the second θ₁ ↦ θ₀ or θ₀ ↦ θ₁.
    const { unknowns } = axisAnsatz(bind(net([2, 3, 1])));
    expect(unknowns.slice(0, 2).map((u) => entriesOf(u, 9))).toEqual([
      [0, 10],
      [2, 12],
    ]);
  });
});

it('monomials of one degree are counted up to a cap', () => {
  const counted = (variables: number, degree: number): number =>
    variables === 1
      ? 1
      : Array.from({ length: degree + 1 }, (_, e) => counted(variables - 1, e)).reduce(
          (a, b) => a + b,
        );
  for (let d = 1; d <= 4; d++)
    for (let j = 0; j <= 5; j++)
      for (const cap of [1, 3, 6, 10, 1000])
        expect(monomialCount(d, j, cap)).toBe(Math.min(cap, counted(d, j)));
});

describe('first integrals of an ansatz', () => {
  // θ̇ = c(θ₀, 2θ₀²) on the plane, and on the line θ₀ = 0 nothing moves: θ₁ − θ₀² stays.
  const family = fieldsOf(
    [
      [[0, 1, 0]],
      [
        [0, 2, 0],
        [0, 2, 0],
      ],
    ],
    1,
  );
  const [, quadratic] = ansatzLadder([0, 1]);
  const domain = wholeSpace(new Float64Array(2), PRIME);
  const search = (
    domainAt: Parameters<typeof searchFirstIntegrals>[1],
    check: Parameters<typeof searchFirstIntegrals>[2] = (laws) => laws.map(() => true),
  ) =>
    searchFirstIntegrals(quadratic, domainAt, check, createRng('search')).map(
      ({ polynomial, poles }) => [
        polynomial.terms
          .map(({ coefficient, powers }) => `${format(coefficient)} ${powers.join(' ')}`)
          .join(', '),
        poles.length,
      ],
    );

  it('are those that are found and pass', () => {
    expect(search(() => ({ family, domain }))).toEqual([['1 0,2, -1 1,1', 0]]);
    expect(
      search(
        (k) => (k === 0 ? { family, domain } : null),
        () => [false],
      ),
    ).toEqual([]);
  });

  it('are none where there is nothing to find them with', () => {
    expect(search(() => null)).toEqual([]);
  });

  it('have poles beside polynomials, each with its own form', () => {
    // θ̇ = c(θ₀², 1): θ₁ + 1/θ₀, on forms that are met as logarithms too.
    const inverse = fieldsOf([[[0, 2, 0]], [[0, 0, 0]]], 1);
    const poles = ansatzLadder([0, 1]).find(
      ({ description }) => description === 'poles on coordinates',
    )!;
    const [law, ...others] = searchFirstIntegrals(
      poles,
      () => ({ family: inverse, domain }),
      (laws) => laws.map(() => true),
      createRng('poles'),
    );
    expect(others).toEqual([]);
    expect(law.polynomial.terms.map(({ powers }) => powers)).toEqual([[[1, 1]]]);
    expect(law.poles.map(({ power, form }) => [power, form.terms[0].powers])).toEqual([
      [1, [[0, 1]]],
    ]);
  });
});

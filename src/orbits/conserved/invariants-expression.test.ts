/** The order of terms, and how quantities are printed. */
import { describe, expect, it } from 'vitest';
import type { ModelSpec } from '../../instances/instance.ts';
import { bind } from '../../models/bind.ts';
import type { ModelJson } from '../../models/contract.ts';
import { parameterNames } from '../../models/names.ts';
import { type Polynomial, polynomial } from '../../numerics/polynomial.ts';
import { format, parse } from '../../numerics/rational.ts';
import { dense } from '../../testing/dense.ts';
import { expressionOf } from './invariants-expression.ts';
import { canonical } from './invariants-polynomial.ts';

/** `[coefficient, [index, power], …]` a term. */
function polynomialFrom(...terms: [string, ...[number, number][]][]): Polynomial {
  return polynomial(
    terms.map(([coefficient, ...powers]) => ({ coefficient: parse(coefficient)!, powers })),
  );
}

describe('terms are ordered', () => {
  const order = (weight: (i: number) => number, ...monomials: [number, number][][]) => {
    const all = (list: [number, number][][]) =>
      canonical(
        polynomialFrom(...list.map((m): [string, ...[number, number][]] => ['1', ...m])),
        weight,
      )
        .terms.map(({ powers }) => powers.map(([i, e]) => `${i}^${e}`).join(' '))
        .join(', ');
    // Whatever order they come in.
    expect(all([...monomials].reverse())).toBe(all(monomials));
    return all(monomials);
  };

  it('by the largest weight, then the degree, then the first parameters', () => {
    const alike = () => 0;
    expect(
      order(
        (i) => i,
        [[0, 3]],
        [
          [0, 1],
          [1, 1],
        ],
        [[2, 1]],
      ),
    ).toBe('2^1, 0^1 1^1, 0^3');
    expect(
      order(
        (i) => -i,
        [[0, 3]],
        [
          [0, 1],
          [1, 1],
        ],
        [[2, 1]],
      ),
    ).toBe('0^3, 0^1 1^1, 2^1');
    expect(order(alike, [[0, 1]], [[0, 3]], [[1, 2]])).toBe('0^3, 1^2, 0^1');
    expect(
      order(
        alike,
        [
          [0, 1],
          [1, 2],
        ],
        [
          [0, 2],
          [1, 1],
        ],
        [[0, 3]],
        [[1, 3]],
      ),
    ).toBe('0^3, 0^2 1^1, 0^1 1^2, 1^3');
    expect(
      order(
        alike,
        [
          [0, 1],
          [2, 1],
        ],
        [
          [0, 1],
          [1, 1],
        ],
        [
          [1, 1],
          [2, 1],
        ],
      ),
    ).toBe('0^1 1^1, 0^1 2^1, 1^1 2^1');
  });

  it('without constants, and with the first coefficient positive', () => {
    expect(canonical(polynomialFrom(['5']), () => 0)).toEqual({ terms: [] });
    const { terms } = canonical(polynomialFrom(['5'], ['-2/3', [0, 2]], ['4/9', [0, 1]]), () => 0);
    expect(terms.map(({ coefficient }) => format(coefficient))).toEqual(['3', '-2']);
  });
});

describe('expressions', () => {
  it('have products of blocks whose members are in any order', () => {
    const names = {
      ...parameterNames(
        bind({ kind: 'polynomial', variables: ['t', 'u', 'v', 'w'], features: ['t'] }),
      ),
      blocks: [
        { label: 'A', indices: [0, 3] },
        { label: 'B', indices: [1, 2] },
      ],
    };
    const product = polynomialFrom(['2', [0, 1], [1, 1]], ['2', [2, 1], [3, 1]]);
    expect(expressionOf(product, names)).toBe('2A·B');
    const unlike = polynomialFrom(['2', [0, 1], [1, 1]], ['-2', [2, 1], [3, 1]]);
    expect(expressionOf(unlike, names)).toBe('2tu − 2vw');
    // A product across places is none of those that A·B is the sum of, though it comes first.
    const crossed: [string, ...[number, number][]] = ['2', [0, 1], [2, 1]];
    const both = polynomialFrom(crossed, ['2', [0, 1], [1, 1]], ['2', [2, 1], [3, 1]]);
    expect(expressionOf(both, names)).toBe('2tv + 2A·B');
  });

  it('have fractions where they are given any, and 0 of no terms', () => {
    const names = parameterNames(
      bind({ kind: 'polynomial', variables: ['u', 'v'], features: ['u'] }),
    );
    expect(
      expressionOf(polynomialFrom(['-1/2', [0, 2]], ['3/4', [1, 1]], ['-2', [0, 1]]), names),
    ).toBe('−(1/2)u² + (3/4)v − 2u');
    expect(expressionOf({ terms: [] }, names)).toBe('0');
  });

  const read = (model: ModelSpec, h: Polynomial) => {
    const names = parameterNames(bind(model as unknown as ModelJson));
    return expressionOf(
      canonical(h, (i) => names.weight[i]),
      names,
    );
  };

  it.each([
    [
      dense([2, 1, 1], 'cube'),
      polynomialFrom(['-1', [0, 2]], ['-1', [1, 2]], ['3', [2, 2]]),
      '3a² − ‖w‖²',
    ],
    // One component missing: no norm.
    [dense([2, 1, 1], 'cube'), polynomialFrom(['-1', [0, 2]], ['3', [2, 2]]), '3a² − w[1]²'],
    // Unequal coefficients: no norm.
    [dense([2, 1, 1], 'cube'), polynomialFrom(['1', [0, 2]], ['2', [1, 2]]), 'w[1]² + 2w[2]²'],
    [
      dense([2, 2, 1], 'tanh'),
      polynomialFrom(['2', [0, 1], [2, 1]], ['2', [1, 1], [3, 1]], ['-6', [4, 1]]),
      '3a₁ − w₁·w₂',
    ],
    [dense([1, 1, 1, 1], 'tanh'), polynomialFrom(['1', [0, 1]], ['-1', [1, 1], [2, 3]]), 'va³ − w'],
    [
      { kind: 'linear', widths: [1, 2, 2, 1] },
      polynomialFrom(['1', [2, 1], [5, 1]]),
      'W₂[1,1]W₂[2,2]',
    ],
    [
      { kind: 'polynomial', variables: ['rate', 'v'], features: ['rate*v'] },
      polynomialFrom(['1', [0, 1], [1, 1]]),
      'rate·v',
    ],
  ] as [ModelSpec, Polynomial, string][])('%#', (model, h, text) => {
    expect(read(model, h)).toBe(text);
  });
});

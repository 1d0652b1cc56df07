import { describe, expect, it } from 'vitest';
import { InputError } from '../errors.ts';
import { evaluatePolynomial, rationalPolynomials } from '../numerics/polynomial.ts';
import { createRng } from '../numerics/random.ts';
import { add, equal, multiply, rational, subtract } from '../numerics/rational.ts';
import { rationalRing } from '../numerics/rational-ring.ts';
import { parseExpression } from './expression.ts';
import { polynomialAlgebra } from './polynomial.ts';

const variables = ['u', 'v', 'w1'];
const read = (text: string) =>
  parseExpression(polynomialAlgebra, text, variables, 'model.features');
const at = (text: string, ...point: number[]) =>
  evaluatePolynomial(
    rationalRing,
    read(text),
    point.map((x) => rational(x)),
  );

describe('polynomials as text', () => {
  // The right-hand sides are JavaScript's own arithmetic on small integers.
  it.each([
    ['u*v^2 - 1/2*u', (u: number, v: number) => u * v ** 2 - u / 2],
    ['-u + v - -1*w1', undefined],
    ['-u^2', (u: number) => -(u ** 2)],
    ['(u + v)*(u - v)', (u: number, v: number) => u ** 2 - v ** 2],
    ['2(u)', undefined],
    [
      '3*(u - 2*(v + w1))^3/4',
      (u: number, v: number, w: number) => (3 * (u - 2 * (v + w)) ** 3) / 4,
    ],
    ['u**2*1.5 + .25', (u: number) => u ** 2 * 1.5 + 0.25],
    [' 1e-1 * u /\t2 ', (u: number) => u / 20],
    ['u^0', () => 1],
    ['+w1', (_u: number, _v: number, w: number) => w],
    ['u - u', () => 0],
  ])('%s', (text, expected) => {
    if (expected === undefined) {
      expect(() => read(text)).toThrow(InputError);
      return;
    }
    for (const [u, v, w] of [
      [0, 0, 0],
      [1, -2, 3],
      [5, 4, -7],
    ] as const) {
      // Multiplied by 40 both are integers or exact halves: compare as rationals.
      const scaled = Math.round(40 * expected(u, v, w));
      expect(equal(multiply(rational(40), at(text, u, v, w)), rational(scaled))).toBe(true);
    }
  });

  it('collect equal monomials and drop vanishing ones', () => {
    expect(read('u*v + 2*v*u - 3*u*v + w1')).toEqual({
      terms: [{ coefficient: rational(1), powers: [[2, 1]] }],
    });
    expect(read('0')).toEqual({ terms: [] });
    expect(read('u*0 - v*(1 - 1)')).toEqual({ terms: [] });
  });

  it('are a ring: evaluation is a homomorphism', () => {
    const rng = createRng('homomorphism');
    const draw = () =>
      Array.from({ length: 4 }, () => {
        const factors = variables.map((name) => `${name}^${rng.integer(0, 3)}`).join('*');
        return `${rng.integer(-5, 5)}/${rng.integer(1, 4)}*${factors}`;
      })
        .join(' + ')
        .replaceAll('+ -', '- ')
        .replace(/^-/, '0 - ');
    for (let k = 0; k < 30; k++) {
      const [p, q] = [read(draw()), read(draw())];
      const point = variables.map(() => rational(rng.integer(-4, 4), rng.integer(1, 3)));
      const value = (r: typeof p) => evaluatePolynomial(rationalRing, r, point);
      expect(equal(value(rationalPolynomials.add(p, q)), add(value(p), value(q)))).toBe(true);
      expect(equal(value(rationalPolynomials.mul(p, q)), multiply(value(p), value(q)))).toBe(true);
    }
  });

  it.each([
    ['', 'the end'],
    ['u +', 'the end'],
    ['u + x', 'expected one of the variables u, v, w1, received x'],
    ['u v', 'received v'],
    ['u^v', 'integer exponent'],
    ['u^-1', 'integer exponent'],
    ['u^1.5', 'integer exponent'],
    ['u^1001', 'at most 1000'],
    ['u/0', 'non-zero divisor'],
    ['u/v', 'integer after "/"'],
    ['(u', '")"'],
    ['u)', 'received )'],
    ['u $ v', '$ v'],
    ['*u', 'received *'],
    [`${'('.repeat(20_000)}u${')'.repeat(20_000)}`, 'at most 200 levels of brackets'],
    // The square of degree 729 alone is 730² = 532900 products of terms.
    ['((((u + v)^9)^9)^9)^9', 'at most 300000 products of terms'],
  ])('refuse "%s"', (text, message) => {
    const attempt = () => parseExpression(polynomialAlgebra, text, variables, 'model.features[3]');
    expect(attempt).toThrow(InputError);
    expect(attempt).toThrow('model.features[3]');
    expect(attempt).toThrow(message);
  });

  it('take high powers without expanding a product a thousand times', () => {
    const p = read('(u - v)^12');
    expect(p.terms).toHaveLength(13);
    expect(
      equal(
        evaluatePolynomial(rationalRing, p, [rational(5), rational(3), rational(0)]),
        rational(4096),
      ),
    ).toBe(true);
    expect(equal(at('u^1000', -1, 0, 0), rational(1))).toBe(true);
    expect(equal(subtract(at('u^10*u', 2, 0, 0), rational(2048)), rational(0))).toBe(true);
  });
});

/** Programs evaluated over the constants of a point, and derivatives of jets. */
import { describe, expect, it } from 'vitest';
import type { AnalyticFunction } from '../../analytic/analytic-function.ts';
import type { JetField } from '../../analytic/jet-field.ts';
import { resolveFunction } from '../../analytic/registry.ts';
import { NotInvertible } from '../../errors.ts';
import type { Operation } from '../../models/program.ts';
import { format, type Rational, rational } from '../../numerics/rational.ts';
import { rationalRing } from '../../numerics/rational-ring.ts';
import { evaluateConstants, jetOf } from './evaluation.ts';
import { createKnowledge } from './knowledge.ts';
import { substitution } from './substitution.ts';

/** p ≡ 3 mod 4. */
const PRIME = 2n ** 61n - 1n;

describe('jets of derivatives', () => {
  // The coefficients of f are 1, 2, 3, ….
  const asked: number[] = [];
  const f = {
    jet: (_: unknown, __: unknown, terms: number) => {
      asked.push(terms);
      return Array.from({ length: terms }, (___, m) => rational(m + 1));
    },
  } as unknown as AnalyticFunction;
  const field = { ring: rationalRing } as unknown as JetField<Rational>;
  const jet = (order: number, terms: number) =>
    jetOf(field, f, order, rational(0), terms).map(format).map(Number);

  it('are coefficients times (m + n)!/m!', () => {
    expect(jet(0, 3)).toEqual([1, 2, 3]);
    // 1·2, 2·3, 3·4.
    expect(jet(1, 3)).toEqual([2, 6, 12]);
    // 2·3, 6·4, 12·5.
    expect(jet(2, 3)).toEqual([6, 24, 60]);
    expect(asked).toEqual([3, 4, 5]);
  });
});

describe('a program at a point', () => {
  const evaluated = (operations: readonly Operation[], ...theta: readonly Rational[]) => {
    const knowledge = createKnowledge();
    const program = {
      operations,
      outputs: Int32Array.of(operations.length - 1),
      parameters: theta.length,
      inputs: 1,
    };
    const substitutions = Array.from({ length: 5 }, (_, i) => substitution(PRIME, `row ${i}`));
    return evaluateConstants(program, theta, [rational(3)], substitutions, 5, knowledge);
  };
  const exp = resolveFunction('exp');
  const [w, x]: Operation[] = [
    { op: 'parameter', index: 0 },
    { op: 'input', index: 0 },
  ];
  const half = rational(1, 2);

  it('has the arguments of its functions as centers, and four terms of each jet', () => {
    // e^{e^{wx − w} − e^{wx − w} + wx}: the second argument is a rational.
    const { centers, opening, ledger, algebra } = evaluated(
      [
        w,
        x,
        { op: 'mul', a: 0, b: 1 },
        { op: 'sub', a: 2, b: 0 },
        { op: 'apply', f: exp, order: 0, a: 3 },
        { op: 'sub', a: 4, b: 4 },
        { op: 'add', a: 5, b: 2 },
        { op: 'apply', f: exp, order: 1, a: 6 },
      ],
      half,
    );
    expect([...centers].map(([slot, { exact }]) => [slot, exact && format(exact)])).toEqual([
      [4, '1'],
      [7, '3/2'],
    ]);
    expect([...ledger.used.keys()]).toContain('e');
    expect(opening.map(({ length }) => length)).toEqual([4, 4]);
    const { ring } = algebra;
    // c₀ = c₁ = 2c₂ = 6c₃ for e^a, and the same numbers for its derivative.
    for (const [c0, c1, c2, c3] of opening)
      for (const [n, c] of [
        [1, c1],
        [2, c2],
        [6, c3],
      ] as const)
        expect(ring.isZero(ring.sub(c0, ring.mul(ring.rational(rational(n)), c)))).toBe(true);
  });

  it('cannot be evaluated where it divides by what is 0 at the point', () => {
    const inverse: Operation[] = [
      w,
      x,
      { op: 'apply', f: exp, order: 0, a: 0 },
      { op: 'sub', a: 2, b: 2 },
      { op: 'inverse', a: 3 },
    ];
    expect(() => evaluated(inverse, half)).toThrow(NotInvertible);
    // 1/w of w = ½ is 2.
    const two = evaluated(
      [w, x, { op: 'inverse', a: 0 }, { op: 'apply', f: exp, order: 0, a: 2 }],
      half,
    );
    expect(two.centers.get(3)?.exact).toEqual(rational(2));
  });

  it('takes numbers of the model as they are, and sums of products', () => {
    const { centers } = evaluated(
      [
        w,
        x,
        { op: 'rational', value: rational(-5, 3) },
        { op: 'dot', left: Int32Array.of(0, 1), right: Int32Array.of(1, 2) },
        { op: 'neg', a: 3 },
        { op: 'apply', f: exp, order: 0, a: 4 },
      ],
      half,
    );
    // −(½·3 − 3·5/3) = 7/2.
    expect(centers.get(5)?.exact).toEqual(rational(7, 2));
  });
});

/** Power sums against the potentials themselves, summed over all permutations and signs of random data. */
import { describe, expect, it } from 'vitest';
import type { Instance } from '../../instances/instance.ts';
import { open } from '../../instances/subject.ts';
import { createRng } from '../../numerics/random.ts';
import { FORMULAS } from './formulas.ts';
import { exactOrbit, isVerdict } from './orbit-fills-stratum.ts';
import { areSlopesDistinct, augmented, lossDegree, slopesOf } from './symmetric-data.ts';

/** F = a(w·x): pⱼ = a·wⱼ. */
function oneUnit(w: readonly number[], a: number, loss: string): Instance {
  const layers = [
    { weights: [w], bias: null },
    { weights: [[a]], bias: null },
  ];
  const data = { inputs: [w.map(() => 1)], targets: [[1]] };
  return {
    model: { kind: 'linear', widths: [w.length, 1, 1] },
    parameters: { layers },
    data,
    loss,
  } as Instance;
}

function dimension(instance: Instance | null): number {
  if (instance === null) return 0;
  const result = exactOrbit(open(instance));
  if (isVerdict(result)) throw new Error('refused');
  return result.dimension;
}

const permutations = (n: number): number[][] =>
  n === 0
    ? [[]]
    : permutations(n - 1).flatMap((rest) =>
        Array.from({ length: n }, (_, at) => [...rest.slice(0, at), n - 1, ...rest.slice(at)]),
      );

const signsOf = (n: number, signs: boolean): number[][] =>
  signs
    ? Array.from({ length: 2 ** n }, (_, m) =>
        Array.from({ length: n }, (_, j) => (m & (1 << j) ? -1 : 1)),
      )
    : [Array<number>(n).fill(1)];

/** The orbit under Σ_g F(gx)^k, k = 1 … K, for several x. */
function bySums(w: readonly number[], a: number, degree: number, signs: boolean): number {
  const rng = createRng('data');
  const n = w.length;
  const variables = [...w.map((_, j) => `w${j}`), 'a'];
  const features = Array.from({ length: 5 }, () => w.map(() => rng.integer(1, 9))).flatMap((x) =>
    Array.from({ length: degree }, (_, k) =>
      permutations(n)
        .flatMap((g) =>
          signsOf(n, signs).map((s) => {
            const at = g
              .map((i, j) => `(${s[j] * x[i]})*w${j}`)
              .join(' + ')
              .replaceAll('(-', '(0-');
            return `(a*(${at}))^${k + 1}`;
          }),
        )
        .join(' + '),
    ),
  );
  const layers = [{ weights: [[...w, a]], bias: null }];
  return dimension({
    model: { kind: 'polynomial', variables, features },
    parameters: { layers },
  } as Instance);
}

describe('symmetric data', () => {
  it.each([
    ['squared', 2, [2, 3], false],
    ['squared', 2, [2, 3], true],
    ['squared', 2, [2, 3, 5], false],
    ['squared', 2, [2, 2, 5], false],
    ['quartic', 4, [2, 3], true],
    ['quartic', 4, [2, -2], true],
  ] as const)('%s loss of degree %i at w = %j, signs %j', (loss, degree, w, signs) => {
    const symmetric = augmented(open(oneUnit(w, 3, loss)), signs);
    expect(dimension(symmetric?.instance ?? null)).toBe(bySums(w, 3, degree, signs));
  });

  it('knows the slopes of F', () => {
    expect(
      slopesOf(open(oneUnit([2, -5], 3, 'squared'))).map(({ numerator }) => numerator),
    ).toEqual([6n, -15n]);
    expect(areSlopesDistinct(open(oneUnit([2, -5], 3, 'squared')))).toBe(true);
    expect(areSlopesDistinct(open(oneUnit([2, -2], 3, 'squared')))).toBe(false);
    expect(areSlopesDistinct(open(oneUnit([2, 0], 3, 'squared')))).toBe(false);
  });
});

const ones = (rows: number, columns: number) =>
  Array.from({ length: rows }, () => new Array<number>(columns).fill(1));

it('formulas leave out zeros and ones', () => {
  const { add, mul, dot, zero, one } = FORMULAS;
  expect([add(zero, 'a'), add('a', zero), add('a', 'b'), add(zero, zero)]).toEqual([
    'a',
    'a',
    'a + b',
    '0',
  ]);
  expect([mul(zero, 'a'), mul('a', zero), mul(one, 'a'), mul('a', one), mul('a', 'b')]).toEqual([
    '0',
    '0',
    'a',
    'a',
    '(a)*(b)',
  ]);
  expect(dot(['a', zero, one], ['b', 'c', 'd'])).toBe('(a)*(b) + d');
  expect(() => FORMULAS.neg('a')).toThrow(/sums and products/);
});

describe('data with every permutation', () => {
  it('leaves as many power sums as the loss has degrees', () => {
    expect(['linear', 'squared', 'quartic', 'log-cosh', undefined].map(lossDegree)).toEqual([
      1,
      2,
      4,
      Number.POSITIVE_INFINITY,
      Number.POSITIVE_INFINITY,
    ]);
    const of = (inputs: number, loss: string, signs: boolean) => {
      const subject = open({
        model: { kind: 'linear', widths: [inputs, 1] },
        parameters: { layers: [{ weights: ones(1, inputs), bias: null }] },
        data: { inputs: ones(1, inputs), targets: [[1]] },
        loss,
      } as Instance);
      return augmented(subject, signs)?.instance.model['features'] ?? null;
    };
    expect(of(2, 'linear', false)).toEqual(['(p1)^1 + (p2)^1']);
    expect(of(2, 'linear', true)).toBeNull();
    expect(of(2, 'squared', true)).toEqual(['(p1)^2 + (p2)^2']);
    expect(of(1, 'quartic', false)).toEqual(['(p1)^1']);
    expect(of(3, 'quartic', true)).toEqual([
      '(p1)^2 + (p2)^2 + (p3)^2',
      '(p1)^4 + (p2)^4 + (p3)^4',
    ]);
    expect(of(2, 'log-cosh', true)).toHaveLength(2);
  });
});

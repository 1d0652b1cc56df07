/** What orbits are computed with, on cases worked out by hand or by whole numbers of any size. */
import { describe, expect, it } from 'vitest';
import { bind } from '../models/bind.ts';
import { axis, defineModel, matvec, tensor } from '../models/contract.ts';
import { activation, literal, object, oneOf } from '../models/schema.ts';
import { gcd } from '../numerics/gcd.ts';
import { fastPrimes, inverseModulo } from '../numerics/prime-field.ts';
import { createRng } from '../numerics/random.ts';
import { format, rational } from '../numerics/rational.ts';
import { registering } from '../testing/registering.ts';
import { seriesRank } from './brackets/series-rank.ts';
import { padded, witnessRows } from './brackets/witness-rows.ts';
import { liftedSpace, type SparseVector, sparseModulo } from './conserved/lifted-space.ts';
import { wholeRows } from './conserved/neutral-weights.ts';
import { unitLawGradient } from './conserved/unit-laws.ts';
import { argument, argumentBase, conjugate, type Gaussian } from './constants/gaussian.ts';
import { jacobi } from './constants/residues.ts';
import { randomPrime } from './constants/substitution.ts';
import { isometryLowerBound } from './dimension/isometry-lower-bound.ts';
import { derivedJet, identityFamilies } from './fields/families.ts';
import { constantSeries } from './fields/family.ts';
import { leavesOf } from './fields/leaves.ts';
import { ridgeOf } from './fields/ridge.ts';
import { combination, dot, sumOfProducts } from './fields/series-sums.ts';

const PRIME = 4194301;

describe('the rank of series', () => {
  const rank = (length: number, ...rows: number[][][]) =>
    seriesRank(Float64Array.from(rows.flat(2)), rows.length, rows[0].length, length, PRIME);

  it('has one valuation for each independent row', () => {
    expect(rank(2, [[1, 0]])).toEqual({ rank: 1, valuations: [0] });
    expect(rank(2, [[0, 1]])).toEqual({ rank: 1, valuations: [1] });
    expect(rank(1, [[0]])).toEqual({ rank: 0, valuations: [] });
    // diag(t, 1); (1 1; 1 1 + t); (t t; t t + t²); the last row twice the first.
    expect(
      rank(
        2,
        [
          [0, 1],
          [0, 0],
        ],
        [
          [0, 0],
          [1, 0],
        ],
      ).valuations,
    ).toEqual([0, 1]);
    expect(
      rank(
        2,
        [
          [1, 0],
          [1, 0],
        ],
        [
          [1, 0],
          [1, 1],
        ],
      ).valuations,
    ).toEqual([0, 1]);
    expect(
      rank(
        3,
        [
          [0, 1, 0],
          [0, 1, 0],
        ],
        [
          [0, 1, 0],
          [0, 1, 1],
        ],
      ).valuations,
    ).toEqual([1, 2]);
    expect(
      rank(
        2,
        [
          [0, 1],
          [0, 1],
        ],
        [
          [0, 1],
          [0, 1],
        ],
      ).valuations,
    ).toEqual([1]);
    expect(rank(3, [[1, 2, 3]], [[2, 4, 6]]).rank).toBe(1);
    // t² is not seen, t is.
    expect(
      rank(
        2,
        [
          [1, 1],
          [3, 0],
        ],
        [
          [1, 1],
          [3, 1],
        ],
      ).valuations,
    ).toEqual([0, 1]);
  });
});

it('witnesses are kept as they were, and padded', () => {
  const rows = witnessRows();
  const long = Float64Array.from({ length: 100 }, (_, i) => i);
  const member = Float64Array.of(7, 8);
  rows.keep(member, 0, -1);
  member.fill(0);
  for (let k = 1; k <= 5; k++) rows.keep(long, k, k - 1);
  const found = rows.first(6, 101);
  expect(found.map(({ order, control }) => [order, control])).toEqual([
    [0, -1],
    [1, 0],
    [2, 1],
    [3, 2],
    [4, 3],
    [5, 4],
  ]);
  expect([...found[0].member]).toEqual([7, 8, ...new Array<number>(99).fill(0)]);
  for (const row of found.slice(1)) expect([...row.member]).toEqual([...long, 0]);
  expect(rows.first(1, 2)).toHaveLength(1);
  expect([...padded(Float64Array.of(1, 2), 3)]).toEqual([1, 2, 0]);
  expect([...constantSeries(Float64Array.of(1, 2), 3)]).toEqual([1, 0, 0, 2, 0, 0]);
});

describe('arguments', () => {
  const z = (re: number, im: number): Gaussian => ({ re: BigInt(re), im: BigInt(im) });
  const list = [z(1, 2), z(3, 1), z(2, 3), z(4, 7), z(8, 1), z(5, 0), z(3, 4), z(-7, 1), z(0, 3)];

  it('are sums of those of primes and of quarters of π', () => {
    const { members, decompose } = argumentBase(list);
    expect(members.map(({ re, im }) => Number(re * re + im * im)).sort((a, b) => a - b)).toEqual([
      5, 13,
    ]);
    for (const { re, im } of members) expect(re > im && im > 0n).toBe(true);
    const products = list.flatMap((a) =>
      [...list, z(-1, 0), z(0, -1), z(1, 1)].map((b) => ({
        re: a.re * b.re - a.im * b.im,
        im: a.re * b.im + a.im * b.re,
      })),
    );
    for (const number of [...list, ...products, ...products.map(conjugate)]) {
      const found = decompose(number);
      if (found === null) return expect.fail(`${number.re} + ${number.im}i`);
      const sum = members.reduce((total, m, j) => total + found.exponents[j] * argument(m), 0);
      expect(sum + (found.quarters * Math.PI) / 4).toBeCloseTo(argument(number), 9);
    }
    // 7 + i = (1 − i)(2 + i)²·i; 17 = (4 + i)(4 − i) is new.
    const of5 = members.findIndex(({ re }) => re === 2n);
    expect(Math.abs(decompose(z(7, 1))!.exponents[of5])).toBe(2);
    expect(decompose(z(4, 1))).toBeNull();
    expect(decompose(z(1, 1))).toEqual({ exponents: [0, 0], quarters: 1 });
  });

  it('of long numbers are those of their leading digits', () => {
    const far = 10n ** 400n;
    expect(argument({ re: far, im: far })).toBeCloseTo(Math.PI / 4, 12);
    expect(argument({ re: -far, im: 3n * far })).toBeCloseTo(Math.atan2(3, -1), 12);
    expect(argument({ re: 1n, im: far })).toBeCloseTo(Math.PI / 2, 12);
  });
});

it('primes are drawn as they are wished for', () => {
  const seen = new Set<bigint>();
  for (let k = 0; k < 12; k++) {
    const p = randomPrime(`small ${k}`, { squares: [5n, 3n], order: 15n, bits: 12 } as never);
    seen.add(p);
    expect(p >= 2048n && p < 4096n + 400n && p % 4n === 3n).toBe(true);
    expect([jacobi(5n, p), jacobi(3n, p), gcd(p - 1n, 15n)]).toEqual([1, 1, 1n]);
    for (let d = 3n; d * d <= p; d += 2n) expect(p % d).not.toBe(0n);
  }
  expect(seen.size).toBeGreaterThan(3);
});

it('Taylor coefficients of derivatives are those of 1/(1 − z)', () => {
  const ones = [1, 1, 1, 1, 1];
  expect(derivedJet(ones, 1, PRIME)).toEqual([1, 2, 3, 4]);
  expect(derivedJet(ones, 2, PRIME)).toEqual([2, 6, 12]);
  expect(derivedJet([0, 0, 0, 5], 3, 7)).toEqual([(6 * 5) % 7]);
});

describe('sums of products', () => {
  const big = (values: ArrayLike<number>) => Array.from(values, BigInt);
  const modulus = { prime: PRIME, reciprocal: 1 / PRIME };

  it.each([1, 2, 510, 511, 512, 513, 1022, 1023, 1024, 1025])(
    'of %i largest residues are right',
    (count) => {
      const all = new Float64Array(3 * count + 2).fill(PRIME - 1);
      all[1] = 5;
      const numbers = big(all);
      let sum = 0n;
      for (let i = 0; i < count; i++) sum += numbers[1 + 2 * i] * numbers[i];
      expect(sumOfProducts(all, 1, 2, all, 0, count, PRIME, 1 / PRIME)).toBe(
        Number(sum % BigInt(PRIME)),
      );
      for (const length of [1, 2, 3]) {
        const out = new Float64Array(length);
        const left = new Float64Array(count * length).fill(PRIME - 1);
        left[length - 1] = 7;
        dot(left, 0, length, left, 0, length, count, length, modulus, out);
        const expected = out.map((_, k) => {
          let total = 0n;
          for (let i = 0; i < count; i++)
            for (let a = 0; a <= k; a++)
              total += BigInt(left[i * length + a]) * BigInt(left[i * length + k - a]);
          return Number(total % BigInt(PRIME));
        });
        expect(out).toEqual(expected);
        combination(left, 0, length, all, 0, count, length, modulus, out);
        const combined = out.map((_, k) => {
          let total = 0n;
          for (let i = 0; i < count; i++) total += BigInt(left[i * length + k]) * numbers[i];
          return Number(total % BigInt(PRIME));
        });
        expect(out).toEqual(combined);
      }
    },
  );
});

describe('spaces over ℚ', () => {
  const primes = fastPrimes(16);
  const image = (prime: number, entries: readonly (readonly [number, number])[]) =>
    Float64Array.from(
      entries,
      ([n, d]) => ((((n % prime) + prime) % prime) * inverseModulo(d, prime)) % prime,
    );
  const texts = (vectors: readonly SparseVector[]) =>
    vectors.map((vector) => vector.map(([i, q]) => `${i}: ${format(q)}`).join(', '));
  const yes = (vectors: readonly SparseVector[]) => vectors.map(() => true);

  it('are lifted from as many primes as their fractions need', () => {
    const small = [
      [1, 1],
      [0, 1],
      [-1, 2],
      [3, 7],
    ] as const;
    const found = liftedSpace((k) => ({ prime: primes[k], rows: [image(primes[k], small)] }), yes);
    expect([texts(found.vectors), found.dimension, found.primes.length]).toEqual([
      ['0: 1, 2: -1/2, 3: 3/7'],
      1,
      1,
    ]);
    const large = [
      [1, 1],
      [12345, 6789],
    ] as const;
    const checked = (vectors: readonly SparseVector[]) =>
      texts(vectors).map((text) => text.includes('4115/2263'));
    const second = liftedSpace(
      (k) => ({ prime: primes[k], rows: [image(primes[k], large)] }),
      checked,
    );
    expect([texts(second.vectors), second.dimension, second.primes]).toEqual([
      ['0: 1, 1: 4115/2263'],
      1,
      primes.slice(0, 2),
    ]);
  });

  it('have the smallest of the dimensions that are seen', () => {
    const [a, b] = [
      [
        [1, 1],
        [0, 1],
      ],
      [
        [0, 1],
        [1, 1],
      ],
    ] as const;
    const rows = (k: number) => (k === 0 ? [a, b] : [a]).map((v) => image(primes[k], v));
    // What holds is in the smaller one alone.
    const first = (vectors: readonly SparseVector[]) =>
      texts(vectors).map((text) => text === '0: 1');
    const found = liftedSpace((k) => (k < 3 ? { prime: primes[k], rows: rows(k) } : null), first);
    expect([texts(found.vectors), found.dimension, found.primes]).toEqual([
      ['0: 1'],
      1,
      [primes[1]],
    ]);
    expect(liftedSpace((k) => ({ prime: primes[k], rows: [] }), yes)).toEqual({
      vectors: [],
      dimension: 0,
      primes: [primes[0]],
    });
    expect(liftedSpace(() => null, yes)).toEqual({ vectors: [], dimension: 0, primes: [] });
    let asked = 0;
    const never = liftedSpace(
      (k) => {
        asked++;
        return { prime: primes[k], rows: [image(primes[k], a)] };
      },
      (vectors) => vectors.map(() => false),
    );
    expect([asked, never.vectors.length, never.dimension]).toEqual([16, 0, 1]);
  });

  it('have images modulo primes that divide no denominator', () => {
    const vector = [
      [2, rational(-3)],
      [5, rational(1, 2)],
    ] as const;
    expect(sparseModulo(vector, 7)).toEqual([
      [2, 4],
      [5, 4],
    ]);
    expect(sparseModulo([[0, rational(1, 7)]], 7)).toBeNull();
  });
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

describe('two layers', () => {
  const variants = [
    'plain',
    'outer first',
    'inputs turned',
    'units turned',
    'derivative',
    'twice',
    'bent twice',
  ] as const;
  const twoLayers = defineModel({
    kind: 'two-layers-in-some-way',
    formula: 'F(x) = Σₖ aₖ f(wₖ·x), or nearly that',
    spec: object({
      kind: literal('two-layers-in-some-way'),
      first: activation,
      second: activation,
      way: oneOf(...variants),
    }),
    architecture({ way }) {
      const input = axis('inputs', 2, 'input');
      const unit = axis('units', 2);
      const one = axis('outputs', 1, 'output', null);
      const isFirst = way === 'outer first';
      return {
        parameters: {
          before: isFirst ? tensor(one, unit) : null,
          into: tensor(unit, input),
          after: isFirst ? null : tensor(one, unit),
        },
        inputs: { x: tensor(input) },
        output: one,
      };
    },
    evaluate(field, { before, into, after }, { x }, { first, second, way }) {
      const [p, q] = matvec(field, into, way === 'inputs turned' ? [x[1], x[0]] : x);
      const bent = field.apply(first, way === 'bent twice' ? field.apply(first, p) : p);
      const other =
        way === 'derivative' ? field.applyDerivative(second, 1, q) : field.apply(second, q);
      const hidden = way === 'units turned' ? [other, bent] : [bent, other];
      const y = matvec(field, before ?? after!, hidden);
      return way === 'twice' ? [field.add(y[0], y[0])] : y;
    },
  });
  registering(twoLayers);
  const found = (model: object) => {
    const ridge = ridgeOf(bind(model as never).program);
    return ridge && [ridge.inputs, ridge.hidden, ridge.outputs, ridge.f.name];
  };
  const some = (way: (typeof variants)[number], first = 'tanh', second = 'tanh') =>
    found({ kind: 'two-layers-in-some-way', first, second, way });
  const net = (widths: number[], bias = false) => ({
    kind: 'fully-connected',
    widths,
    bias,
    activation: 'tanh',
  });

  it('are seen in programs', () => {
    expect(found(net([2, 3, 1]))).toEqual([2, 3, 1, 'tanh']);
    expect(found(net([1, 2, 3]))).toEqual([1, 2, 3, 'tanh']);
    expect(found(net([1, 1, 1]))).toEqual([1, 1, 1, 'tanh']);
    expect(found(net([1, 2, 2, 1]))).toBeNull();
    expect(found(net([1, 2, 1], true))).toBeNull();
    expect(found({ kind: 'linear', widths: [1, 2, 1] })).toBeNull();
  });

  it('are not seen in what only looks like them', () => {
    expect(some('plain')).toEqual([2, 2, 1, 'tanh']);
    expect(some('plain', 'tanh', 'sin')).toBeNull();
    for (const way of variants.slice(1)) expect([way, some(way)]).toEqual([way, null]);
  });
});

it('steps that are only read are told from those that are computed', () => {
  const program = bind({ kind: 'polynomial', variables: ['u', 'v'], features: ['3*u*v'] }).program;
  const runs = program.operations.map((_, slot) => ({ at: 10 * slot }));
  const found = leavesOf(program.operations, runs);
  const slots = (op: string) =>
    program.operations.flatMap((operation, slot) => (operation.op === op ? [slot] : []));
  expect([...found.rationals]).toEqual(slots('rational'));
  expect([...found.parameterPlaces]).toEqual(slots('parameter').map((slot) => 10 * slot));
  expect([...found.inputSlots]).toEqual(slots('input'));
  expect([...found.parameters].sort()).toEqual([0, 1]);
  expect(
    found.rationals.length + found.parameters.length + found.inputs.length + found.others.length,
  ).toBe(program.operations.length);
});

it('contractions of pairs are made up to a number of parameters', () => {
  const bound = (variables: number, feature: string, target?: number) => {
    const names = ['u', 'v', 'w', ...Array.from({ length: variables }, (_, i) => `z${i}`)];
    const model = bind({
      kind: 'polynomial',
      variables: names.slice(0, variables),
      features: [feature],
    });
    const options = {
      rng: createRng('pairs'),
      linear: true,
      ...(target !== undefined && { target }),
    };
    return isometryLowerBound(identityFamilies(model)(PRIME), new Float64Array(variables), options);
  };
  // At 0 the Laplacian of uv² alone is along u; of u²v²w that takes two pairs.
  expect([bound(64, 'u*v^2'), bound(65, 'u*v^2')]).toEqual([1, 0]);
  expect([bound(8, 'u^2*v^2*w'), bound(9, 'u^2*v^2*w')]).toEqual([1, 0]);
  expect([bound(3, 'u + v*w'), bound(3, 'u + v^2*w', 1), bound(3, 'u', 0)]).toEqual([1, 1, 0]);
});

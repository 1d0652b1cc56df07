/** What searches for laws are made of, on numbers so small that all cases can be tried or counted by hand. */
import { describe, expect, it } from 'vitest';
import { rationals } from '../../analytic/fields/rationals.ts';
import { NotInvertible } from '../../errors.ts';
import type { Instance } from '../../instances/instance.ts';
import { open } from '../../instances/subject.ts';
import { bind } from '../../models/bind.ts';
import type { ModelJson } from '../../models/contract.ts';
import { parameterNames } from '../../models/names.ts';
import { gcd } from '../../numerics/gcd.ts';
import { type Polynomial, polynomial } from '../../numerics/polynomial.ts';
import { createRng } from '../../numerics/random.ts';
import { add, format, rational, ZERO } from '../../numerics/rational.ts';
import { independentLawsWithin } from '../dimension/independent-laws.ts';
import { randomPoint } from '../dimension/modular-subspace.ts';
import { orbit } from '../dimension/orbit.ts';
import type { FieldFamily } from '../fields/family.ts';
import { ansatzLadder } from './ansatz.ts';
import { axisAnsatz, entriesOf } from './axis-ansatz.ts';
import { evaluateLaw, lawTerms } from './evaluate-law.ts';
import { checkConserved } from './invariants-check.ts';
import { reconstructRational } from './invariants-elimination.ts';
import { canonicalLaw, type Law, lawGradientModulo, poleSlope, polynomialLaw } from './law.ts';
import { type LinearForm, linearRelations, ZERO_FORM } from './linear-relations.ts';
import { monomialCount } from './monomial-count.ts';
import { inReadingOrder, quadraticOf } from './quadratic-polynomials.ts';

/** `[coefficient, [index, power], …]` a term. */
const sum = (...terms: [number, ...[number, number][]][]): Polynomial =>
  polynomial(terms.map(([c, ...powers]) => ({ coefficient: rational(c), powers })));

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

it.each([101n, 121n, 210n])('residues modulo %i are fractions of small numbers or none', (m) => {
  for (let r = 0n; r < m; r++) {
    const fractions: string[] = [];
    for (let d = 1n; 2n * d * d <= m; d++)
      for (let n = -d * 20n; n <= d * 20n; n++)
        if (2n * n * n <= m && (n - r * d) % m === 0n && gcd(n < 0n ? -n : n, d) === 1n)
          fractions.push(format(rational(n, d)));
    const found = reconstructRational(r, m);
    expect([r, found === null ? [] : [format(found)]]).toEqual([r, fractions]);
  }
});

describe('linear relations', () => {
  const form = (values: readonly number[]): LinearForm => {
    const unknowns = [...values.keys()].filter((i) => values[i] !== 0);
    return { unknowns, coefficients: unknowns.map((i) => values[i]) };
  };
  const all = (prime: number) =>
    Array.from({ length: prime ** 3 }, (_, code) =>
      [1, prime, prime ** 2].map((step) => Math.floor(code / step) % prime),
    );

  it.each([2, 3, 5])('say of a form modulo %i that it is 0 where all solutions do', (prime) => {
    const rng = createRng(`relations ${prime}`);
    const points = all(prime);
    const at = (f: readonly number[], x: readonly number[]) =>
      f.reduce((total, c, i) => total + c * x[i], 0) % prime;
    for (let trial = 0; trial < 6; trial++) {
      const given = Array.from({ length: 1 + (trial % 2) }, () =>
        [0, 0, 0].map(() => rng.integer(0, prime - 1)),
      );
      const relations = linearRelations(prime, [3, 1, 2]);
      for (const f of given) relations.vanish(form(f));
      const solutions = points.filter((x) => given.every((f) => at(f, x) === 0));
      for (const f of points) {
        const reduced = relations.reduced(form(f));
        const vanishes = solutions.every((x) => at(f, x) === 0);
        expect([f, reduced.unknowns.length === 0]).toEqual([f, vanishes]);
        // The same on all solutions.
        const left = [0, 1, 2].map((i) => reduced.coefficients[reduced.unknowns.indexOf(i)] ?? 0);
        expect(solutions.every((x) => at(f, x) === at(left, x))).toBe(true);
      }
    }
  });

  it('are solved for what costs least, the last of these', () => {
    const solvedFor = (costs: number[], f: number[] = [1, 1, 1]) => {
      const relations = linearRelations(7, costs);
      relations.vanish(form(f));
      return [0, 1, 2].filter(
        (i) => !relations.reduced(form([0, 1, 2].map((k) => Number(k === i)))).unknowns.includes(i),
      );
    };
    expect([
      solvedFor([1, 2, 3]),
      solvedFor([2, 1, 3]),
      solvedFor([2, 2, 2]),
      solvedFor([1, 1, 2]),
    ]).toEqual([[0], [1], [2], [1]]);
  });

  it('add up, and tell whether they read the same over ℤ', () => {
    const { plus } = linearRelations(7, [0, 0, 0]);
    expect(plus(form([1, 2, 0]), form([3, 0, 4]), -2)).toEqual(form([2, 2, 6]));
    expect(plus(form([1, 2, 0]), form([3, 0, 4]), 7)).toEqual(form([1, 2, 0]));
    expect(plus(form([1, 2, 0]), ZERO_FORM, 3)).toEqual(form([1, 2, 0]));
    expect(plus(form([1, 0, 0]), form([3, 0, 0]), 2)).toEqual(ZERO_FORM);
    const unimodular = (...f: number[]) => {
      const relations = linearRelations(7, [0, 0, 0]);
      relations.vanish(form(f));
      return relations.unimodular;
    };
    expect([
      unimodular(2, 3, 1),
      unimodular(2, 3, 6),
      unimodular(1, 1, 2),
      unimodular(0, 0, 0),
    ]).toEqual([true, true, false, true]);
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

describe('laws', () => {
  // 3u² − v + 2 log|u + v| + 5/v².
  const law: Law = {
    polynomial: sum([3, [0, 2]], [-1, [1, 1]]),
    poles: [
      { coefficient: rational(2), form: sum([1, [0, 1]], [1, [1, 1]]), power: 0 },
      { coefficient: rational(5), form: sum([1, [1, 1]]), power: 2 },
    ],
  };

  it('have values, and a scale of their terms', () => {
    const { value, magnitude } = evaluateLaw(law, [1, 2]);
    expect(value).toBeCloseTo(3 - 2 + 2 * Math.log(3) + 5 / 4, 14);
    expect(magnitude).toBeCloseTo(3 + 2 + 2 * Math.log(3) + 2 + 5 / 4 + 2 * (5 / 4), 14);
    // u + v = 2 from 5 and −3 has lost a digit: 8/2.
    const lost = evaluateLaw({ polynomial: sum(), poles: [law.poles[0]] }, [5, -3]);
    expect(lost.value).toBeCloseTo(2 * Math.log(2), 14);
    expect(lost.magnitude).toBeCloseTo(2 * Math.log(2) + 2 * 4, 14);
  });

  it('are sums of terms over any field', () => {
    const plain: Law = { ...law, poles: [law.poles[1]] };
    const terms = lawTerms(rationals, plain, [rational(1), rational(2)]);
    expect(terms.map(format)).toEqual(['3', '-2', '5/4']);
    expect(format(terms.reduce(add, ZERO))).toBe('9/4');
  });

  it('have gradients modulo primes, but at poles', () => {
    // (6u + 2/(u + v), −1 + 2/(u + v) − 10/v³) at (1, 2) mod 101: 1/3 = 34, 1/8 = 38.
    const out = new Float64Array(2);
    expect(lawGradientModulo(law, Float64Array.of(1, 2), 101, out)).toBe(true);
    expect([...out]).toEqual([(6 + 68) % 101, (100 + 68 + 101 * 10 - 380) % 101]);
    expect(lawGradientModulo(law, Float64Array.of(1, 100), 101, out)).toBe(false);
    expect(lawGradientModulo(law, Float64Array.of(1, 0), 101, out)).toBe(false);
    expect([0, 1, 2].map((power) => poleSlope(2, power, 101))).toEqual([
      51,
      (100 * 51 * 51) % 101,
      (99 * 38) % 101,
    ]);
  });

  it('have one form for all their multiples', () => {
    const names = parameterNames(
      bind({ kind: 'polynomial', variables: ['u', 'v'], features: ['u*v'] }),
    );
    const scaled = (c: number): Law => ({
      polynomial: {
        terms: law.polynomial.terms.map((t) => ({
          ...t,
          coefficient: rational(c * Number(t.coefficient.numerator), 6),
        })),
      },
      poles: law.poles.map((p) => ({
        ...p,
        coefficient: rational(c * Number(p.coefficient.numerator), 6),
      })),
    });
    const [one, two, minus] = [2, 5, -3].map((c) => canonicalLaw(scaled(c), names));
    expect(two).toEqual(one);
    expect(minus).toEqual(one);
    expect(one.poles.map(({ power }) => power)).toEqual([0, 2]);
    expect(Math.abs(Number(one.polynomial.terms[0].coefficient.numerator))).toBe(3);
  });

  it('of degree two are read from elements, and in their order', () => {
    const names = parameterNames(
      bind({ kind: 'polynomial', variables: ['u', 'v'], features: ['u*v'] }),
    );
    // A = (3 2; 2 0), v = (0, 5): half of 3u² + 4uv + 10v.
    const entries = [
      [0, rational(3)],
      [1, rational(2)],
      [2, rational(2)],
      [5, rational(5)],
    ] as const;
    const texts = quadraticOf(entries, 2, names).terms.map(
      ({ coefficient, powers }) =>
        `${format(coefficient)} ${powers.map(([i, e]) => `${i}^${e}`).join()}`,
    );
    expect(texts.sort()).toEqual(['10 1^1', '3 0^2', '4 0^1,1^1']);
    const laws = [
      sum([1, [0, 1], [1, 1]]),
      sum([1, [1, 2]], [1, [2, 2]]),
      sum([1, [1, 2]]),
      sum([1, [0, 2]]),
      sum([1, [3, 1]]),
    ];
    expect(inReadingOrder(laws)).toEqual([laws[4], laws[3], laws[2], laws[1], laws[0]]);
  });

  it('of some parameters alone are counted', () => {
    // aᵢaⱼ − wᵢwⱼ of two units: θ = (w₁, w₂, a₁, a₂).
    const subject = open({
      model: { kind: 'linear', widths: [1, 2, 1] },
      parameters: {
        layers: [
          { weights: [[2], [3]], bias: null },
          { weights: [[5, 7]], bias: null },
        ],
      },
    } as Instance);
    const result = orbit(subject, { seed: 1 });
    const within = (...indices: number[]) => independentLawsWithin(result, indices);
    expect([within(0, 1, 2, 3), within(0, 2), within(1, 3), within(0, 1, 2), within(0)]).toEqual([
      3, 1, 1, 1, 0,
    ]);
  });
});

describe('checks', () => {
  // The field c(u, −v), which has no value at every k-th call.
  const family = (failing: (call: number) => boolean = () => false): FieldFamily => {
    let call = 0;
    return {
      prime: 10007,
      size: 2,
      coefficientCount: 1,
      partial: true,
      description: 'c(u, −v)',
      gradient([c], [u, v], _length, out) {
        if (failing(call++)) throw new NotInvertible('𝔽_p', '0');
        out.set([(c * u) % 10007, (c * (10007 - v)) % 10007]);
      },
      hessianVector: () => undefined,
    };
  };
  const product = polynomialLaw(sum([1, [0, 1], [1, 1]]));
  const difference = polynomialLaw(sum([1, [0, 1]], [-1, [1, 1]]));
  const u = sum([1, [0, 1]]);
  const v = sum([1, [1, 1]]);
  const logarithms: Law = {
    polynomial: sum(),
    poles: [
      { coefficient: rational(1), form: u, power: 0 },
      { coefficient: rational(1), form: v, power: 0 },
    ],
  };
  const checked = (laws: readonly Law[], samples?: number, failing?: (call: number) => boolean) =>
    checkConserved(laws, [{ family: family(failing), domain: null }], createRng('checks'), samples);

  it('tell what is conserved', () => {
    expect(checked([product, difference, logarithms])).toEqual([true, false, true]);
    expect(checked([])).toEqual([]);
    expect(checked([product], 50)).toEqual([true]);
  });

  it('go on where fields have poles, and give up where they have nothing else', () => {
    expect(checked([product], 30, (call) => call % 2 === 0)).toEqual([true]);
    expect(checked([product], 3, (call) => call < 19)).toEqual([true]);
    expect(checked([product], 3, (call) => call < 20)).toEqual([false]);
  });

  it('on a subspace hold there', () => {
    // On v = 0 everything in v is constant; u is not.
    const domain = {
      prime: 10007,
      size: 2,
      origin: Float64Array.of(5, 0),
      directions: [Float64Array.of(1, 0)],
      pivots: [0],
    };
    const of = (law: Law) =>
      checkConserved([law], [{ family: family(), domain }], createRng('checks'));
    expect([of(polynomialLaw(v)), of(polynomialLaw(u)), of(product)]).toEqual([
      [true],
      [false],
      [true],
    ]);
    const point = new Float64Array(2);
    const seen = new Set<number>();
    const rng = createRng('points');
    for (let k = 0; k < 5; k++) {
      randomPoint(domain, rng, point);
      seen.add(point[0]);
      expect(point[1]).toBe(0);
    }
    expect(seen.size).toBe(5);
  });
});

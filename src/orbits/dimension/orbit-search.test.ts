/** What a search tries, and in which order, at points where it is known what it has to find. */
import { describe, expect, it } from 'vitest';
import { UnsupportedError } from '../../errors.ts';
import type { FunctionSpec, Instance } from '../../instances/instance.ts';
import { open } from '../../instances/subject.ts';
import { instanceOf, network } from '../../testing/small-networks.ts';
import { type OrbitProblem, orbitProblem } from './orbit-problem.ts';
import { lowerBoundOf, type OrbitOptions, searchOrbit } from './orbit-search.ts';

/** What a search says, and whether it looked for the stratum. */
function searched(instance: Instance, options: Partial<OrbitOptions> = {}) {
  const problem = orbitProblem(open(instance), options.signs);
  let asked = false;
  const spy: OrbitProblem = Object.create(problem, {
    stratum: {
      get() {
        asked = true;
        return problem.stratum;
      },
    },
  });
  const search = searchOrbit(spy, { seed: 1, ...options });
  const { lie, moved, explanation, primes, order, controls, stratum } = search;
  return {
    rank: lie.rank,
    first: lie.firstOrderRank,
    moved,
    bound: explanation?.upperBound ?? null,
    stratum: stratum.dimension,
    /** Which primes, by their number. */
    primes: primes.map((p) => [problem.prime(0), problem.prime(1)].indexOf(p)),
    order,
    controls,
    lower: lowerBoundOf(search),
    asked,
  };
}

const polynomial = (variables: string[], features: string[], theta: number[]) =>
  instanceOf({ kind: 'polynomial', variables, features }, theta);
/** (1, 0) and (nuⁿ⁻¹v, uⁿ): at u = 0, v = 1 the bracket of order n is the first that leaves the first axis. */
const flat = (n: number) => polynomial(['u', 'v'], ['u', `u^${n}*v`], [0, 1]);

describe('brackets at a degenerate point', () => {
  it('of orders 1 and 2 are tried before anything else', () => {
    expect(searched(flat(1))).toMatchObject({ rank: 2, first: 1, order: 1, moved: null });
    expect(searched(flat(2))).toMatchObject({
      rank: 2,
      first: 1,
      order: 2,
      moved: null,
      bound: null,
      primes: [0],
      // One in vain at order 1, and one at order 2 with which the bound is met.
      controls: 2,
    });
  });

  it.each([
    [3, 3],
    [12, 13],
    // Beyond the order that is tried where nothing is expected.
    [20, 24],
    [32, 32],
  ])('of order %i are found at %i where the point moved along the orbit has them', (n, order) => {
    const options = n === 20 ? { maxOrder: 3 } : {};
    expect(searched(flat(n), options)).toMatchObject({ rank: 2, moved: 2, order, primes: [0] });
  });
});

describe('F = aσ(vσ(wx)) at w = 0, σ = z + zⁿ + …, whose powers up to 5 are looked at first', () => {
  // ∂w alone at first, and a² − v², v² − w² as far as σ = z: the orbit has three dimensions by zⁿ.
  const deep = (n: number, f: string) => {
    const power: FunctionSpec = { name: 'polynomial', coefficients: [...new Array(n).fill(0), 1] };
    const product: FunctionSpec = { name: 'product', factors: [power, f] };
    const sigma: FunctionSpec = { name: 'sum', terms: ['identity', product] };
    return searched(network([1, 1, 1, 1], sigma, [0, 3, 2]));
  };

  it('is moved once more with powers up to 8, where the sixth is', () => {
    // z⁵ sin z.
    expect(deep(5, 'sin')).toMatchObject({ rank: 3, moved: 3, primes: [0] });
  });

  it('does not move beyond, and has its witness from the second prime', () => {
    // z⁹eᶻ.
    const found = deep(9, 'exp');
    expect(found).toMatchObject({ rank: 3, first: 1, moved: 1, lower: 3, primes: [1, 0] });
  });
});

describe('laws', () => {
  it('of the model come first where there are some', () => {
    // u² − v² of uv: one field, and nothing is moved.
    expect(searched(polynomial(['u', 'v'], ['u*v'], [0, 1]))).toMatchObject({
      rank: 1,
      bound: 1,
      stratum: 2,
      moved: null,
      order: 1,
      controls: 1,
      primes: [0],
    });
  });

  it('come first where all fields vanish, and so do their brackets', () => {
    // GELU at the origin: a and w stay 0.
    expect(searched(network([1, 1, 1], 'gelu', [0, 0]))).toMatchObject({
      rank: 0,
      bound: 0,
      stratum: 2,
      moved: null,
      order: 1,
    });
  });

  it('are not looked for where nobody asks, and all is tried in vain', () => {
    const found = searched(network([1, 1, 1], 'gelu', [0, 0]), { explain: false });
    expect(found).toMatchObject({ rank: 0, bound: null, moved: 0, order: 32, primes: [0, 1] });
    const product = searched(polynomial(['u', 'v'], ['u*v'], [1, 2]), { explain: false });
    expect(product).toMatchObject({ rank: 1, bound: null, moved: 1, primes: [0, 1], asked: true });
  });

  it('and reflections explain what signs were not counted', () => {
    // θ₁ = −θ₂ of two tanh neurons: two dimensions by the reflection, which is no law where it is not to count.
    const opposite = network([1, 2, 1], 'tanh', [3, -3, 5, -5]);
    expect(searched(opposite)).toMatchObject({ rank: 2, stratum: 2, bound: null, order: 0 });
    expect(searched(opposite, { signs: 'none' })).toMatchObject({ rank: 2, stratum: 4, moved: 2 });
  });
});

describe('the stratum', () => {
  it('is not looked for at generic points of polynomials', () => {
    // Fields (1, 0) and (v, u) fill the plane at once.
    expect(searched(polynomial(['u', 'v'], ['u', 'u*v'], [2, 3]))).toMatchObject({
      rank: 2,
      stratum: 2,
      bound: null,
      order: 0,
      asked: false,
    });
    // (1, 0, 0) and (v, u, 1), and their bracket (0, 1, 0).
    expect(searched(polynomial(['u', 'v', 'w'], ['u', 'u*v + w'], [2, 3, 5]))).toMatchObject({
      rank: 3,
      first: 2,
      stratum: 3,
      order: 1,
      asked: false,
    });
    // u² − v² alone is conserved.
    expect(searched(polynomial(['u', 'v'], ['u*v'], [2, 3]))).toMatchObject({
      rank: 1,
      stratum: 2,
      bound: 1,
      moved: null,
      primes: [0],
      asked: false,
    });
    // (a, b)·W of a 2 × 2 matrix: two fields, one bracket, and the three laws of two units.
    const layers = ['a*w + b*y', 'a*x + b*z'];
    const units = polynomial(['a', 'b', 'w', 'x', 'y', 'z'], layers, [2, 3, 5, 7, 11, 13]);
    expect(searched(units)).toMatchObject({
      rank: 3,
      first: 2,
      bound: 3,
      stratum: 6,
      asked: false,
    });
    // ‖a‖² − ‖w‖² of a unit with two inputs and outputs.
    const unit = instanceOf({ kind: 'linear', widths: [2, 1, 2] }, [2, 3, 5, 7]);
    expect(searched(unit)).toMatchObject({ rank: 3, bound: 3, stratum: 4, asked: false });
  });

  it('is looked for where one of these does not hold', () => {
    const asked = (instance: Instance, options?: Partial<OrbitOptions>) =>
      searched(instance, options).asked;
    const product = (...theta: number[]) => polynomial(['u', 'v'], ['u*v'], theta);
    expect([asked(product(2, 3)), asked(product(2, 0)), asked(product(2, -2))]).toEqual([
      false,
      true,
      true,
    ]);
    expect(asked(polynomial(['u', 'v'], ['u', 'u*v'], [2, 3]), { signs: 'none' })).toBe(true);
    expect(asked(polynomial(['u', 'v'], ['u', 'u*v'], [2, 3]), { explain: false })).toBe(true);
    // tanh is no polynomial.
    expect(asked(network([1, 1, 1], 'tanh', [2, 3]))).toBe(true);
    expect(asked(network([1, 1, 1], 'cube', [2, 3]))).toBe(false);
    // Fixed by the exchange of two units.
    expect(asked(network([1, 2, 1], 'cube', [2, 2, 3, 3]))).toBe(true);
  });

  it('is everything in the words of its description', () => {
    const problem = orbitProblem(open(polynomial(['u', 'v'], ['u', 'u*v'], [2, 3])));
    const { stratum } = searchOrbit(problem, { seed: 1 });
    expect(stratum.description).toBe(problem.stratum.description);
  });
});

it('memory is limited where that is asked for', () => {
  const run = (memoryLimit: number) =>
    searched(network([1, 1, 1], 'tanh', [2, 3]), { memoryLimit });
  expect(() => run(100)).toThrow(UnsupportedError);
  expect(run(2 ** 20).rank).toBe(2);
});

import { describe, expect, it } from 'vitest';
import { unflatten } from '../../instances/layout.ts';
import { open } from '../../instances/subject.ts';
import type { ModelJson } from '../../models/contract.ts';
import { createRng } from '../../numerics/random.ts';
import { rational } from '../../numerics/rational.ts';
import { lieSearch } from '../brackets/lie-rank.ts';
import { orbitProblem } from './orbit-problem.ts';
import { searchOrbit } from './orbit-search.ts';
import { hasTrivialIsotropy, looksGeneric } from './trivial-isotropy.ts';

const linear = (...widths: number[]): ModelJson => ({ kind: 'linear', widths });
const paths = (...widths: number[]): ModelJson => ({ kind: 'relu-paths', widths, bias: false });

const [distinct, twins] = [
  [2, 3, -5, 7, 11, 13, -17, 19, 23, 29, -31, 37],
  [2, 3, 2, 3, 11, 13, -17, -17, 23, -31, -31, 37],
];

const openAt = (model: ModelJson, numbers: readonly number[]) =>
  open({ model, parameters: unflatten(model, numbers) });

/** Whether nothing fixes θ, and the rank of V(θ) as far as it was looked for. */
function tried(model: ModelJson, numbers: readonly number[]) {
  const problem = orbitProblem(openAt(model, numbers));
  const prime = problem.prime(0);
  const theta = problem.theta(prime);
  const search = lieSearch(problem.sequence, theta, { rng: createRng('rank'), prime });
  search.firstOrder(problem.size);
  search.brackets(problem.size);
  const { rank: orbit } = search.result(problem.size);
  const family = problem.sequence.family(prime, 0);
  const isTrivial = hasTrivialIsotropy(family, theta, search.echelon, createRng('more'));
  return { isTrivial, orbit, rank: search.echelon.rank(), problem };
}

describe('hasTrivialIsotropy', () => {
  it.each<[string, ModelJson, readonly number[]]>([
    ['linear 2-3-2', linear(2, 3, 2), distinct],
    ['linear, three layers', linear(2, 2, 2, 2), distinct],
    ['ReLU paths 2-3-2', paths(2, 3, 2), distinct],
  ])('%s: shown, though laws keep the orbit smaller', (_, model, numbers) => {
    const { isTrivial, orbit, problem } = tried(model, numbers);
    expect(orbit).toBeLessThan(problem.size);
    expect(isTrivial).toBe(true);
    expect(problem.stratum.dimension).toBe(problem.size);
  });

  /** At 0, where ∇F is along u₁: the orbit is a line, and the other directions come of powers of t. */
  const atZero = (feature: string, size: number) => {
    const variables = Array.from({ length: size }, (_, i) => `u${i + 1}`);
    const model = { kind: 'polynomial', variables, features: [feature] } as ModelJson;
    const { isTrivial, orbit, rank } = tried(model, new Array<number>(size).fill(0));
    expect(orbit).toBe(1);
    return { isTrivial, rank };
  };

  it('up to the third power of t, at points along vectors that are there', () => {
    // ∂F/∂u₂ is uⁿ, along u = t.
    expect(atZero('u1 + u1*u2', 2)).toEqual({ isTrivial: true, rank: 2 });
    expect(atZero('u1 + u1^2*u2', 2)).toEqual({ isTrivial: true, rank: 2 });
    expect(atZero('u1 + u1^3*u2', 2)).toEqual({ isTrivial: true, rank: 2 });
    expect(atZero('u1 + u1^4*u2', 2)).toEqual({ isTrivial: false, rank: 1 });
  });

  it('and along what was found last, one direction after the other', () => {
    const chain = ['u1', ...[1, 2, 3, 4, 5, 6, 7].map((i) => `u${i}*u${i + 1}`)].join(' + ');
    expect(atZero(chain, 8)).toEqual({ isTrivial: true, rank: 8 });
  });

  it.each<[string, ModelJson, readonly number[]]>([
    // O(3) × O(3) moves a + w and a − w, and keeps what is orthogonal to θ's: two dimensions are left.
    ['an idle dimension', linear(1, 3, 1), [2, 3, -5, 7, 11, 13]],
    ['equal units', linear(2, 3, 2), twins],
    ['a dead unit', paths(2, 2, 1), [2, 3, 0, 0, 5, 0]],
  ])('%s: not shown, and no more found than the stratum has', (_, model, numbers) => {
    const { isTrivial, rank, problem } = tried(model, numbers);
    expect(isTrivial).toBe(false);
    expect(problem.stratum.dimension).toBeLessThan(problem.size);
    expect(rank).toBeLessThanOrEqual(problem.stratum.dimension);
  });
});

describe('searchOrbit', () => {
  /** The problem, and whether its stratum was looked for. */
  function watched(model: ModelJson, numbers: readonly number[]) {
    const problem = orbitProblem(openAt(model, numbers));
    let asked = false;
    const spy = Object.create(problem, {
      stratum: {
        get() {
          asked = true;
          return problem.stratum;
        },
      },
    });
    const { stratum, lie } = searchOrbit(spy, { seed: 1 });
    return { asked, dimension: stratum.dimension, rank: lie.rank };
  }

  it('does without symmetries where θ has none, and says the same', () => {
    // 12 parameters, six laws: WᵀW of the second layer is WWᵀ of the first and a constant.
    expect(watched(linear(2, 3, 2), distinct)).toEqual({ asked: false, dimension: 12, rank: 6 });
  });

  it('looks for them where θ has some', () => {
    // F = aᵀw x = (‖a + w‖² − ‖a − w‖²) x/4: a + w and a − w keep their directions, and ‖a‖² − ‖w‖² its value.
    expect(watched(linear(1, 3, 1), [2, 3, -5, 7, 11, 13])).toEqual({
      asked: true,
      dimension: 2,
      rank: 1,
    });
  });
});

it('a point looks generic without zeros and with few equal numbers', () => {
  const point = (...numbers: number[]) => numbers.map((x) => rational(x));
  expect(looksGeneric(point(1, 2, 3, -4))).toBe(true);
  expect(looksGeneric(point(1, 2, 3, 0))).toBe(false);
  expect(looksGeneric(point(1, -1, 2, -2))).toBe(false);
});

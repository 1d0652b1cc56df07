import { describe, expect, it } from 'vitest';
import { oddOrders } from '../../analytic/support.ts';
import { ShapeError, UnsupportedError } from '../../errors.ts';
import { rankModulo } from '../../numerics/modular-elimination.ts';
import { createRng } from '../../numerics/random.ts';
import { type Families, linesOf, pointsOf } from '../../testing/families-of.ts';
import { twoLayerSequence } from '../fields/two-layer-family.ts';
import { lieRank, lieRankMemory, lieSearch } from './lie-rank.ts';
import { controlledTrajectory, pulledBackFields } from './pulled-back-fields.ts';
import { rankAlongControl } from './rank-along-control.ts';

const PRIME = 4194301;
const modulo = (values: readonly number[]) =>
  Float64Array.from(values, (v) => ((v % PRIME) + PRIME) % PRIME);

const tanhLike = (inputs: number, hidden: number) =>
  twoLayerSequence({ inputs, hidden, outputs: 1 }, oddOrders);
const deepOdd = (widths: number[]) =>
  linesOf({ kind: 'fully-connected', widths, bias: false, activation: 'tanh' }, [7, 11, 17, 25]);
const linear = (widths: number[]) => pointsOf({ kind: 'linear', widths });

const rank = (sequence: Families, theta: readonly number[], seed: string | number = 1) =>
  lieRank(sequence, modulo(theta), { rng: createRng(seed), prime: PRIME });

describe('lieRank', () => {
  it('is m(1+d) − m(m+1)/2 for m identity neurons of d ≥ m − 1 inputs at a generic point', () => {
    for (const [m, d] of [
      [1, 1],
      [2, 1],
      [2, 3],
      [3, 2],
      [3, 4],
      [4, 4],
    ]) {
      const rng = createRng(`identity ${m} ${d}`);
      const theta = Array.from({ length: m * (1 + d) }, () => rng.integer(-50, 50));
      const sequence = linear([d, m, 1]);
      expect(rank(sequence, theta).rank).toBe(m * (1 + d) - (m * (m + 1)) / 2);
    }
  });

  it('hands out rows and columns of a minor that is not singular', () => {
    const sequence = tanhLike(2, 3);
    const theta = modulo([1, 2, 1, 2, 7, 4, 3, -3, 5]);
    const found = lieRank(sequence, theta, { rng: createRng('minor'), prime: PRIME });
    expect(found.rank).toBe(9);
    expect(found.rows.some(({ order }) => order > 0)).toBe(true);
    const family = sequence.family(PRIME, found.truncation);
    const minor = found.rows.map(({ order, control, member }) => {
      let row: number[] = [];
      const { length, coefficients } = found.controls[control] ?? {
        length: 1,
        coefficients: new Float64Array(family.coefficientCount),
      };
      const trajectory = controlledTrajectory(family, coefficients, theta, length);
      pulledBackFields(family, trajectory, member, order, (n, y, l) => {
        if (n === order) row = found.columns.map((j) => y[j * l]);
      });
      return row;
    });
    expect(minor).toHaveLength(9);
    expect(rankModulo(Float64Array.from(minor.flat()), 9, 9, PRIME)).toBe(9);
  });

  it('gives the same answer to the same seed, and the same rank to every seed', () => {
    const theta = [1, 2, 1, 2, 7, 4, 3, 4, 5];
    const first = rank(tanhLike(2, 3), theta, 'a');
    expect(rank(tanhLike(2, 3), theta, 'a')).toEqual(first);
    for (const seed of ['b', 'c', 'd']) {
      const other = rank(tanhLike(2, 3), theta, seed);
      expect([other.rank, other.firstOrderRank]).toEqual([first.rank, first.firstOrderRank]);
    }
  });

  it('goes on where it stood still as if it had never stopped, and hands out what it had', () => {
    // Brackets of order 2 add nothing, those of order 3 do.
    const theta = modulo([-1, -1, 0, 0, 1, 1, 1, -1, 1]);
    const options = { prime: PRIME, upperBound: 9 };
    const at = (stillRaises: number) =>
      lieRank(tanhLike(2, 3), theta, { ...options, rng: createRng(1), stillRaises });
    const search = lieSearch(tanhLike(2, 3), theta, { ...options, rng: createRng(1) });
    search.firstOrder(9);
    search.brackets(9, 1);
    const before = search.result(9);
    search.brackets(9, 2);
    expect(search.result(9)).toEqual(at(2));
    expect(before).toEqual(at(1));
    expect(at(2).rank).toBeGreaterThan(at(1).rank);
  });

  it('never exceeds a true bound, and stops when it meets one', () => {
    // θ₁ = θ₂: the orbit stays on the six-dimensional subspace of equal neurons.
    const theta = modulo([1, 2, 1, 2, 7, 4, 3, 3, 5]);
    const free = lieRank(tanhLike(2, 3), theta, { rng: createRng(1), prime: PRIME });
    expect(free).toMatchObject({ rank: 6, met: false });
    const bounded = lieRank(tanhLike(2, 3), theta, {
      rng: createRng(1),
      prime: PRIME,
      upperBound: 6,
    });
    expect(bounded).toMatchObject({ rank: 6, met: true, order: 0 });
  });

  it('needs the truncation of the family that a first-order span needs: one input, many neurons', () => {
    // With one input the monomials of degree j are one, so m neurons need 2m odd powers.
    const theta = [1, 2, 3, 4, 5, 6, 2, -3, 1, 5, 4, -1];
    expect(rank(tanhLike(1, 6), theta)).toMatchObject({ rank: 12, firstOrderRank: 12 });
  });

  it('says what memory it would need', () => {
    const theta = new Float64Array(9);
    const options = { rng: createRng(1), prime: PRIME, memoryLimit: 1000 };
    expect(() => lieRank(tanhLike(2, 3), theta, options)).toThrow(UnsupportedError);
    expect(() => lieRank(tanhLike(2, 3), theta, options)).toThrow(/9 parameters need 1 MiB/);
    expect(lieRankMemory(1000, 20, 4)).toBeLessThan(2 ** 30);
  });

  it('refuses a point of the wrong size', () => {
    expect(() => rank(tanhLike(2, 3), [1, 2])).toThrow(ShapeError);
  });
});

describe('rankAlongControl', () => {
  it('sees at once what brackets at a degenerate point show only at high order', () => {
    // Three layers of width one at w = 0: ∂F/∂v and ∂F/∂a vanish there, and so do low brackets.
    const sequence = deepOdd([1, 1, 1, 1]);
    const theta = modulo([0, 3, 2]);
    const standing = rank(sequence, [0, 3, 2]);
    expect(standing.rank).toBeLessThan(3);
    const along = rankAlongControl(sequence.family(PRIME, 0), theta, { rng: createRng(2) });
    expect(along).toMatchObject({ rank: 3, closed: true });
    const raised = lieRank(sequence, theta, {
      rng: createRng(3),
      prime: PRIME,
      expected: along.rank,
      maxOrder: 24,
    });
    expect(raised.rank).toBe(3);
  });

  it.each([
    ['tanh, equal inputs', tanhLike(2, 3), [1, 2, 1, 2, 7, 4, 3, 4, 5]],
    ['tanh, θ₁ = −θ₂', tanhLike(2, 3), [1, 2, -1, -2, 7, 4, 3, -3, 5]],
    ['linear, rank-deficient', linear([2, 2, 2]), [1, 0, 0, 0, 0, 0, 0, 2]],
    ['linear, generic', linear([2, 3, 2]), [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8]],
    ['three layers, v = a = 0', deepOdd([1, 1, 1, 1]), [3, 0, 0]],
  ])('agrees with the rank at θ: %s', (_name, sequence, values) => {
    const at = rank(sequence, values);
    const family = sequence.family(PRIME, at.truncation);
    const along = rankAlongControl(family, modulo(values), { rng: createRng('along') });
    expect(along.rank).toBe(at.rank);
    // Whoever knows no bound knows that nothing is missing only where nothing can be.
    expect(along.closed).toBe(at.rank === values.length);
  });

  it('looks for no precision where it stands still at a proven bound, and does not stop below it', () => {
    // W₂W₁ with 2 × 2 matrices: dimension 5 (`linear, generic`), three laws.
    const theta = modulo([3, 1, 4, 1, 5, 9, 2, 6]);
    const family = linear([2, 2, 2]).family(PRIME, 0);
    const along = (sufficient?: number) =>
      rankAlongControl(family, theta, {
        rng: createRng(6),
        ...(sufficient !== undefined && { sufficient }),
      });
    const free = along();
    expect(free).toMatchObject({ rank: 5, closed: false });
    const tested = along(5);
    expect(tested).toMatchObject({ rank: 5, closed: true });
    expect(tested.precision).toBeLessThan(free.precision);
    // A bound that is false is exceeded, not met.
    expect(along(4).rank).toBe(5);
  });

  it('has ranks that grow and then stand still', () => {
    const theta = modulo([3, 1, 4, 1, 5, 9, 2, 6]);
    const family = linear([2, 2, 2]).family(PRIME, 0);
    const { ranks } = rankAlongControl(family, theta, { rng: createRng(5) });
    const sorted = [...ranks].sort((a, b) => a - b);
    expect(ranks).toEqual(sorted);
    expect(ranks.at(-1)).toBe(ranks.at(-2));
    expect(ranks.at(-1)).toBe(5);
  });
});

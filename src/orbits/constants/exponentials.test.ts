/** Exponentials of numbers whose images are written down: four substitutions modulo 107, one modulo 103. */
import { describe, expect, it } from 'vitest';
import { type Rational, rational } from '../../numerics/rational.ts';
import { createAlgebra, type Element, Unfit } from './element.ts';
import { createExponentials } from './exponentials.ts';
import { createKnowledge } from './knowledge.ts';
import { createLedger } from './ledger.ts';

const PRIMES = [107n, 107n, 107n, 107n, 103n];

/** @param draws residues by name; of any other name row i has i + 2. */
function exponentials(
  draws: Readonly<Record<string, readonly number[]>> = {},
  knowledge = createKnowledge(),
  primes: readonly bigint[] = PRIMES,
) {
  const substitutions = primes.map((prime, i) => ({
    prime,
    draw: (name: string) => BigInt(draws[name]?.[i] ?? i + 2),
  }));
  const algebra = createAlgebra(substitutions, primes.length);
  const ledger = createLedger();
  const own = createExponentials(algebra, knowledge, ledger);
  const q = (n: number, d = 1) => algebra.rational(rational(n, d));
  return {
    ...own,
    algebra,
    ledger,
    knowledge,
    q,
    element: (...images: readonly number[]) => algebra.made((_, i) => BigInt(images[i])),
    times: (r: Rational, a: Element) => algebra.ring.mul(algebra.rational(r), a),
    equal: (a: Element, b: Element) => algebra.ring.isZero(algebra.ring.sub(a, b)),
    names: () => [...ledger.used].map(([name, { sort, algebraic }]) => [name, sort, algebraic]),
    doubts: () => [...ledger.doubts],
  };
}
const images = ({ images: own }: Element) => own.map(Number);
/** An exponent with 1 independent of it, and another one. */
const TAU = [3, 5, 8, 13, 21];
const UPSILON = [1, 4, 9, 16, 25];

describe('e to a power', () => {
  it('is a power of one number, by the common denominator of the powers', () => {
    const first = exponentials();
    expect(first.exp(first.q(0))).toBe(first.algebra.ring.one);
    expect([first.names(), first.free.size]).toEqual([[], 0]);
    expect(images(first.exp(first.q(1)))).toEqual([2, 3, 4, 5, 6]);
    expect(images(first.exp(first.q(2)))).toEqual([4, 9, 16, 25, 36]);
    expect(first.names()).toEqual([['e', 'exponential', true]]);
    expect(first.knowledge.changed).toBe(false);
    // Of e^½ and e^⅓ the number is e^⅙ when that is known.
    const { knowledge } = first;
    first.exp(first.q(1, 2));
    first.exp(first.q(1, 3));
    expect([knowledge.changed, knowledge.denominator('exp/0')]).toEqual([true, 6n]);
    const second = exponentials({}, knowledge);
    expect(images(second.exp(second.q(1, 2)))).toEqual([8, 27, 64, 125 - 107, 216 - 206]);
    expect(images(second.exp(second.q(1, 3)))).toEqual([4, 9, 16, 25, 36]);
    expect(second.names()).toEqual([['e^(1/6)', 'exponential', true]]);
    expect([...second.free.keys()]).toEqual(['exp/0']);
  });

  it('of a sum is the product, with a number for each member of the basis', () => {
    const one = exponentials({ 'exp/1': [5, 6, 7, 8, 9] });
    const tau = one.element(...TAU);
    expect(images(one.exp(tau))).toEqual([5, 6, 7, 8, 9]);
    const sum = one.exp(one.algebra.ring.add(one.q(2), tau));
    expect(images(sum)).toEqual([4 * 5, 9 * 6, 16 * 7 - 107, 25 * 8 - 107, 36 * 9 - 309]);
    expect(one.names()).toEqual([
      ['e^(τ1)', 'exponential', false],
      ['e', 'exponential', true],
    ]);
    one.exp(one.times(rational(1, 2), tau));
    const two = exponentials({}, one.knowledge);
    two.exp(two.times(rational(1, 2), two.element(...TAU)));
    expect(two.names()).toEqual([['e^(τ1/2)', 'exponential', false]]);
    const root = two.algebra.made((_, i) => BigInt(UPSILON[i]), true);
    two.exp(root);
    expect(two.names()[1]).toEqual(['e^(α2)', 'exponential', true]);
  });
});

describe('e to the logarithm of a number', () => {
  const known = (
    value: (own: ReturnType<typeof exponentials>) => Element,
    pure = true,
    of = {},
  ) => {
    const own = exponentials(of);
    const log = own.element(...TAU);
    own.know(log, value(own), pure);
    return { ...own, log };
  };

  it('is that number, and its whole powers', () => {
    const { exp, log, q, times, equal, rooted, radical, free, names } = known(({ q: of }) => of(5));
    expect(equal(exp(log), q(5))).toBe(true);
    expect(equal(exp(times(rational(-2), log)), q(1, 25))).toBe(true);
    expect([rooted(), radical(), free.size, names()]).toEqual([false, false, 0, []]);
  });

  it('known twice is known once, and that of a rational exponent is not asked for', () => {
    const { exp, know, log, q, equal } = known(({ q: of }) => of(5));
    know(log, q(7), true);
    expect(equal(exp(log), q(5))).toBe(true);
  });

  it('has roots, those of odd order unique where they exist', () => {
    // 8 = 2³ has a cube root in the subgroup of order 34 modulo 103.
    const { exp, log, times, equal, q, rooted, radical, smallestRoot, doubts, algebra } = known(
      ({ q: of }) => of(8),
    );
    const root = exp(times(rational(1, 3), log));
    expect(equal(algebra.power(root, 3n), q(8))).toBe(true);
    expect(equal(exp(times(rational(2, 3), log)), algebra.power(root, 2n))).toBe(true);
    expect([rooted(), radical(), doubts()]).toEqual([true, false, []]);
    expect(equal(smallestRoot(q(8)), root)).toBe(true);
    expect(images(smallestRoot(q(7)))).toEqual([7, 7, 7, 7, 7]);
    // A fifth root is one modulo both, and 64 = 2⁶ has a sixth root in the subgroups of order 53 and 17.
    for (const [value, order] of [
      [7, 5],
      [64, 6],
    ] as const) {
      const other = known(({ q: of }) => of(value));
      const power = other.algebra.power(
        other.exp(other.times(rational(1, order), other.log)),
        BigInt(order),
      );
      expect(other.equal(power, other.q(value))).toBe(true);
    }
  });

  it('has none where there is none: 5 is no cube modulo 103', () => {
    const { exp, log, times } = known(({ q: of }) => of(5));
    const failure = (() => {
      try {
        exp(times(rational(1, 3), log));
      } catch (error) {
        return error;
      }
      return null;
    })();
    // No other residues will do: 5 is 5.
    expect(failure).toBeInstanceOf(Unfit);
    expect(failure).toMatchObject({ substitutions: [4], again: false });
  });

  it('of even order have a sign that is drawn, and are radicals where the number is rational', () => {
    // 4 = 2²; the draw of row 0 is even, of row 1 odd.
    const { exp, log, times, equal, q, radical, algebra } = known(({ q: of }) => of(4));
    const root = exp(times(rational(1, 2), log));
    expect(equal(algebra.power(root, 2n), q(4))).toBe(true);
    expect(radical()).toBe(true);
    const [a, b] = images(root);
    expect([a, b].sort((x, y) => x - y)).toEqual([2, 105]);
    // Not where it is none: 9 in every image, but no rational by itself.
    const other = known(({ element }) => element(9, 9, 9, 9, 9), false);
    other.exp(other.times(rational(1, 2), other.log));
    expect([other.radical(), other.rooted()]).toEqual([false, true]);
    expect(other.doubts()).toEqual(['a root of a constant whose logarithm occurs']);
  });

  it('asks for other residues where a number that is no rational has no root of any sign', () => {
    // 2 is no square modulo 107, nor 5 modulo 103; the other root would be as good.
    const { exp, log, times } = known(({ element }) => element(4, 2, 4, 4, 5));
    expect(() => exp(times(rational(1, 2), log))).toThrow(
      expect.objectContaining({ substitutions: [1, 4], again: true }),
    );
    // 3 divides 102: which of three roots is meant differs.
    const cubic = known(({ element }) => element(8, 8, 8, 8, 5));
    expect(() => cubic.exp(cubic.times(rational(1, 3), cubic.log))).toThrow(
      expect.objectContaining({ substitutions: [4], again: false }),
    );
    // 0 has none.
    const zero = known(({ element }) => element(0, 8, 8, 8, 8));
    expect(() => zero.exp(zero.times(rational(1, 3), zero.log))).toThrow(
      expect.objectContaining({ substitutions: [0], again: true }),
    );
  });

  it('has square roots of three numbers, and of more they are given up', () => {
    const knowledge = createKnowledge();
    knowledge.requireRows(8);
    const primes = [...new Array<bigint>(8).fill(107n), 103n];
    const { exp, know, q, times, algebra } = exponentials({}, knowledge, primes);
    // Powers of 2, 3, 4, … are independent.
    const squares = [4, 9, 16, 25].map((n, k) => {
      const log = algebra.made((_, i) => BigInt((i + 2) ** (k + 1)) % 103n);
      know(log, q(n), true);
      return times(rational(1, 2), log);
    });
    for (const log of squares.slice(0, 3)) exp(log);
    // The same once more is none more.
    exp(squares[0]);
    expect(knowledge.rootless).toBe(false);
    exp(squares[3]);
    expect(knowledge.rootless).toBe(true);
  });

  it('is a number of its own where roots are given up', () => {
    const { exp, log, times, knowledge, doubts } = known(({ q: of }) => of(5));
    knowledge.giveUpRoots();
    expect(images(exp(times(rational(2, 3), log)))).toEqual([4, 9, 16, 25, 36]);
    expect(doubts()).toEqual([
      'roots of constants whose logarithms occur (the search for them was cut short)',
    ]);
  });
});

describe('exponents that are alike under all substitutions modulo one prime', () => {
  const rows = 40;
  const met = (bits: number, doubt: boolean, role: 'exp' | 'tanHalf') => {
    const knowledge = createKnowledge();
    knowledge.requireRows(rows);
    knowledge.bits = bits;
    knowledge.changed = false;
    const own = exponentials({}, knowledge, [...new Array<bigint>(rows).fill(107n), 103n]);
    if (doubt) own.ledger.doubt('something else');
    // 10 is no small fraction modulo 107.
    own[role](own.algebra.made((_, i) => (i < rows ? 10n : 5n)));
    return [knowledge.bits, knowledge.changed, own.doubts()];
  };

  it('ask for larger primes, and are doubted where there are none, or doubts already', () => {
    expect(met(192, false, 'exp')).toEqual([384, true, []]);
    expect(met(384, false, 'exp')).toEqual([
      384,
      false,
      ['exponents that may be rationally dependent'],
    ]);
    expect(met(384, false, 'tanHalf')[2]).toEqual(['angles that may be rationally dependent']);
    const words = ['something else', 'exponents that may be rationally dependent'];
    expect(met(192, true, 'exp')).toEqual([192, false, words]);
  });
});

describe('tan of half an angle', () => {
  it('is what the angle 1 is drawn as, and follows the circle', () => {
    const { tanHalf, q, curved, names, algebra } = exponentials();
    const t = tanHalf(q(1));
    expect(images(t)).toEqual([2, 3, 4, 5, 6]);
    expect([curved(), names()]).toEqual([false, [['e^i', 'circular', true]]]);
    // tan 2a = 2t/(1 − t²); tan 0 = 0, tan(−a) = −tan a.
    const { ring } = algebra;
    const square = ring.sub(ring.one, ring.mul(t, t));
    expect(images(ring.mul(tanHalf(q(2)), square))).toEqual([4, 6, 8, 10, 12]);
    expect(images(ring.add(tanHalf(q(-1)), t))).toEqual([0, 0, 0, 0, 0]);
    expect(images(tanHalf(q(0)))).toEqual([0, 0, 0, 0, 0]);
  });

  it('of angles that are no rationals is one of their own', () => {
    const own = exponentials({ 'cis/1': [7, 8, 9, 10, 11] });
    const tau = own.element(...TAU);
    expect(images(own.tanHalf(tau))).toEqual([7, 8, 9, 10, 11]);
    expect([own.curved(), own.names()]).toEqual([true, [['e^(iτ1)', 'circular', false]]]);
    // (s + t)/(1 − st) of a sum.
    const { ring } = own.algebra;
    const [s, t] = [own.tanHalf(own.q(1)), own.tanHalf(tau)];
    const sum = own.tanHalf(ring.add(own.q(1), tau));
    expect(own.equal(ring.mul(sum, ring.sub(ring.one, ring.mul(s, t))), ring.add(s, t))).toBe(true);
    own.tanHalf(own.times(rational(1, 3), tau));
    own.tanHalf(own.q(1, 2));
    const next = exponentials({}, own.knowledge);
    next.tanHalf(next.times(rational(1, 3), next.element(...TAU)));
    next.tanHalf(next.q(1));
    expect(next.names().map(([name]) => name)).toEqual(['e^(iτ1/3)', 'e^(i/2)']);
  });

  it('is infinite at half a turn: another residue may do', () => {
    // The angle drawn as 1 is a quarter of a turn.
    const { tanHalf, q } = exponentials({ 'cis/0': [2, 1, 3, 4, 1] });
    expect(() => tanHalf(q(2))).toThrow(
      expect.objectContaining({ substitutions: [1, 4], again: true }),
    );
    expect(images(tanHalf(q(1)))[1]).toBe(1);
  });
});

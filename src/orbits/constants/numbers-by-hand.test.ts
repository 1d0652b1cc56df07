/** Numbers under substitutions that are written down: roots that are missing, names, and reflections. */
import { describe, expect, it } from 'vitest';
import { rational } from '../../numerics/rational.ts';
import { settled } from '../../testing/settled-numbers.ts';
import { createAlgebra, Unfit } from './element.ts';
import { createKnowledge } from './knowledge.ts';
import { createLedger } from './ledger.ts';
import { createNumbers } from './numbers.ts';

/** Five substitutions modulo 107 and one modulo 103; row i draws i + 2. */
function numbersOf(knowledge = createKnowledge()) {
  const primes = [107n, 107n, 107n, 107n, 107n, 103n];
  const substitutions = primes.map((prime, i) => ({ prime, draw: () => BigInt(i + 2) }));
  const algebra = createAlgebra(substitutions, primes.length);
  const ledger = createLedger();
  const numbers = createNumbers(algebra, knowledge, ledger);
  return {
    numbers,
    knowledge,
    doubts: () => [...ledger.doubts],
    element: (...images: readonly number[]) => algebra.made((_, i) => BigInt(images[i])),
    q: (n: number, d = 1) => algebra.rational(rational(n, d)),
    of: numbers.field.generator,
  };
}

describe('square roots of constants', () => {
  it('have either sign, as is drawn, and are counted', () => {
    const { numbers, element, of, knowledge } = numbersOf();
    expect(numbers.roots()).toBe(0);
    const root = of('sqrt', element(4, 9, 25, 4, 9, 25));
    expect(root.images.map((x, i) => Number((x * x) % (i < 5 ? 107n : 103n)))).toEqual([
      4, 9, 25, 4, 9, 25,
    ]);
    // Even and odd draws take opposite roots of 4 in rows 0 and 3.
    expect(root.images[0] + root.images[3]).toBe(107n);
    expect([numbers.roots(), numbers.radical(), knowledge.nonSquares.size]).toEqual([1, true, 0]);
    expect(of('sqrt', element(4, 9, 25, 4, 9, 25))).toBe(root);
    expect(numbers.roots()).toBe(1);
  });

  it('that are missing somewhere are noted, and other residues asked for', () => {
    const { element, of, knowledge } = numbersOf();
    // 2 is no square modulo 107, nor 3 modulo 103.
    expect(() => of('sqrt', element(4, 2, 4, 4, 9, 3))).toThrow(
      expect.objectContaining({ substitutions: [1, 5], again: true }),
    );
    expect([...knowledge.nonSquares]).toEqual([0]);
  });

  it('are not noted where 0 is in the way, nor while something new is met', () => {
    const zero = numbersOf();
    expect(() => zero.of('sqrt', zero.element(4, 0, 4, 4, 9, 4))).toThrow(Unfit);
    expect(zero.knowledge.nonSquares.size).toBe(0);
    const fresh = numbersOf();
    fresh.knowledge.changed = true;
    expect(() => fresh.of('sqrt', fresh.element(4, 2, 4, 4, 9, 4))).toThrow(Unfit);
    expect(fresh.knowledge.nonSquares.size).toBe(0);
  });

  it('are drawn, and doubted, where roots are given up', () => {
    const { numbers, element, of, knowledge, doubts } = numbersOf();
    knowledge.giveUpRoots();
    expect(of('sqrt', element(4, 2, 4, 4, 9, 3)).images.map(Number)).toEqual([2, 3, 4, 5, 6, 7]);
    expect(doubts()).toEqual(['the square root of a constant that is not rational']);
    expect(numbers.roots()).toBe(1);
  });
});

describe('square roots of rationals', () => {
  it('are drawn while their radicand is new, and refused where there is none', () => {
    // 2 is none modulo 107 ≡ 3 mod 8. Modulo 103 it is 38², and 7, the draw of that row, is odd.
    const fresh = numbersOf();
    expect(fresh.of('sqrt', fresh.q(2)).images.map(Number)).toEqual([2, 3, 4, 5, 6, 103 - 38]);
    expect([fresh.knowledge.changed, fresh.knowledge.radicals]).toEqual([true, [2n]]);
    const { knowledge } = fresh;
    knowledge.changed = false;
    const settledOne = numbersOf(knowledge);
    expect(() => settledOne.of('sqrt', settledOne.q(2))).toThrow(
      expect.objectContaining({ substitutions: [0, 1, 2, 3, 4], again: false }),
    );
  });
});

describe('arguments up to sign', () => {
  it('are the smaller residue modulo the first prime, or the positive rational', () => {
    const { numbers, element, q } = numbersOf();
    const small = element(10, 100, 7, 8, 9, 1);
    expect(numbers.field.canonical(small)).toEqual({ value: small, reflected: false });
    const large = numbers.field.canonical(element(97, 7, 100, 99, 98, 102));
    expect([large.reflected, large.value.images.map(Number)]).toEqual([
      true,
      [10, 100, 7, 8, 9, 1],
    ]);
    for (const [n, reflected] of [
      [-3, true],
      [0, false],
      [3, false],
    ] as const) {
      const { value, reflected: found } = numbers.field.canonical(q(n, 7));
      expect([value.exact, found]).toEqual([rational(Math.abs(n), 7), reflected]);
    }
  });
});

it('logarithms have names, with a number for each constant that is no rational', () => {
  const { ledger } = settled(({ q, of, add }) => {
    const root = of('sqrt', q(2));
    const all = [
      of('log', add(q(1), root)),
      of('log1pexp', root),
      of('log1pexp', q(2)),
      of('log1pexp', q(1)),
      of('log1pexp', q(1, 3)),
    ];
    return [all[0], all.reduce(add)];
  });
  expect([...ledger.used.keys()].filter((name) => name.startsWith('log'))).toEqual([
    'log(υ1)',
    'log(1 + e^υ2)',
    'log(1 + e^2)',
    'log(1 + e)',
    'log(1 + e^(1/3))',
  ]);
});

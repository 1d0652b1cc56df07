/** What is written down of the constants that occur, and what is doubted. */
import { describe, expect, it } from 'vitest';
import { UnsupportedError } from '../../errors.ts';
import { rational } from '../../numerics/rational.ts';
import { type Settled, settled, type Words } from '../../testing/settled-numbers.ts';
import type { Element } from './element.ts';

const used = ({ ledger }: Settled) =>
  [...ledger.used].map(([name, { sort, algebraic }]) => `${name}: ${sort}${algebraic ? '' : ' ?'}`);

describe('what occurs is written down', () => {
  const both = (a: Element): readonly [Element, Element] => [a, a];
  it.each<[string, (words: Words) => Element, readonly string[]]>([
    ['of a power of e', ({ q, of }) => of('exp', q(3)), ['e: exponential']],
    ['of a root of e', ({ q, of }) => of('exp', q(3, 4)), ['e^(1/4): exponential']],
    ['of an angle', ({ q, of }) => of('tan-half', q(2, 3)), ['e^(i/3): circular']],
    ['of a whole angle', ({ q, of }) => of('tan-half', q(2)), ['e^i: circular']],
    ['of a product of logarithms', ({ q, of }) => of('log', q(12)), ['log 12: logarithm']],
    ['of the arctangent of 1', ({ q, of }) => of('arctan', q(-1)), ['π: logarithm']],
    ['of the arctangent of 1/2', ({ q, of }) => of('arctan', q(1, 2)), ['arctan(1/2): logarithm']],
    ['of erf', ({ q, of }) => of('erf', q(1, 2)), ['erf(1/2): integral']],
    ['of Φ', ({ q, of }) => of('normal-cdf', q(-1, 2)), ['Φ(-1/2): integral']],
    ['of a coefficient', ({ constant }) => constant('coefficient:3'), ['coefficient:3: class']],
    [
      'of a class at a rational',
      ({ q, of }) => of('taylor:2', q(1, 3)),
      ['taylor:2 at 1/3: class'],
    ],
    [
      'of a class at a root',
      ({ q, of }) => of('taylor:2', of('sqrt', q(2))),
      ['taylor:2 at a constant that is not rational: class ?'],
    ],
    ['of g', ({ constant }) => constant('1/sqrt(2pi)'), ['1/√(2π): constant']],
    ['of h', ({ constant }) => constant('2/sqrt(pi)'), ['2/√π: constant']],
    ['of e^√2', ({ q, of }) => of('exp', of('sqrt', q(2))), ['e^(α1): exponential']],
    [
      'of the softplus of 1',
      ({ q, of }) => of('log1pexp', q(1)),
      ['e: exponential', 'log(1 + e): logarithm ?'],
    ],
    [
      'of the softplus of 1/2',
      ({ q, of }) => of('log1pexp', q(1, 2)),
      ['e^(1/2): exponential', 'log(1 + e^(1/2)): logarithm ?'],
    ],
    ['of roots alone, nothing', ({ q, of }) => of('sqrt', q(2)), []],
  ])('%s', (_, number, expected) => {
    const found = settled((words) => both(number(words)));
    expect(used(found)).toEqual(expected);
    expect([...found.ledger.doubts]).toEqual([]);
  });

  it('what nothing is known about is doubted', () => {
    const doubts = (number: (words: Words) => Element) => [
      ...settled((words) => both(number(words))).ledger.doubts,
    ];
    const irrational = ' at a constant that is not rational';
    expect(doubts(({ q, of }) => of('erf', of('sqrt', q(2))))).toEqual([`erf${irrational}`]);
    expect(doubts(({ q, of }) => of('arctan', of('sqrt', q(2))))).toEqual([`arctan${irrational}`]);
    expect(doubts(({ q, of }) => of('sqrt', q(2)))).toEqual([]);
    // No power of an integer, and no 1 + e^q: log(√2 + 1)/2 is the logarithm of a root that may be there already.
    expect(
      doubts(({ q, of, add, mul }) =>
        of('exp', mul(q(1, 3), of('log', add(q(1), of('sqrt', q(2)))))),
      ),
    ).toEqual(['a root of a constant whose logarithm occurs']);
  });

  it('roots are counted, and told where they have two images', () => {
    const none = settled(({ q, of }) => both(of('exp', q(1)))).numbers;
    expect([none.radical(), none.roots(), none.entangled(), none.curved()]).toEqual([
      false,
      0,
      false,
      false,
    ]);
    const plain = settled(({ q, of }) => both(of('sqrt', q(2)))).numbers;
    expect([plain.radical(), plain.roots(), plain.entangled()]).toEqual([true, 0, false]);
    const half = settled(({ q, of, mul }) =>
      both(of('exp', mul(q(1, 2), of('log', q(2))))),
    ).numbers;
    expect([half.radical(), half.entangled()]).toEqual([true, false]);
    // e and e^√2 are the free members; of e² and of known powers there are no more.
    const members = settled(({ q, of, mul }) => {
      const product = mul(of('exp', q(2)), of('exp', of('sqrt', q(2))), of('exp', of('log', q(3))));
      return [product, product];
    }).numbers;
    expect(members.free.size).toBe(2);
    const nested = settled(({ q, of, add }) => {
      const inner = add(q(1), of('exp', q(1)));
      return [of('sqrt', inner), of('sqrt', inner)];
    }).numbers;
    expect([nested.radical(), nested.roots()]).toEqual([true, 1]);
    // 2^{1/2} beside √3, and √(1 + e) beside 5^{1/3}.
    const beside = settled(({ q, of, mul }) => [
      of('exp', mul(q(1, 2), of('log', q(2)))),
      of('sqrt', q(3)),
    ]).numbers;
    expect([beside.radical(), beside.entangled()]).toEqual([true, true]);
    const cubic = settled(({ q, of, add, mul }) => [
      of('sqrt', add(q(1), of('exp', q(1)))),
      of('exp', mul(q(1, 3), of('log', q(5)))),
    ]).numbers;
    expect(cubic.entangled()).toBe(true);
    const odd = settled(({ q, of, mul }) => both(of('exp', mul(q(1, 3), of('log', q(5)))))).numbers;
    expect([odd.radical(), odd.entangled()]).toEqual([false, false]);
    expect(settled(({ q, of }) => both(of('tan-half', of('sqrt', q(2))))).numbers.curved()).toBe(
      true,
    );
    expect(settled(({ q, of }) => both(of('tan-half', q(2)))).numbers.curved()).toBe(false);
  });

  it('numbers that are rational are recognised, and signs are taken off', () => {
    const { exact } = settled(({ q, of, mul }) => both(mul(of('sqrt', q(2)), of('sqrt', q(2)))));
    expect(exact).toEqual(rational(2));
    settled((words) => {
      const { field } = words.numbers;
      for (const [n, reflected] of [
        [-3, true],
        [3, false],
        [0, false],
      ] as const) {
        const { value, reflected: found } = field.canonical(words.q(n, 7));
        expect([value.exact, found]).toEqual([rational(Math.abs(n), 7), reflected]);
      }
      const e = words.of('exp', words.q(1));
      const minus = words.mul(words.q(-1), e);
      // Which of e and −e is taken is a matter of residues; it is one of them for both.
      expect(field.canonical(e).value.images).toEqual(field.canonical(minus).value.images);
      expect(field.canonical(e).reflected).toBe(!field.canonical(minus).reflected);
      return [e, e];
    });
  });

  it('what has no real value is refused', () => {
    expect(() => settled(({ q, of }) => both(of('sqrt', q(-2))))).toThrow(UnsupportedError);
    for (const n of [0, -3])
      expect(() => settled(({ q, of }) => both(of('log', q(n, 2))))).toThrow(
        'log: expected a positive number',
      );
  });
});

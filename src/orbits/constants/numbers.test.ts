/** Identities between constants, and what is written down of those that occur. */
import { describe, expect, it } from 'vitest';
import { UnsupportedError } from '../../errors.ts';
import { rational } from '../../numerics/rational.ts';
import { createAlgebra, type Element, Unfit } from './element.ts';
import { createKnowledge } from './knowledge.ts';
import { createLedger, type Ledger } from './ledger.ts';
import { createNumbers, type Numbers } from './numbers.ts';
import { decidingPrime, substitution } from './substitution.ts';

/** Words of the calculus of this file. */
interface Words {
  readonly numbers: Numbers;
  q(n: number, d?: number): Element;
  of(name: Parameters<Numbers['field']['generator']>[0], a: Element): Element;
  constant(name: Parameters<Numbers['field']['constant']>[0]): Element;
  add(a: Element, b: Element): Element;
  mul(a: Element, ...others: readonly Element[]): Element;
}

interface Settled {
  readonly equal: boolean;
  readonly ledger: Ledger;
  readonly numbers: Numbers;
  readonly exact: Element['exact'];
}

/** Substitutions beside the rows that share a prime, with one of their own. */
const OTHERS = 2;

/** Evaluated until nothing new is met, as at a point; whether both sides are one number. */
function settled(sides: (words: Words) => readonly [left: Element, right: Element]): Settled {
  const knowledge = createKnowledge();
  const attempts = new Map<number, number>();
  let primes = 0;
  for (let n = 0; n < 100; n++) {
    knowledge.changed = false;
    const { radicals: squares, rows } = knowledge;
    const wishes = { squares, order: knowledge.rootOrder(), bits: 192 };
    const drawn = Array.from({ length: rows + OTHERS }, (_, i) =>
      substitution(
        () => decidingPrime(`${i < rows ? 'rows' : 'others'} ${primes}`, wishes),
        `${i} ${attempts.get(i) ?? 0}`,
      ),
    );
    const algebra = createAlgebra(drawn, drawn.length);
    const ledger = createLedger();
    const numbers = createNumbers(algebra, knowledge, ledger);
    const { ring } = algebra;
    try {
      const [left, right] = sides({
        numbers,
        q: (k, d = 1) => algebra.rational(rational(k, d)),
        of: (name, a) => numbers.field.generator(name, a),
        constant: (name) => numbers.field.constant(name),
        add: (a, b) => ring.add(a, b),
        mul: (a, ...others) => others.reduce((x, y) => ring.mul(x, y), a),
      });
      if (knowledge.changed) continue;
      const equal = ring.isZero(ring.sub(left, right));
      return { equal, ledger, numbers, exact: algebra.recognised(left).exact };
    } catch (error) {
      if (!(error instanceof Unfit)) throw error;
      for (const i of error.substitutions) attempts.set(i, (attempts.get(i) ?? 0) + 1);
      if (!error.again || error.substitutions.length >= rows) primes++;
    }
  }
  throw new Error('the numbers do not settle');
}

const used = ({ ledger }: Settled) =>
  [...ledger.used].map(([name, { sort, algebraic }]) => `${name}: ${sort}${algebraic ? '' : ' ?'}`);

describe('identities', () => {
  it.each<[string, (words: Words) => readonly [Element, Element]]>([
    ['√8 = 2√2', ({ q, of, mul }) => [of('sqrt', q(8)), mul(q(2), of('sqrt', q(2)))]],
    ['√12·√3 = 6', ({ q, of, mul }) => [mul(of('sqrt', q(12)), of('sqrt', q(3))), q(6)]],
    ['√(2/3)·√6 = 2', ({ q, of, mul }) => [mul(of('sqrt', q(2, 3)), of('sqrt', q(6))), q(2)]],
    ['√(9/4) = 3/2', ({ q, of }) => [of('sqrt', q(9, 4)), q(3, 2)]],
    ['√0 = 0', ({ q, of }) => [of('sqrt', q(0)), q(0)]],
    [
      '√(1 + √2)² = 1 + √2',
      ({ q, of, add, mul }) => {
        const inner = add(q(1), of('sqrt', q(2)));
        return [mul(of('sqrt', inner), of('sqrt', inner)), inner];
      },
    ],
    [
      'log 6 = log 2 + log 3',
      ({ q, of, add }) => [of('log', q(6)), add(of('log', q(2)), of('log', q(3)))],
    ],
    [
      'log 9/8 = 2 log 3 − 3 log 2',
      ({ q, of, add, mul, constant }) => [
        of('log', q(9, 8)),
        add(mul(q(2), of('log', q(3))), mul(q(-3), constant('ln2'))),
      ],
    ],
    ['log 1 = 0', ({ q, of }) => [of('log', q(1)), q(0)]],
    [
      'e^{a + b} = e^a e^b',
      ({ q, of, mul }) => [of('exp', q(5, 6)), mul(of('exp', q(1, 2)), of('exp', q(1, 3)))],
    ],
    ['e^a e^−a = 1', ({ q, of, mul }) => [mul(of('exp', q(2, 7)), of('exp', q(-2, 7))), q(1)]],
    ['e^0 = 1', ({ q, of }) => [of('exp', q(0)), q(1)]],
    [
      'e^{1 + log 2} = 2e',
      ({ q, of, add, mul }) => [of('exp', add(q(1), of('log', q(2)))), mul(q(2), of('exp', q(1)))],
    ],
    [
      '(e^{log 5/3})³ = 5',
      ({ q, of, mul }) => {
        const third = of('exp', mul(q(1, 3), of('log', q(5))));
        return [mul(third, third, third), q(5)];
      },
    ],
    [
      'e^{log 5/3 + log 5/6} = √5 up to sign, squared',
      ({ q, of, add, mul }) => {
        const log = of('log', q(5));
        const half = of('exp', add(mul(q(1, 3), log), mul(q(1, 6), log)));
        return [mul(half, half), q(5)];
      },
    ],
    [
      'e^{log(1 + e)} = 1 + e',
      ({ q, of, add }) => [of('exp', of('log1pexp', q(1))), add(q(1), of('exp', q(1)))],
    ],
    ['log(1 + e⁰) = log 2', ({ q, of, constant }) => [of('log1pexp', q(0)), constant('ln2')]],
    [
      'tan a by tan a/2',
      ({ q, of, add, mul }) => {
        // t(2a)(1 − t(a)²) = 2 t(a).
        const t = of('tan-half', q(3, 5));
        return [mul(of('tan-half', q(6, 5)), add(q(1), mul(q(-1), t, t))), mul(q(2), t)];
      },
    ],
    [
      'tan of a sum of unlike angles',
      ({ q, of, add, mul }) => {
        const root = of('sqrt', q(2));
        const [s, t] = [of('tan-half', q(1, 3)), of('tan-half', root)];
        const sum = of('tan-half', add(q(1, 3), root));
        return [mul(sum, add(q(1), mul(q(-1), s, t))), add(s, t)];
      },
    ],
    [
      'tan is odd, and 0 at 0',
      ({ q, of, add }) => [
        add(of('tan-half', q(-4, 3)), of('tan-half', q(4, 3))),
        of('tan-half', q(0)),
      ],
    ],
    [
      'arctan 1/2 + arctan 1/3 = arctan 1',
      ({ q, of, add }) => [add(of('arctan', q(1, 2)), of('arctan', q(1, 3))), of('arctan', q(1))],
    ],
    [
      'arctan is odd, and 0 at 0',
      ({ q, of, add }) => [add(of('arctan', q(-3, 7)), of('arctan', q(3, 7))), of('arctan', q(0))],
    ],
    [
      'arctan 2 = 2 arctan 1 − arctan 1/2',
      ({ q, of, add, mul }) => [
        of('arctan', q(2)),
        add(mul(q(2), of('arctan', q(1))), mul(q(-1), of('arctan', q(1, 2)))),
      ],
    ],
    [
      'π/4·(2/√π)² = 1',
      ({ q, of, mul, constant }) => {
        const h = constant('2/sqrt(pi)');
        return [mul(of('arctan', q(1)), h, h), q(1)];
      },
    ],
    [
      'π/4·8·(1/√(2π))² = 1',
      ({ q, of, mul, constant }) => {
        const g = constant('1/sqrt(2pi)');
        return [mul(q(8), of('arctan', q(1)), g, g), q(1)];
      },
    ],
    [
      '2/√π = 2√2/√(2π)',
      ({ q, of, mul, constant }) => [
        constant('2/sqrt(pi)'),
        mul(q(2), of('sqrt', q(2)), constant('1/sqrt(2pi)')),
      ],
    ],
    ['erf at one place is one number', ({ q, of }) => [of('erf', q(1, 2)), of('erf', q(2, 4))]],
  ])('%s', (_, sides) => expect(settled(sides).equal).toBe(true));

  it.each<[string, (words: Words) => readonly [Element, Element]]>([
    ['√2 and √3', ({ q, of }) => [of('sqrt', q(2)), of('sqrt', q(3))]],
    ['log 2 and log 3', ({ q, of }) => [of('log', q(2)), of('log', q(3))]],
    ['e and e²', ({ q, of }) => [of('exp', q(1)), of('exp', q(2))]],
    ['erf(1) and erf(2)', ({ q, of }) => [of('erf', q(1)), of('erf', q(2))]],
    ['erf(1) and Φ(1)', ({ q, of }) => [of('erf', q(1)), of('normal-cdf', q(1))]],
    ['π/4 and 1', ({ q, of }) => [of('arctan', q(1)), q(1)]],
    ['two coefficients', ({ constant }) => [constant('coefficient:1'), constant('coefficient:2')]],
    ['tan 1/2 and tan 1', ({ q, of }) => [of('tan-half', q(1)), of('tan-half', q(2))]],
    ['log(1 + e) and log(1 + e²)', ({ q, of }) => [of('log1pexp', q(1)), of('log1pexp', q(2))]],
  ])('none between %s', (_, sides) => expect(settled(sides).equal).toBe(false));
});

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

/** Identities between constants. */
import { describe, expect, it } from 'vitest';
import { settled, type Words } from '../../testing/settled-numbers.ts';
import type { Element } from './element.ts';

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
      'log(1 + √2) is one number wherever it occurs',
      ({ q, of, add }) => {
        const a = add(q(1), of('sqrt', q(2)));
        return [of('log', a), of('log', a)];
      },
    ],
    [
      'the coefficient of a class at a constant is one number wherever it occurs',
      ({ q, of }) => [of('taylor:2', of('sqrt', q(2))), of('taylor:2', of('sqrt', q(2)))],
    ],
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

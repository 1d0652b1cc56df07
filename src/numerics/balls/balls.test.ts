/**
 * Enclosures against numbers that are known to fifty digits, against identities, and against themselves
 * at a point inside of the ball with twice the bits. Two enclosures of one number have a number in common.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse, rational } from '../rational.ts';
import * as Balls from './ball.ts';
import { arctanBall, circularBall } from './circular.ts';
import { logTwoBall, piBall } from './constants.ts';
import {
  erfBall,
  normalDistributionBall,
  oneOverRootTwoPi,
  twoOverRootPi,
} from './error-function.ts';
import { exponentialBall, logarithmBall, logarithmOfOnePlus, softplusBall } from './exponential.ts';
import { exponentialTerms } from './taylor.ts';

/** The ball of a decimal text with an error of one in its last place. */
function ballOfText(text: string): Balls.Ball {
  const places = text.length - text.indexOf('.') - 1;
  const value = Balls.ballOfRational(parse(text)!, 600);
  const last = Balls.ballOfRational(parse(`1e-${places}`)!, 600);
  const reach = Balls.magnitude(last.middle) + last.radius;
  return Balls.sum(value, { middle: 0n, radius: reach, exponent: last.exponent }, 600);
}

/** Whether two balls have a number in common: two enclosures of one number must. */
function overlap(a: Balls.Ball, b: Balls.Ball): boolean {
  const unit = Math.min(a.exponent, b.exponent);
  const up = (n: bigint, { exponent }: Balls.Ball) => n << BigInt(exponent - unit);
  const apart = up(a.middle, a) - up(b.middle, b);
  return Balls.magnitude(apart) <= up(a.radius, a) + up(b.radius, b);
}

/** Whether radius ≤ 2^−bits·|middle|. */
function isSharp({ middle, radius, exponent }: Balls.Ball, bits: number): boolean {
  return (
    Balls.compareDyadic(
      { middle: radius, radius: 0n, exponent },
      { middle: Balls.magnitude(middle), radius: 0n, exponent: exponent - bits },
    ) <= 0
  );
}

type Unary = (x: Balls.Ball, bits: number) => Balls.Ball;

const sine: Unary = (x, bits) => circularBall(x, bits).sine;
const cosine: Unary = (x, bits) => circularBall(x, bits).cosine;

const one = Balls.ONE_BALL;
const half = Balls.ballOfRational(rational(1, 2), 10);

describe('numbers known to fifty digits', () => {
  const known: readonly [string, (bits: number) => Balls.Ball, string][] = [
    ['π', piBall, '3.14159265358979323846264338327950288419716939937510'],
    ['log 2', logTwoBall, '0.69314718055994530941723212145817656807550013436025'],
    ['e', (b) => exponentialBall(one, b), '2.71828182845904523536028747135266249775724709369995'],
    [
      '1/e',
      (b) => exponentialBall(Balls.negated(one), b),
      '0.36787944117144232159552377016146086744581113103176',
    ],
    [
      '√2',
      (b) => Balls.squareRoot(Balls.ballOfInteger(2), b),
      '1.41421356237309504880168872420969807856967187537694',
    ],
    [
      'log 10',
      (b) => logarithmBall(Balls.ballOfInteger(10), b),
      '2.30258509299404568401799145468436420760110148862877',
    ],
    ['sin 1', (b) => sine(one, b), '0.84147098480789650665250232163029899962256306079837'],
    ['cos 1', (b) => cosine(one, b), '0.54030230586813971740093660744297660373231042061792'],
    [
      'arctan ½',
      (b) => arctanBall(half, b),
      '0.46364760900080611621425623146121440202853705428612',
    ],
    ['erf 1', (b) => erfBall(one, b), '0.84270079294971486934122063508260925929606699796630'],
    [
      'Φ(1)',
      (b) => normalDistributionBall(one, b),
      '0.84134474606854294858523254563203792247791296672660',
    ],
    // Range reduction by hundreds of digits.
    [
      'sin 10²²',
      (b) => sine(Balls.ballOfDouble(1e22), b),
      '-0.8522008497671888017727058937530293682618',
    ],
  ];
  it.each(known)('%s', (_, compute, digits) => {
    for (const bits of [30, 64, 200, 500])
      expect(overlap(compute(bits), ballOfText(digits))).toBe(true);
    expect(isSharp(compute(500), 490)).toBe(true);
  });

  it('a last digit that is wrong is seen', () => {
    expect(
      overlap(piBall(200), ballOfText('3.14159265358979323846264338327950288419716939937513')),
    ).toBe(false);
  });
});

/** Doubles of all scales, and short numbers. */
const double = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.double({ noNaN: true, min: -50, max: 50 }),
  fc.constantFrom(5e-324, -5e-324, 1e-300, 1e300, -1.7976931348623157e308, 1, -1, 0, 0.5),
);
const moderate = fc.double({ noNaN: true, min: -40, max: 40 });
const positive = double.map(Math.abs).filter((x) => x > 0);
const bitsOf = fc.constantFrom(20, 53, 100, 200, 333);

/** A ball about a double and an exact point of it. */
const fat = (of: fc.Arbitrary<number>) =>
  fc
    .tuple(
      of,
      fc.integer({ min: -40, max: -1 }),
      fc.integer({ min: -1024, max: 1024 }),
      fc.boolean(),
    )
    .map(([x, size, where, exact]) => {
      const middle = Balls.ballOfDouble(x);
      if (exact || x === 0) return { ball: middle, point: middle };
      const reach = Balls.scaled(
        { ...middle, middle: middle.middle < 0n ? -middle.middle : middle.middle },
        size,
      );
      const ball = Balls.widened(middle, reach, 2400);
      const offset = Balls.scaled(Balls.product(Balls.ballOfInteger(where), reach, 2400), -10);
      return { ball, point: Balls.sum(middle, offset, 2400) };
    });

/** Whether the value at the point, in twice the bits, may lie in that of the ball. */
function encloses(
  f: Unary,
  { ball, point }: { ball: Balls.Ball; point: Balls.Ball },
  bits: number,
): boolean {
  let value: Balls.Ball;
  try {
    value = f(ball, bits);
  } catch (error) {
    if (error instanceof Balls.NoEnclosure) return true;
    throw error;
  }
  return overlap(value, f(point, 2 * bits + 40));
}

describe('sizes', () => {
  const integer = fc
    .tuple(fc.bigInt({ min: 0n, max: 1n << 70n }), fc.integer({ min: 0, max: 3000 }))
    .map(([lead, places]) => (lead << BigInt(places)) + 1n);

  it('bitLength is the number of binary digits or one more, at any length', () => {
    fc.assert(
      fc.property(integer, (n) => {
        const excess = Balls.bitLength(n) - n.toString(2).length;
        return excess === 0 || excess === 1;
      }),
      { numRuns: 1000 },
    );
  });

  it('numbers beyond 2¹⁰²⁴ of nearly equal size are compared right, whatever their units', () => {
    // Of 1109 and of 1120 digits: the first had been taken for the larger.
    const [y, x] = [
      { middle: 0b1001n << 1105n, radius: 0n, exponent: -2105 },
      { middle: 0b10011n << 1115n, radius: 0n, exponent: -2116 },
    ];
    expect(Balls.compareDyadic(x, y)).toBe(1);
    expect(Balls.compareDyadic(y, x)).toBe(-1);
    fc.assert(
      fc.property(integer, integer, fc.integer({ min: -12, max: 12 }), (m, n, e) => {
        const [a, b] = [m << BigInt(Math.max(e, 0)), n << BigInt(Math.max(-e, 0))];
        const left = { middle: m, radius: 0n, exponent: e };
        const right = { middle: n, radius: 0n, exponent: 0 };
        return Balls.compareDyadic(left, right) === (a < b ? -1 : a > b ? 1 : 0);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('a function of a ball holds its value at a point of the ball', () => {
  const unary: readonly [string, Unary, fc.Arbitrary<number>][] = [
    ['1/x', Balls.reciprocal, double.filter((x) => x !== 0)],
    ['√x', Balls.squareRoot, positive],
    ['√x²', (x, b) => Balls.rootOfSquare(Balls.product(x, x, b), b), double],
    ['e^x', exponentialBall, fc.oneof(moderate, fc.double({ noNaN: true, min: -1e6, max: 1e6 }))],
    ['log x', logarithmBall, positive],
    ['log(1 + x)', logarithmOfOnePlus, fc.double({ noNaN: true, min: -0.4, max: 3 })],
    ['log(1 + e^x)', softplusBall, fc.double({ noNaN: true, min: -1e4, max: 1e4 })],
    ['sin x', sine, double],
    ['cos x', cosine, double],
    ['arctan x', arctanBall, double],
    ['erf x', erfBall, moderate],
    ['Φ(x)', normalDistributionBall, fc.double({ noNaN: true, min: -300, max: 12 })],
    ['x/7', (x, b) => Balls.dividedBy(x, 7, b), double],
  ];
  it.each(unary)('%s', (_, f, of) => {
    fc.assert(
      fc.property(fat(of), bitsOf, (x, bits) => encloses(f, x, bits)),
      { numRuns: 300 },
    );
  });

  const binary: readonly [string, (a: Balls.Ball, b: Balls.Ball, bits: number) => Balls.Ball][] = [
    ['x + y', Balls.sum],
    ['x − y', Balls.difference],
    ['xy', Balls.product],
    ['x/y', (a, b, bits) => (Balls.excludesZero(b) ? Balls.quotient(a, b, bits) : a)],
    ['max(|x|, |y|)', Balls.largerOf],
  ];
  it.each(binary)('%s', (_, f) => {
    fc.assert(
      fc.property(fat(double), fat(double), bitsOf, (x, y, bits) =>
        f === binary[3][1] && !Balls.excludesZero(y.ball)
          ? true
          : overlap(f(x.ball, y.ball, bits), f(x.point, y.point, 5000)),
      ),
      { numRuns: 500 },
    );
  });
});

describe('identities', () => {
  const holds = (
    of: fc.Arbitrary<number>,
    difference0: (x: Balls.Ball, bits: number) => Balls.Ball,
  ) =>
    fc.assert(
      fc.property(of, bitsOf, (x, bits) => {
        const rest = difference0(Balls.ballOfDouble(x), bits);
        // 0 is in it, and little else: identities of numbers of size 1.
        expect(Balls.excludesZero(rest)).toBe(false);
        expect(Balls.toNumber(Balls.endsOf(rest).high)).toBeLessThan(2 ** (16 - bits));
      }),
      { numRuns: 200 },
    );

  it('sin² + cos² = 1 at all scales', () =>
    holds(double, (x, b) => {
      const { sine: s, cosine: c } = circularBall(x, b);
      return Balls.difference(Balls.sum(Balls.product(s, s, b), Balls.product(c, c, b), b), one, b);
    }));

  it('sin(x + 1) = sin x cos 1 + cos x sin 1', () =>
    holds(fc.double({ noNaN: true, min: -1e9, max: 1e9 }), (x, b) => {
      const [here, unit] = [circularBall(x, b), circularBall(one, b)];
      const there = circularBall(Balls.sum(x, one, 2000), b).sine;
      const expected = Balls.sum(
        Balls.product(here.sine, unit.cosine, b),
        Balls.product(here.cosine, unit.sine, b),
        b,
      );
      return Balls.difference(there, expected, b);
    }));

  it('e^x e^{−x} = 1', () =>
    holds(fc.double({ noNaN: true, min: -1e5, max: 1e5 }), (x, b) =>
      Balls.difference(
        Balls.product(exponentialBall(x, b), exponentialBall(Balls.negated(x), b), b),
        one,
        b,
      ),
    ));

  it('log e^x = x', () =>
    holds(fc.double({ noNaN: true, min: -2, max: 2 }), (x, b) =>
      Balls.difference(logarithmBall(exponentialBall(x, b), b), x, b),
    ));

  it('arctan x + arctan 1/x = π/2', () =>
    holds(positive, (x, b) => {
      const both = Balls.sum(arctanBall(x, b), arctanBall(Balls.reciprocal(x, 2 * b), b), b);
      return Balls.difference(both, Balls.scaled(piBall(b), -1), b);
    }));

  it('Φ(x) + Φ(−x) = 1, 2Φ(x) − 1 = erf(x/√2)', () =>
    holds(moderate, (x, b) => {
      const [p, q] = [normalDistributionBall(x, b), normalDistributionBall(Balls.negated(x), b)];
      const argument = Balls.quotient(x, Balls.squareRoot(Balls.ballOfInteger(2), 2 * b), 2 * b);
      const odd = Balls.difference(Balls.difference(p, q, b), erfBall(argument, b), b);
      return Balls.sum(Balls.difference(Balls.sum(p, q, b), one, b), odd, b);
    }));

  it('log(1 + e^x) − log(1 + e^{−x}) = x', () =>
    holds(fc.double({ noNaN: true, min: -3, max: 3 }), (x, b) =>
      Balls.difference(
        Balls.difference(softplusBall(x, b), softplusBall(Balls.negated(x), b), b),
        x,
        b,
      ),
    ));

  it('(2/√π)²/4 = 2(1/√(2π))²', () => {
    const [a, c] = [twoOverRootPi(200), oneOverRootTwoPi(200)];
    const rest = Balls.difference(
      Balls.scaled(Balls.product(a, a, 200), -2),
      Balls.scaled(Balls.product(c, c, 200), 1),
      200,
    );
    expect(Balls.excludesZero(rest)).toBe(false);
    expect(Balls.toNumber(Balls.endsOf(rest).high)).toBeLessThan(2 ** -190);
  });
});

describe('small numbers keep their digits', () => {
  // sin t = t − t³/6 …, log(1 + t) = t − t²/2 …, erf t = 2t/√π …: all differ from t·c by a factor 1 − O(t).
  it.each([1e-30, 1e-300, 5e-324])('at %s', (t) => {
    const x = Balls.ballOfDouble(t);
    for (const f of [sine, arctanBall, logarithmOfOnePlus, erfBall] as const)
      expect(isSharp(f(x, 200), 180)).toBe(true);
    expect(isSharp(normalDistributionBall(Balls.ballOfInteger(-200), 200), 180)).toBe(true);
    expect(isSharp(exponentialBall(Balls.ballOfDouble(-1e6), 200), 180)).toBe(true);
  });
});

describe('what series leave out is in the radius', () => {
  const at = (x: number) => Balls.ballOfDouble(x);
  it.each([1e-8, 1e-10, -3e-30])('sin and cos of %s in 20 bits', (x) => {
    expect(overlap(sine(at(x), 20), sine(at(x), 700))).toBe(true);
    expect(overlap(cosine(at(x), 20), cosine(at(x), 700))).toBe(true);
    expect(Balls.isExact(sine(at(x), 20))).toBe(false);
    expect(Balls.isExact(cosine(at(x), 20))).toBe(false);
  });

  it('Φ far out, by its asymptotic series and by erf', () => {
    for (let x = -9; x > -40; x -= 0.37)
      expect(overlap(normalDistributionBall(at(x), 24), normalDistributionBall(at(x), 1500))).toBe(
        true,
      );
  });

  it('the kernel, unit by unit', () => {
    fc.assert(
      fc.property(
        fc.double({ noNaN: true, min: -0.45, max: 0.45 }),
        fc.integer({ min: 12, max: 70 }),
        (t, w) => {
          const [rough, fine] = [exponentialTerms(at(t), w), exponentialTerms(at(t), 300)];
          for (const key of ['sum', 'sine', 'cosine'] as const)
            expect(overlap(rough[key], fine[key])).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('exactness', () => {
  it('doubles, sums and products of few bits, 1/2^k and roots of squares have no radius', () => {
    expect(Balls.isExact(Balls.ballOfDouble(1.7976931348623157e308))).toBe(true);
    expect(Balls.isExact(Balls.sum(Balls.ballOfDouble(0.1), Balls.ballOfDouble(-3e5), 200))).toBe(
      true,
    );
    expect(Balls.isExact(Balls.reciprocal(Balls.ballOfInteger(-8), 53))).toBe(true);
    expect(Balls.isExact(Balls.squareRoot(Balls.ballOfRational(rational(9, 16), 53), 53))).toBe(
      true,
    );
    expect(
      Balls.isExactlyZero(Balls.difference(Balls.ballOfDouble(0.1), Balls.ballOfDouble(0.1), 53)),
    ).toBe(true);
  });

  it('a third has one, and a sum that loses bits', () => {
    expect(Balls.isExact(Balls.ballOfRational(rational(1, 3), 200))).toBe(false);
    expect(
      Balls.isExact(Balls.sum(Balls.ballOfDouble(1e308), Balls.ballOfDouble(5e-324), 200)),
    ).toBe(false);
    expect(Balls.isExact(Balls.rounded(5n, 0n, 0, 2))).toBe(false);
  });

  it('compares dyadic numbers', () => {
    fc.assert(
      fc.property(double, double, (x, y) => {
        expect(Balls.compareDyadic(Balls.ballOfDouble(x), Balls.ballOfDouble(y))).toBe(
          Math.sign(x - y) + 0,
        );
      }),
    );
  });
});

describe('what cannot be enclosed', () => {
  const about = (x: number, reach: number) =>
    Balls.widened(Balls.ballOfDouble(x), Balls.ballOfDouble(reach), 100);
  it.each<[string, () => Balls.Ball]>([
    ['1/x about 0', () => Balls.reciprocal(about(1e-3, 1e-2), 100)],
    ['√x about 0', () => Balls.squareRoot(about(1e-3, 1e-2), 100)],
    ['log x about 0', () => logarithmBall(about(1e-3, 1e-2), 100)],
    ['e^(10³⁰⁰)', () => exponentialBall(Balls.ballOfDouble(1e300), 100)],
  ])('%s', (_, compute) => {
    expect(compute).toThrow(Balls.NoEnclosure);
  });

  it('the sine of a number known to a few units is in [−1, 1]', () => {
    const { sine: s, cosine: c } = circularBall(about(1e9, 10), 100);
    for (const ball of [s, c]) expect(Balls.toNumber(Balls.endsOf(ball).high)).toBe(1);
  });

  it('e^(−10³⁰⁰) is in an interval about next to nothing, and no longer 0', () => {
    const value = exponentialBall(Balls.ballOfDouble(-1e300), 100);
    expect(Balls.toNumber(value)).toBe(0);
    expect(Balls.isExactlyZero(value)).toBe(false);
    expect(overlap(value, { ...Balls.ZERO_BALL, exponent: value.exponent })).toBe(true);
  });
});

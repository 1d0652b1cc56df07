/** Slopes of losses over any field. */
import { describe, expect, it } from 'vitest';
import { ballsField } from '../analytic/fields/balls.ts';
import { decimalsField } from '../analytic/fields/decimals.ts';
import { rationals } from '../analytic/fields/rationals.ts';
import { UnsupportedError } from '../errors.ts';
import { difference, endsOf, toNumber } from '../numerics/balls/ball.ts';
import { decimalFromDouble } from '../numerics/decimal-ring.ts';
import { createRng } from '../numerics/random.ts';
import { format, rational } from '../numerics/rational.ts';
import { lossSlope } from './field-loss.ts';
import { lossNames, resolveLoss } from './loss.ts';

describe('slopes of losses', () => {
  // No field has e^{10²⁷}.
  it.each([
    ['cross-entropy', [1e27, -1e27], [0, 1], [1, -1]],
    ['logistic', [1e27, -1e27], [1, 1], [0, -1]],
    ['log-cosh', [1e27, -1e27], [0, 0], [1, -1]],
  ])('are numbers where exponentials are not: %s', (name, prediction, target, expected) => {
    for (const bits of [64, 200]) {
      const field = ballsField(bits);
      const over = (values: readonly number[]) =>
        values.map((x) => field.rational(rational(BigInt(x))));
      const slopes = lossSlope(field, name, over(prediction), over(target));
      for (const [o, slope] of slopes.entries()) {
        const away = difference(slope, field.rational(rational(expected[o])), bits);
        expect(endsOf(away).high.middle >= 0n && endsOf(away).low.middle <= 0n).toBe(true);
        // Fewer than 16 operations, each rounded by less than 2^{2−bits}.
        const radius = toNumber({ ...away, middle: away.radius, radius: 0n });
        expect(radius).toBeLessThan(2 ** (6 - bits));
      }
    }
    const decimals = decimalsField(40);
    const slopes = lossSlope(
      decimals,
      name,
      prediction.map((x) => decimals.rational(rational(BigInt(x)))),
      target.map((x) => decimals.rational(rational(x))),
    );
    expect(slopes.map((x) => Number(x) + 0)).toEqual(expected);
  });

  it.each(lossNames)('in decimals and in float64 agree: %s', (name) => {
    const field = decimalsField(40);
    const loss = resolveLoss(name);
    const rng = createRng(`loss ${name}`);
    for (let n = 0; n < 20; n++) {
      for (const c of [1, 3]) {
        const y = Float64Array.from({ length: c }, () => 2 * rng.gaussian());
        // Signs and masses suit every kind of target: ±1, or one class.
        const t = Float64Array.from({ length: c }, (_, o) => (o === n % c ? 1 : 0));
        const expected = new Float64Array(c);
        loss.gradient(y, t, 0, c, expected);
        const decimal = (v: number) => decimalFromDouble(v, 40);
        const received = lossSlope(field, name, [...y].map(decimal), [...t].map(decimal));
        // A few dozen roundings at the scale of the largest term.
        const scale = Math.max(1, ...expected.map(Math.abs));
        for (const [o, g] of expected.entries())
          expect(Math.abs(received[o].toNumber() - g)).toBeLessThan(64 * 2 ** -52 * scale);
      }
    }
  });

  it('over ℚ are those of the polynomial losses', () => {
    // ŷ = 1/2, y = −1: r = 3/2.
    const at = (loss: string) =>
      lossSlope(rationals, loss, [rational(1, 2)], [rational(-1)]).map(format);
    expect(at('squared')).toEqual(['3/2']);
    expect(at('quartic')).toEqual(['27/8']);
    expect(at('linear')).toEqual(['-1']);
    for (const loss of ['logistic', 'huber']) expect(() => at(loss)).toThrow(UnsupportedError);
  });
});

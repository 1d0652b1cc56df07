import { describe, expect, it } from 'vitest';
import { decimalFromDouble, decimalsOf } from './decimal-ring.ts';
import {
  exponentials,
  exponentialsMinusOne,
  exponentialsMinusOneLow,
  STEPS,
  tanh,
  tanhDerivative,
  tanhMap,
} from './hyperbolic-tangent.ts';
import { createRng } from './random.ts';

/** Distance in units of the last place of the exact value, which is normal. */
function ulps(received: number, exact: InstanceType<ReturnType<typeof decimalsOf>>): number {
  const size = 2 ** (Math.floor(Math.log2(Math.abs(exact.toNumber()))) - 52);
  return decimalFromDouble(received, 60).minus(exact).abs().div(size).toNumber();
}

describe('tanh', () => {
  const D = decimalsOf(45);
  const rng = createRng('tanh');
  const points = Array.from({ length: 1500 }, (_, k) => {
    if (k % 3 === 0) return 1.5 * rng.gaussian();
    // Next to the table's points n/128, where the polynomial starts afresh.
    if (k % 3 === 1) return (rng.integer(1, 2559) / 128) * (1 + 1e-15 * rng.integer(-3, 3));
    return 10 ** (-12 + 14 * rng.uniform());
  });

  it('stays within 2 ulp, its derivative within 6', () => {
    let [worstValue, worstSlope] = [0, 0];
    for (const z of points) {
      const e = decimalFromDouble(-2 * Math.abs(z), 45).exp();
      const inverse = D.div(1, D.add(1, e));
      // decimal.js's tanh is independent of e; for tiny z it is evaluated with digits to spare.
      const value = decimalFromDouble(z, 45).tanh();
      worstValue = Math.max(worstValue, ulps(tanh(z), value));
      const slope = e.times(4).times(inverse).times(inverse);
      worstSlope = Math.max(worstSlope, ulps(tanhDerivative(z), slope));
    }
    expect(worstValue).toBeLessThan(2);
    expect(worstSlope).toBeLessThan(6);
  });

  it('is odd and its derivative even, to the last bit, also in bulk', () => {
    const z = Float64Array.from([
      ...points,
      0,
      19.999999,
      20,
      400,
      1e308,
      Number.POSITIVE_INFINITY,
    ]);
    const mirrored = z.map((x) => -x);
    const out = [z, mirrored].map((input) => {
      const value = new Float64Array(z.length);
      const slope = new Float64Array(z.length);
      tanhMap(input, z.length, value, slope);
      return { value, slope };
    });
    expect(out[1].value.map((t) => 0 - t)).toEqual(out[0].value);
    expect(out[1].slope).toEqual(out[0].slope);
    expect([...out[0].value]).toEqual([...z].map(tanh));
    expect([...out[0].slope]).toEqual([...z].map(tanhDerivative));
    expect([Object.is(tanh(0), 0), Object.is(tanh(-0), 0)]).toEqual([true, true]);
  });

  it('never decreases and never exceeds 1', () => {
    const z = Float64Array.from(points.map(Math.abs)).sort();
    const value = z.map(tanh);
    // Neighbouring points that differ by less than the error bound may swap.
    const drops = value.filter((t, i) => i > 0 && t < value[i - 1] * (1 - 6 * 2 ** -53));
    expect(drops).toHaveLength(0);
    expect(Math.max(...value)).toBe(1);
  });

  it('gives NaN for NaN', () => {
    expect([tanh(Number.NaN), tanhDerivative(Number.NaN)]).toEqual([Number.NaN, Number.NaN]);
  });
});

it('the table has e⁻ⁿᐟ⁶⁴ − 1 to a hundred bits', () => {
  const D = decimalsOf(50);
  for (let n = 0; n <= 200; n += 8) {
    const exact = D.div(-n, STEPS).exp();
    const parts = [exponentialsMinusOne[n], exponentialsMinusOneLow[n]];
    const [head, low] = parts.map((x) => decimalFromDouble(x, 50));
    // Each step rounds products of 106 bits a few times.
    const off = exact.minus(1).minus(head).minus(low).abs().toNumber();
    expect(off).toBeLessThanOrEqual(n * 2 ** -102);
    expect(Math.abs(exponentials[n] - exact.toNumber())).toBeLessThanOrEqual(2 ** -53);
  }
});

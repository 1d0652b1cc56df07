import { describe, expect, it } from 'vitest';
import { resolveFunction } from '../analytic/registry.ts';
import { primeField } from '../numerics/prime-field.ts';
import { seriesRing } from '../numerics/truncated-series.ts';
import { sigmaModulo } from './sigma-modulo.ts';

const PRIME = 4194301;
const LENGTH = 6;
const field = primeField(PRIME);
const ring = seriesRing(field, LENGTH);
const CENTERS = [1, 2, 77, 123456, 4000000];

const sigmaOf = (name: string) => sigmaModulo(resolveFunction(name), PRIME);
/** d/dz of a jet, one term shorter. */
const slope = (jet: readonly number[]) => jet.slice(1).map((c, k) => field.mul(c, (k + 1) % PRIME));

describe('sigmaModulo', () => {
  it.each(CENTERS)('respects tanh′ = 1 − tanh² and sigmoid′ = s − s² at %i', (center) => {
    const tanh = sigmaOf('tanh').jet(center, LENGTH);
    expect(slope(tanh)).toEqual(ring.sub(ring.one, ring.mul(tanh, tanh)).slice(0, -1));
    const s = sigmaOf('sigmoid').jet(center, LENGTH);
    expect(slope(s)).toEqual(ring.sub(s, ring.mul(s, s)).slice(0, -1));
  });

  it.each(CENTERS)('respects sin² + cos² = 1 and exp′ = exp at %i', (center) => {
    const [sin, cos] = ['sin', 'cos'].map((name) => sigmaOf(name).jet(center, LENGTH));
    expect(ring.add(ring.mul(sin, sin), ring.mul(cos, cos))).toEqual(ring.one);
    const exp = sigmaOf('exp').jet(center, LENGTH);
    expect(slope(exp)).toEqual(exp.slice(0, -1));
  });

  it.each(['tanh', 'sin', 'erf', 'arctan', 'cos', 'gaussian'])(
    'gives %s at opposite points the jets that its parity dictates',
    (name) => {
      const sign = resolveFunction(name).parity === 'odd' ? field.neg(1) : 1;
      const sigma = sigmaOf(name);
      for (const center of CENTERS) {
        const mirrored = sigma.jet(PRIME - center, LENGTH);
        const expected = sigma
          .jet(center, LENGTH)
          .map((c, k) => field.mul(sign, k % 2 === 0 ? c : field.neg(c)));
        expect(mirrored).toEqual(expected);
      }
    },
  );

  it('gives equal points equal jets, at any length and in another copy', () => {
    const [one, other] = [sigmaOf('gelu'), sigmaOf('gelu')];
    const long = one.jet(4242, 9);
    expect(one.jet(4242, 4)).toEqual(long.slice(0, 4));
    expect(other.jet(4242, 9)).toEqual(long);
    expect(one.jet(4243, 9)).not.toEqual(long);
  });

  it('has the Taylor series at 0 for its jet there', () => {
    for (const name of ['tanh', 'silu', 'erf', 'gelu', 'softplus']) {
      const sigma = sigmaOf(name);
      const series = Array.from({ length: LENGTH }, (_, j) => sigma.coefficient(j));
      expect(sigma.jet(0, LENGTH)).toEqual(series);
    }
    // tanh z = z − z³/3 + 2z⁵/15 − …
    expect(field.mul(15, sigmaOf('tanh').coefficient(5))).toBe(2);
  });
});

import { describe, expect, it } from 'vitest';
import { primeField } from './prime-field.ts';
import { createRng } from './random.ts';
import { multiplySeries, resizeSeries, seriesRing } from './truncated-series.ts';

const PRIME = 4194301;
const field = primeField(PRIME);
const rng = createRng('series');
const random = (count: number) =>
  Float64Array.from({ length: count }, () => rng.integer(0, PRIME - 1));
/** Worst case for delayed reduction. */
const largest = (count: number) => new Float64Array(count).fill(PRIME - 1);

describe('seriesRing', () => {
  it('has 1/(1 − t) = 1 + t + t² + …', () => {
    const ring = seriesRing(field, 6);
    const t = [0, 1, 0, 0, 0, 0];
    const geometric = [1, 1, 1, 1, 1, 1];
    expect(ring.mul(ring.sub(ring.one, t), geometric)).toEqual(ring.one);
  });

  it('is commutative, associative and distributive', () => {
    const ring = seriesRing(field, 5);
    for (let i = 0; i < 50; i++) {
      const [a, b, c] = [0, 0, 0].map(() => [...random(5)]);
      expect(ring.mul(a, b)).toEqual(ring.mul(b, a));
      expect(ring.mul(ring.mul(a, b), c)).toEqual(ring.mul(a, ring.mul(b, c)));
      expect(ring.mul(a, ring.add(b, c))).toEqual(ring.add(ring.mul(a, b), ring.mul(a, c)));
    }
  });
});

describe.each([random, largest])('flat kernels against the ring', (draw) => {
  it.each([1, 2, 7, 33])('multiplySeries at length %i', (length) => {
    const ring = seriesRing(field, length);
    const [a, b] = [draw(length), draw(length)];
    const out = new Float64Array(length + 3);
    multiplySeries(out, 2, a, 0, b, 0, length, PRIME, 1 / PRIME);
    expect([...out.subarray(2, length + 2)]).toEqual(ring.mul([...a], [...b]));
    expect([out[0], out[1], out[length + 2]]).toEqual([0, 0, 0]);
  });
});

describe('resizeSeries', () => {
  it('cuts and pads each series', () => {
    const values = Float64Array.of(1, 2, 3, 4, 5, 6);
    const shorter = new Float64Array(4);
    resizeSeries(values, 2, 3, 2, shorter);
    expect([...shorter]).toEqual([1, 2, 4, 5]);
    const longer = new Float64Array(8).fill(9);
    resizeSeries(values, 2, 3, 4, longer);
    expect([...longer]).toEqual([1, 2, 3, 0, 4, 5, 6, 0]);
  });
});

import { describe, expect, it } from 'vitest';
import { describeNear, watchStrata } from './trajectory-strata.ts';

const model = { kind: 'fully-connected', widths: [1, 2, 1], bias: false, activation: 'gelu' };

describe('the nearest strata along a trajectory', () => {
  it('are kept at the start and at ten times, and counted in clusters', () => {
    const watch = watchStrata(model, 1);
    // Two neurons (2, 1) that part: at t they are 2t apart in w, so √2·t from the stratum.
    for (let k = 0; k <= 100; k++) {
      const t = k / 100;
      watch.look(t, Float64Array.of(2 - t, 2 + t, 1, 1));
    }
    const near = watch.report();
    expect(near.map(({ t }) => t)).toEqual([0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]);
    expect(near[0].axes).toMatchObject([{ units: 2, clusters: 1, dimension: 2, exact: true }]);
    near.forEach(({ axes: [{ clusters, distance }] }, k) => {
      expect(clusters).toBe(1);
      expect(distance).toBeCloseTo((k / 10) * Math.SQRT2, 12);
    });
  });

  it('are near up to a hundredth of θ, and printed with their distance', () => {
    const watch = watchStrata(model, 1);
    watch.look(0, Float64Array.of(1.99, 2.01, 1, 1));
    const [at] = watch.report();
    expect(at.axes[0].clusters).toBe(1);
    expect(at.axes[0].distance).toBeCloseTo(0.01 * Math.SQRT2, 12);
    expect(describeNear([at], 80)).toMatch(/^0 +layer 1 +2 +1 +2 +0\.0141 +4\.47e-3$/m);
  });
});

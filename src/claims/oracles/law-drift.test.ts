/** Whether laws are kept, by enclosures, on a·w·x, where everything is known in closed form. */
import { describe, expect, it } from 'vitest';
import type { Instance } from '../../instances/instance.ts';
import { open } from '../../instances/subject.ts';
import { polynomial } from '../../numerics/polynomial.ts';
import { rational } from '../../numerics/rational.ts';
import { type Law, polynomialLaw } from '../../orbits/conserved/law.ts';
import { marginOf } from '../margin.ts';
import { claimById } from '../registry.ts';
import type { Settled } from './enclosed-difference.ts';
import { driftUnderSteps, slopeOfLaw, strayUnderSteps } from './law-drift.ts';

/** F = a·w·x, θ = (w, a). */
const product = (w: number, a: number) =>
  open({
    model: { kind: 'linear', widths: [1, 1, 1] },
    parameters: {
      layers: [
        { weights: [[w]], bias: null },
        { weights: [[a]], bias: null },
      ],
    },
  });

/** The ball of a difference that was decided. */
const distanceOf = (settled: Settled | null) =>
  settled === null || settled.decided === 'undecided' ? Number.NaN : settled.enclosure.distance;

/** n a² − w². */
const balance = (n: number): Law =>
  polynomialLaw(
    polynomial([
      { coefficient: rational(n), powers: [[1, 2]] },
      { coefficient: rational(-1), powers: [[0, 2]] },
    ]),
  );

const segment = { data: { inputs: [[1]], targets: [[1]] }, loss: 'linear', duration: 1 };

describe('the slope of a law along the fields', () => {
  it('vanishes for a² − w², and is 2wa for 2a² − w²', () => {
    expect(slopeOfLaw(product(0.3, 0.7), balance(1))).toMatchObject({ decided: 'agrees' });
    const wrong = slopeOfLaw(product(0.3, 0.7), balance(2));
    expect(wrong?.decided).toBe('differs');
    expect(distanceOf(wrong)).toBeCloseTo(2 * 0.3 * 0.7, 14);
  });

  it('stays undecided where the law has a pole', () => {
    const form = polynomial([{ coefficient: rational(1), powers: [[0, 1]] }]);
    const law = { ...balance(1), poles: [{ coefficient: rational(1), form, power: 1 }] };
    expect(slopeOfLaw(product(0, 1), law)).toMatchObject({ decided: 'undecided' });
  });
});

describe('Euler steps', () => {
  // (w, a) ↦ (w − ha, a − hw): a² − w² is multiplied by 1 − h², four times with h = 1/4.
  it('multiply a² − w² by (15/16)⁴', () => {
    const drift = driftUnderSteps(product(0, 1), balance(1), [segment, segment]);
    expect(drift).toMatchObject({
      decided: 'differs',
      enclosure: { radius: 0, margin: -16 },
    });
    expect(distanceOf(drift)).toBeCloseTo((15 / 16) ** 4 - 1, 14);
  });

  it('keep it where it is 0', () => {
    const drift = driftUnderSteps(product(0.3, 0.3), balance(1), [segment, segment]);
    expect(drift?.decided).toBe('agrees');
  });

  it('stay on w = a and leave w = 1', () => {
    const diagonal = { orbit: Int32Array.of(0, 0), sign: Int8Array.of(1, 1) };
    const upright = { orbit: Int32Array.of(-1, 0), sign: Int8Array.of(1, 1) };
    const at = product(1, 1);
    expect(strayUnderSteps(at, diagonal, [segment])).toMatchObject({ decided: 'agrees' });
    const strayed = strayUnderSteps(at, upright, [segment]);
    // w = a is multiplied by 3/4 at each step.
    expect(distanceOf(strayed)).toBeCloseTo(1 - (3 / 4) ** 4, 14);
    expect(strayUnderSteps(at, upright, [])).toBe(null);
  });
});

describe('orbit-is-sim', () => {
  const features = (feature: string, u: number, v: number): Instance => ({
    model: { kind: 'polynomial', variables: ['u', 'v'], features: [feature] },
    parameters: { layers: [{ weights: [[u, v]], bias: null }] },
  });
  const check = (instance: Instance, dropped: readonly string[] = []) =>
    claimById('orbit-is-sim')!.check(open(instance), { dropped: new Set(dropped), strictness: 0 });

  // u̇ = u, v̇ = 2v keeps u²/v; u̇ = u² , v̇ = v keeps 1/u + log|v|.
  it.each([
    ['1/2*u^2 + v^2', 'u²/v'],
    ['1/3*u^3 + 1/2*v^2', '1/u + log|v|'],
  ])('computes the drift of a law with poles: %s keeps %s', (feature, what) => {
    const verdict = check(features(feature, 0.75, 0.5));
    if (verdict.kind !== 'survived' || verdict.by.clause !== 'drift')
      expect.fail(`${verdict.kind}, not a drift that survived`);
    expect(verdict.by.what).toBe(what);
    // Computed: an integration error, not 0 for want of terms.
    expect(verdict.by.bound).toBeGreaterThan(0);
    expect(verdict.by.moved).toBeGreaterThan(0.01);
    // And Euler steps do not keep it.
    const steps = check(features(feature, 0.75, 0.5), ['exact-gradient-flow']);
    expect(steps).toMatchObject({ kind: 'falsified', by: { clause: 'drift' } });
    expect(marginOf(steps)).toBeLessThan(-10);
  });
});

import { describe, expect, it } from 'vitest';
import { ballsField } from '../../analytic/fields/balls.ts';
import { open } from '../../instances/subject.ts';
import { ballOfDouble, toNumber } from '../../numerics/balls/ball.ts';
import { isotropyOf } from '../../symmetry/isotropy/isotropy.ts';
import { onOneDatum, pair } from '../../testing/two-neurons.ts';
import { modelOver, normalComponent } from './model-over-field.ts';
import { tangency } from './tangency.ts';

describe('modelOver', () => {
  it('is the gradient in closed form: ½(sin x − 2)² at w = 1, a = 1', () => {
    const subject = open({
      model: { kind: 'fully-connected', widths: [1, 1, 1], bias: false, activation: 'sin' },
      parameters: {
        layers: [
          { weights: [[1]], bias: null },
          { weights: [[1]], bias: null },
        ],
      },
      ...onOneDatum,
    });
    const model = modelOver(subject, ballsField(200));
    const [w, a] = model.lossGradient(model.theta, subject.instance.data!, 'squared').map(toNumber);
    expect(w).toBeCloseTo((Math.sin(1) - 2) * Math.cos(1), 14);
    expect(a).toBeCloseTo((Math.sin(1) - 2) * Math.sin(1), 14);
  });

  it('takes normal components of signed groups, of free and of fixed parameters', () => {
    const normal = normalComponent(
      ballsField(53),
      { orbit: Int32Array.of(0, 1, 0, -1), sign: Int8Array.of(1, 1, -1, 1) },
      [3, 7, 1, 5].map(ballOfDouble),
    );
    // (3, 1) against (1, −1)·t: the nearest has t = 1, the rest is (2, 2).
    expect(normal.map(toNumber)).toEqual([2, 0, 2, 5]);
  });
});

describe('tangency', () => {
  it('finds the normal component of opposite softplus neurons, known in closed form', () => {
    // θ = (w, −w, a, −a): σ(z) + σ(−z) and a(σ′(z) − σ′(−z)) do not cancel as an odd σ would have it.
    const [w, a] = [0.75, 0.5];
    const instance = pair('softplus', [w, -w], [a, -a]);
    const found = tangency(instance, isotropyOf(instance, 'odd').subspace);
    const softplus = (z: number) => Math.log1p(Math.exp(z));
    const sigmoid = (z: number) => 1 / (1 + Math.exp(-z));
    // ∂F/∂w = (aσ′(w), −aσ′(−w)), ∂F/∂a = (σ(w), σ(−w)); normal part of (p, q): |p + q|/√2.
    const inWeights = a * (sigmoid(w) - sigmoid(-w));
    const inOutputs = softplus(w) + softplus(-w);
    const expected = Math.hypot(inWeights, inOutputs) / Math.SQRT2;
    if (found.status !== 'fails') expect.fail(`${found.status}, not fails`);
    const distance = found.decision.worst?.enclosure?.distance;
    expect(Math.abs((distance ?? 0) / expected - 1)).toBeLessThan(1e-13);
    expect(found.proof).toMatchObject({ by: 'enclosure', digits: 60 });
  });
  it('holds for the same point under tanh, and for equal neurons of any activation', () => {
    const odd = pair('tanh', [0.75, -0.75], [0.5, -0.5]);
    expect(tangency(odd, isotropyOf(odd, 'odd').subspace).status).toBe('holds');
    for (const activation of ['softplus', 'exp', 'gelu', 'relu']) {
      const equal = pair(activation, [0.75, 0.75], [0.5, 0.5]);
      expect(tangency(equal, isotropyOf(equal).subspace).status).toBe('holds');
    }
  });
});

/** Losses, gradients and steps over fields: against float64, and exact by hand over ℚ. */
import { describe, expect, it } from 'vitest';
import { decimalsField } from '../analytic/fields/decimals.ts';
import { float64 } from '../analytic/fields/float64.ts';
import { rationals } from '../analytic/fields/rationals.ts';
import { UnsupportedError } from '../errors.ts';
import type { TrainingSpec } from '../instances/instance.ts';
import { bind } from '../models/bind.ts';
import { decimalFromDouble } from '../numerics/decimal-ring.ts';
import { createRng } from '../numerics/random.ts';
import { format, rational } from '../numerics/rational.ts';
import { datasetOf } from './datasets.ts';
import { lossSlope } from './field-loss.ts';
import { lossGradient } from './field-objective.ts';
import { type FieldMethod, startTraining, trainingStep } from './field-optimiser.ts';
import { lossNames, resolveLoss } from './loss.ts';
import { createObjective } from './objective.ts';
import { createOptimiser, DECAY, MOMENTUM, optimiserSpec } from './optimiser.ts';

describe('slopes of losses', () => {
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

const model = {
  kind: 'fully-connected',
  widths: [2, 3, 2],
  bias: true,
  activation: 'tanh',
} as const;
const data = {
  inputs: [
    [1, -0.5],
    [0.25, 2],
    [-1, 1],
  ],
  targets: [
    [1, 0],
    [0, 1],
    [0, 1],
  ],
};

describe('∇L', () => {
  it('in decimals agrees with float64 for every loss', () => {
    const field = decimalsField(30);
    const bound = bind(model);
    const rng = createRng('field objective');
    const theta = Float64Array.from({ length: bound.size }, () => rng.gaussian());
    for (const name of lossNames) {
      const gradient = new Float64Array(bound.size);
      createObjective(model, datasetOf(data), resolveLoss(name)).gradient(theta, gradient);
      const exact = lossGradient(
        bound,
        field,
        [...theta].map((v) => decimalFromDouble(v, 30)),
        data,
        name,
      );
      expect(exact).toHaveLength(bound.size);
      // Some hundred operations on numbers below 100.
      for (const [i, g] of gradient.entries())
        expect(Math.abs(exact[i].toNumber() - g)).toBeLessThan(1e-11);
    }
  });

  it('is exact over ℚ: F = a·w·x on the datum (2, 1)', () => {
    // w = 1/2, a = 3: F = 3, r = 2; ∂w = r·a·x = 12, ∂a = r·w·x = 2. The second datum (0, 0) halves.
    const bound = bind({ kind: 'linear', widths: [1, 1, 1] });
    const two = { inputs: [[2], [0]], targets: [[1], [0]] };
    const theta = [rational(1, 2), rational(3)];
    expect(lossGradient(bound, rationals, theta, two, 'squared').map(format)).toEqual(['6', '1']);
  });
});

describe('steps', () => {
  const methods: readonly { training: TrainingSpec; method: FieldMethod<number> }[] = [
    {
      training: { method: 'gradient-descent', rate: 0.05 },
      method: { method: 'gradient-descent', rate: 0.05 },
    },
    {
      training: { method: 'sgd', rate: 0.05, batch: 3 },
      method: { method: 'sgd', rate: 0.05 },
    },
    {
      training: { method: 'momentum', rate: 0.05 },
      method: { method: 'momentum', rate: 0.05, momentum: MOMENTUM },
    },
    {
      training: { method: 'weight-decay', rate: 0.05 },
      method: { method: 'weight-decay', rate: 0.05, decay: DECAY },
    },
  ];

  it.each(methods)(
    'over float64 are those of the optimiser, bit for bit: $training.method',
    ({ training, method }) => {
      const curvatures = [1, 3, 0.25, 7];
      const gradientAt = (theta: ArrayLike<number>) => curvatures.map((c, i) => c * theta[i] - 0.1);
      const gradient = (theta: Float64Array, out: Float64Array) => {
        out.set(gradientAt(theta));
        return 0;
      };
      const optimiser = createOptimiser(
        optimiserSpec(training),
        {
          size: 4,
          samples: 3,
          value: () => 0,
          gradient,
          hessianVector: () => undefined,
          batchGradient: (theta, _order, _from, _count, out) => gradient(theta, out),
        },
        1,
      );
      const theta = Float64Array.of(1, -2, 0.5, 0.125);
      let state = startTraining(float64, [...theta]);
      for (let k = 0; k < 30; k++) {
        optimiser.step(theta);
        state = trainingStep(float64, method, state, gradientAt(state.theta));
        expect(state.theta).toEqual([...theta]);
      }
    },
  );

  it('over ℚ are exact: two of the heavy ball on ½θ²', () => {
    // η = 1/2, μ = 1/3, θ₀ = 1: v₁ = 1, θ₁ = 1/2; v₂ = 1/3 + 1/2 = 5/6, θ₂ = 1/2 − 5/12 = 1/12.
    const method = { method: 'momentum', rate: rational(1, 2), momentum: rational(1, 3) } as const;
    let state = startTraining(rationals, [rational(1)]);
    for (let k = 0; k < 2; k++) state = trainingStep(rationals, method, state, state.theta);
    expect(state.theta.map(format)).toEqual(['1/12']);
  });
});

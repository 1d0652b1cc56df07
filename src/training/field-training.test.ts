/** Losses, gradients and steps over fields: against float64, and exact by hand over ℚ. */
import { describe, expect, it } from 'vitest';
import { decimalsField } from '../analytic/fields/decimals.ts';
import { float64 } from '../analytic/fields/float64.ts';
import { rationals } from '../analytic/fields/rationals.ts';
import { InputError, UnsupportedError } from '../errors.ts';
import type { TrainingSpec } from '../instances/instance.ts';
import { bind } from '../models/bind.ts';
import {
  ballOfRational,
  difference,
  NoEnclosure,
  negated,
  toNumber,
  ZERO_BALL,
} from '../numerics/balls/ball.ts';
import { decimalFromDouble } from '../numerics/decimal-ring.ts';
import { createRng } from '../numerics/random.ts';
import { format, multiply, rational, subtract, toDouble } from '../numerics/rational.ts';
import { datasetOf } from './datasets.ts';
import { createDisturbance, masksOn } from './disturbance.ts';
import { lossGradient } from './field-objective.ts';
import { type FieldMethod, startTraining, trainingStep } from './field-optimiser.ts';
import { fieldMethod, trained } from './field-training.ts';
import { lossNames, resolveLoss } from './loss.ts';
import { ADAM, DECAY, type DiscreteMethod, MOMENTUM, RMSPROP } from './methods.ts';
import { createObjective } from './objective.ts';
import { createOptimiser, createTraining } from './optimiser.ts';
import { optimiserSpec } from './optimiser-spec.ts';
import { ofBalls, ofRationals, type SignsAndRoots } from './signs-and-roots.ts';

const ofDoubles: SignsAndRoots<number> = {
  sign: (a) => (a > 0 ? 1 : a < 0 ? -1 : 0),
  root: Math.sqrt,
};

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
  const methods: readonly { training: TrainingSpec; numbers: Partial<FieldMethod<number>> }[] = [
    { training: { method: 'gradient-descent', rate: 0.05 }, numbers: {} },
    { training: { method: 'sgd', rate: 0.05, batch: 3 }, numbers: {} },
    { training: { method: 'momentum', rate: 0.05 }, numbers: { momentum: MOMENTUM } },
    { training: { method: 'nesterov', rate: 0.05 }, numbers: { momentum: MOMENTUM } },
    { training: { method: 'weight-decay', rate: 0.05 }, numbers: { decay: DECAY } },
    { training: { method: 'sign-descent', rate: 0.05 }, numbers: {} },
    {
      training: { method: 'rmsprop', rate: 0.05 },
      numbers: { beta2: RMSPROP.smoothing, epsilon: RMSPROP.epsilon },
    },
    { training: { method: 'adam', rate: 0.05 }, numbers: ADAM },
    { training: { method: 'adamw', rate: 0.05 }, numbers: { ...ADAM, decay: DECAY } },
  ];

  it.each([
    ['nesterov', { momentum: '9/10' }],
    ['weight-decay', { decay: '1/100' }],
    ['rmsprop', { beta2: '99/100', epsilon: '1/100000000' }],
    ['adamw', { beta1: '9/10', beta2: '999/1000', epsilon: '1/100000000', decay: '1/100' }],
  ] as const)(
    'over ℚ have the decimals that are published, not their doubles: %s',
    (method, own) => {
      const { method: _, ...numbers } = fieldMethod(rationals, { method, rate: '1/4' })!;
      const texts = Object.entries(numbers).map(([name, value]) => [name, format(value)]);
      expect(Object.fromEntries(texts)).toEqual({ rate: '1/4', ...own });
    },
  );

  it.each(methods)(
    'over float64 are those of the optimiser, but for rounding of those with roots: $training.method',
    ({ training, numbers }) => {
      const method = { method: training.method as DiscreteMethod, rate: 0.05, ...numbers };
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
        state = trainingStep(float64, method, state, gradientAt(state.theta), ofDoubles);
        // Quotients are taken in another order: some roundings of numbers below 3 at every step.
        if (method.epsilon !== undefined)
          for (const [i, v] of theta.entries())
            expect(Math.abs(state.theta[i] - v)).toBeLessThan(1e-12);
        else expect(state.theta).toEqual([...theta]);
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

describe('what is drawn', () => {
  // F = Σ a_k w_k x with two units, (x, y) = (1, 1) and (2, 0).
  const pair = { kind: 'linear', widths: [1, 2, 1] } as const;
  const two = { inputs: [[1], [2]], targets: [[1], [0]] };
  const start = [rational(1), rational(1, 2), rational(-1), rational(2)];

  it.each(['label-noise', 'shared-noise', 'gradient-noise', 'shared-dropout', 'dropout'] as const)(
    'is the same in float64 and over ℚ: %s',
    (method) => {
      const training = { method, rate: '1/16', steps: 3 };
      const floats = Float64Array.from(start, toDouble);
      const optimiser = createTraining({ model: pair, data: two, loss: 'squared', training }, 's');
      const path = trained(rationals, {
        model: bind(pair),
        start,
        data: two,
        loss: 'squared',
        method: fieldMethod(rationals, training)!,
        seed: 's',
      });
      let plain = start;
      for (let k = 0; k < 3; k++) {
        const theta = path.next().value;
        optimiser.step(floats);
        // Some dozen roundings of numbers below 100.
        for (const [i, q] of theta.entries())
          expect(Math.abs(toDouble(q) - floats[i])).toBeLessThan(1e-12);
        const gradient = lossGradient(bind(pair), rationals, plain, two, 'squared');
        plain = plain.map((v, i) => subtract(v, multiply(rational(1, 16), gradient[i])));
        if (k === 2) expect(theta.map(format)).not.toEqual(plain.map(format));
      }
    },
  );

  it('acts on targets, on all parameters alike, on each, on all units alike, on each', () => {
    const seen = (method: DiscreteMethod) => {
      const drawn = createDisturbance(method, bind(pair), 2, 'seed')!;
      const { targets, gradient, factors } = drawn;
      const draws = Array.from({ length: 40 }, () => {
        drawn.next();
        return [...(targets ?? gradient ?? factors)!];
      });
      return { targets: targets?.length, gradient: gradient?.length, draws };
    };
    const distinct = (rows: readonly number[][], of: (row: number[]) => number[]) =>
      new Set(rows.map((row) => of(row).join())).size;
    expect(seen('label-noise')).toMatchObject({ targets: 2 });
    const shared = seen('shared-noise');
    expect(shared.gradient).toBe(4);
    expect(shared.draws.every((row) => new Set(row).size === 1)).toBe(true);
    expect(distinct(shared.draws, (row) => row)).toBeGreaterThan(4);
    expect(seen('gradient-noise').draws.some((row) => new Set(row).size > 1)).toBe(true);
    // w₁, w₂ come in, a₁, a₂ go out: 1 and 0 or 2.
    const masks = (method: DiscreteMethod) =>
      [...new Set(seen(method).draws.map((row) => row.join()))].sort();
    expect(masks('shared-dropout')).toEqual(['1,1,0,0', '1,1,2,2']);
    expect(masks('dropout')).toEqual(['1,1,0,0', '1,1,0,2', '1,1,2,0', '1,1,2,2']);
    expect([...masksOn(bind(pair))]).toEqual([0, 0, 1, 1]);
    expect(createDisturbance('sgd', bind(pair), 2, 'seed')).toBeNull();
  });

  it('is asked for: an optimiser alone does not know it', () => {
    const objective = createObjective(pair, datasetOf(two), resolveLoss('squared'));
    const spec = optimiserSpec({ method: 'dropout', rate: 1 });
    expect(() => createOptimiser(spec, objective, 0)).toThrow(InputError);
  });
});

describe('signs and roots', () => {
  it('are exact or not had', () => {
    expect([rational(-1, 3), rational(0), rational(2)].map(ofRationals.sign)).toEqual([-1, 0, 1]);
    expect(() => ofRationals.root(rational(4))).toThrow(UnsupportedError);
    const { sign, root } = ofBalls(80);
    const third = ballOfRational(rational(1, 3), 80);
    expect([third, negated(third), ZERO_BALL].map(sign)).toEqual([1, -1, 0]);
    // 1/3 − 1/3 in balls holds 0 and is not 0.
    expect(() => sign(difference(third, third, 80))).toThrow(NoEnclosure);
    expect(toNumber(root(third))).toBeCloseTo(Math.sqrt(1 / 3), 15);
  });
});

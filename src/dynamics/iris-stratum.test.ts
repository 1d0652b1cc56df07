/**
 * A 4–6–3 tanh network on Iris with hidden neurons 1 = 2 and 3 = −4: it stays there bit for bit, and a
 * copy 1e−8 beside it moves as the distance law says. With P the orthogonal projector onto the
 * subspace and δ = θ − Pθ,
 *
 *   d/dt ½‖δ‖² = −⟨δ, ∇L(θ) − ∇L(Pθ)⟩,    so   log(‖δ(t)‖/‖δ(0)‖) = s(t),
 *   ṡ = −⟨δ, ∇L(θ) − ∇L(Pθ)⟩/‖δ‖²,
 *
 * because ∇L(Pθ) is tangent. s is integrated along with θ, as one more component.
 */
import { describe, expect, it } from 'vitest';
import type { FullyConnectedSpec } from '../models/kinds/specs.ts';
import { fittedSlope } from '../numerics/fitted-slope.ts';
import { createRng } from '../numerics/random.ts';
import { datasetOf } from '../training/datasets.ts';
import { iris } from '../training/iris.ts';
import { resolveLoss } from '../training/loss.ts';
import { createObjective, type Objective } from '../training/objective.ts';
import { createOptimiser } from '../training/optimiser.ts';
import { constant } from './constant.ts';
import { dormandPrince5 } from './dormand-prince-5.ts';
import { euclideanNorm } from './euclidean-norm.ts';
import { proportionalIntegral } from './proportional-integral.ts';
import { rungeKutta4 } from './runge-kutta-4.ts';
import { solve } from './solve.ts';
import { gradientFlow, type VectorField } from './vector-field.ts';

const model: FullyConnectedSpec = {
  kind: 'fully-connected',
  widths: [4, 6, 3],
  bias: true,
  activation: 'tanh',
};
const M = 51;
const UNTIL = 50;
const within = (tolerance: number) =>
  proportionalIntegral({ relative: tolerance, absolute: tolerance, maxSteps: 10_000 });
const data = datasetOf(iris({ standardised: true }), 'iris');

/** Indices in θ of a hidden neuron: incoming weights, bias, outgoing weights. */
const neuron = (k: number) => [0, 1, 2, 3, 24, 30, 36, 42].map((i) => (i < 4 ? 4 * k + i : i + k));
const pairs = [
  [neuron(0), neuron(1), 1],
  [neuron(2), neuron(3), -1],
] as const;

function project(theta: Float64Array, out: Float64Array): void {
  out.set(theta);
  for (const [first, second, sign] of pairs)
    first.forEach((i, k) => {
      const j = second[k];
      const mean = 0.5 * (theta[i] + sign * theta[j]);
      out[i] = mean;
      out[j] = sign * mean;
    });
}

/** Equal to the last bit, 0 and −0 being equal. */
const onSubspace = (theta: Float64Array) =>
  pairs.every(([first, second, sign]) =>
    first.every((i, k) => theta[i] === sign * theta[second[k]]),
  );

const rng = createRng('iris stratum');
const start = new Float64Array(M);
project(
  Float64Array.from({ length: M }, () => rng.gaussian()),
  start,
);

describe('bit for bit', () => {
  const objective = createObjective(model, data, resolveLoss('squared'));

  it('10⁴ steps of SGD', () => {
    const optimiser = createOptimiser({ method: 'sgd', rate: 0.05, batch: 10 }, objective, 1);
    const theta = start.slice();
    let steps = 0;
    while (steps < 10_000 && onSubspace(theta)) {
      optimiser.step(theta);
      steps++;
    }
    expect([steps, onSubspace(theta)]).toEqual([10_000, true]);
    // It learned something meanwhile: 2/3 is what the best constant prediction leaves, halved.
    expect(objective.value(theta)).toBeLessThan(0.1);
  });

  it('gradient flow to t = 50, adaptive and with fixed steps', () => {
    const field = gradientFlow(objective);
    const onStep = (_t: number, theta: Float64Array) => {
      if (!onSubspace(theta)) throw new Error('left the subspace');
    };
    const interval = { from: 0, until: UNTIL, onStep };
    const control = constant(500);
    const ends = [
      solve(field, start, { ...interval, method: dormandPrince5, control: within(1e-8) }),
      solve(field, start, { ...interval, method: rungeKutta4, control }),
      solve(field, start, { ...interval, method: dormandPrince5, control }),
    ];
    for (const { end, t, y, accepted } of ends) {
      expect([end, t, onSubspace(y)]).toEqual(['reached', UNTIL, true]);
      expect(accepted).toBeGreaterThan(100);
      expect(objective.value(y)).toBeLessThan(0.1);
    }
  });
});

/** (θ, s) with the law above. */
function withLogDistance(objective: Objective): VectorField {
  const [theta, foot, atTheta, atFoot] = Array.from({ length: 4 }, () => new Float64Array(M));
  return {
    size: M + 1,
    evaluate(_t, y, out) {
      theta.set(y.subarray(0, M));
      project(theta, foot);
      objective.gradient(theta, atTheta);
      objective.gradient(foot, atFoot);
      let [along, square] = [0, 0];
      for (let i = 0; i < M; i++) {
        const delta = theta[i] - foot[i];
        along += delta * (atTheta[i] - atFoot[i]);
        square += delta * delta;
        out[i] = -atTheta[i];
      }
      out[M] = -along / square;
    },
  };
}

function distance(y: Float64Array): number {
  const foot = new Float64Array(M);
  project(y.subarray(0, M), foot);
  return euclideanNorm(foot.map((v, i) => y[i] - v));
}

describe('a copy 1e−8 away moves as the distance law says', () => {
  const away = Float64Array.from({ length: M }, () => rng.gaussian());
  const tangent = new Float64Array(M);
  project(away, tangent);
  const normal = away.map((v, i) => v - tangent[i]);
  const scale = 1e-8 / euclideanNorm(normal);
  const beside = Float64Array.of(...start.map((v, i) => v + scale * normal[i]), 0);

  /** log(‖δ‖/‖δ₀‖) at t = 50, s there, and what rounding may do to either. */
  function follow(objective: Objective, tolerance: number) {
    let closest = distance(beside);
    const solution = solve(withLogDistance(objective), beside, {
      method: dormandPrince5,
      control: within(tolerance),
      from: 0,
      until: UNTIL,
      onStep(_t, y) {
        closest = Math.min(closest, distance(y));
      },
    });
    expect(solution.end).toBe('reached');
    const measured = Math.log(distance(solution.y) / distance(beside));
    // A step rounds θ by an ulp at most, which moves δ by ≤ ε‖θ‖ and log ‖δ‖ by ε‖θ‖/‖δ‖. Later growth
    // acts on δ and its error alike, so the relative errors of the steps add up.
    const rounding = (solution.accepted * Number.EPSILON * euclideanNorm(solution.y)) / closest;
    return { measured, law: solution.y[M], rounding };
  }

  it.each(['squared', 'cross-entropy'])('%s: log ‖δ‖ = s, to rounding', (loss) => {
    const objective = createObjective(model, data, resolveLoss(loss));
    const { measured, law, rounding } = follow(objective, 1e-8);
    expect(Math.abs(measured - law)).toBeLessThan(rounding);
    // The law is about something: the distance has changed by more than 10 %, ten thousand times the
    // bound.
    expect(Math.abs(law)).toBeGreaterThan(0.1);
    expect(rounding).toBeLessThan(1e-4 * Math.abs(law));
  });

  it('looser tolerances miss it in proportion to the tolerance', () => {
    const objective = createObjective(model, data, resolveLoss('cross-entropy'));
    const tolerances = [1e-3, 1e-4, 1e-5, 1e-6];
    const runs = tolerances.map((tolerance) => follow(objective, tolerance));
    const errors = runs.map(({ measured, law }) => Math.abs(measured - law));
    // Both sides have errors ∝ tolerance; steps chosen by acceptance scatter them by a factor of 2.
    expect(Math.abs(fittedSlope(tolerances, errors) - 1)).toBeLessThan(0.3);
  });
});

import { describe, expect, it } from 'vitest';
import { ShapeError } from '../errors.ts';
import type { TrainingSpec } from '../instances/instance.ts';
import { ADAM, DECAY, MOMENTUM } from './methods.ts';
import type { Objective } from './objective.ts';
import { createOptimiser } from './optimiser.ts';
import { optimiserSpec } from './optimiser-spec.ts';

const RATE = 0.05;
const STEPS = 40;
const CURVATURES = [1, 3, 0.25, 7];
const START = [1, -2, 0.5, 0.125];

/** Distances below are sums of at most STEPS roundings of numbers ≤ 2, a dozen operations each. */
const ROUNDING = 12 * STEPS * 2 * Number.EPSILON;

/**
 * L = (1/n) Σᵢ ½ Σⱼ λⱼ(θⱼ − sᵢ)² with shifts s of mean 0 (0 for `quadratic`), so that batches differ
 * and the whole is a quadratic; `batches` records what SGD asked for.
 */
function quadratic(shifts: readonly number[] = [0]) {
  const batches: number[][] = [];
  const gradientOf = (theta: Float64Array, rows: readonly number[], out: Float64Array): number => {
    out.fill(0);
    let loss = 0;
    for (const i of rows)
      CURVATURES.forEach((curvature, j) => {
        const r = theta[j] - shifts[i];
        out[j] += (curvature * r) / rows.length;
        loss += (0.5 * curvature * r * r) / rows.length;
      });
    return loss;
  };
  const all = shifts.map((_, i) => i);
  const objective: Objective = {
    size: CURVATURES.length,
    samples: shifts.length,
    value: (theta) => gradientOf(theta, all, new Float64Array(CURVATURES.length)),
    gradient: (theta, out) => gradientOf(theta, all, out),
    hessianVector(_theta, v, out) {
      CURVATURES.forEach((curvature, j) => {
        out[j] = curvature * v[j];
      });
    },
    batchGradient(theta, order, from, count, out) {
      const rows = [...order.subarray(from, from + count)];
      batches.push(rows);
      return gradientOf(theta, rows, out);
    },
  };
  return { objective, batches };
}

function run(training: TrainingSpec, objective = quadratic().objective, seed = 1): Float64Array[] {
  const optimiser = createOptimiser(optimiserSpec(training), objective, seed);
  const theta = Float64Array.from(START);
  return Array.from({ length: STEPS }, () => {
    optimiser.step(theta);
    return theta.slice();
  });
}

/** ∇L = SLOPE everywhere. */
const SLOPE = [3, -0.5, 100, -2];
const slope = (_theta: Float64Array, out: Float64Array) => {
  out.set(SLOPE);
  return 0;
};

/** Largest distance of a trajectory from θⱼ(k), k = 1, 2, …. */
function deviation(path: readonly Float64Array[], exact: (j: number, k: number) => number): number {
  return Math.max(
    ...path.flatMap((theta, k) => [...theta].map((v, j) => Math.abs(v - exact(j, k + 1)))),
  );
}

describe('on a quadratic', () => {
  it('gradient descent: θₖ = (1 − ηλ)ᵏ θ₀', () => {
    const path = run({ method: 'gradient-descent', rate: RATE });
    const exact = (j: number, k: number) => (1 - RATE * CURVATURES[j]) ** k * START[j];
    expect(deviation(path, exact)).toBeLessThan(ROUNDING);
  });

  it('nesterov: the two-term recurrence solved by its characteristic roots', () => {
    // v₊ = μv + λθ, θ₊ = θ − η(λθ + μv₊): (θ, v) ↦ A(θ, v), so that θₖ₊₁ = tr A·θₖ − det A·θₖ₋₁.
    const path = run({ method: 'nesterov', rate: RATE });
    const exact = (j: number, k: number) => {
      const s = RATE * CURVATURES[j];
      const [trace, determinant] = [1 - s * (1 + MOMENTUM) + MOMENTUM, MOMENTUM * (1 - s)];
      let [before, now] = [START[j], START[j] * (1 - s * (1 + MOMENTUM))];
      for (let n = 1; n < k; n++) [before, now] = [now, trace * now - determinant * before];
      return now;
    };
    expect(deviation(path, exact)).toBeLessThan(4 * ROUNDING);
  });

  it('sign descent: steps of length η towards 0, and to and fro about it', () => {
    const path = run({ method: 'sign-descent', rate: 0.25 });
    expect(path.slice(0, 3).map((theta) => [...theta])).toEqual([
      [0.75, -1.75, 0.25, -0.125],
      [0.5, -1.5, 0, 0.125],
      [0.25, -1.25, 0, -0.125],
    ]);
  });

  it('RMSProp: the first step is η/√(1 − ρ) whatever the gradient, and a constant one ends in steps of η', () => {
    const constant = { ...quadratic().objective, gradient: slope };
    const optimiser = createOptimiser(
      optimiserSpec({ method: 'rmsprop', rate: RATE }),
      constant,
      0,
    );
    const theta = new Float64Array(4);
    const step = () => {
      const before = theta.slice();
      optimiser.step(theta);
      return theta.map((v, i) => v - before[i]);
    };
    // ε = 10⁻⁸ against √s ≥ 0.03.
    const near = (way: Float64Array, length: number) => {
      for (const [i, v] of way.entries())
        expect(Math.abs(v + Math.sign(SLOPE[i]) * length)).toBeLessThan(1e-6);
    };
    near(step(), RATE / Math.sqrt(1 - 0.99));
    for (let k = 0; k < 2500; k++) step();
    near(step(), RATE);
  });

  it('AdamW: decay by the factor 1 − ηλ, apart from what Adam does', () => {
    const constant = { ...quadratic().objective, gradient: slope };
    const [plain, decayed] = (['adam', 'adamw'] as const).map((method) => {
      const theta = Float64Array.of(8, -8, 4, 2);
      createOptimiser(optimiserSpec({ method, rate: RATE }), constant, 0).step(theta);
      return theta;
    });
    for (const [i, v] of [8, -8, 4, 2].entries())
      expect(decayed[i] - plain[i]).toBeCloseTo(-RATE * DECAY * v, 14);
  });

  it('weight decay: descent on L + ½λ‖θ‖²', () => {
    const path = run({ method: 'weight-decay', rate: RATE });
    const exact = (j: number, k: number) => (1 - RATE * (CURVATURES[j] + DECAY)) ** k * START[j];
    expect(deviation(path, exact)).toBeLessThan(ROUNDING);
  });

  it('momentum: the two-term recurrence solved by its characteristic roots', () => {
    // θₖ₊₁ = (1 + μ − ηλ)θₖ − μθₖ₋₁, θ₋₁ = θ₀: complex roots √μ e^{±iφ} for these curvatures.
    const exact = (j: number, k: number) => {
      const b = 1 + MOMENTUM - RATE * CURVATURES[j];
      const radius = Math.sqrt(MOMENTUM);
      const φ = Math.acos(b / (2 * radius));
      // θₖ = rᵏ(A cos kφ + B sin kφ), A = θ₀, θ₋₁ = θ₀ gives B = (cos φ − r)A / sin φ.
      const B = ((Math.cos(φ) - radius) * START[j]) / Math.sin(φ);
      return radius ** k * (START[j] * Math.cos(k * φ) + B * Math.sin(k * φ));
    };
    // acos near 1 amplifies an ulp by 1/sin φ ≤ 15, k times.
    const path = run({ method: 'momentum', rate: RATE });
    expect(deviation(path, exact)).toBeLessThan(15 * ROUNDING);
  });

  it('Adam: the averages written out as sums over the past', () => {
    const path = run({ method: 'adam', rate: RATE });
    const { beta1, beta2, epsilon } = ADAM;
    for (let j = 0; j < START.length; j++) {
      const slopes = [START[j], ...path.map((theta) => theta[j])].map((v) => CURVATURES[j] * v);
      const average = (k: number, beta: number, of: (g: number) => number) => {
        let [sum, weight] = [0, 0];
        for (let i = 0; i < k; i++) {
          sum += beta ** (k - 1 - i) * of(slopes[i]);
          weight += beta ** (k - 1 - i);
        }
        return sum / weight;
      };
      for (let k = 1; k <= STEPS; k++) {
        const before = k === 1 ? START[j] : path[k - 2][j];
        const mean = average(k, beta1, (g) => g);
        const square = average(k, beta2, (g) => g * g);
        const expected = before - (RATE * mean) / (Math.sqrt(square) + epsilon);
        // The bias correction 1 − β₂ᵏ loses up to a factor 1000 of an ulp at k = 1.
        expect(Math.abs(path[k - 1][j] - expected)).toBeLessThan(1000 * 8 * Number.EPSILON);
      }
    }
  });

  it('returns the loss before the step', () => {
    const { objective } = quadratic();
    const optimiser = createOptimiser({ method: 'gradient-descent', rate: RATE }, objective, 0);
    const theta = Float64Array.from(START);
    const before = objective.value(theta);
    expect(optimiser.step(theta)).toBe(before);
  });
});

describe('sgd', () => {
  const shifts = [-3, -2, -1, 0, 1, 2, 3];

  it('goes through every datum once an epoch, the last batch smaller', () => {
    const { objective, batches } = quadratic(shifts);
    run({ method: 'sgd', rate: RATE, batch: 3 }, objective);
    expect(batches.slice(0, 6).map((b) => b.length)).toEqual([3, 3, 1, 3, 3, 1]);
    for (let epoch = 0; epoch < 5; epoch++) {
      const seen = batches.slice(3 * epoch, 3 * epoch + 3).flat();
      expect(seen.sort()).toEqual([0, 1, 2, 3, 4, 5, 6]);
    }
    // 5 epochs in the same order have probability 7!⁻⁴.
    expect(new Set(batches.slice(0, 15).map((b) => b.join())).size).toBeGreaterThan(3);
  });

  it('descends along the gradient of its batch', () => {
    const { objective, batches } = quadratic(shifts);
    const path = run({ method: 'sgd', rate: RATE, batch: 3 }, objective);
    const theta = [...START];
    batches.forEach((rows, k) => {
      const mean = rows.reduce((s, i) => s + shifts[i], 0) / rows.length;
      for (let j = 0; j < 4; j++) theta[j] -= RATE * CURVATURES[j] * (theta[j] - mean);
      for (let j = 0; j < 4; j++)
        expect(Math.abs(path[k][j] - theta[j])).toBeLessThan(4 * ROUNDING);
    });
  });

  it('is a function of its seed, and with a whole batch is gradient descent', () => {
    const training = { method: 'sgd', rate: RATE, batch: 2 } as const;
    const of = (seed: number) => run(training, quadratic(shifts).objective, seed).at(-1);
    expect(of(5)).toEqual(of(5));
    expect(of(5)).not.toEqual(of(6));
    const whole = run({ method: 'sgd', rate: RATE, batch: 100 }, quadratic(shifts).objective);
    const exact = (j: number, k: number) => (1 - RATE * CURVATURES[j]) ** k * START[j];
    expect(deviation(whole, exact)).toBeLessThan(4 * ROUNDING);
  });
});

describe('bit for bit', () => {
  /** Odd, the same for every component, coupled through one scalar. */
  const coupled: Objective = {
    ...quadratic().objective,
    size: 5,
    samples: 4,
    gradient(theta, out) {
      let sum = 0;
      for (let i = 0; i < 5; i++) sum += theta[i] * theta[i];
      for (let i = 0; i < 5; i++) out[i] = Math.sin(3 * theta[i]) + 0.1 * sum * theta[i];
      return sum;
    },
    batchGradient(theta, order, from, _count, out) {
      const sum = this.gradient(theta, out);
      for (let i = 0; i < 5; i++) out[i] *= 1 + 0.1 * order[from];
      return sum;
    },
  };

  it.each<TrainingSpec>([
    { method: 'gradient-descent', rate: 0.1 },
    { method: 'sgd', rate: 0.1, batch: 3 },
    { method: 'momentum', rate: 0.1 },
    { method: 'weight-decay', rate: 0.1 },
    { method: 'adam', rate: 0.1 },
    { method: 'nesterov', rate: 0.1 },
    { method: 'sign-descent', rate: 0.1 },
    { method: 'rmsprop', rate: 0.1 },
    { method: 'adamw', rate: 0.1 },
  ])('$method keeps equal, opposite and zero parameters so', (training) => {
    const optimiser = createOptimiser(optimiserSpec(training), coupled, 3);
    const theta = Float64Array.of(0.7, 0.7, -0.7, 0, -0);
    for (let k = 0; k < 1000; k++) {
      optimiser.step(theta);
      expect(theta[1]).toBe(theta[0]);
      expect(theta[2] + theta[0] === 0).toBe(true);
      expect(theta[3] === 0 && theta[4] === 0).toBe(true);
      if (k === 0) expect(theta[0]).not.toBe(0.7);
    }
  });
});

it('refuses θ of another size', () => {
  const optimiser = createOptimiser(
    { method: 'gradient-descent', rate: 1 },
    quadratic().objective,
    0,
  );
  expect(() => optimiser.step(new Float64Array(3))).toThrow(ShapeError);
});

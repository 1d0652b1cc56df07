/**
 * Fixed-step Runge–Kutta methods over any ring that holds the rationals: the same formulas as the
 * float64 solvers, in as many digits as the ring carries. With decimals of fifty digits the rounding
 * of float64 is gone and what remains of a distance is the method's error, which the order tells.
 */
import { ONE, type Rational, rational, ZERO } from '../numerics/rational.ts';
import type { Ring } from '../numerics/ring.ts';
import { STAGES, WEIGHTS_5 } from './dormand-prince-tableau.ts';

/** An explicit Runge–Kutta method for autonomous fields: stage weights and the weights of the sum. */
export interface Tableau {
  readonly stages: readonly (readonly Rational[])[];
  readonly weights: readonly Rational[];
}

const half = rational(1, 2);

/** Order 4. */
export const RUNGE_KUTTA_4: Tableau = {
  stages: [[], [half], [ZERO, half], [ZERO, ZERO, ONE]],
  weights: [rational(1, 6), rational(1, 3), rational(1, 3), rational(1, 6)],
};

/** Order 5. */
export const DORMAND_PRINCE_5: Tableau = {
  stages: STAGES.slice(0, 6),
  weights: WEIGHTS_5.slice(0, 6),
};

/**
 * y after `steps` steps of length h along ẏ = f(y).
 *
 * @param field f; pure, length kept.
 * @param h step, of either sign, as an element of the ring.
 */
export function flowOverRing<T>(
  ring: Ring<T>,
  field: (y: readonly T[]) => readonly T[],
  y0: readonly T[],
  h: T,
  steps: number,
  tableau: Tableau = RUNGE_KUTTA_4,
): T[] {
  const scale = (row: readonly Rational[]) => row.map((q) => ring.mul(h, ring.fromRational(q)));
  const stages = tableau.stages.map(scale);
  const weights = scale(tableau.weights);
  let y = [...y0];
  for (let k = 0; k < steps; k++) {
    const slopes: (readonly T[])[] = [];
    for (const row of stages) slopes.push(field(combine(ring, y, row, slopes)));
    y = combine(ring, y, weights, slopes);
  }
  return y;
}

/** y + Σ weights[j]·slopes[j], skipping weights that are zero. */
function combine<T>(
  ring: Ring<T>,
  y: readonly T[],
  weights: readonly T[],
  slopes: readonly (readonly T[])[],
): T[] {
  return y.map((start, i) =>
    weights.reduce(
      (sum, w, j) => (ring.isZero(w) ? sum : ring.add(sum, ring.mul(w, slopes[j][i]))),
      start,
    ),
  );
}

/**
 * The coefficients of Dormand and Prince's method 5(4)7M as exact fractions, so that the order
 * conditions can be checked without rounding and a ring that is not float64 can use them.
 *
 * Sources: J. R. Dormand, P. J. Prince, A family of embedded Runge–Kutta formulae, J. Comp. Appl.
 * Math. 6 (1980); continuous extension of order 4: L. F. Shampine, Some practical Runge–Kutta
 * formulas, Math. Comp. 46 (1986), in the form of E. Hairer, S. P. Nørsett, G. Wanner, Solving
 * Ordinary Differential Equations I, 2nd ed., II.6 and their code DOPRI5.
 */
import { type Rational, rational } from '../numerics/rational.ts';

const row = (...fractions: readonly (readonly [number, number])[]): readonly Rational[] =>
  fractions.map(([n, d]) => rational(n, d));

/** cᵢ: stage i is at t + cᵢh. */
export const NODES: readonly Rational[] = row(
  [0, 1],
  [1, 5],
  [3, 10],
  [4, 5],
  [8, 9],
  [1, 1],
  [1, 1],
);

/** aᵢⱼ: stage i is y + h Σ_{j<i} aᵢⱼ kⱼ. The last row is the fifth-order result (FSAL). */
export const STAGES: readonly (readonly Rational[])[] = [
  row(),
  row([1, 5]),
  row([3, 40], [9, 40]),
  row([44, 45], [-56, 15], [32, 9]),
  row([19372, 6561], [-25360, 2187], [64448, 6561], [-212, 729]),
  row([9017, 3168], [-355, 33], [46732, 5247], [49, 176], [-5103, 18656]),
  row([35, 384], [0, 1], [500, 1113], [125, 192], [-2187, 6784], [11, 84]),
];

/** Weights of the result of order 5. */
export const WEIGHTS_5: readonly Rational[] = [...STAGES[6], rational(0)];

/** Weights of the embedded result of order 4. */
export const WEIGHTS_4: readonly Rational[] = row(
  [5179, 57600],
  [0, 1],
  [7571, 16695],
  [393, 640],
  [-92097, 339200],
  [187, 2100],
  [1, 40],
);

/** dᵢ of the continuous extension; see `dormand-prince-stages.ts`. */
export const DENSE: readonly Rational[] = row(
  [-12715105075, 11282082432],
  [0, 1],
  [87487479700, 32700410799],
  [-10690763975, 1880347072],
  [701980252875, 199316789632],
  [-1453857185, 822651844],
  [69997945, 29380423],
);

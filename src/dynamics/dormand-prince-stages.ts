/**
 * One step of Dormand–Prince 5(4): seven stages, the last of which is the first of the next step
 * (FSAL), the result of order 5, the difference to the embedded result of order 4, and the continuous
 * extension of order 4 over the step.
 *
 * Continuous extension, with s = (τ − t)/h ∈ [0, 1] and Δ = y(t + h) − y(t):
 *
 *   y(τ) ≈ y + s(Δ + (1 − s)(B + s(Δ − h k₇ − B + (1 − s) h Σ dᵢkᵢ))),   B = h k₁ − Δ
 *
 * Every component sees the same odd operations in the same order (see `runge-kutta-4.ts`).
 */
import { subtract, toDouble } from '../numerics/rational.ts';
import { DENSE, NODES, STAGES, WEIGHTS_4, WEIGHTS_5 } from './dormand-prince-tableau.ts';
import type { VectorField } from './vector-field.ts';

/** Coefficients by their numbers in the papers, which count from 1. */
const a = (stage: number, of: number) => toDouble(STAGES[stage - 1][of - 1]);
const [, c2, c3, c4, c5] = NODES.map(toDouble);
const a21 = a(2, 1);
const [a31, a32] = [a(3, 1), a(3, 2)];
const [a41, a42, a43] = [a(4, 1), a(4, 2), a(4, 3)];
const [a51, a52, a53, a54] = [a(5, 1), a(5, 2), a(5, 3), a(5, 4)];
const [a61, a62, a63, a64, a65] = [a(6, 1), a(6, 2), a(6, 3), a(6, 4), a(6, 5)];
const [b1, , b3, b4, b5, b6] = WEIGHTS_5.map(toDouble);
const [e1, , e3, e4, e5, e6, e7] = WEIGHTS_5.map((b, i) => toDouble(subtract(b, WEIGHTS_4[i])));
const [d1, , d3, d4, d5, d6, d7] = DENSE.map(toDouble);

export interface Stages {
  /** f at the start of the step; must hold f(t, y) before `attempt`. */
  readonly first: Float64Array;
  /** f at the end of the attempted step. */
  readonly last: Float64Array;
  /** Fills the stages: y(t + h) to order 5 into `next`. Six evaluations. */
  attempt(t: number, y: Float64Array, h: number, next: Float64Array): void;
  /** ŷ₅ − ŷ₄ of the last attempt, an estimate of the local error of order 5 in h. */
  localError(h: number, out: Float64Array): void;
  /** Makes the last stage the first one: the attempt was accepted. */
  advance(): void;
  /** Coefficients of the continuous extension of the last attempt; length 5M. Before `advance`. */
  denseCoefficients(h: number, y: Float64Array, next: Float64Array, out: Float64Array): void;
}

export function createStages(field: VectorField): Stages {
  const n = field.size;
  const row = () => new Float64Array(n);
  const [k2, k3, k4, k5, k6, stage] = [row(), row(), row(), row(), row(), row()];
  let k1 = row();
  let k7 = row();
  return {
    get first() {
      return k1;
    },
    get last() {
      return k7;
    },
    attempt(t, y, h, next) {
      for (let i = 0; i < n; i++) stage[i] = y[i] + h * (a21 * k1[i]);
      field.evaluate(t + c2 * h, stage, k2);
      for (let i = 0; i < n; i++) stage[i] = y[i] + h * (a31 * k1[i] + a32 * k2[i]);
      field.evaluate(t + c3 * h, stage, k3);
      for (let i = 0; i < n; i++) stage[i] = y[i] + h * (a41 * k1[i] + a42 * k2[i] + a43 * k3[i]);
      field.evaluate(t + c4 * h, stage, k4);
      for (let i = 0; i < n; i++)
        stage[i] = y[i] + h * (a51 * k1[i] + a52 * k2[i] + a53 * k3[i] + a54 * k4[i]);
      field.evaluate(t + c5 * h, stage, k5);
      for (let i = 0; i < n; i++)
        stage[i] = y[i] + h * (a61 * k1[i] + a62 * k2[i] + a63 * k3[i] + a64 * k4[i] + a65 * k5[i]);
      field.evaluate(t + h, stage, k6);
      for (let i = 0; i < n; i++)
        next[i] = y[i] + h * (b1 * k1[i] + b3 * k3[i] + b4 * k4[i] + b5 * k5[i] + b6 * k6[i]);
      field.evaluate(t + h, next, k7);
    },
    localError(h, out) {
      for (let i = 0; i < n; i++)
        out[i] = h * (e1 * k1[i] + e3 * k3[i] + e4 * k4[i] + e5 * k5[i] + e6 * k6[i] + e7 * k7[i]);
    },
    advance() {
      [k1, k7] = [k7, k1];
    },
    denseCoefficients(h, y, next, out) {
      for (let i = 0; i < n; i++) {
        const change = next[i] - y[i];
        const bend = h * k1[i] - change;
        out[i] = y[i];
        out[n + i] = change;
        out[2 * n + i] = bend;
        out[3 * n + i] = change - h * k7[i] - bend;
        out[4 * n + i] =
          h * (d1 * k1[i] + d3 * k3[i] + d4 * k4[i] + d5 * k5[i] + d6 * k6[i] + d7 * k7[i]);
      }
    },
  };
}

/** Value of the continuous extension at s ∈ [0, 1] of its step. */
export function evaluateDense(coefficients: Float64Array, s: number, out: Float64Array): void {
  const n = out.length;
  const r = 1 - s;
  for (let i = 0; i < n; i++) {
    const inner = coefficients[3 * n + i] + r * coefficients[4 * n + i];
    out[i] =
      coefficients[i] + s * (coefficients[n + i] + r * (coefficients[2 * n + i] + s * inner));
  }
}

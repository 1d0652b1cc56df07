/**
 * What chooses the steps: any controller goes with any method. What it remembers is a state of its
 * own, made by `init` and changed in place by `adapt`, so that one controller serves many solutions.
 */
import type { Tableau } from './tableau.ts';
import type { VectorField } from './vector-field.ts';

/** The step to try next. */
export interface NextStep {
  /** h, with its sign. */
  step: number;
  /** Where it ends: t + h up to rounding, exactly `until` for the last one. */
  to: number;
}

/** A solution at its start. */
export interface Start {
  readonly field: VectorField;
  readonly method: Tableau;
  readonly from: number;
  /** Not `from`. */
  readonly until: number;
  readonly y: Float64Array;
  /** f(from, y). */
  readonly slope: Float64Array;
}

/** A step that was tried. */
export interface Attempt {
  t: number;
  /** ‖y(t)‖₂. */
  norm: number;
  /** ‖y(t + h)‖₂, perhaps not finite. */
  nextNorm: number;
  /** ‖f(t + h, y(t + h))‖₂, perhaps not finite; 0 where nobody needs it. */
  nextSpeed: number;
  /** ‖difference to the embedded result‖₂; 0 for a method without one. */
  estimate: number;
}

export interface Controller<State extends NextStep = NextStep> {
  readonly name: string;
  /** Whether it needs a method with an embedded result. */
  readonly estimates: boolean;
  /** Whether a step that was refused is tried again, smaller. */
  readonly retries: boolean;
  /** Bound on attempted steps, refused ones included. */
  readonly maxSteps: number;
  /** The first step. */
  init(start: Start): State;
  /** Whether to accept the attempt; the state holds the step to try next. */
  adapt(state: State, attempt: Attempt): boolean;
}

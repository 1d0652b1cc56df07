/**
 * Gradient flow in portions, for an animation: the time that is shown runs evenly, the solver takes the steps that
 * its tolerance asks for, ahead of it, and what is shown between them is the method's continuous extension.
 *
 * Equal, opposite and zero units stay so to the last bit here as well: the extension treats every component alike.
 */

import type { DenseSolution } from '../../dynamics/dense-output.ts';
import { dormandPrince5 } from '../../dynamics/dormand-prince-5.ts';
import { proportionalIntegral } from '../../dynamics/proportional-integral.ts';
import { solve } from '../../dynamics/solve.ts';
import { gradientFlow } from '../../dynamics/vector-field.ts';
import type { Objective } from '../../training/objective.ts';

/** As `falsim flow` has them. */
const TOLERANCE = { relative: 1e-9, absolute: 1e-12 };
/** Steps that are tried between two looks at the clock. */
const PORTION = 3;
/** Longer than anybody watches. */
const HORIZON = 1e9;
/** ‖θ‖ beyond which nothing is drawn. */
const LARGEST = 1e12;

export interface RunningFlow {
  /** Time that is shown, from the start of the trajectory, data switched or not. */
  readonly t: number;
  /** θ at that time; the same array always. */
  readonly theta: Float64Array;
  /** Why it can go no further, or null. */
  readonly ended: string | null;
  /**
   * Time goes on by `dt`, or by less where `mayGoOn` says no before the solver is there; it is asked after every
   * few steps, at least once.
   */
  advance(dt: number, mayGoOn: () => boolean): void;
  /** Goes on from θ as it is shown, for other data or another loss. */
  follow(objective: Objective): void;
  /** Starts again at t = 0. */
  restart(theta: ArrayLike<number>): void;
}

export function runningFlow(first: Objective, start: ArrayLike<number>): RunningFlow {
  const theta = Float64Array.from(start);
  let field = gradientFlow(first);
  let t = 0;
  /** The last steps, which reach beyond t unless null. */
  let ahead: DenseSolution | null = null;
  let step: number | null = null;
  let ended: string | null = null;

  /** A few steps from the end of what is ahead. */
  function portion(): void {
    const from = ahead?.t ?? t;
    const control = proportionalIntegral({
      ...TOLERANCE,
      maxSteps: PORTION,
      ...(step !== null && { firstStep: step }),
    });
    let last = from;
    const solution = solve(field, ahead?.y ?? theta, {
      method: dormandPrince5,
      control,
      from,
      until: from + HORIZON,
      dense: true,
      ends: { blowUpAbove: LARGEST },
      onStep: (to, _, { from: begin }) => {
        step = to - begin;
        last = to;
      },
    });
    // Nothing was accepted: the next portion begins where this one gave up.
    if (last === from && step !== null) step *= 1e-3;
    if (solution.end === 'blown-up') ended = solution.detail;
    ahead = solution;
  }

  return {
    get t() {
      return t;
    },
    theta,
    get ended() {
      return ended;
    },
    advance(dt, mayGoOn) {
      if (ended !== null && (ahead === null || t >= ahead.t)) return;
      const goal = t + dt;
      while (ended === null && (ahead === null || ahead.t < goal)) {
        portion();
        if (!mayGoOn()) break;
      }
      if (ahead !== null) shown(Math.min(goal, ahead.t));
    },
    follow(objective) {
      field = gradientFlow(objective);
      [ahead, step, ended] = [null, null, null];
    },
    restart(from) {
      theta.set(from);
      t = 0;
      [ahead, step, ended] = [null, null, null];
    },
  };

  function shown(time: number): void {
    ahead!.at(time, theta);
    t = time;
  }
}

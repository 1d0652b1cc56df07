/** Gradient flow along segments, between which data and loss are switched: what is printed and what is drawn follow it so. */
import { dormandPrince5 } from '../dynamics/dormand-prince-5.ts';
import type { Solution } from '../dynamics/solution.ts';
import { type SolveOptions, solve } from '../dynamics/solve.ts';
import { gradientFlow } from '../dynamics/vector-field.ts';
import type { Objective } from '../training/objective.ts';

export interface FollowedSegment {
  readonly objective: Objective;
  /** Time since the start of the first. */
  readonly until: number;
}

export interface FollowOptions extends Pick<SolveOptions, 'control' | 'ends'> {
  /** Every step that was accepted. */
  onStep?(t: number, theta: Float64Array, objective: Objective): void;
  /** The end of segment k, where it was reached or nothing moves any more. */
  onSegment?(k: number, theta: Float64Array): void;
}

/** From θ at t = 0; steps and evaluations of all segments together. Ends with the first segment that breaks off. */
export function followSegments(
  segments: readonly FollowedSegment[],
  theta: Float64Array,
  { control, ends, onStep, onSegment }: FollowOptions,
): Solution {
  let state: Solution = {
    ...{ end: 'reached', detail: 't = 0', t: 0, y: theta },
    ...{ accepted: 0, rejected: 0, evaluations: 0 },
  };
  for (const [k, { objective, until }] of segments.entries()) {
    const solution = solve(gradientFlow(objective), state.y, {
      method: dormandPrince5,
      control,
      from: state.t,
      until,
      ...(ends && { ends }),
      ...(onStep && { onStep: (t, y) => onStep(t, y, objective) }),
    });
    const accepted = state.accepted + solution.accepted;
    // A solution counts its own steps; those of all segments were taken.
    const reached = `t = ${solution.t} after ${accepted} steps`;
    state = {
      ...solution,
      detail: solution.end === 'reached' ? reached : solution.detail,
      accepted,
      rejected: state.rejected + solution.rejected,
      evaluations: state.evaluations + solution.evaluations,
    };
    if (solution.end === 'blown-up' || solution.end === 'too-many-steps') break;
    // What is stationary for one loss may move under the next.
    if (solution.end === 'stationary') state = { ...state, t: until };
    onSegment?.(k, state.y);
  }
  return state;
}

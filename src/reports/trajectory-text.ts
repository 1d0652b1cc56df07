/** A trajectory for people and for programs. */
import { shortNumber, TABLE_COLUMNS } from './text.ts';
import type { FlowFlags, Trajectory } from './trajectory.ts';
import { distanceLine, lossLine } from './trajectory-curves.ts';
import { describeNear } from './trajectory-strata.ts';

/** JSON has no infinity: what is not finite becomes null. */
function finite(x: number): number | null {
  return Number.isFinite(x) ? x : null;
}

/** What `falsim flow --json` prints. */
export function plainTrajectory({ manifold, ...trajectory }: Trajectory) {
  return {
    end: trajectory.end,
    detail: trajectory.detail,
    time: trajectory.time,
    theta: [...trajectory.theta].map(finite),
    loss: { start: finite(trajectory.loss.start), end: finite(trajectory.loss.end) },
    manifold: {
      description: manifold.description,
      dimension: manifold.dimension,
      parameters: manifold.parameters,
      distance: finite(manifold.distance),
      largestDistance: finite(manifold.largestDistance),
    },
    steps: { accepted: trajectory.accepted, rejected: trajectory.rejected },
    evaluations: trajectory.evaluations,
    ...(trajectory.near !== null && { near: trajectory.near }),
  };
}

/** What `falsim flow` prints. @param plots whether with sparklines, as on a terminal. */
export function describeTrajectory(
  trajectory: Trajectory,
  { rtol, atol }: FlowFlags,
  columns = TABLE_COLUMNS,
  plots = false,
): string {
  const { manifold, theta, names, curves } = trajectory;
  const shown = [...theta].map((x, i) => `  ${(names[i] ?? '').padEnd(10)} ${x}\n`);
  const { start, end } = trajectory.loss;
  // Nothing is at a distance from the whole space.
  const isPart = manifold.dimension < manifold.parameters;
  const drawn = (line: string | null) =>
    plots && line !== null ? `${' '.repeat(11)}${line}\n` : '';
  return [
    `end        ${trajectory.end}: ${trajectory.detail}\n`,
    `loss       ${shortNumber(start)} → ${shortNumber(end)}\n`,
    drawn(lossLine(curves)),
    `manifold   dimension ${manifold.dimension} of ${manifold.parameters}: ${manifold.description}\n`,
    `distance   ${shortNumber(manifold.distance)} at the end, ${shortNumber(manifold.largestDistance)} at most\n`,
    isPart ? drawn(distanceLine(curves)) : '',
    `steps      ${trajectory.accepted} accepted, ${trajectory.rejected} rejected; tolerances ${rtol}, ${atol}\n`,
    `θ at t = ${trajectory.time}\n`,
    ...shown,
    ...(trajectory.near === null ? [] : ['\n', describeNear(trajectory.near, columns)]),
  ].join('');
}

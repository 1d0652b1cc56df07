/** What claims about all functions of a class draw: functions of every class, and points that are special for them. */
import type { AnalyticFunction } from '../analytic/analytic-function.ts';
import { resolveFunction } from '../analytic/registry.ts';
import { type DrawnClass, drawFunction } from '../generation/functions.ts';
import { DEGENERATE } from '../generation/instance.ts';
import type { PointKind } from '../generation/points.ts';
import type { FunctionSpec } from '../instances/instance.ts';
import type { Rng } from '../numerics/random.ts';

/** Shares of draws that have a function of another class than the named ones, and a point next to none. */
const OTHER_CLASSES = 0.3;
const SPECIAL = 0.3;

/**
 * Functions to draw from: the named ones, or one of a list, a shift or a Taylor support.
 *
 * @param hopeless classes of which `accepts` takes nothing: half of the time of drawing went into making their functions.
 */
export function drawFunctions(
  rng: Rng,
  named: readonly string[],
  accepts: (sigma: AnalyticFunction) => boolean,
  hopeless: ReadonlySet<DrawnClass>,
  others = OTHER_CLASSES,
): readonly FunctionSpec[] {
  const allowed = named.filter((name) => accepts(resolveFunction(name)));
  if (allowed.length > 0 && !rng.chance(others)) return allowed;
  for (const of of rng.shuffle(['polynomial', 'shifted', 'sparse', 'infinite'] as const)) {
    const spec = drawFunction(rng, of, hopeless.has(of) ? null : accepts);
    if (spec !== null) return [spec];
  }
  return allowed;
}

/** Exact points, a share of them with what is special about the functions. */
export function drawDegeneratePoint(rng: Rng): PointKind {
  return rng.chance(SPECIAL) ? 'special' : DEGENERATE.point;
}

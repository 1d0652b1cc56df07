/** Loss and distance at even times along a trajectory: the sparklines of `falsim flow`. */
import { logarithmicSparkline, sparkline } from './sparkline.ts';
import { shortNumber } from './text.ts';

/** Times that are looked at besides the start. */
const LOOKS = 60;

export interface Curves {
  /** NaN where the trajectory did not come. */
  readonly loss: readonly number[];
  readonly distance: readonly number[];
}

export interface CurvesWatch {
  /** Loss and distance are asked for where t has passed one of the times. */
  look(t: number, loss: () => number, distance: () => number): void;
  report(): Curves;
}

/** @param until end of the trajectory. */
export function watchCurves(until: number): CurvesWatch {
  const loss = new Float64Array(LOOKS + 1).fill(Number.NaN);
  const distance = loss.slice();
  let next = 0;
  return {
    look(t, lossNow, distanceNow) {
      if (next > LOOKS || t * LOOKS < next * until) return;
      const last = until > 0 ? Math.min(LOOKS, Math.floor((t / until) * LOOKS + 1e-9)) : 0;
      const [l, d] = [lossNow(), distanceNow()];
      // A long step passes several of the times.
      for (const before = next - 1; next <= last; next++) {
        const share = (next - before) / (last - before);
        const between = (from: number) => (to: number) =>
          before < 0 ? to : from + share * (to - from);
        loss[next] = between(loss[before])(l);
        distance[next] = between(distance[before])(d);
      }
    },
    report: () => ({ loss: [...loss], distance: [...distance] }),
  };
}

/** A line under the loss. */
export function lossLine({ loss }: Curves): string {
  return sparkline(loss);
}

/** A line under the distance; null where it is 0 throughout. */
export function distanceLine({ distance }: Curves): string | null {
  const positive = distance.filter((x) => x > 0);
  if (positive.length === 0) return null;
  const [low, high] = [Math.min(...positive), Math.max(...positive)];
  return `${logarithmicSparkline(distance).trimEnd()}  logarithmic, from ${shortNumber(low)} to ${shortNumber(high)}`;
}

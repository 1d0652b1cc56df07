/** What has been seen of a trajectory: some hundreds of looks, evenly spread however long it runs. */
import type { Past } from './curves.ts';

const MOST = 480;

export interface Look {
  readonly t: number;
  readonly theta: Float64Array;
  readonly distance: number;
  readonly loss: number;
  readonly laws: readonly number[];
}

export function pastLooks(laws: number) {
  let looks: Look[] = [];
  let switches: number[] = [];
  /** A look is kept where so much time has passed; doubled where there are too many. */
  let gap = 0;
  return {
    clear(): void {
      looks = [];
      switches = [];
      gap = 0;
    },
    /** @returns whether it was kept. */
    add(look: Look): boolean {
      const last = looks.at(-1);
      if (last !== undefined && look.t - last.t < gap) return false;
      looks.push(look);
      if (looks.length > MOST) {
        looks = looks.filter((_, k) => k % 2 === 0);
        gap = (look.t - looks[0].t) / (MOST / 2);
      }
      return true;
    },
    switched(t: number): void {
      switches.push(t);
    },
    get points(): readonly Float64Array[] {
      return looks.map(({ theta }) => theta);
    },
    get curves(): Past {
      return {
        times: looks.map(({ t }) => t),
        distance: looks.map(({ distance }) => distance),
        loss: looks.map(({ loss }) => loss),
        laws: Array.from({ length: laws }, (_, k) => looks.map((look) => look.laws[k])),
        switches,
      };
    },
  };
}

/** What a local move is: an instance next to another one. */
import type { FunctionSpec, Instance } from '../../instances/instance.ts';
import type { Rng } from '../../numerics/random.ts';

export interface Move {
  /** Kebab-case. */
  readonly name: string;
  /** How often, against the others. */
  readonly weight: number;
  /** A pure function of the stream's state; null where the instance has nothing to move. */
  apply(rng: Rng, instance: Instance, around: Neighbourhood): Instance | null;
}

/** What moves draw from besides the instance itself. */
export interface Neighbourhood {
  /** Functions and losses of the claim's domain; absent: any. */
  readonly functions?: readonly FunctionSpec[] | undefined;
  readonly losses?: readonly string[] | undefined;
  /** How often each free number (`freeCoordinatesOf`) has been moved; those with the fewest turns come first. */
  readonly visits?: Map<number, number> | undefined;
}

/** One of the items by its weight. */
export function pickWeighted<T extends { readonly weight: number }>(
  rng: Rng,
  items: readonly T[],
  weightOf: (item: T) => number = ({ weight }) => weight,
): T {
  const total = items.reduce((sum, item) => sum + weightOf(item), 0);
  let left = rng.uniform() * total;
  for (const item of items) {
    left -= weightOf(item);
    if (left < 0) return item;
  }
  return items[items.length - 1];
}

/** What a shrink pass is. */
import type { Instance } from '../instances/instance.ts';
import type { SignRule } from '../symmetry/group/sign-rule.ts';
import { type FreeCoordinates, freeCoordinatesOf } from './free-coordinates.ts';

/** The instance being shrunk and its free numbers. */
export interface ShrinkTarget {
  readonly instance: Instance;
  /** Which reflections count when strata are kept. */
  readonly signs: SignRule;
  readonly coordinates: FreeCoordinates;
}

export interface Pass {
  /** Kebab-case; counted in reports. */
  readonly name: string;
  /** Neighbours of the instance, the most drastic first; lazily. They need not be simpler. */
  candidates(target: ShrinkTarget): Iterable<Instance>;
}

/** Coordinates are found when first asked for. */
export function shrinkTargetOf(instance: Instance, signs: SignRule): ShrinkTarget {
  let coordinates: FreeCoordinates | undefined;
  return {
    instance,
    signs,
    get coordinates() {
      coordinates ??= freeCoordinatesOf(instance, signs);
      return coordinates;
    },
  };
}

/**
 * Non-empty proper subsets of 0 … count−1 to keep: each one alone, then all but a run of ⌊n/2⌋, ⌊n/4⌋,
 * …, 1 consecutive ones.
 */
export function* keptSubsets(count: number): Generator<number[]> {
  const all = Array.from({ length: count }, (_, i) => i);
  if (count < 2) return;
  for (const i of all) yield [i];
  for (let run = count >> 1; run >= 1; run >>= 1) {
    for (let from = 0; from < count; from += run) {
      const kept = all.filter((i) => i < from || i >= from + run);
      if (kept.length > 1) yield kept;
    }
  }
}

/** Families of a model as tests of the machinery above them want them: at points, or line by line. */
import { bind } from '../models/bind.ts';
import type { ModelJson } from '../models/contract.ts';
import { ZERO } from '../numerics/rational.ts';
import { expandedFamily } from '../orbits/fields/expansion.ts';
import { genericJets } from '../orbits/fields/families.ts';
import type { FamilySequence, FieldFamily } from '../orbits/fields/family.ts';

export type Families = Pick<FamilySequence, 'truncations' | 'family'>;

/** Truncations of F(s·u) at the given degrees; exact for bias-free networks with σ(0) = 0. */
export function linesOf(model: ModelJson, tops: readonly number[]): Families {
  const bound = bind(model);
  const base = Array.from({ length: bound.inputs.datum }, () => ZERO);
  return kept(tops.length, (prime, truncation) =>
    expandedFamily(bound, { mode: 'line', base, top: tops[truncation] }, prime, genericJets(prime)),
  );
}

/** F at any x. */
export function pointsOf(model: ModelJson): Families {
  const bound = bind(model);
  return kept(1, (prime) => expandedFamily(bound, { mode: 'point' }, prime, genericJets(prime)));
}

function kept(
  truncations: number,
  make: (prime: number, truncation: number) => FieldFamily,
): Families {
  const families = new Map<string, FieldFamily>();
  return {
    truncations,
    family(prime, truncation) {
      const key = `${prime}/${Math.min(truncation, truncations - 1)}`;
      const family = families.get(key) ?? make(prime, Math.min(truncation, truncations - 1));
      families.set(key, family);
      return family;
    },
  };
}

/**
 * Lie rank of any model at a random point of 𝔽_pᴹ: the orbit's dimension at a generic θ, from below.
 * M minus it is the number of independent laws that hold whatever data and loss are.
 */
import { NotInvertible } from '../errors.ts';
import { bind } from '../models/bind.ts';
import type { ModelJson } from '../models/contract.ts';
import { fastPrimes } from '../numerics/prime-field.ts';
import { createRng } from '../numerics/random.ts';
import { rational, ZERO } from '../numerics/rational.ts';
import { lieRank } from '../orbits/brackets/lie-rank.ts';
import type { LieRankCounts } from '../orbits/brackets/lie-rank-result.ts';
import { type Expansion, expandedFamily } from '../orbits/fields/expansion.ts';
import { genericJets } from '../orbits/fields/families.ts';
import type { FamilySequence, FieldFamily } from '../orbits/fields/family.ts';

/** Where F is expanded: about x = 0, about a random rational x₀ ≠ 0, or not at all. */
export type Place = 'origin' | 'away' | 'point';

export interface GenericLieRank extends LieRankCounts {
  /** M. */
  readonly size: number;
}

/** Highest powers of s that are kept, truncation by truncation. */
const TOPS = [3, 6, 12];
/** Points that are tried until all square roots exist mod p; each root exists with probability ½. */
const ATTEMPTS = 400;

export function genericLieRank(
  model: ModelJson,
  place: Place = 'origin',
  seed = 'generic',
): GenericLieRank {
  const bound = bind(model);
  const [prime] = fastPrimes(1) as [number];
  const jets = genericJets(prime);
  for (let attempt = 0; ; attempt++) {
    const rng = createRng(`${seed} ${attempt}`);
    const theta = Float64Array.from({ length: bound.size }, () => rng.integer(1, prime - 1));
    const base = Array.from({ length: bound.inputs.datum }, () =>
      place === 'origin' ? ZERO : rational(rng.integer(1, 1000)),
    );
    const families = new Map<number, FieldFamily>();
    const sequence: Pick<FamilySequence, 'truncations' | 'family'> = {
      truncations: place === 'point' ? 1 : TOPS.length,
      family(p, truncation) {
        let family = families.get(truncation);
        if (family === undefined) {
          const expansion: Expansion =
            place === 'point' ? { mode: 'point' } : { mode: 'line', base, top: TOPS[truncation] };
          family = expandedFamily(bound, expansion, p, jets);
          families.set(truncation, family);
        }
        return family;
      },
    };
    try {
      return { size: bound.size, ...lieRank(sequence, theta, { rng, prime }) };
    } catch (error) {
      // A square root is missing mod p: another point.
      if (!(error instanceof NotInvertible) || attempt >= ATTEMPTS) throw error;
    }
  }
}

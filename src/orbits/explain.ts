/**
 * Why an orbit is smaller than its stratum.
 *
 * The Lie rank found is a proven lower bound r for dim O(θ), the dimension s of the stratum an upper
 * bound. When r < s, conserved quantities are looked for until the upper bound meets r. In order:
 *
 *   1. laws the model is known to have (`known-laws.ts`);
 *   2. the smallest invariant affine subspace A* through θ (`invariants-subspace.ts`), which carries the
 *      orbit although no isometry fixes it; its equations are affine invariants;
 *   3. polynomial first integrals on A* by undetermined coefficients (`polynomial-ansatz.ts`);
 *   4. first integrals that are no polynomials, known to exist (`explain-generic-rank.ts`).
 *
 * Every law is checked exactly (`invariants-check.ts`). With h₁ … h_n conserved on A* and gradients
 * independent on T A* at θ, the set { h_i = h_i(θ) } ∩ A* is a manifold of dimension dim A* − n near θ
 * that contains the orbit's plaque, so dim O(θ) ≤ dim A* − n. Independence is a rank mod p, hence holds
 * over ℚ too. No such set is smaller than the Lie rank at a generic point of A*, so the search stops
 * there; where that rank is above r, the gap is a singularity of θ's own, and remains.
 */

import { bind } from '../models/bind.ts';
import type { ModelJson } from '../models/contract.ts';
import { type ParameterNames, parameterNames } from '../models/names.ts';
import type { Rng } from '../numerics/random.ts';
import type { Explanation, Invariant, InvariantKind, OrbitContext } from './context.ts';
import { affineInvariants, confirmAffine, type ExplainGround } from './explain-affine.ts';
import { genericLieRank, localIntegrals } from './explain-generic-rank.ts';
import { CHECK_SAMPLES, type CheckGround, checkConserved } from './invariants-check.ts';
import { type GrowingBasis, growingBasis } from './invariants-elimination.ts';
import { expressionOf } from './invariants-expression.ts';
import {
  canonical,
  degreeOf,
  gradientModulo,
  type Polynomial,
  polynomialModulo,
} from './invariants-polynomial.ts';
import {
  type ModularSubspace,
  restrictedGradient,
  smallestInvariantSubspace,
  spanThrough,
  stratumThrough,
  wholeSpace,
} from './invariants-subspace.ts';
import { knownLaws } from './known-laws.ts';
import { type Ansatz, ansatzLadder, searchFirstIntegrals } from './polynomial-ansatz.ts';

/** A conserved quantity with what it takes to evaluate and check it. */
export interface ExactInvariant extends Invariant {
  /**
   * h, in canonical form: h(θ(t)) = h(θ(0)) along every trajectory from θ. Without terms where the
   * entry stands for local first integrals that are no polynomials.
   */
  readonly polynomial: Polynomial;
}

export interface ExactExplanation extends Explanation {
  readonly invariants: readonly ExactInvariant[];
  /** How the invariants were checked: random points per prime and truncation of the family. */
  readonly check: { readonly primes: readonly number[]; readonly samples: number };
}

/**
 * Laws are lifted from residues at two primes, and where these do not suffice (coefficients above a
 * million) at four; whatever was lifted is confirmed at the last two, which it was not made from: most
 * residues have *some* small fraction.
 */
const LIFTING = [2, 4] as const;
const CONFIRMING = [4, 5] as const;

export function explainGap(context: OrbitContext): ExactExplanation {
  const { model, activation, stratumDimension, lowerBound, rng } = context;
  const names = parameterNames(bind(model as unknown as ModelJson));
  const primes = context.primes.slice(0, LIFTING[0]);
  const known = new Map<number, ExplainGround>();
  const groundAt = (i: number): ExplainGround => {
    const prime = context.primes[i]!;
    const ground = known.get(i) ?? groundModulo(context, prime);
    known.set(i, ground);
    return ground;
  };
  const grounds = primes.map((_, i) => groundAt(i));
  const check = {
    primes: [...primes, ...CONFIRMING.map((i) => context.primes[i]!)],
    samples: CHECK_SAMPLES,
  };
  const finished = (invariants: readonly ExactInvariant[], upperBound: number) => {
    if (upperBound < lowerBound)
      throw new Error(
        `explainGap: conserved quantities bound the orbit by ${upperBound}, its Lie rank is ${lowerBound}`,
      );
    if (upperBound < stratumDimension && invariants.length === 0)
      throw new Error(
        `explainGap: ${upperBound} of ${stratumDimension} dimensions are left, and nothing says why`,
      );
    return { invariants, upperBound, check };
  };

  // 1. Laws of the whole model.
  const everywhere = grounds.flatMap((g) => onAll(g, null));
  const tidy = (h: Polynomial) => canonical(h, (i) => names.weight[i]!);
  const proposals = knownLaws(model, activation).map(tidy);
  const laws = conserved(proposals, everywhere, rng.fork('laws'));
  const onStratum = tangentBasis(grounds[0].stratum);
  const chosen = independent(laws, grounds[0], grounds[0].stratum, onStratum);
  const dimension = grounds[0].stratum.directions.length;
  const named = (h: Polynomial, kind: InvariantKind) => invariantOf(h, kind, names);
  const kept = chosen.map((h) => named(h, 'first-integral'));
  const bound = Math.min(stratumDimension, dimension - chosen.length);
  if (bound <= lowerBound) return finished(kept, bound);

  // 2. The smallest invariant affine subspace.
  const knownHulls = new Map<number, ModularSubspace>();
  const hullAt = (i: number): ModularSubspace => {
    const { families, theta, prime } = groundAt(i);
    const hull =
      knownHulls.get(i) ?? smallestInvariantSubspace(families, theta, rng.fork(`hull ${prime}`));
    knownHulls.set(i, hull);
    return hull;
  };
  const affine = liftedEquations(groundAt, hullAt, rng);
  const domainAt = (i: number) => (affine === null ? groundAt(i).stratum : hullAt(i));
  const domains = grounds.map((_, i) => domainAt(i));
  const found: ExactInvariant[] = (affine ?? []).map(({ form, kind }) => named(tidy(form), kind));
  const basis = tangentBasis(domains[0]);
  const onHull = independent(laws, grounds[0], domains[0], basis);
  found.push(...onHull.map((h) => named(h, 'first-integral')));
  const size = domains[0].directions.length;

  const left = () => size - basis.rank();
  if (left() <= lowerBound) return finished(found, left());

  // 3. How far first integrals on it can reach, and those that are polynomials.
  const generic = Math.max(
    ...grounds.map((g, i) =>
      genericLieRank(g.families.at(-1)!, domains[i], rng.fork(`generic ${g.prime}`)),
    ),
  );
  for (const ansatz of ansatzLadder(size)) {
    if (left() <= generic) break;
    const holding = liftedIntegrals(ansatz, groundAt, domainAt, tidy, rng);
    const adding = independent(holding, grounds[0], domains[0], basis);
    const global = checkConserved(adding, everywhere, rng.fork(`${ansatz.description} everywhere`));
    adding.forEach((h, i) => {
      found.push(named(h, global[i] ? 'first-integral' : 'restricted-first-integral'));
    });
  }

  // 4. The others, by Frobenius.
  if (left() <= generic) return finished(found, left());
  const kind = size === context.size ? 'first-integral' : 'restricted-first-integral';
  const expression = localIntegrals(left() - generic);
  return finished([...found, { expression, kind, polynomial: { terms: [] } }], generic);
}

type GroundAt = (prime: number) => ExplainGround;
type SubspaceAt = (prime: number) => ModularSubspace;

/** Equations of A* within the stratum, confirmed; null where none are, and A* must not be used. */
function liftedEquations(groundAt: GroundAt, hullAt: SubspaceAt, rng: Rng) {
  for (const count of LIFTING) {
    const some = Array.from({ length: count }, (_, i) => i);
    const found = affineInvariants(some.map(groundAt), some.map(hullAt), rng.fork('affine'));
    const confirmed = (i: number) =>
      confirmAffine(found!, groundAt(i), hullAt(i), rng.fork(`confirm affine ${i}`));
    if (found !== null && (found.length === 0 || CONFIRMING.every(confirmed))) return found;
  }
  return null;
}

/** First integrals of an ansatz on the domain, confirmed; simple ones first. */
function liftedIntegrals(
  ansatz: Ansatz,
  groundAt: GroundAt,
  domainAt: SubspaceAt,
  tidy: (h: Polynomial) => Polynomial,
  rng: Rng,
): Polynomial[] {
  let holding: Polynomial[] = [];
  for (const count of LIFTING) {
    const { laws, dimension } = searchFirstIntegrals(
      ansatz,
      Array.from({ length: count }, (_, i) => ({
        families: groundAt(i).families,
        domain: domainAt(i),
      })),
      rng.fork(ansatz.description),
    );
    const candidates = laws.map(tidy);
    candidates.sort((g, h) => degreeOf(g) - degreeOf(h) || g.terms.length - h.terms.length);
    if (candidates.length > 0) {
      const here = [0, 1, ...CONFIRMING].flatMap((i) => onAll(groundAt(i), domainAt(i)));
      holding = conserved(candidates, here, rng.fork(`${ansatz.description} here`));
    }
    if (holding.length === dimension) break;
  }
  return holding;
}

function groundModulo(context: OrbitContext, prime: number): ExplainGround {
  const { subspace, directions } = context;
  const theta = context.theta(prime);
  const deeper = context.deeperFamilies?.(prime);
  const families = deeper ? [context.families(prime), deeper] : [context.families(prime)];
  const stratum = subspace
    ? stratumThrough(theta, subspace, prime)
    : directions === null
      ? wholeSpace(theta, prime)
      : spanThrough(theta, directions(), prime);
  return { prime, families, theta, stratum };
}

/** The grounds on which a law on `domain` (null: everywhere) must hold modulo one prime. */
function onAll(ground: ExplainGround, domain: ModularSubspace | null): CheckGround[] {
  return ground.families.map((family) => ({ family, domain }));
}

function conserved(
  candidates: readonly Polynomial[],
  grounds: readonly CheckGround[],
  rng: Rng,
): Polynomial[] {
  const holds = checkConserved(candidates, grounds, rng);
  return candidates.filter((h, i) => holds[i] && h.terms.length > 0);
}

function tangentBasis(domain: ModularSubspace): GrowingBasis {
  return growingBasis(domain.directions.length, domain.prime);
}

/** Those candidates whose gradients at θ, restricted to the domain, raise the rank of `basis`. */
function independent(
  candidates: readonly Polynomial[],
  ground: ExplainGround,
  domain: ModularSubspace,
  basis: GrowingBasis,
): Polynomial[] {
  const { prime, theta } = ground;
  const gradient = new Float64Array(theta.length);
  return candidates.filter((h) => {
    if (basis.rank() === domain.directions.length) return false;
    gradientModulo(polynomialModulo(h, prime), theta, prime, gradient);
    return basis.insert(restrictedGradient(gradient, domain));
  });
}

function invariantOf(h: Polynomial, kind: InvariantKind, names: ParameterNames): ExactInvariant {
  return { expression: expressionOf(h, names), kind, polynomial: h };
}

/**
 * Why an orbit is smaller than its stratum.
 *
 * The Lie rank found is a proven lower bound r for dim O(θ), the dimension s of the stratum an upper
 * bound. When r < s, conserved quantities are looked for until the upper bound meets r. In order:
 *
 *   1. laws of the whole model, of degree ≤ 2 (`conserved/laws.ts`), then beyond (`further-laws.ts`);
 *   2. the smallest invariant affine subspace A* through θ (`smallest-affine-subspace.ts`), which carries the
 *      orbit; its equations are affine invariants, or what a reflection fixes (`affine-reflection.ts`);
 *   3. first integrals on A* by undetermined coefficients (`conserved/ansatz.ts`);
 *   4. first integrals of no form tried, known to exist (`explain-generic-rank.ts`).
 *
 * All of it in fields at points, without truncation. What is found modulo some primes is checked modulo
 * others (`invariants-check.ts`). With h₁ … h_n conserved on A* and gradients independent on T A* at θ,
 * the set { h_i = h_i(θ) } ∩ A* is a manifold of dimension dim A* − n near θ that contains the orbit's
 * plaque, so dim O(θ) ≤ dim A* − n. Independence is a rank mod p, hence holds over ℚ too. No such set is
 * smaller than the Lie rank at a generic point of A*, so the search stops there; where that rank is
 * above r, the gap is a singularity of θ's own, and remains.
 */
import { parameterNames } from '../../models/names.ts';
import { pinnedRadicands } from '../../models/rational-values.ts';
import type { Rng } from '../../numerics/random.ts';
import { format } from '../../numerics/rational.ts';
import { remembered } from '../../remembered.ts';
import { rootRelations } from '../constants/root-relations.ts';
import type { ModularSubspace } from '../dimension/modular-subspace.ts';
import { drawFieldAt } from '../fields/random-field.ts';
import { affineReflections } from './affine-reflection.ts';
import { ansatzLadder, searchFirstIntegrals } from './ansatz.ts';
import type { GapProblem, InvariantKind } from './context.ts';
import type { AffineReflection, ExactExplanation, ExactInvariant } from './exact-explanation.ts';
import { affineInvariants, type GapModulo } from './explain-affine.ts';
import {
  explainByLaws,
  independentLaws,
  invariantOf,
  stratumDirections,
  stratumModulo,
  tangentBasis,
} from './explain-by-laws.ts';
import { genericLieRank, localIntegrals } from './explain-generic-rank.ts';
import { simplestFirst } from './further-laws.ts';
import { CHECK_SAMPLES, checkConserved } from './invariants-check.ts';
import { canonicalLaw, type Law, polynomialLaw } from './law.ts';
import { type PointField, pointFields } from './point-fields.ts';
import { smallestInvariantSubspace } from './smallest-affine-subspace.ts';

/** Primes that affine invariants and first integrals may be lifted from, and those they are checked with. */
const FINDING = 8;
const CHECKING = 2;

/** @param options.reflections whether reflections that are symmetries explain invariant subspaces. */
export function explainGap(
  context: GapProblem,
  options: { readonly reflections: boolean },
): ExactExplanation {
  const { bound, stratumDimension, lowerBound, rng } = context;
  const finished = (explanation: ExactExplanation) => {
    const { invariants, reflections, upperBound } = explanation;
    if (upperBound < lowerBound)
      throw new Error(
        `explainGap: conserved quantities bound the orbit by ${upperBound}, its Lie rank is ${lowerBound}`,
      );
    if (upperBound < stratumDimension && invariants.length + reflections.length === 0)
      throw new Error(
        `explainGap: ${upperBound} of ${stratumDimension} dimensions are left, and nothing says why`,
      );
    return explanation;
  };

  // 1. Laws of the whole model.
  const { explanation, laws } = explainByLaws(context);
  if (explanation.upperBound <= lowerBound) return finished(explanation);

  const names = parameterNames(bound);
  const fields = pointFields(
    bound,
    rng.fork(context.thetaExact.map(format).join()),
    rootRelations(pinnedRadicands(bound.program, context.thetaExact)),
  );
  const gaps = new Map<PointField, GapModulo | null>();
  const gapAt = (field: PointField) =>
    remembered(gaps, field, () => gapModulo(context, field, rng.fork(`ground ${field.prime}`)));
  const usable = gathered((k) => gapAt(fields.finding(k)));
  const finding = (k: number) => (k < FINDING ? usable(k) : null);
  const checkable = gathered((k) => gapAt(fields.checking(k)));
  const checking = Array.from({ length: CHECKING }, (_, k) => checkable(k)).filter(isFound);
  const first = usable(0);
  // Roots of θ may exist modulo so few primes that none of them was met: the laws are all that can be said.
  if (first === null || checking.length < CHECKING) return finished(explanation);
  const check = { primes: checking.map(({ prime }) => prime), samples: CHECK_SAMPLES };
  let reflections: readonly AffineReflection[] = [];
  const answer = (invariants: readonly ExactInvariant[], upperBound: number) => {
    const explained = new Set(reflections.flatMap(({ explains }) => explains));
    const others = invariants.filter((invariant) => !explained.has(invariant));
    return finished({ invariants: others, reflections, upperBound, check });
  };
  const named = (law: Law, kind: InvariantKind) => invariantOf(law, kind, names);

  // 2. The smallest invariant affine subspace.
  const affine = affineInvariants(finding, checking, rng.fork('affine'));
  const domainOf = (gap: GapModulo) => (affine ? gap.smallest() : gap.stratum);
  const domain = domainOf(first);
  const tidy = (h: Law) => canonicalLaw(h, names);
  const found: ExactInvariant[] = (affine ?? []).map(({ form, kind }) =>
    named(tidy(polynomialLaw(form)), kind),
  );
  if (options.reflections && bound.fields === 'gradient') {
    const within = found.filter(({ kind }) => kind === 'invariant-subspace');
    reflections = affineReflections(within, stratumDirections(context), checking, rng);
  }
  const basis = tangentBasis(domain);
  const onSmallest = independentLaws(laws, first.theta, domain, basis);
  found.push(...onSmallest.map((h) => named(h, 'first-integral')));
  const size = domain.directions.length;

  const left = () => size - basis.rank();
  if (left() <= lowerBound) return answer(found, left());

  // 3. How far first integrals on it can reach, and those of a form that is tried.
  const generic = Math.max(
    ...[first, usable(1)]
      .filter(isFound)
      .map((gap) => genericLieRank(gap.family, domainOf(gap), rng.fork(`generic ${gap.prime}`))),
  );
  const everywhere = checking.map(({ family }) => ({ family, domain: null }));
  const here = checking.map((gap) => ({ family: gap.family, domain: domainOf(gap) }));
  // Modulo few primes the subspace has other coordinates than over ℚ.
  const alike = gathered((k) => {
    const gap = finding(k);
    if (gap === null) return null;
    const there = domainOf(gap);
    const same = there.pivots.join() === domain.pivots.join();
    return same ? { family: gap.family, domain: there } : null;
  });
  for (const ansatz of ansatzLadder(domain.pivots)) {
    // Time alone: what is found then depends on what is there.
    if (left() <= generic) break;
    const draw = rng.fork(ansatz.description);
    const holding = searchFirstIntegrals(
      ansatz,
      alike,
      (candidates) => checkConserved(candidates, here, draw.fork('here')),
      draw,
    ).map(tidy);
    const adding = independentLaws(simplestFirst(holding), first.theta, domain, basis);
    const global = checkConserved(adding, everywhere, draw.fork('everywhere'));
    adding.forEach((h, i) => {
      found.push(named(h, global[i] ? 'first-integral' : 'restricted-first-integral'));
    });
  }

  // 4. The others, by Frobenius.
  if (left() <= generic) return answer(found, left());
  const kind = size === context.size ? 'first-integral' : 'restricted-first-integral';
  const expression = localIntegrals(left() - generic);
  return answer([...found, { expression, kind, polynomial: { terms: [] } }], generic);
}

/** Effort alone: how many primes in a row may be unusable. */
const MOST_SKIPPED = 400;

const isFound = <T>(value: T | null): value is T => value !== null;

/** The k-th value of a sequence that is not null; null where it is not found. */
function gathered<T>(at: (k: number) => T | null): (k: number) => T | null {
  const kept: T[] = [];
  let next = 0;
  return (k) => {
    for (let skipped = 0; kept.length <= k && skipped <= MOST_SKIPPED; ) {
      const value = at(next++);
      if (value === null) skipped++;
      else kept.push(value);
    }
    return kept[k] ?? null;
  };
}

/** Effort alone: members tried at θ before a prime is held to be unusable. */
const MOST_TRIED = 256;

/** Null where p divides a denominator of θ, or F has no value at θ mod p. */
function gapModulo(context: GapProblem, { prime, family }: PointField, rng: Rng): GapModulo | null {
  let theta: Float64Array;
  try {
    theta = context.theta(prime);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
  if (!drawFieldAt(family, theta, rng.fork('defined'), new Float64Array(theta.length), MOST_TRIED))
    return null;
  let smallest: ModularSubspace | null = null;
  const smallestOf = () => {
    smallest ??= smallestInvariantSubspace([family], theta, rng);
    return smallest;
  };
  const stratum = stratumModulo(context, theta, prime);
  return { prime, family, theta, stratum, smallest: smallestOf };
}

/**
 * Which fields stand for a model's induced family at a given θ, found by looking at its program.
 *
 * - No function is met but polynomials: *point* mode, exact at θ as it stands.
 * - Two layers without biases: ridge polynomials over the Taylor support.
 * - Else *line* mode at x₀ = 0, or next to it where something is singular there, with the constants that
 *   the functions meet at θ (`constants/`).
 *
 * Beside them stands the *identity family* in point mode with generic constants: nothing is truncated,
 * so what holds for it (a symmetry, a conserved quantity) holds for the functions.
 */

import type { AnalyticFunction } from '../../analytic/analytic-function.ts';
import { genericJetField } from '../../analytic/fields/prime-jets.ts';
import { attached } from '../../attached.ts';
import { NotInvertible, UnsupportedError } from '../../errors.ts';
import type { BoundModel } from '../../models/bind.ts';
import type { Program } from '../../models/program.ts';
import { createWitnessRng } from '../../numerics/random.ts';
import { type Rational, rational, ZERO } from '../../numerics/rational.ts';
import { remembered } from '../../remembered.ts';
import { monomialCount } from '../conserved/monomial-count.ts';
import { constantsAt, type PointConstants } from '../constants/constants-at.ts';
import type { JetSource } from './application.ts';
import { type Expansion, expandedFamily, inputPowers } from './expansion.ts';
import type { FamilySequence, FieldFamily } from './family.ts';
import { gradientWork, requireWork, TooMuchWork } from './field-work.ts';
import { CONSTANT, countOf, type Powers, powersOf, union } from './powers.ts';
import { ridgeOf } from './ridge.ts';
import { twoLayerSequence } from './two-layer-family.ts';

/** Taylor coefficients with a pseudo-random element for every transcendental number; kept by center. */
export function genericJets(prime: number): JetSource {
  const field = genericJetField(prime);
  const known = new Map<AnalyticFunction, Map<number, readonly number[]>>();
  return ({ f, order }, center, count) => {
    const jets = remembered(known, f, () => new Map<number, readonly number[]>());
    let jet = jets.get(center);
    if (jet === undefined || jet.length < count + order) {
      if (jets.size >= MOST_KEPT) jets.clear();
      jet = f.jet(field, center, count + order);
      jets.set(center, jet);
    }
    return order === 0 ? jet : derivedJet(jet, order, prime);
  };
}

/** Time alone: what is not kept is computed again. */
const MOST_KEPT = 50_000;

/** Taylor coefficients of f⁽ⁿ⁾ from those of f: (m + n)!/m! f_{m+n}. */
export function derivedJet(jet: ArrayLike<number>, order: number, prime: number): number[] {
  return Array.from({ length: jet.length - order }, (_, m) => {
    let value = jet[m + order];
    for (let k = 1; k <= order; k++) value = (value * (m + k)) % prime;
    return value;
  });
}

/** The fields that nothing is cut off from: for identities. Memoised by prime. */
export function identityFamilies(bound: BoundModel): (prime: number) => FieldFamily {
  const families = new Map<number, FieldFamily>();
  return (prime) =>
    remembered(families, prime, () =>
      expandedFamily(bound, { mode: 'point' }, prime, genericJets(prime)),
    );
}

/**
 * @throws UnsupportedError when a function is not analytic: Hermann's and Nagano's theorem needs it; and
 *   where the model's fields are too costly.
 */
export function familiesAt(
  bound: BoundModel,
  theta: readonly Rational[],
  seed: string,
): FamilySequence {
  const { operations } = bound.program;
  const before = ridges.get(bound.program);
  if (before !== undefined) return before;
  const constant = { powers: operations.map(() => CONSTANT), top: 0 };
  const met: AnalyticFunction[] = [];
  for (const operation of operations) if (operation.op === 'apply') met.push(operation.f);
  const foreign = met.find(({ analytic }) => !analytic);
  if (foreign !== undefined)
    throw new UnsupportedError(
      `orbit: "${foreign.name}" is not analytic, and without analyticity the orbit need not be as large as its Lie algebra (Hermann, Nagano); for ReLU with free gates use a model whose gates are inputs, such as "relu-paths"`,
    );
  if (met.every(({ polynomialDegree }) => polynomialDegree !== null)) {
    requireAffordable(bound, constant);
    const families = identityFamilies(bound);
    return {
      ...EXACT,
      truncations: 1,
      expansion: () => ({ mode: 'point' }),
      family: (p) => families(p),
    };
  }
  const ridge = bound.fields === 'given' ? null : ridgeOf(bound.program);
  if (ridge !== null) {
    const { f, ...shape } = ridge;
    const sequence = { ...EXACT, ...twoLayerSequence(shape, f.taylor!) };
    ridges.set(bound.program, sequence);
    return sequence;
  }
  requireAffordable(bound, constant);
  return lineSequence(bound, theta, seed);
}

/** Those of ridge polynomials, which depend on the program alone. */
const ridges = attached<Program, FamilySequence>();

const EXACT = { standing: 'exact', assumptions: [], suits: () => true } as const;

/** Effort alone: highest number of powers of s that are ever kept. */
const MOST_POWERS = 48;

/** Effort alone: points of expansion that are tried: 0, then small integers. */
const MOST_BASES = 4;

function lineSequence(bound: BoundModel, theta: readonly Rational[], seed: string): FamilySequence {
  const { base, constants } = baseOf(bound, theta, seed);
  const sources = new Map<number, JetSource>();
  const tops = topsOf(bound, base);
  const place = (truncation: number) => Math.min(truncation, tops.length - 1);
  const expansion = (truncation: number): Expansion => ({
    mode: 'line',
    base,
    top: tops[place(truncation)],
  });
  const families = new Map<string, FieldFamily>();
  return {
    truncations: tops.length,
    standing: constants.standing,
    assumptions: constants.assumptions,
    suits: constants.suits,
    expansion,
    family: (prime, truncation) =>
      remembered(families, `${prime}/${place(truncation)}`, () => {
        const jets = remembered(sources, prime, () => constants.jets(prime));
        return expandedFamily(bound, expansion(truncation), prime, jets);
      }),
  };
}

/** x₀ where F is analytic at θ, 0 if possible, and the constants that are met there. */
function baseOf(
  bound: BoundModel,
  theta: readonly Rational[],
  seed: string,
): { readonly base: readonly Rational[]; readonly constants: PointConstants } {
  const rng = createWitnessRng(`point of expansion/${seed}`);
  let last: unknown = null;
  for (let attempt = 0; attempt < MOST_BASES; attempt++) {
    const base = Array.from({ length: bound.inputs.datum }, () =>
      attempt === 0 ? ZERO : rational(1 + Math.floor(rng.uniform() * 7)),
    );
    try {
      powersOf(bound.program.operations, inputPowers(bound, base), 1);
      requireAffordable(bound, lowestPowers(bound, base));
      const inputs = [...base, ...freeInputs(bound)];
      return { base, constants: constantsAt(bound.program, theta, inputs, seed) };
    } catch (error) {
      if (error instanceof TooMuchWork) throw error;
      if (!(error instanceof UnsupportedError || error instanceof NotInvertible)) throw error;
      last = error;
    }
  }
  throw last;
}

/** Before constants and strata are looked for. @throws TooMuchWork */
function requireAffordable(
  { program, size }: BoundModel,
  { powers, top }: { readonly powers: readonly Powers[]; readonly top: number },
): void {
  const { length } = program.operations;
  const series = top === 0 ? '' : ` on series with powers of s up to ${top}`;
  const asked = `${size} parameters, ${length} operations${series}`;
  requireWork(gradientWork(program.operations, powers, top), 0, asked);
}

function lowestPowers(bound: BoundModel, base: readonly Rational[]) {
  const top = topsOf(bound, base)[0];
  return { powers: powersOf(bound.program.operations, inputPowers(bound, base), top), top };
}

/**
 * Values of the inputs beside the datum at which constants are looked up: 0, and the first of the values that
 * a finite input takes (a mask of zeros is none, and divides by 0). Where arguments of functions depend on
 * them, the jets refuse other values.
 */
function freeInputs({ inputs }: BoundModel): Rational[] {
  const free = Array.from({ length: inputs.size - inputs.datum }, () => ZERO);
  for (const { offset, choices } of inputs.finite)
    choices[0].forEach((value, i) => {
      free[offset - inputs.datum + i] = rational(value);
    });
  return free;
}

/**
 * Truncations of growing degree. The first has enough monomials in x for the first-order span to be able
 * to fill ℝᴹ, and two powers more; the last M + 2 powers, or what is affordable.
 */
function topsOf(bound: BoundModel, base: readonly Rational[]): number[] {
  const { program, size, inputs, output } = bound;
  const reach = 4 * MOST_POWERS;
  const powers = powersOf(program.operations, inputPowers(bound, base), reach);
  let all: Powers = { lo: 0, hi: -1, step: 0 };
  for (const slot of program.outputs) all = union(all, powers[slot]);
  const step = Math.max(all.step, 1);
  const available = Math.max(1, countOf(all));
  let first = 0;
  for (let found = 0; found < size && first < available; first++)
    found += output.size * monomialCount(inputs.datum, all.lo + step * first, size);
  const counts = [1, 1.5, 2.25, 3.4].map((factor) => Math.ceil(factor * (first + 2)));
  counts.push(size + 2);
  const kept = counts.map((n) => Math.min(n, available, MOST_POWERS));
  return [...new Set(kept)].sort((a, b) => a - b).map((n) => all.lo + step * (n - 1));
}

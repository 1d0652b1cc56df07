/**
 * What a change of design does to a model: which symmetries, strata and conserved quantities two models share, which
 * the second one loses and which it gains.
 *
 * Parameters of the two are the same where their names are, or their tensors' places and shapes (`same-tensors.ts`). Symmetries are compared by what they move, generator by
 * generator, strata by the symmetries that define them, spelled out to the end. A polynomial law of one model is shared where
 * it is in the span of those of the other; of laws without such a form the expressions are compared.
 */
import { bind } from '../../models/bind.ts';
import type { ModelJson } from '../../models/contract.ts';
import { parameterNames } from '../../models/names.ts';
import { sameTensors } from '../../models/same-tensors.ts';
import { fastPrimes, rationalModulo } from '../../numerics/prime-field.ts';
import { generators } from '../../symmetry/group/parameter-symmetry.ts';
import { growingBasis } from '../conserved/invariants-elimination.ts';
import { type CountAtSizes, lawCounts } from './law-counts.ts';
import type { OrbitResult } from './orbit.ts';
import { type Strata, strataOf } from './strata-orbits.ts';

type Invariant = OrbitResult['invariants'][number];

export interface Design {
  readonly model: ModelJson;
  /** M. */
  readonly parameters: number;
  /** Names of generators of the finite group that is found, each once. */
  readonly symmetries: readonly string[];
  readonly strata: Strata;
  /** At a generic θ. */
  readonly count: CountAtSizes;
}

export interface Changes {
  readonly shared: readonly string[];
  readonly lost: readonly string[];
  readonly gained: readonly string[];
}

export interface Comparison {
  readonly before: Design;
  readonly after: Design;
  readonly symmetries: Changes;
  readonly strata: Changes;
  readonly laws: Changes;
  /** Symbols of tensors that are taken to be the same though their names are not: of the first design, of the second. */
  readonly renamed: readonly (readonly [string, string])[];
}

/** @throws UnsupportedError for models of which orbits cannot be computed. */
export function compareDesigns(first: ModelJson, second: ModelJson, seed: string): Comparison {
  const before = designOf(first, seed);
  const after = designOf(second, seed);
  const { names, pairs: renamed } = sameTensors(bind(first), bind(second));
  // The first stratum is the whole space.
  const described = ({ strata }: Design): Named[] =>
    strata.strata
      .slice(1)
      .map(({ description, wholeDescription }) => ({ text: description, key: wholeDescription }));
  const symmetriesOf = (design: Design) => design.symmetries.map((text) => ({ text, key: text }));
  return {
    before,
    after,
    symmetries: changes(symmetriesOf(before), symmetriesOf(after)),
    strata: changes(described(before), described(after)),
    laws: changedLaws(before, after, { before: parameterNames(bind(first)).name, after: names }),
    renamed,
  };
}

function designOf(model: ModelJson, seed: string): Design {
  const names = generators(model).map(({ name }) => name);
  return {
    model,
    parameters: bind(model).size,
    symmetries: [...new Set(names)],
    strata: strataOf(model, { seed, orbits: false }),
    count: lawCounts(model, [], seed).own,
  };
}

interface Named {
  /** As it is listed. */
  readonly text: string;
  /** The same for the same: the text of a stratum may be cut short. */
  readonly key: string;
}

function changes(before: readonly Named[], after: readonly Named[]): Changes {
  const keys = { before: new Set(before.map(keyOf)), after: new Set(after.map(keyOf)) };
  const texts = (list: readonly Named[]) => list.map(({ text }) => text);
  return {
    shared: texts(before.filter(({ key }) => keys.after.has(key))),
    lost: texts(before.filter(({ key }) => !keys.after.has(key))),
    gained: texts(after.filter(({ key }) => !keys.before.has(key))),
  };
}

const keyOf = ({ key }: Named) => key;

/** @param names of the parameters of both, the same where parameters are. */
function changedLaws(
  before: Design,
  after: Design,
  names: { readonly before: readonly string[]; readonly after: readonly string[] },
): Changes {
  const own = { before: termsIn(names.before), after: termsIn(names.after) };
  const isIn = { before: membership(before, own.before), after: membership(after, own.after) };
  const [first, second] = [before, after].map(({ count }) => count.orbit.invariants);
  const named = (laws: readonly Invariant[]) => laws.map(({ expression }) => expression);
  return {
    shared: named(first.filter((law) => isIn.after(law, own.before(law)))),
    lost: named(first.filter((law) => !isIn.after(law, own.before(law)))),
    gained: named(second.filter((law) => !isIn.before(law, own.after(law)))),
  };
}

/** Coefficients mod p by monomials in names; null for laws that are no polynomials. */
type Terms = ReadonlyMap<string, number> | null;

const [PRIME] = fastPrimes(1) as [number];

function termsIn(name: readonly string[]): (law: Invariant) => Terms {
  return ({ polynomial }) =>
    polynomial.terms.length === 0
      ? null
      : new Map(
          polynomial.terms.map(({ coefficient, powers }) => [
            powers
              .map(([i, e]) => `${name[i]}^${e}`)
              .sort()
              .join('·'),
            rationalModulo(coefficient, PRIME),
          ]),
        );
}

/** Whether a law of another model is in the span of this one's. */
function membership(
  design: Design,
  termsOf: (law: Invariant) => Terms,
): (law: Invariant, terms: Terms) => boolean {
  const { invariants } = design.count.orbit;
  const own = invariants.map(termsOf).filter((terms) => terms !== null);
  const monomials = [...new Set(own.flatMap((terms) => [...terms.keys()]))];
  const row = (terms: ReadonlyMap<string, number>) =>
    Float64Array.from(monomials, (monomial) => terms.get(monomial) ?? 0);
  return ({ expression }, terms) => {
    if (terms === null) return invariants.some((law) => law.expression === expression);
    if ([...terms.keys()].some((monomial) => !monomials.includes(monomial))) return false;
    const basis = growingBasis(monomials.length, PRIME);
    for (const known of own) basis.insert(row(known));
    return !basis.insert(row(terms));
  };
}

/** What is computed exactly of the point that is typed: its orbit, its distance to a stratum, conserved quantities. */
import { rationalRoot, rationals } from '../../analytic/fields/rationals.ts';
import { InputError, UnsupportedError } from '../../errors.ts';
import type { Instance } from '../../instances/instance.ts';
import { open, type Subject } from '../../instances/subject.ts';
import { parameterNames } from '../../models/names.ts';
import { format, type Rational, toDouble } from '../../numerics/rational.ts';
import { lawTerms } from '../../orbits/conserved/evaluate-law.ts';
import { expressionOf } from '../../orbits/conserved/invariants-expression.ts';
import { lawsOf, type ModelLaws } from '../../orbits/conserved/laws.ts';
import { orbit } from '../../orbits/dimension/orbit.ts';
import { plural } from '../../plural.ts';
import { isotropyOf } from '../../symmetry/isotropy/isotropy.ts';
import { squaredDistance } from '../../symmetry/subspaces/exact-distance.ts';
import { headline, KINDS, STATUS } from '../orbit-text.ts';
import { capital, shortNumber } from '../text.ts';

export interface ExactQuestion {
  /** θ as it is typed. */
  readonly instance: Instance;
  /** The same model at a point whose stratum is watched. */
  readonly watched: Instance;
}

export interface ExactAnswer {
  /** What is known of the orbit, in a sentence. */
  readonly headline: string;
  /** How it is known, and what else there is to say. */
  readonly details: readonly string[];
  /** `0`, `1/2`, `√(1/8) ≈ 0.354`. */
  readonly distance: string;
  readonly laws: readonly { readonly expression: string; readonly value: string }[];
}

/** Laws that are shown. */
export const MOST_LAWS = 6;

export function exactAnswer({ instance, watched }: ExactQuestion): ExactAnswer {
  const subject = open(instance);
  const { subspace } = isotropyOf(open(watched));
  return {
    ...orbitInWords(subject),
    distance: rootText(squaredDistance(subspace, subject.exact)),
    laws: shownLaws(subject).map(({ expression, polynomial }) => ({
      expression,
      value: short(
        lawTerms(rationals, { polynomial, poles: [] }, subject.exact).reduce(rationals.add),
      ),
    })),
  };
}

/** Polynomial laws of the model, the most readable first; none where they are not known. */
export function shownLaws({ model }: Subject) {
  return polynomialLaws(model)
    .slice(0, MOST_LAWS)
    .map((polynomial) => ({
      polynomial,
      expression: expressionOf(polynomial, parameterNames(model)),
    }));
}

function polynomialLaws(model: Subject['model']): ModelLaws['polynomials'] {
  try {
    return lawsOf(model, '1').polynomials;
  } catch (error) {
    if (error instanceof UnsupportedError) return [];
    throw error;
  }
}

function orbitInWords(subject: Subject): Pick<ExactAnswer, 'headline' | 'details'> {
  try {
    const result = orbit(subject, { seed: '1' });
    const { stratum, status, invariants, assumptions } = result;
    return {
      headline: headline(result),
      details: [
        stratum.dimension < result.parameters
          ? `Its stratum: ${stratum.description}.`
          : 'Its stratum is everything: no symmetry fixes it.',
        ...invariants.map(({ expression, kind }) => `${expression} is ${KINDS[kind]}.`),
        ...assumptions.map((assumption) => `Given that ${assumption}.`),
        `${capital(STATUS[status])}. ${plural(Math.max(1, Math.round(result.milliseconds)), 'millisecond')}.`,
      ],
    };
  } catch (error) {
    if (!(error instanceof UnsupportedError || error instanceof InputError)) throw error;
    return { headline: 'The orbit is not known here.', details: [error.message] };
  }
}

/** Characters of a fraction that are shown. */
const LONGEST = 22;

function short(q: Rational): string {
  const text = format(q).replace('-', '−');
  return text.length <= LONGEST ? text : `≈ ${shortNumber(toDouble(q))}`;
}

function rootText(square: Rational): string {
  const root = rationalRoot(square);
  if (root !== null) return short(root);
  const text = format(square);
  const near = shortNumber(Math.sqrt(toDouble(square)));
  return text.length <= LONGEST ? `√(${text}) ≈ ${near}` : `≈ ${near}`;
}

/** Random polynomial models, and polynomials with one term, factor or power less. */
import type { Rng } from '../../numerics/random.ts';
import type { PolynomialSpec } from './specs.ts';

/** One monomial or two a feature, in up to three variables. */
export function randomPolynomial(rng: Rng, inputs: number): PolynomialSpec {
  const variables = ['u', 'v', 'w'].slice(0, rng.integer(1, 3));
  const monomial = (): string => {
    const power = (): string => {
      const k = rng.integer(1, 3);
      return `${rng.pick(variables)}${k === 1 ? '' : `^${k}`}`;
    };
    const coefficient = rng.pick(['', '', '2*', '3*', '1/2*']);
    return coefficient + Array.from({ length: rng.integer(1, 2) }, power).join('*');
  };
  const feature = (): string =>
    rng.chance(0.5) ? monomial() : `${monomial()} ${rng.pick(['+', '-'])} ${monomial()}`;
  return { kind: 'polynomial', variables, features: Array.from({ length: inputs }, feature) };
}

/** A sum without one of its terms; a product without one of its factors; a power lowered by one. */
export function* simplerFeatures(text: string): Generator<string> {
  if (/[()]/.test(text)) return;
  const terms = text.replace(/\s+/g, '').match(/[+-]?[^+-]+/g) ?? [];
  const join = (list: readonly string[]): string => list.join('').replace(/^\+/, '');
  for (let t = 0; terms.length > 1 && t < terms.length; t++) {
    yield join(terms.filter((_, k) => k !== t));
  }
  for (const [t, term] of terms.entries()) {
    const replaced = (other: string): string =>
      join(terms.map((old, k) => (k === t ? other : old)));
    const lead = /^[+-]/.exec(term)?.[0] ?? '';
    const factors = term.slice(lead.length).split('*');
    for (let f = 0; factors.length > 1 && f < factors.length; f++) {
      yield replaced(lead + factors.filter((_, k) => k !== f).join('*'));
    }
    for (const [f, factor] of factors.entries()) {
      const power = /^(.+)\^(\d+)$/.exec(factor);
      if (!power) continue;
      const lower = Number(power[2]) === 2 ? power[1] : `${power[1]}^${Number(power[2]) - 1}`;
      yield replaced(lead + factors.map((old, k) => (k === f ? lower : old)).join('*'));
    }
  }
}

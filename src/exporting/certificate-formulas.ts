/** Symmetries, equations and laws of a certificate as formulas of the parameters. */
import { InputError } from '../errors.ts';
import { toRational } from '../numerics/numeral.ts';
import * as q from '../numerics/rational.ts';
import type {
  Certificate,
  CertificateForm,
  CertificateIsometry,
  CertificateLaw,
  Exact,
} from '../verifier/certificate.ts';

/** How a language writes them. */
export interface FormulaDialect {
  numeral(value: q.Rational): string;
  power(base: string, n: number): string;
  log(of: string): string;
  /** base⁻ⁿ of a sum. */
  reciprocal(base: string, n: number): string;
}

export interface Formulas {
  /** An image for each parameter. */
  readonly symmetries: readonly (readonly string[])[];
  readonly equations: readonly string[];
  readonly laws: Readonly<Record<CertificateLaw['on'], readonly string[]>>;
}

/**
 * @param names of the parameters.
 * @throws InputError on a coordinate that there is no name for.
 */
export function certificateFormulas(
  { upper }: Certificate,
  names: readonly string[],
  dialect: FormulaDialect,
): Formulas {
  return {
    symmetries: upper.isometries.map(imagesOf),
    equations: upper.equations.map((form) => sum(termsOf(form))),
    laws: { everywhere: lawsOn('everywhere'), subspace: lawsOn('subspace') },
  };

  function nameAt(index: number): string {
    if (names[index] !== undefined) return names[index];
    throw new InputError('certificate', `a coordinate from 0 to ${names.length - 1}`, `${index}`);
  }

  function imagesOf(isometry: CertificateIsometry): string[] {
    const images = names.map((name): string[] => (isometry.kind === 'blocks' ? [name] : []));
    if (isometry.kind === 'signed-permutation')
      names.forEach((name, i) => {
        const { target, sign, shift } = isometry;
        nameAt(target[i]);
        images[target[i]].push(sign[i] < 0 ? `-${name}` : name);
        if (shift !== null) images[target[i]].push(...termsOf([], shift[i]));
      });
    else
      for (const { matrix, vector, on } of isometry.blocks)
        for (const coordinates of on)
          rowsOf(matrix, vector).forEach((row, k) => {
            nameAt(coordinates[k]);
            images[coordinates[k]] = termsOf(row.map((c, l) => [coordinates[l], c]));
          });
    return images.map(sum);
  }

  function termsOf(form: CertificateForm, constant: Exact = 0): string[] {
    const terms = form.flatMap(([index, c]) => product(c, [nameAt(index)]));
    return q.isZero(toRational(constant)) ? terms : [...terms, numeral(constant)];
  }

  function lawsOn(on: CertificateLaw['on']): string[] {
    return upper.laws
      .filter((law) => law.on === on)
      .map((law) =>
        sum([
          ...law.terms.flatMap(({ coefficient, powers }) =>
            product(
              coefficient,
              powers.map(([i, n]) => (n === 1 ? nameAt(i) : dialect.power(nameAt(i), n))),
            ),
          ),
          ...law.logarithms.flatMap(({ factor, form, constant }) =>
            product(factor, [dialect.log(sum(termsOf(form, constant)))]),
          ),
          ...(law.reciprocals ?? []).flatMap(({ factor, form, constant, power }) =>
            product(factor, [dialect.reciprocal(sum(termsOf(form, constant)), power)]),
          ),
        ]),
      );
  }

  function numeral(value: Exact): string {
    return dialect.numeral(toRational(value));
  }

  function product(coefficient: Exact, factors: readonly string[]): string[] {
    const value = toRational(coefficient);
    if (q.isZero(value)) return [];
    const isOne = q.equal(value, q.ONE);
    if (factors.length === 0 || !(isOne || q.equal(q.negate(value), q.ONE)))
      return [[numeral(coefficient), ...factors].join('*')];
    return [`${isOne ? '' : '-'}${factors.join('*')}`];
  }
}

/** `a - b`; 0 where there are no terms. */
const sum = (terms: readonly string[]) =>
  terms.length === 0
    ? '0'
    : terms
        .map((term, i) =>
          i === 0 ? term : term.startsWith('-') ? ` - ${term.slice(1)}` : ` + ${term}`,
        )
        .join('');

/** The matrix of a block: its own, or 1 − 2vvᵀ/vᵀv. */
function rowsOf(
  matrix: readonly (readonly Exact[])[] | null,
  vector: readonly Exact[] | null,
): readonly (readonly Exact[])[] {
  if (matrix !== null) return matrix;
  const v = (vector ?? []).map(toRational);
  const square = v.reduce((total, c) => q.add(total, q.multiply(c, c)), q.ZERO);
  return v.map((a, k) =>
    v.map((b, l) => {
      const taken = q.divide(q.multiply(q.rational(2n), q.multiply(a, b)), square);
      return q.format(q.subtract(k === l ? q.ONE : q.ZERO, taken));
    }),
  );
}

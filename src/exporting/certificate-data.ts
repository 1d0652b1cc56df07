/** The parts of a certificate in Python: numbers as literals, symmetries, equations and laws as formulas of the parameters. */
import { InputError } from '../errors.ts';
import type { BoundModel } from '../models/bind.ts';
import { parameterNames } from '../models/names.ts';
import { toRational } from '../numerics/numeral.ts';
import * as q from '../numerics/rational.ts';
import type {
  Certificate,
  CertificateForm,
  CertificateIsometry,
  CertificateLaw,
  Exact,
} from '../verifier/certificate.ts';
import { identifiersOf } from './identifiers.ts';
import { unpacked } from './python-program.ts';

/** Values of the finite inputs: [place among all inputs, value]. */
export type Choice = readonly (readonly [number, number])[];

type Member =
  | Certificate['lower']['rows'][number]['member']
  | Certificate['lower']['controls'][number];

const isTrace = (vector: Certificate['span'][number]) =>
  vector.kind === 'derivative' && vector.traces > 0;

/** @throws InputError on a coordinate that the model does not have. */
export function certificateData(
  bound: BoundModel,
  { theta, claim, lower, upper, span }: Certificate,
  choices: readonly Choice[] | null,
): string {
  const names = identifiersOf(parameterNames(bound).name);
  const { line, rows } = lower;
  const controls = rows.some(({ order }) => order > 0) ? lower.controls : [];
  const nameAt = (index: number) => {
    if (names[index] !== undefined) return names[index];
    throw new InputError('certificate', `a coordinate from 0 to ${names.length - 1}`, `${index}`);
  };
  const derivative = (vector: (typeof span)[number]) =>
    vector.kind === 'theta'
      ? '"theta"'
      : entry(
          { along: vector.along, ...(span.some(isTrace) && { traces: vector.traces }) },
          vector.member,
        );
  const parts = [
    `THETA = [${theta.map(fraction).join(', ')}]`,
    `INPUTS, OUTPUTS = ${bound.inputs.size}, ${bound.output.size}`,
    `LOWER, UPPER = ${claim.lower}, ${claim.upper}  # dimension of the orbit of θ`,
    claim.stratumAtLeast === null
      ? []
      : `STRATUM = ${claim.stratumAtLeast}  # dimension of what all isometries fix that fix θ, at least`,
    line === null ? 'TOP = 0' : `BASE, TOP = ${JSON.stringify(line.base)}, ${line.top}`,
    choices === null
      ? []
      : list(
          'CHOICES',
          choices.map((c) => `{${c.map((pair) => pair.join(': ')).join(', ')}}`),
        ),
    controls.length === 0
      ? []
      : list(
          'CONTROLS',
          controls.map((control) => entry({}, control)),
        ),
    rows.length === 0
      ? []
      : list(
          'ROWS',
          rows.map(({ order, control, member }) =>
            entry(controls.length === 0 ? {} : { order, control: control ?? 0 }, member),
          ),
        ),
    claim.stratumAtLeast === null ? [] : list('SPAN', span.map(derivative)),
    formulas(
      'symmetries',
      'isometries with F(image, x) = F(t, x) that leave θ',
      upper.isometries.map((g) => imageOf(g)),
    ),
    formulas(
      'equations',
      'at points that have these values in common with θ, fields keep them',
      upper.equations.map((form) => sum(termsOf(form))),
    ),
    formulas('laws', 'conserved', lawsOn('everywhere')),
    formulas('laws_inside', 'conserved where symmetries and equations hold', lawsOn('subspace')),
  ];
  return parts.flat().join('\n');

  function entry(first: object, { x, free, output, choices: weights, powers }: Member): string {
    const member = {
      ...first,
      x,
      ...(free.length > 0 && { others: free }),
      v: output,
      ...(choices !== null && {
        weights: weights.length > 0 ? weights : choices.map(() => 1),
      }),
      ...(line !== null && { powers }),
    };
    return `{${Object.entries(member)
      .map(([key, value]) => `"${key}": ${JSON.stringify(value)}`)
      .join(', ')}}`;
  }

  function formulas(name: string, what: string, lines: readonly string[]): string[] {
    if (lines.length === 0) return [];
    return [
      `def ${name}(t):  # ${what}`,
      `    ${unpacked(names)}`,
      `    return [${lines.join(lines.join(', ').length > 90 ? ',\n            ' : ', ')}]`,
    ];
  }

  function imageOf(isometry: CertificateIsometry): string {
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
    return `[${images.map(sum).join(', ')}]`;
  }

  function termsOf(form: CertificateForm, constant: Exact = 0): string[] {
    const terms = form.flatMap(([index, c]) => product(c, [nameAt(index)]));
    return q.isZero(rationalOf(constant)) ? terms : [...terms, numeral(constant)];
  }

  function lawsOn(on: CertificateLaw['on']): string[] {
    return upper.laws
      .filter((law) => law.on === on)
      .map((law) =>
        sum([
          ...law.terms.flatMap(({ coefficient, powers }) =>
            product(
              coefficient,
              powers.map(([i, n]) => (n === 1 ? nameAt(i) : `${nameAt(i)}**${n}`)),
            ),
          ),
          ...law.logarithms.flatMap(({ factor, form, constant }) =>
            product(factor, [`log(${sum(termsOf(form, constant))})`]),
          ),
          ...(law.reciprocals ?? []).flatMap(({ factor, form, constant, power }) =>
            product(factor, [`(${sum(termsOf(form, constant))})**-${power}`]),
          ),
        ]),
      );
  }
}

const rationalOf = (value: Exact) => toRational(value);
/** A literal that stays exact beside whole numbers. */
function numeral(value: Exact): string {
  const text = q.format(rationalOf(value));
  return text.includes('/') ? `Q("${text}")` : text;
}
const fraction = (value: Exact) => numeral(value).replace(/^-?\d+$/, (text) => `Q(${text})`);

function product(coefficient: Exact, factors: readonly string[]): string[] {
  const number = numeral(coefficient);
  if (number === '0') return [];
  if (number === '-1') return [`-${factors.join('*')}`];
  return [[...(number === '1' && factors.length > 0 ? [] : [number]), ...factors].join('*')];
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

const list = (name: string, entries: readonly string[]) =>
  entries.length === 0
    ? [`${name} = []`]
    : [`${name} = [`, ...entries.map((entry) => `    ${entry},`), ']'];

/** The matrix of a block: its own, or 1 − 2vvᵀ/vᵀv. */
function rowsOf(
  matrix: readonly (readonly Exact[])[] | null,
  vector: readonly Exact[] | null,
): readonly (readonly Exact[])[] {
  if (matrix !== null) return matrix;
  const v = (vector ?? []).map(rationalOf);
  const square = v.reduce((total, c) => q.add(total, q.multiply(c, c)), q.ZERO);
  return v.map((a, k) =>
    v.map((b, l) => {
      const taken = q.divide(q.multiply(q.rational(2n), q.multiply(a, b)), square);
      return q.format(q.subtract(k === l ? q.ONE : q.ZERO, taken));
    }),
  );
}

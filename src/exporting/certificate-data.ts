/** The parts of a certificate in Python: numbers as literals, symmetries, equations and laws as formulas of the parameters. */
import type { BoundModel } from '../models/bind.ts';
import { parameterNames } from '../models/names.ts';
import { toRational } from '../numerics/numeral.ts';
import * as q from '../numerics/rational.ts';
import type { Certificate, Exact } from '../verifier/certificate.ts';
import { certificateFormulas, type FormulaDialect } from './certificate-formulas.ts';
import { identifiersOf } from './identifiers.ts';
import { unpacked } from './python-program.ts';

/** Values of the finite inputs: [place among all inputs, value]. */
export type Choice = readonly (readonly [number, number])[];

/** All values of the finite inputs together; one choice of nothing where there are none. */
export function choicesOf(finite: BoundModel['inputs']['finite']): readonly Choice[] {
  return finite.reduce<Choice[]>(
    (before, { offset, choices }) =>
      before.flatMap((chosen) =>
        choices.map((entries) => [
          ...chosen,
          ...entries.map((value, i) => [offset + i, value] as const),
        ]),
      ),
    [[]],
  );
}

type Member =
  | Certificate['lower']['rows'][number]['member']
  | Certificate['lower']['controls'][number];

const isTrace = (vector: Certificate['span'][number]) =>
  vector.kind === 'derivative' && vector.traces > 0;

/** @throws InputError on a coordinate that the model does not have. */
export function certificateData(
  bound: BoundModel,
  certificate: Certificate,
  choices: readonly Choice[] | null,
): string {
  const { theta, claim, lower, span } = certificate;
  const names = identifiersOf(parameterNames(bound).name);
  const { line, rows } = lower;
  const controls = rows.some(({ order }) => order > 0) ? lower.controls : [];
  const { symmetries, equations, laws } = certificateFormulas(certificate, names, python);
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
      symmetries.map((images) => `[${images.join(', ')}]`),
    ),
    formulas(
      'equations',
      'at points that have these values in common with θ, fields keep them',
      equations,
    ),
    formulas('laws', 'conserved', laws.everywhere),
    formulas('laws_inside', 'conserved where symmetries and equations hold', laws.subspace),
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
}

/** A literal that stays exact beside whole numbers. */
function numeral(value: q.Rational): string {
  const text = q.format(value);
  return text.includes('/') ? `Q("${text}")` : text;
}
const fraction = (value: Exact) =>
  numeral(toRational(value)).replace(/^-?\d+$/, (text) => `Q(${text})`);

const python: FormulaDialect = {
  numeral,
  power: (base, n) => `${base}**${n}`,
  log: (of) => `log(${of})`,
  reciprocal: (base, n) => `(${base})**-${n}`,
};

const list = (name: string, entries: readonly string[]) =>
  entries.length === 0
    ? [`${name} = []`]
    : [`${name} = [`, ...entries.map((entry) => `    ${entry},`), ']'];

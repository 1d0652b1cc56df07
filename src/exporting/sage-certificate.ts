/** A certificate over ℚ, as a script for Sage: ranks of vectors of fractions, and identities of polynomials. */
import { bind } from '../models/bind.ts';
import { parameterNames } from '../models/names.ts';
import { type Certificate, digestOf } from '../verifier/certificate.ts';
import { choicesOf } from './certificate-data.ts';
import { neededDefinitions } from './needed-definitions.ts';
import { literal, namesIn } from './python-function.ts';
import { pythonProgram } from './python-program.ts';
import { fromTemplates, plainText } from './template.ts';

/**
 * @param title what is shown, in one line.
 * @throws InputError on a model that cannot be bound; UnsupportedError on functions without formulas.
 */
export function sageCertificate(certificate: Certificate, title: string): string {
  const bound = bind(certificate.model);
  const { body, functions } = pythonProgram(bound, 'residues');
  const used = new Set(functions.flatMap(({ spec }) => namesIn(spec)));
  const { datum, size, finite } = bound.inputs;
  const parts = ['sage.py', 'sage-data.py', 'sage-checks.py', 'sage-end.py'];
  const script = fromTemplates(parts, used, {
    title: plainText(title),
    digest: digestOf(certificate),
    model: JSON.stringify(certificate.model),
    parameters: JSON.stringify(parameterNames(bound).name),
    functions: functions.map(({ name, spec }) => `${name} = ${literal(spec)}`).join('\n'),
    program: body,
    datum: String(datum),
    others: String(size - datum),
    outputs: String(bound.output.size),
    letters: String(lettersFor(bound, certificate)),
    given: bound.fields === 'given' ? 'True' : 'False',
    // By their places among the other inputs.
    choices: JSON.stringify(
      choicesOf(finite).map((choice) => choice.map(([at, value]) => [at - datum, value])),
    ),
    certificate: certificateText(certificate),
  });
  return neededDefinitions(script);
}

/** Values and slopes of functions that identities can meet: at θ, at its images and on the subspace. */
function lettersFor({ program }: ReturnType<typeof bind>, { upper }: Certificate): number {
  const met = program.operations.filter(({ op }) => op === 'apply' || op === 'inverse').length;
  return 2 * met * (2 + upper.isometries.length);
}

/** One line for each part; what is for people only is left out. */
function certificateText({ theta, claim, lower, upper, span }: Certificate): string {
  const part = (value: unknown) => JSON.stringify(value);
  const list = (values: readonly unknown[]) =>
    values.length === 0 ? '[]' : `[\n    ${values.map(part).join(',\n    ')}]`;
  return `{"theta": ${part(theta)},
 "claim": ${part(claim)},
 "lower": {"line": ${part(lower.line)},
   "controls": ${list(lower.controls)},
   "rows": ${list(lower.rows)}},
 "upper": {"isometries": ${list(upper.isometries)},
   "equations": ${list(upper.equations)},
   "laws": ${list(upper.laws)}},
 "span": ${list(span)}}`;
}

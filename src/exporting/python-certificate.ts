/**
 * A certificate as a Python script that decides it with nothing but the standard library, and without
 * falsim: F, symmetries, equations and laws written out, functions by formulas of the script's own, ranks and identities
 * modulo random primes, everything rational in fractions. What this certificate does not ask for is left out of the script.
 */
import { bind } from '../models/bind.ts';
import { plural } from '../plural.ts';
import { type Certificate, digestOf } from '../verifier/certificate.ts';
import { certificateData, choicesOf } from './certificate-data.ts';
import { constantsAreMet } from './met-constants.ts';
import { neededDefinitions } from './needed-definitions.ts';
import { literal, namesIn, POLYNOMIALS, type PythonFunction } from './python-function.ts';
import { pythonProgram } from './python-program.ts';
import { fromTemplates, plainText } from './template.ts';

/**
 * @param title what is shown, in one line.
 * @throws InputError on a model that cannot be bound, and where a certificate names coordinates that the model does not have;
 *   UnsupportedError on functions without formulas.
 */
export function pythonCertificate(certificate: Certificate, title: string): string {
  const bound = bind(certificate.model);
  const { body, functions, operations } = pythonProgram(bound, 'residues');
  const { datum, size, finite } = bound.inputs;
  const choices = finite.length === 0 ? null : choicesOf(finite);
  const { lower, upper, span } = certificate;
  const { equations, laws, isometries } = upper;
  const everywhere = laws.some(({ on }) => on === 'everywhere');
  const inside = laws.some(({ on }) => on === 'subspace');
  const poles = laws.some(({ reciprocals = [] }) => reciprocals.length > 0);
  const logarithms = laws.some((law) => law.logarithms.length > 0);
  const derivatives = span.flatMap((vector) => (vector.kind === 'theta' ? [] : [vector]));
  const isSpanned = certificate.claim.stratumAtLeast !== null;
  const asked: { readonly [feature: string]: boolean } = {
    given: bound.fields === 'given',
    choices: choices !== null,
    others: size > datum,
    line: lower.line !== null,
    brackets: lower.rows.some(({ order }) => order > 0),
    rows: lower.rows.length > 0,
    span: isSpanned,
    members: lower.rows.length > 0 || isSpanned,
    'span-theta': span.length > derivatives.length,
    traces: derivatives.some(({ traces }) => traces > 0),
    along: derivatives.some(({ along, traces }) => along.length + traces > 0),
    functions: functions.length > 0,
    unknowns: functions.some(isUnknown),
    'functions-at-points': functions.some(isUnknown),
    constants: constantsAreMet(bound, certificate, functions),
    inverses: operations.includes('inverse') || poles || logarithms,
    series: operations.length > 0 || poles || logarithms,
    poles,
    symmetries: isometries.length > 0,
    equations: equations.length > 0,
    laws: everywhere,
    'laws-inside': inside,
    inside: inside || equations.length > 0,
    cut: isometries.length + equations.length > 0,
    upper: isometries.length + equations.length + laws.length > 0,
  };
  const features = [
    ...functions.flatMap(({ spec }) => namesIn(spec)),
    ...Object.keys(asked).filter((feature) => asked[feature]),
  ];
  const gradients = [everywhere && 'slopes(laws, THETA)', inside && 'slopes(laws_inside, THETA)'];
  const variables = [
    'one for a derivative',
    ...(asked['line'] ? ['s (x runs along a line)'] : []),
    ...(asked['along'] ? ['one for each direction'] : []),
    ...(asked['brackets'] ? ['t (time along a control)'] : []),
  ];
  const script = fromTemplates(['certificate.py', 'certificate-checks.py'], new Set(features), {
    title: plainText(title),
    digest: digestOf(certificate),
    model: JSON.stringify(certificate.model),
    functions: functions.map(({ name, spec }) => `${name} = ${literal(spec)}\n`).join(''),
    program: body,
    certificate: certificateData(bound, certificate, choices),
    phi: lower.line === null ? '⟨v, F(θ)(x)⟩' : 'Σₑ powers[e] · [sᵉ] ⟨v, F(θ)(base + s·x)⟩',
    cut: upper.equations.length > 0 ? 'slopes(equations, THETA)' : '[]',
    gradients: (asked['cut'] ? ['', ...gradients] : gradients)
      .filter((text) => text !== false)
      .join(' + '),
    variables: variables.join(', '),
    spanned: `${asked['span-theta'] ? 'θ, ' : ''}DᵏY along such vectors${asked['traces'] ? ', traces of these' : ''}`,
    at: asked['brackets'] ? 'at_theta' : 'field',
    row: asked['brackets'] ? 'bracket' : 'field',
    rows: plural(lower.rows.length, 'vector'),
    vectors: plural(span.length, 'vector'),
    symmetries: String(upper.isometries.length),
    equations: String(upper.equations.length),
    laws: String(upper.laws.length),
  });
  return neededDefinitions(script);
}

const isUnknown = ({ spec }: PythonFunction) =>
  !POLYNOMIALS.has(typeof spec === 'string' ? spec : spec.name);

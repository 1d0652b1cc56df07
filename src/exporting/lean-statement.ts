/**
 * A certificate of any model as a statement in Lean 4 with Mathlib: F, θ, the fields and their brackets are defined, and what is
 * claimed of them is said, with `sorry` in the place of proofs.
 */
import { UnsupportedError } from '../errors.ts';
import { bind } from '../models/bind.ts';
import { parameterNames } from '../models/names.ts';
import { format } from '../numerics/rational.ts';
import { type Certificate, digestOf, exactly } from '../verifier/certificate.ts';
import { certificateFormulas } from './certificate-formulas.ts';
import { identifiersOf } from './identifiers.ts';
import { leanFunctions, leanNumeral } from './lean-function.ts';
import { programText } from './program-text.ts';
import { commentText, fromTemplates } from './template.ts';

/** @throws UnsupportedError where fields are given, inputs are a choice, or a function has no formula. */
export function leanStatement(certificate: Certificate, title: string): string {
  const { claim } = certificate;
  const bound = bind(certificate.model);
  const { program, size } = bound;
  if (bound.fields === 'given' || bound.inputs.finite.length > 0)
    throw new UnsupportedError('a field that is given, or a choice, is not stated in Lean');
  const names = identifiersOf(parameterNames(bound).name);
  const { definitions, nameOf } = leanFunctions(
    program.operations.flatMap((operation) => (operation.op === 'apply' ? [operation.f] : [])),
  );
  const { steps, outputs } = programText(program, names, {
    times: ' * ',
    rational: leanNumeral,
    input: (index) => `x ${index}`,
    inverse: (z) => `(1 / (${z}))`,
    apply: (f, z, order) =>
      order === 0 ? `${nameOf(f)} (${z})` : `iteratedDeriv ${order} ${nameOf(f)} (${z})`,
  });
  const named = names.map((name, i) => `  let ${name} := t ${i}`);
  const body = [
    ...named,
    ...steps.map(([name, text]) => `  let ${name} := ${text}`),
    `  ![${outputs.join(', ')}]`,
  ];
  const formulas = certificateFormulas(certificate, names, {
    numeral: leanNumeral,
    power: (base, n) => `${base} ^ ${n}`,
    log: (of) => `Real.log (${of})`,
    reciprocal: (base, n) => `(1 / (${base}) ^ ${n})`,
  });
  const { symmetries, equations, laws } = formulas;
  const ofParameters = (name: string, type: string, value: string) => [
    '',
    `noncomputable def ${name} (t : Parameters) : ${type} :=`,
    ...named,
    `  ${value}`,
  ];
  const upper: string[] = [];
  const conditions: string[] = [];
  symmetries.forEach((images, k) => {
    const name = `symmetry_${k + 1}`;
    upper.push(
      ...ofParameters(name, 'Parameters', `![${images.join(', ')}]`),
      `theorem unchanged_${k + 1} : ∀ t x, F (${name} t) x = F t x := by sorry`,
      `theorem isometry_${k + 1} : ∀ s t, ∑ i, (${name} s i - ${name} t i) ^ 2 = ∑ i, (s i - t i) ^ 2 := by sorry`,
      `theorem fixed_${k + 1} : ${name} theta = theta := by sorry`,
    );
    conditions.push(`${name} t = t`);
  });
  equations.forEach((text, k) => {
    upper.push(...ofParameters(`equation_${k + 1}`, 'ℝ', text));
    conditions.push(`equation_${k + 1} t = equation_${k + 1} theta`);
  });
  if (equations.length + laws.subspace.length > 0)
    upper.push(
      '',
      '/-- What symmetries fix, and where equations hold. -/',
      `def inside (t : Parameters) : Prop := ${conditions.join(' ∧ ') || 'True'}`,
    );
  const kept = (name: string, where: string) =>
    `theorem kept_${name} : ∀ t, ${where}∀ x o, ∑ i, fderiv ℝ ${name} t (Pi.single i 1) * field x o t i = 0 := by sorry`;
  equations.forEach((_, k) => {
    upper.push(kept(`equation_${k + 1}`, 'inside t → '));
  });
  for (const [on, where] of [
    ['everywhere', ''],
    ['subspace', 'inside t → '],
  ] as const)
    laws[on].forEach((text, k) => {
      const name = `law_${on}_${k + 1}`;
      upper.push(...ofParameters(name, 'ℝ', text));
      // Logarithms and poles: Lean gives them values where they have none.
      upper.push(kept(name, `${where}DifferentiableAt ℝ ${name} t → `));
    });
  const { stratumAtLeast } = claim;
  const matrices = `Matrix (Fin ${size}) (Fin ${size}) ℝ`;
  const stratum = [
    '',
    `/-- Every isometry that fixes θ and leaves F as it is fixes ${stratumAtLeast} dimensions at least. -/`,
    `theorem stratum_at_least : ∃ v : Fin ${stratumAtLeast} → Parameters, LinearIndependent ℝ v ∧`,
    `    ∀ A : ${matrices}, A ∈ Matrix.orthogonalGroup (Fin ${size}) ℝ →`,
    '      (∀ t x, F (theta + A.mulVec (t - theta)) x = F t x) → ∀ k, A.mulVec (v k) = v k := by sorry',
  ];
  return fromTemplates(['statement.lean'], new Set(), {
    title: commentText(title),
    model: commentText(JSON.stringify(certificate.model)),
    digest: digestOf(certificate),
    size: String(size),
    inputs: String(bound.inputs.size),
    outputs: String(bound.output.size),
    functions: definitions.map((line) => `${line}\n`).join(''),
    program: body.join('\n'),
    theta: certificate.theta.map((value) => format(exactly(value))).join(', '),
    lower: String(claim.lower),
    upper: String(claim.upper),
    upper_bound: upper.map((line) => `${line}\n`).join(''),
    stratum: stratumAtLeast === null ? '' : stratum.map((line) => `${line}\n`).join(''),
  });
}

/** A finding as a LaTeX document: statement, witness, and why the statement fails there. */
import type { Subject } from '../instances/subject.ts';
import { bind } from '../models/bind.ts';
import { parameterNames } from '../models/names.ts';
import { format } from '../numerics/rational.ts';
import type { Certificate } from '../verifier/certificate.ts';
import type { Finding } from './finding.ts';

export function latexFinding(finding: Finding): string {
  const { title, failed } = finding;
  const lines = [
    '\\documentclass{article}',
    '\\usepackage{amsmath,amssymb,amsthm}',
    '\\newtheorem*{claim}{Claim}',
    '\\begin{document}',
  ];
  if (failed === null) lines.push(latexText(title));
  else {
    const { claim, dropped, reason } = failed;
    lines.push('\\begin{claim}', latexText(claim.statement));
    if (claim.latex !== '') lines.push(`\\[${claim.latex}\\]`);
    lines.push('\\end{claim}');
    const without = dropped.length === 0 ? '' : ` without the hypothesis ${dropped.join(', ')}`;
    lines.push(latexText(`The claim${without} is false: ${reason}.`));
  }
  lines.push(
    '',
    ...(finding.kind === 'orbit' ? orbit(finding.certificate) : shown(finding.subject)),
  );
  return `${[...lines, '\\end{document}'].join('\n')}\n`;
}

function orbit({ model, theta, claim, upper, lower, wording }: Certificate): string[] {
  const names = parameterNames(bind(model)).name;
  const { isometries, equations, laws } = upper;
  const gap = claim.stratumAtLeast;
  return [
    ...witness(model, names, theta.map(String)),
    '\\begin{proof}',
    latexText(
      `${lower.rows.length} iterated brackets of the fields at θ are independent, so that dim O(θ) ≥ ${claim.lower}. ` +
        `${isometries.length} symmetries of F that fix θ, ${equations.length} linear equations and ${laws.length} laws that are ` +
        `independent at θ hold along the orbit, so that dim O(θ) ≤ ${claim.upper}.`,
    ),
    ...(gap === null
      ? []
      : [
          latexText(
            `No isometry that fixes θ moves ${gap} independent vectors: the stratum of θ has dimension ${gap} at least.`,
          ),
        ]),
    '\\end{proof}',
    latexText(`What the orbit keeps: ${wording.join('; ')}.`),
  ];
}

function shown({ instance, model, exact }: Subject): string[] {
  const { data, loss, training } = instance;
  const trained = [
    data && `inputs ${JSON.stringify(data.inputs)}, targets ${JSON.stringify(data.targets)}`,
    loss && `loss ${loss}`,
    training && `training ${JSON.stringify(training)}`,
  ].filter((part) => part !== undefined);
  return [
    ...witness(model.json, parameterNames(model).name, exact.map(format)),
    ...(trained.length > 0 ? [latexText(`Trained on: ${trained.join('; ')}.`)] : []),
  ];
}

const witness = (model: unknown, names: readonly string[], values: readonly string[]): string[] => [
  `\\paragraph{Witness} ${latexText(`The model ${JSON.stringify(model)} at`)}`,
  `\\[\\theta = (${names.map((name, i) => `${mathName(name)} = ${values[i]}`).join(',\\; ')}).\\]`,
];

const mathName = (name: string) => `\\text{${latexText(name)}}`;

const SPECIAL: { readonly [character: string]: string } = {
  '\\': '\\textbackslash{}',
  '{': '\\{',
  '}': '\\}',
  '#': '\\#',
  $: '\\$',
  '%': '\\%',
  '&': '\\&',
  _: '\\_',
  '^': '\\textasciicircum{}',
  '~': '\\textasciitilde{}',
  '"': "''",
  '<': '$<$',
  '>': '$>$',
};

const MATH: { readonly [character: string]: string } = {
  θ: '\\theta',
  η: '\\eta',
  τ: '\\tau',
  σ: '\\sigma',
  λ: '\\lambda',
  μ: '\\mu',
  Σ: '\\sum',
  '∇': '\\nabla',
  '∂': '\\partial',
  '−': '-',
  '·': '\\cdot',
  '‖': '\\|',
  '≥': '\\ge',
  '≤': '\\le',
  '≠': '\\ne',
  '→': '\\to',
  '½': '\\tfrac12',
  '∞': '\\infty',
  '√': '\\sqrt{}',
  '±': '\\pm',
  '×': '\\times',
  ᵢ: '_i',
  ₖ: '_k',
  ⱼ: '_j',
  '⟨': '\\langle',
  '⟩': '\\rangle',
  ε: '\\varepsilon',
};

/** Text that LaTeX prints as it is: nothing in it is a command. What it has no sign for becomes a question mark. */
export function latexText(text: string): string {
  return [...text].map(latexCharacter).join('');
}

function latexCharacter(c: string): string {
  const special = SPECIAL[c];
  if (special !== undefined) return special;
  if (/[ -~]/.test(c)) return c;
  const math = MATH[c];
  if (math !== undefined) return `$${math}$`;
  const plain = c.normalize('NFKC');
  if (/^\d$/.test(plain)) return /[₀-₉]/.test(c) ? `$_{${plain}}$` : `$^{${plain}}$`;
  if (c === '’' || c === '‘') return "'";
  if (c === '–') return '--';
  return /\s/.test(c) ? ' ' : '?';
}

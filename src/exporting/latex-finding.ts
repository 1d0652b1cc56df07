/** A finding as a LaTeX document: statement, witness, and why the statement fails there. */
import type { Subject } from '../instances/subject.ts';
import { bind } from '../models/bind.ts';
import type { ModelJson } from '../models/contract.ts';
import { parameterNames } from '../models/names.ts';
import { modelOf } from '../models/registry.ts';
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
    '\\sloppy',
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

const witness = (
  model: ModelJson,
  names: readonly string[],
  values: readonly string[],
): string[] => [
  '\\paragraph{Witness}',
  `The model ${codeText(model)}${formulaOf(model)}`,
  `at $\\theta$ with ${names.map((name, i) => `${latexText(name)}~=~${latexText(values[i])}`).join(', ')}.`,
  '',
];

/** JSON that may break after each entry. */
const codeText = (json: unknown) =>
  `\\texttt{${latexText(JSON.stringify(json, null, 1).replace(/\s+/g, ' ')).replaceAll("''", '"')}}`;

const formulaOf = (model: ModelJson) => `, ${latexText(modelOf(model.kind).formula)},`;

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
  ε: '\\varepsilon',
  β: '\\beta',
  π: '\\pi',
  δ: '\\delta',
  φ: '\\varphi',
  α: '\\alpha',
  γ: '\\gamma',
  ρ: '\\rho',
  κ: '\\kappa',
  ν: '\\nu',
  ζ: '\\zeta',
  Φ: '\\Phi',
  Π: '\\prod',
  '∏': '\\prod',
  Δ: '\\Delta',
  Σ: '\\sum',
  ℓ: '\\ell',
  '∇': '\\nabla',
  '∂': '\\partial',
  '∫': '\\int',
  '−': '-',
  '·': '\\cdot',
  '…': '\\ldots',
  '⋯': '\\cdots',
  '‖': '\\|',
  '∥': '\\parallel',
  '≥': '\\ge',
  '≤': '\\le',
  '≠': '\\ne',
  '≡': '\\equiv',
  '≈': '\\approx',
  '≳': '\\gtrsim',
  '→': '\\to',
  '←': '\\leftarrow',
  '↦': '\\mapsto',
  '½': '\\tfrac12',
  '⅓': '\\tfrac13',
  '∞': '\\infty',
  '√': '\\surd',
  '±': '\\pm',
  '∓': '\\mp',
  '×': '\\times',
  '⊙': '\\odot',
  '⊗': '\\otimes',
  '⊕': '\\oplus',
  '∘': '\\circ',
  '∗': '*',
  '∈': '\\in',
  '⊂': '\\subset',
  '∩': '\\cap',
  '⟨': '\\langle',
  '⟩': '\\rangle',
  '⌊': '\\lfloor',
  '⌋': '\\rfloor',
  '′': '{}^\\prime',
  '″': '{}^{\\prime\\prime}',
  ℝ: '\\mathbb{R}',
  ℚ: '\\mathbb{Q}',
  ℤ: '\\mathbb{Z}',
};

/** Marks above a letter. */
const MARKS: { readonly [mark: string]: readonly [before: string, after: string] } = {
  '\u0307': ['$\\dot{', '}$'],
  '\u0304': ['$\\bar{', '}$'],
  '\u0302': ['$\\hat{', '}$'],
  '\u0301': ["\\'{", '}'],
  '\u0300': ['\\`{', '}'],
  '\u0308': ['\\"{', '}'],
};

/** Text that LaTeX prints as it is: nothing in it is a command. What it has no sign for becomes a question mark. */
export function latexText(text: string): string {
  const characters = text.replace(/\p{L}/gu, decomposed).match(/.[\u0300-\u0308]?/gsu) ?? [];
  return characters.map(latexCharacter).join('');
}

/** A letter and its mark. */
const decomposed = (letter: string) => {
  const parts = letter.normalize('NFD');
  return /^.[\u0300-\u0308]$/u.test(parts) ? parts : letter;
};

function latexCharacter(character: string): string {
  const [c, mark] = [...character];
  if (mark !== undefined) {
    const [before, after] = MARKS[mark] ?? ['', '?'];
    return /[a-z]/i.test(c) ? `${before}${c}${after}` : `${latexCharacter(c)}?`;
  }
  const special = SPECIAL[c];
  if (special !== undefined) return special;
  if (/[ -~]/.test(c)) return c;
  const math = MATH[c];
  if (math !== undefined) return `$${math}$`;
  // Small letters, digits and signs, above the line or below it.
  const plain = c.normalize('NFKC').replace('−', '-');
  if (/^[\da-z+()-]$/i.test(plain)) return BELOW.test(c) ? `$_{${plain}}$` : `$^{${plain}}$`;
  if (c === '’' || c === '‘') return "'";
  if (c === '–') return '--';
  return /\s/.test(c) ? ' ' : '?';
}

const BELOW = /[\u2080-\u209c\u1d62-\u1d6a\u2c7c]/;

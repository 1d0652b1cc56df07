/**
 * The other forms of every stored counterexample: NumPy runs, PyTorch runs on a stand-in and where it is installed, LaTeX is
 * balanced, and compiled where pdflatex is.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { claimById } from '../claims/registry.ts';
import { counterexampleFiles } from '../counterexamples/replay.ts';
import { UnsupportedError } from '../errors.ts';
import { hasPython, pythonWith, runPython } from '../testing/run-python.ts';
import { isTurn } from '../testing/share.ts';
import { exported, type Form } from './exported.ts';
import { findingIn } from './finding.ts';
import { latexText } from './latex-finding.ts';

const numpy = pythonWith('numpy');
const torch = pythonWith('torch');

/** Without the counts, whose certificates take seconds to find and which have the same form as orbit gaps. */
const findings = counterexampleFiles('counterexamples')
  .filter((file) => !/--count--|quantity|slope-at-zero|two-layer--/.test(file))
  .map((file) => findingIn(file, '1', claimById));

const texts = (form: Form): string[] =>
  findings.flatMap((finding) => {
    try {
      return [exported(finding, form)];
    } catch (error) {
      if (error instanceof UnsupportedError) return [];
      throw error;
    }
  });

// One of the two a day: a library takes longer to load than what it runs.
if (isTurn(0, 2))
  it.skipIf(numpy === null)('NumPy trains again and sees what was said to stay change', () => {
    const scripts = texts('numpy');
    expect(scripts.length).toBeGreaterThan(15);
    const still = scripts[0].replace(/^START = .*$/m, 'START = [0.0] * len(PARAMETERS)');
    const outcomes = runPython([...scripts, still], { python: numpy! });
    expect(outcomes.pop()!.code).not.toBe(-1);
    for (const outcome of outcomes)
      expect(outcome).toEqual({ code: 0, output: expect.stringContaining('so the claim fails') });
  });

it.skipIf(!hasPython)('PyTorch scripts are Python', () => {
  const scripts = texts('pytorch');
  expect(scripts.length).toBeGreaterThan(15);
  const parse = `import ast, json\nfor text in json.loads(${JSON.stringify(JSON.stringify(scripts))}): ast.parse(text)\nprint("parsed")`;
  expect(runPython([parse])).toEqual([{ code: 0, output: 'parsed\n' }]);
});

if (isTurn(1, 2))
  it.skipIf(torch === null)('PyTorch trains again and sees the same', () => {
    for (const outcome of runPython(texts('pytorch'), { python: torch! }))
      expect(outcome).toEqual({ code: 0, output: expect.stringContaining('so the claim fails') });
  });

it('LaTeX is ASCII, balanced, and has the statement', () => {
  for (const [i, text] of texts('latex').entries()) {
    expect(text).toMatch(/^[ -~\n]*$/);
    const open = text.replace(/\\[{}\\]/g, '');
    expect(open.split('{').length).toBe(open.split('}').length);
    for (const name of ['document', 'claim', 'proof'])
      expect(text.split(`\\begin{${name}}`).length).toBe(text.split(`\\end{${name}}`).length);
    expect(text).toContain(latexText(findings[i].failed!.claim.statement));
  }
});

const hasTex = spawnSync('pdflatex', ['--version']).status === 0;

it.skipIf(!hasTex)('pdflatex compiles every document, and no line runs off the page', () => {
  const documents = texts('latex');
  const bodies = documents.map((text) => text.split(/\\(?:begin|end)\{document\}/)[1]);
  const [preamble] = documents[0].split('\\begin{document}');
  const folder = mkdtempSync(join(tmpdir(), 'falsim-latex-'));
  try {
    const whole = `${preamble}\\begin{document}${bodies.join('\\clearpage')}\\end{document}`;
    writeFileSync(join(folder, 'all.tex'), whole);
    const { status, stdout } = spawnSync(
      'pdflatex',
      ['-interaction=nonstopmode', '-halt-on-error', '-no-shell-escape', 'all.tex'],
      { cwd: folder, encoding: 'utf8' },
    );
    expect([status, stdout.match(/^(?:!|Overfull \\hbox).*/gm)]).toEqual([0, null]);
    const [, pages] = stdout.match(/Output written on all\.pdf \((\d+) pages/)!;
    expect(Number(pages)).toBeGreaterThanOrEqual(documents.length);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

it('LaTeX has a sign for every character that findings are worded in', () => {
  for (const { failed } of findings)
    expect(
      latexText(`${failed!.claim.statement}${failed!.reason}`.replaceAll('?', '')),
    ).not.toContain('?');
});

it('text that would be a command in LaTeX is text', () => {
  expect(latexText('\\input{/etc/passwd} $x_1^2$ 100% # ~ &')).toBe(
    '\\textbackslash{}input\\{/etc/passwd\\} \\$x\\_1\\textasciicircum{}2\\$ 100\\% \\# \\textasciitilde{} \\&',
  );
  expect(latexText('w₁² ≥ 0\u202e')).toBe('w$_{1}$$^{2}$ $\\ge$ 0?');
  expect(latexText('σ′ ẇ Aᵀ xᵢ é')).toBe("$\\sigma$${}^\\prime$ $\\dot{w}$ A$^{T}$ x$_{i}$ \\'{e}");
});

it('JSON has the instance and what is looked at', () => {
  const steps = findings.find(
    (finding) => finding.kind === 'shown' && finding.shown.kind === 'steps',
  )!;
  const json = JSON.parse(exported(steps, 'json')) as Record<string, unknown>;
  expect(json).toMatchObject({ format: 'falsim-finding', schema: 1, shows: 'steps' });
  expect(Object.keys(json['what'] as object)).toEqual(['forms']);
});

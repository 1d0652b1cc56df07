/**
 * Statements for Lean and Mathlib, without either: they name nothing that is not there, and F, θ, symmetries and laws mean what the
 * certificate says, read as arithmetic of this test at random points.
 */
import { expect, it } from 'vitest';
import { float64 } from '../analytic/fields/float64.ts';
import { UnsupportedError } from '../errors.ts';
import { bind } from '../models/bind.ts';
import { createRng } from '../numerics/random.ts';
import { certificateCases } from '../testing/certificate-cases.ts';
import { producedCertificate } from '../testing/certificate-producer.ts';
import { caseModels } from '../testing/certificate-questions.ts';
import { registering } from '../testing/registering.ts';
import type { Certificate } from '../verifier/certificate.ts';
import { leanStatement } from './lean-statement.ts';

registering(...caseModels);

interface Stated {
  readonly certificate: Certificate;
  readonly text: string;
}

const stated = certificateCases.flatMap((one): Stated[] => {
  const certificate = producedCertificate(one);
  if (bind(certificate.model).inputs.finite.length > 0) return [];
  return [{ certificate, text: leanStatement(certificate, 'A test. -/ axiom bad : False /-') }];
});

/** Without comments. */
const code = (text: string) => text.replace(/\/-[\s\S]*?-\//g, '');

/** What Lean, Mathlib and binders have. */
const KNOWN = new Set(
  (
    'import Mathlib namespace end Falsim abbrev noncomputable def theorem inductive fun let by sorry Fin Prop True Real exp sin ' +
    'cos tanh arctan log sqrt pi fderiv iteratedDeriv DifferentiableAt LinearIndependent Pi single Matrix orthogonalGroup mulVec ' +
    'X Y A t s x o i k v z gradient bracket in'
  ).split(' '),
);

it('are balanced, take no axiom, and use only what is defined', () => {
  expect(stated.length).toBeGreaterThan(20);
  for (const { text } of stated) {
    const plain = code(text);
    for (const [open, close] of ['()', '[]'])
      expect(plain.split(open).length).toBe(plain.split(close).length);
    expect(text.split('/-').length).toBe(text.split('-/').length);
    expect(plain).not.toMatch(/axiom|native_decide|unsafe|False|undefined|NaN/);
    const defined = [...plain.matchAll(/(?:def|theorem|abbrev|inductive|let) (\w+)/g)].map(
      (m) => m[1],
    );
    const global = [...plain.matchAll(/(?:def|theorem|abbrev|inductive) (\w+)/g)].map((m) => m[1]);
    expect(new Set(global).size).toBe(global.length);
    const used = plain.match(/[A-Za-z]\w*/g)!;
    expect(used.filter((name) => !KNOWN.has(name) && !defined.includes(name))).toEqual([]);
  }
});

/** A definition's lines as a JavaScript function of t and x. */
function compiled(text: string, name: string): (t: number[], x?: number[]) => number | number[] {
  const definitions = [
    ...code(text).matchAll(/^noncomputable def (sigma_\w+) \(z : ℝ\) : ℝ := (.*)$/gm),
  ]
    .map(
      ([, f, formula]) =>
        `const ${f} = (z) => ${formula.includes('∫') ? 'erf(z)' : script(formula)};`,
    )
    .join('\n');
  const found = new RegExp(`^noncomputable def ${name} .*:=\\n((?: {2}.*\\n)+)`, 'm').exec(
    code(text),
  );
  const lines = found![1].trim().split('\n');
  const steps = lines
    .slice(0, -1)
    .map((line) => script(line.replace(/let (\w+) := (.*)/, 'const $1 = $2;')));
  const body = `${definitions}\n${steps.join('\n')}\nreturn ${script(lines.at(-1)!)};`;
  const run = new Function('erf', 't', 'x', body) as (
    erf: (z: number) => number,
    t: number[],
    x?: number[],
  ) => number | number[];
  return (t, x) => run(erf, t, x);
}

const script = (formula: string) =>
  formula
    .replaceAll(' : ℝ)', ')')
    .replaceAll('Real.pi', 'Math.PI')
    .replace(/Real\.(sqrt) (\d+|Math\.PI|z)/g, 'Math.$1($2)')
    .replace(/Real\.arctan/g, 'Math.atan')
    .replace(/Real\.(\w+) (z|\()/g, (_, f, rest) => (rest === 'z' ? `Math.${f}(z)` : `Math.${f} (`))
    .replace(/Math\.atan z/g, 'Math.atan(z)')
    .replace(/(sigma_\w+) z/g, '$1(z)')
    .replaceAll('^', '**')
    .replaceAll('![', '[')
    .replace(/\b([tx]) (\d+)/g, '$1[$2]');

/** By its Taylor series, for small z. */
function erf(z: number): number {
  let [sum, term] = [0, z];
  for (let n = 0; n < 80; n++) {
    sum += term / (2 * n + 1);
    term *= -(z * z) / (n + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * sum;
}

/** Central differences. */
function slopes(f: (t: number[]) => number, t: number[]): number[] {
  const h = 1e-5;
  return t.map((_, i) => {
    const at = (by: number) => f(t.map((v, j) => (i === j ? v + by : v)));
    return (at(h) - at(-h)) / (2 * h);
  });
}

const near = (a: number, b: number, scale = 1) =>
  expect(Math.abs(a - b)).toBeLessThan(1e-6 * (scale + Math.abs(a) + Math.abs(b)));

it('say of F, θ, symmetries and laws what the certificate says', () => {
  let kept = 0;
  for (const { certificate, text } of stated) {
    const bound = bind(certificate.model);
    const rng = createRng(text);
    const draw = (n: number) => Array.from({ length: n }, () => 0.3 + rng.uniform());
    const [t, x] = [draw(bound.size), draw(bound.inputs.size)];
    const f = compiled(text, 'F');
    const values = f(t, x) as number[];
    bound.evaluate(float64, t, x).forEach((value, o) => {
      near(values[o], value);
    });
    expect(
      compiled(text.replace('theta : Parameters := !', 'theta : Parameters :=\n  !'), 'theta')([]),
    ).toEqual(
      certificate.theta.map((value) => {
        const [top, bottom = '1'] = String(value).split('/');
        return Number(top) / Number(bottom);
      }),
    );
    certificate.upper.isometries.forEach((_, k) => {
      const image = compiled(text, `symmetry_${k + 1}`)(t) as number[];
      (f(image, x) as number[]).forEach((value, o) => {
        near(value, values[o]);
      });
    });
    for (const [, law] of text.matchAll(/theorem kept_(law_everywhere_\d+)/g)) {
      const h = compiled(text, law) as (t: number[]) => number;
      const slope = slopes(h, t);
      values.forEach((_, o) => {
        const own = slopes((at) => (f(at, x) as number[])[o], t);
        const terms = own.map((v, i) => v * slope[i]);
        const size = terms.reduce((sum, v) => sum + Math.abs(v), 0);
        expect(size).toBeGreaterThan(0);
        near(
          terms.reduce((sum, v) => sum + v, 0),
          0,
          size,
        );
        kept++;
      });
    }
    const { lower, upper } = certificate.claim;
    expect(text).toContain(`∃ X : Fin ${lower} → Parameters → Parameters,`);
    expect(text).toContain(`∀ X : Fin (${upper} + 1) → Parameters → Parameters,`);
    const theorems = certificate.upper.laws.length + certificate.upper.equations.length;
    expect(text.split('theorem kept_').length - 1).toBe(theorems);
  }
  expect(kept).toBeGreaterThan(5);
});

it('refuse a choice among inputs', () => {
  const finite = certificateCases.find((one) => one.name.startsWith('finite inputs'))!;
  expect(() => leanStatement(producedCertificate(finite), 'A test.')).toThrow(UnsupportedError);
});

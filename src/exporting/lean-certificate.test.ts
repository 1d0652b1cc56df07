/**
 * Texts for Lean: checked by Lean where it is installed; everywhere that they are well formed, name nothing that is not there, and
 * that the numbers in them are those of the certificate, by arithmetic of this test at random points.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { UnsupportedError } from '../errors.ts';
import { certificateCases } from '../testing/certificate-cases.ts';
import { producedCertificate } from '../testing/certificate-producer.ts';
import { caseModels } from '../testing/certificate-questions.ts';
import { registering } from '../testing/registering.ts';
import { leanCertificate } from './lean-certificate.ts';

registering(...caseModels);

const NAMES = [
  'linear 1-2-1: one field',
  'linear 1-2-1 on the stratum',
  'the same reflection as a matrix',
  'ReLU paths',
  'u²v³',
  'a reflection about a point',
];
const certificates = NAMES.map((name) =>
  producedCertificate(certificateCases.find((one) => one.name.startsWith(name))!),
);
const texts = certificates.map((one) => leanCertificate(one, 'A test. -/ axiom bad : False /-'));

const hasLean = spawnSync('lean', ['--version']).status === 0;

it.skipIf(!hasLean)('Lean accepts them', () => {
  const folder = mkdtempSync(join(tmpdir(), 'falsim-lean-'));
  try {
    texts.forEach((text, i) => {
      writeFileSync(join(folder, `${i}.lean`), text);
      const { status, stdout } = spawnSync('lean', [join(folder, `${i}.lean`)], {
        encoding: 'utf8',
      });
      expect([NAMES[i], stdout, status]).toEqual([NAMES[i], '', 0]);
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

/** Without comments. */
const code = (text: string) => text.replace(/\/-[\s\S]*?-\//g, '').replace(/--.*$/gm, '');

/** What core Lean has. */
const CORE =
  'Bool decide def theorem abbrev namespace end set_option maxRecDepth by kernel fun if then else match with List Int Nat Ordering lt eq gt ' +
  'foldl map zipWith range drop headD length ofNat Falsim';

it('they are balanced, take no axiom, and use only what is defined', () => {
  for (const text of texts) {
    const plain = code(text);
    for (const [open, close] of ['()', '[]'])
      expect(plain.split(open).length).toBe(plain.split(close).length);
    expect(text.split('/-').length).toBe(text.split('-/').length);
    expect(plain).not.toMatch(/sorry|axiom|native_decide|unsafe|import|False/);
    const defined = [...plain.matchAll(/(?:def|theorem|abbrev) (\w+)/g)].map(([, name]) => name);
    expect(new Set(defined).size).toBe(defined.length);
    const bound = new Set([
      '_',
      ...CORE.split(' '),
      ...defined,
      ...'a b c d e f g h i j k n p q r s t u v x y X Y point images columns'.split(' '),
    ]);
    const used = plain.match(/[A-Za-z_]\w*/g)!;
    expect([...new Set(used.filter((name) => !bound.has(name)))]).toEqual([]);
    for (const theorem of plain.split(/^theorem /m).slice(1))
      expect(theorem).toMatch(/:= by decide( \+kernel)?\s/);
  }
});

type Poly = [number, number[]][];

/** A literal of the text. */
function literal<T>(text: string, name: string): T {
  const found = new RegExp(
    `^def ${name} : [^:]*:= ?([\\s\\S]*?)(?=\\n(?:[^\\s\\]]|\\n))`,
    'm',
  ).exec(code(text));
  return JSON.parse(found![1].replaceAll('(', '[').replaceAll(')', ']')) as T;
}

const valueOfTerm = (point: number[], e: number[]) =>
  e.reduce((product, n, i) => product * point[i] ** n, 1);
const valueAt = (p: Poly, point: number[]) =>
  p.reduce((sum, [c, e]) => sum + c * valueOfTerm(point, e), 0);
const slope = (p: Poly, i: number): Poly =>
  p.flatMap(([c, e]) =>
    e[i] === 0 ? [] : [[c * e[i], e.map((n, j) => (j === i ? n - 1 : n))] as [number, number[]]],
  );
const pairing = (r: number[], s: number[]) => r.reduce((sum, a, i) => sum + a * s[i], 0);

it('their numbers are those of the certificate', () => {
  texts.forEach((text, n) => {
    const { theta, claim, upper } = certificates[n];
    const scale = literal<number>(text, 'scale');
    const size = theta.length;
    const at = literal<number[]>(text, 'theta');
    const fraction = (value: unknown) => {
      const [top, bottom = '1'] = String(value).split('/');
      return Number(top) / Number(bottom);
    };
    expect(at.map((v) => v / scale)).toEqual(theta.map(fraction));
    const phi = literal<Poly[]>(text, 'phi');
    const gradient = (p: Poly, point: number[]) => at.map((_, i) => valueAt(slope(p, i), point));
    const here = at.map((v) => v / scale);
    // Rows that are no brackets are gradients at θ; the right inverse shows that they are independent.
    const rows = [...code(text).matchAll(/^ {2}\(field (\d+)\)\.map value/gm)].map(([, k]) =>
      gradient(phi[Number(k)], here),
    );
    const [, inverse, multiple] =
      /independent : products rows (\[.*\]) = multiple (\d+) \d+ :=/.exec(text)!;
    const degree = literal<number>(text, 'degree');
    const columns = JSON.parse(inverse) as number[][];
    expect(columns).toHaveLength(claim.lower);
    for (const [i, row] of rows.entries())
      for (const [j, column] of columns.entries())
        expect(pairing(row, column) * scale ** degree).toBeCloseTo(
          i === j ? Number(multiple) : 0,
          6,
        );
    expect(rows).toHaveLength(claim.lower);
    expect(text).toContain(
      `/-- ${claim.lower} ≤ dim O(θ) ≤ ${size} − ${size - claim.upper} = ${claim.upper} -/`,
    );
    // Laws pair to zero with every field, here at a point of the subspace.
    const free = at.map((_, i) => (7 * i + 3) / 5);
    const inside = /^def inside/m.test(text)
      ? literal<Poly[]>(text, 'inside').map((p) => valueAt(p, free) / scale)
      : free;
    upper.laws.forEach((_, k) => {
      const law = literal<Poly>(text, `law_${k + 1}`);
      expect(gradient(law, here).some((v) => v !== 0)).toBe(true);
      for (const p of phi)
        expect(pairing(gradient(law, inside), gradient(p, inside))).toBeCloseTo(0, 6);
    });
    upper.isometries.forEach((_, k) => {
      const rowsOf = literal<number[][]>(text, `symmetry_${k + 1}`);
      const shift = literal<number[]>(text, `shift_${k + 1}`);
      const image = (point: number[]) =>
        rowsOf.map((row, i) => (pairing(row, point) + shift[i]) / scale);
      for (const [i, v] of image(here).entries()) expect(v).toBeCloseTo(here[i], 9);
      for (const p of phi) expect(valueAt(p, image(free))).toBeCloseTo(valueAt(p, free), 6);
    });
  });
});

it('what is no polynomial is refused by name', () => {
  const refusal = (name: string) => () =>
    leanCertificate(
      producedCertificate(certificateCases.find((one) => one.name.startsWith(name))!),
      'A test.',
    );
  expect(refusal('two-layer tanh, equal')).toThrow(UnsupportedError);
  expect(refusal('two-layer tanh, equal')).toThrow('it applies tanh');
  expect(refusal('a power law')).toThrow('a law with logarithms');
});

/**
 * A certificate of a polynomial model as a text for Lean 4, whose kernel decides it (`by decide +kernel`): polynomials as lists of
 * integers, fields as their gradients, brackets, and integer matrices with right inverses for what is independent.
 */
import { UnsupportedError } from '../errors.ts';
import { bind } from '../models/bind.ts';
import { parameterNames } from '../models/names.ts';
import {
  degreeOf,
  evaluatePolynomial,
  type Polynomial,
  polynomial,
  rationalPolynomials as ring,
} from '../numerics/polynomial.ts';
import * as q from '../numerics/rational.ts';
import { rationalRing } from '../numerics/rational-ring.ts';
import { type Certificate, digestOf, exactly } from '../verifier/certificate.ts';
import { Echelon, type Form, formOf } from '../verifier/echelon.ts';
import { fixedForms, isometryOf } from '../verifier/isometry.ts';
import { type Coefficient, expandedProgram } from './expanded-program.ts';
import { integerText, rightInverse } from './right-inverse.ts';
import { commentText, fromTemplates } from './template.ts';

/** A vector at θ, and what Lean calls it. */
interface Named {
  readonly text: string;
  readonly vector: readonly q.Rational[];
}

/** Brackets that are tried. */
const MOST = 400;

/** @throws UnsupportedError where F is no polynomial, or a law none. */
export function leanCertificate(certificate: Certificate, title: string): string {
  const { claim, upper } = certificate;
  const bound = bind(certificate.model);
  const size = bound.size;
  const theta = certificate.theta.map(exactly);
  const phi = integral(expandedProgram(bound));
  const laws = upper.laws.map(lawOf);
  const symmetries = upper.isometries.map((one, k) => isometryOf(one, size, `isometries[${k}]`));
  const equations = upper.equations.map((form) =>
    formOf(form.map(([i, c]) => [i, exactly(c)] as const)),
  );
  const inside = new Echelon();
  for (const one of symmetries)
    for (const form of fixedForms(one, theta, 'isometries')) inside.insert(form);
  for (const form of equations) inside.insert(form);
  const images = insideImages(inside, theta);
  const scale = q.commonDenominator([
    ...theta,
    ...symmetries.flatMap(({ rows, shift }) => [...shift, ...rows.flatMap((r) => [...r.values()])]),
    ...images.flatMap(({ terms }) => terms.map(({ coefficient }) => coefficient)),
  ]);
  const times = (value: q.Rational, by = scale) => integerText(q.multiply(value, q.rational(by)));
  const vectorText = (form: Form, by = scale) =>
    `[${Array.from({ length: size }, (_, i) => times(form.get(i) ?? q.ZERO, by)).join(', ')}]`;

  const { rows, degree: deepest } = brackets(phi, theta, claim.lower);
  const widest = Math.max(0, ...phi.map(({ inTheta }) => degreeOf(inTheta)));
  const degree = Math.max(deepest, widest, ...laws.map((law) => widest + degreeOf(law.h)));
  const valueScale = q.rational(scale ** BigInt(degree));
  const scaledRows = rows.map(({ vector }) => vector.map((v) => q.multiply(v, valueScale)));

  const witnesses: string[] = [];
  const constraints: Named[] = [];
  const independent = new Echelon();
  symmetries.forEach((one, k) => {
    const name = `symmetry_${k + 1}`;
    witnesses.push(
      `/-- θ ↦ Qθ + q: scale·Q and scale·q. -/`,
      `def ${name} : List (List Int) := [\n${one.rows.map((row) => `  ${vectorText(row)}`).join(',\n')}]`,
      `def shift_${k + 1} : List Int := [${one.shift.map((v) => times(v)).join(', ')}]`,
      `theorem isometry_${k + 1} : products ${name} ${name} = multiple (scale * scale) ${size} := by decide +kernel`,
      `theorem fixed_${k + 1} : List.zipWith (fun r c => pairing r theta + scale * c) ${name} shift_${k + 1} = theta.map (fun a => scale * a) := by decide +kernel`,
      `theorem unchanged_${k + 1} : phi.map (restricted (List.zipWith affine ${name} shift_${k + 1})) = phi.map (scaled (power scale degree)) := by decide +kernel`,
      '',
    );
    fixedForms(one, theta, 'isometries').forEach((form, i) => {
      if (!independent.insert(form)) return;
      const scaled = new Map([...form].map(([j, v]) => [j, q.multiply(v, q.rational(scale))]));
      constraints.push({ text: `moved ${name} ${i}`, vector: dense(scaled, size) });
    });
  });
  if (symmetries.length > 0)
    witnesses.unshift(
      '/-- Row i of scale·(Q − 1). -/',
      'def moved (s : List (List Int)) (i : Nat) : List Int :=',
      '  List.zipWith (fun a j => if i = j then a - scale else a) ((s.drop i).headD []) places',
      '',
    );
  if (equations.length > 0 || laws.some(({ on }) => on === 'subspace'))
    witnesses.push(
      '/-- Points that satisfy all symmetries and equations, times scale, in their free coordinates. -/',
      `def inside : List Poly := [\n${images.map((p) => `  ${polynomialText(p, size, scale)}`).join(',\n')}]`,
      '',
    );
  equations.forEach((form, k) => {
    const name = `equation_${k + 1}`;
    const by = q.commonDenominator(form.values());
    witnesses.push(
      `def ${name} : List Int := ${vectorText(form, by)}`,
      `theorem tangent_${k + 1} : phi.map (fun p => restricted inside ((List.zipWith scaled ${name} (gradient p)).foldl add [])) = zeros phi := by decide +kernel`,
      '',
    );
    const scaled = new Map([...form].map(([j, v]) => [j, q.multiply(v, q.rational(by))]));
    constraints.push({ text: name, vector: dense(scaled, size) });
  });
  laws.forEach(({ h, on }, k) => {
    const name = `law_${k + 1}`;
    const slope = `dot (gradient ${name}) (gradient p)`;
    const there = on === 'everywhere' ? slope : `restricted inside (${slope})`;
    witnesses.push(
      `def ${name} : Poly := ${polynomialText(h, size)}`,
      `theorem conserved_${k + 1} : phi.map (fun p => ${there}) = zeros phi := by decide +kernel`,
      '',
    );
    constraints.push({
      text: `(gradient ${name}).map value`,
      vector: gradientOf(h, size).map((p) => q.multiply(valueAt(p, theta), valueScale)),
    });
  });
  const below = rightInverse(scaledRows);
  const above = rightInverse(constraints.map(({ vector }) => vector));
  if (below === null || above === null || size - constraints.length !== claim.upper)
    throw new UnsupportedError('the witnesses of the certificate are not independent');
  const listed = (lines: readonly string[]) => lines.map((line) => `  ${line}`).join(',\n');
  return fromTemplates(['certificate.lean'], new Set(), {
    title: commentText(title),
    digest: digestOf(certificate),
    model: commentText(JSON.stringify(certificate.model)),
    parameters: commentText(parameterNames(bound).name.join(', ')),
    places: `[${Array.from({ length: size }, (_, i) => i).join(', ')}]`,
    theta: `[${theta.map((v) => times(v)).join(', ')}]`,
    scale: String(scale),
    degree: String(degree),
    size: String(size),
    lower: String(claim.lower),
    upper: String(claim.upper),
    taken: String(constraints.length),
    gap:
      claim.stratumAtLeast === null
        ? ''
        : `That the stratum of θ has dimension ${claim.stratumAtLeast} at least is left out too.`,
    phi: phi
      .map(
        (one, k) =>
          `  ${polynomialText(one.inTheta, size)}${k === phi.length - 1 ? '' : ','}  -- ${inputText(one)}`,
      )
      .join('\n'),
    rows: listed(rows.map(({ text }) => `(${text}).map value`)),
    rowsInverse: below.text,
    rowsMultiple: below.multiple,
    witnesses: witnesses.length === 0 ? '' : `${witnesses.join('\n')}\n`,
    constraints: listed(constraints.map(({ text }) => text)),
    constraintsInverse: above.text,
    constraintsMultiple: above.multiple,
  });
}

/** All multiplied by one integer that leaves no denominators. */
function integral(phi: readonly Coefficient[]): Coefficient[] {
  const by = commonOf(phi.flatMap(({ inTheta }) => inTheta.terms));
  return phi.map((one) => ({ ...one, inTheta: ring.scaled(one.inTheta, by) }));
}

const commonOf = (terms: Polynomial['terms']) =>
  q.rational(q.commonDenominator(terms.map(({ coefficient }) => coefficient)));

function lawOf(law: Certificate['upper']['laws'][number]): { h: Polynomial; on: string } {
  if (law.logarithms.length + (law.reciprocals ?? []).length > 0)
    throw new UnsupportedError('a law with logarithms or poles is no polynomial: not in Lean');
  const h = polynomial(
    law.terms.map(({ coefficient, powers }) => ({ coefficient: exactly(coefficient), powers })),
  );
  return { h: ring.scaled(h, commonOf(h.terms)), on: law.on };
}

/** Independent brackets at θ, each with a field on the left, and the highest degree among them. */
function brackets(phi: readonly Coefficient[], theta: readonly q.Rational[], wanted: number) {
  const size = theta.length;
  const fields = phi.map(({ inTheta }, k) => ({
    text: `field ${k}`,
    at: gradientOf(inTheta, size),
  }));
  const rows: Named[] = [];
  const echelon = new Echelon();
  let degree = 0;
  let tried = 0;
  for (let level = fields; rows.length < wanted; ) {
    for (const { text, at } of level) {
      const vector = at.map((p) => valueAt(p, theta));
      if (rows.length === wanted || !echelon.insert(formOf(vector.entries()))) continue;
      rows.push({ text, vector });
      degree = Math.max(degree, ...at.map(degreeOf));
    }
    tried += fields.length * level.length;
    if (rows.length === wanted) break;
    if (tried > MOST || level.length === 0)
      throw new UnsupportedError('the brackets that it takes are too many to write down');
    level = fields.flatMap((x) =>
      level.map((y) => ({
        text: `bracket (${x.text}) (${y.text})`,
        at: bracketOf(x.at, y.at),
      })),
    );
  }
  return { rows, degree };
}

const gradientOf = ({ terms }: Polynomial, size: number): Polynomial[] =>
  Array.from({ length: size }, (_, i) =>
    polynomial(
      terms.flatMap(({ coefficient, powers }) => {
        const power = powers.find(([j]) => j === i)?.[1];
        if (power === undefined) return [];
        const lowered = powers.map(([j, e]): [number, number] => [j, j === i ? e - 1 : e]);
        return [{ coefficient: q.multiply(coefficient, q.rational(power)), powers: lowered }];
      }),
    ),
  );

/** [X, Y] = DY·X − DX·Y. */
function bracketOf(x: readonly Polynomial[], y: readonly Polynomial[]): Polynomial[] {
  const along = (p: Polynomial, v: readonly Polynomial[]) =>
    gradientOf(p, v.length).reduce((sum, d, j) => ring.add(sum, ring.mul(d, v[j])), ring.zero);
  return x.map((_, i) => ring.sub(along(y[i], x), along(x[i], y)));
}

const valueAt = (p: Polynomial, theta: readonly q.Rational[]) =>
  evaluatePolynomial(rationalRing, p, theta);

/** Coordinates of the points of an affine subspace through θ, in the free ones. */
function insideImages(inside: Echelon, theta: readonly q.Rational[]): Polynomial[] {
  return theta.map((value, i) => {
    const row = inside.rows.get(i);
    if (row === undefined) return ring.variable(i);
    let p = ring.constant(value);
    for (const [j, c] of row)
      if (j !== i)
        p = ring.sub(p, ring.scaled(ring.sub(ring.variable(j), ring.constant(theta[j])), c));
    return p;
  });
}

const dense = (form: Form, size: number): q.Rational[] =>
  Array.from({ length: size }, (_, i) => form.get(i) ?? q.ZERO);

/** [(coefficient, [exponents]), …] in Lean's order: exponents ascending. */
function polynomialText(p: Polynomial, size: number, by = 1n): string {
  const terms = p.terms.map(({ coefficient, powers }) => {
    const exponents = new Array<number>(size).fill(0);
    for (const [i, e] of powers) exponents[i] = e;
    return { coefficient: integerText(q.multiply(coefficient, q.rational(by))), exponents };
  });
  terms.sort((a, b) => {
    const at = a.exponents.findIndex((e, i) => e !== b.exponents[i]);
    return at < 0 ? 0 : a.exponents[at] - b.exponents[at];
  });
  return `[${terms.map(({ coefficient, exponents }) => `(${coefficient}, [${exponents.join(', ')}])`).join(', ')}]`;
}

const inputText = ({ output, powers }: Coefficient): string =>
  `F${output + 1}: ${powers.length === 0 ? '1' : powers.map(([i, e]) => `x${i + 1}${e === 1 ? '' : `^${e}`}`).join(' ')}`;

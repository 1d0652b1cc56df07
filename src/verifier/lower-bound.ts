/**
 * dim O(θ) from below: the rows, recomputed modulo primes of the verifier's own, are independent. They
 * are vectors of Lie_θ(𝔉) whose entries are rational functions, over ℚ, of the numbers that functions
 * asked for; what is not 0 modulo a prime and at random elements is not 0 at those numbers, as far as
 * they are independent.
 */
import { InputError } from '../errors.ts';
import type { Rng } from '../numerics/random.ts';
import type { Rational } from '../numerics/rational.ts';
import * as algebraic from './algebraic-number.ts';
import { type Certificate, type CertificateVector, type Exact, exactly } from './certificate.ts';
import { type CertifiedModel, chosen } from './certified-model.ts';
import { constantsModulo, type Element, standing } from './constants.ts';
import { type Asked, knownField, nothingAsked } from './known-field.ts';
import { fieldOf, type Line, type Member, mapMember } from './member.ts';
import { NotVerifiable, UnfitPrime } from './not-verifiable.ts';
import { Refused } from './refused.ts';
import { atPrime, type Residues, residues } from './residues.ts';
import { rankModulo, recomputedRows } from './rows.ts';
import { type JetsModulo, type Series, seriesField } from './series-field.ts';

export interface LowerBound {
  /** Rank of the rows. */
  readonly lower: number;
  /** Rank of the vectors of V(θ). */
  readonly span: number;
  /** A prime modulo which the ranks are these; null where nothing had to be computed. */
  readonly prime: number | null;
  /** The conjecture that it rests on, null where it is proved. */
  readonly assumption: string | null;
}

/** Primes tried before a rank is taken for less than it is said to be. */
const PRIMES = 3;

/**
 * @param wanted what the ranks are said to be: the search ends where they are met.
 * @throws Refused where a row breaks; NotVerifiable; InputError on wrong sizes.
 */
export function lowerBound(
  subject: CertifiedModel,
  theta: readonly Rational[],
  { lower, span }: Pick<Certificate, 'lower' | 'span'>,
  wanted: { readonly lower: number; readonly span: number },
  rng: Rng,
): LowerBound {
  const line = lineOf(lower.line, subject);
  if (subject.isGiven && span.length > 0)
    throw new Refused('span: isometries of fields that are no gradients do not fix such vectors');
  const rows = lower.rows.map(({ order, control, member }, i) => {
    const path = `lower.rows[${i}]`;
    if ((order === 0) !== (control === null) || (control ?? -1) >= lower.controls.length)
      throw new InputError(`${path}.control`, 'a control, null at order 0 only', `${control}`);
    return { order, control, member: checked(member, subject, line, `${path}.member`) };
  });
  const controls = lower.controls.map((c, i) => checked(c, subject, line, `lower.controls[${i}]`));
  const vectors = span.map((vector, i) => checkedVector(vector, subject, line, i));
  if (rows.length + vectors.length === 0)
    return { lower: 0, span: 0, prime: null, assumption: null };

  const asked = nothingAsked();
  for (const member of distinctPlaces(
    [
      ...rows.map((row) => row.member),
      ...controls.map((control) => mapMember(control, (series) => series[0])),
      ...vectors.flatMap((vector) => (vector.kind === 'theta' ? [] : [vector.member])),
    ],
    line,
  ))
    meet(subject, theta, line, member, asked);
  const assumption = standing(asked);
  const ranks: LowerBound[] = [];
  for (let attempt = 0; attempt < PRIMES; attempt++) {
    const found = atPrime(
      rng.fork(attempt),
      (prime, stream): LowerBound => {
        const scalars = residues(prime);
        const modulo = (value: Exact) => scalars.rational(exactly(value));
        const question = {
          subject,
          line,
          scalars,
          jets: jetsModulo(asked, scalars, stream),
          theta: theta.map(scalars.rational),
          controls: controls.map((c) => mapMember(c, (series) => series.map(modulo))),
          rows: rows.map((row) => ({ ...row, member: mapMember(row.member, modulo) })),
        };
        return {
          lower: rankModulo(recomputedRows(question), scalars),
          span: rankModulo(recomputedVectors(question, vectors, modulo), scalars),
          prime,
          assumption,
        };
      },
      (reason) => new NotVerifiable(`no prime at which the rows can be computed: ${reason}`),
    );
    ranks.push(found);
    // Time alone: the ranks that are wanted are there, and another prime could only raise them.
    if (found.lower >= wanted.lower && found.span >= wanted.span) break;
  }
  return ranks.reduce((best, next) =>
    next.lower + next.span > best.lower + best.span ? next : best,
  );
}

function lineOf(line: Certificate['lower']['line'], subject: CertifiedModel): Line {
  if (line === null) return null;
  if (line.base.length !== subject.datum)
    throw new InputError('lower.line.base', `${subject.datum} entries`, `${line.base.length}`);
  return { base: line.base.map(exactly), top: line.top };
}

/** @throws InputError where a member has other sizes than the model. */
function checked<M extends Member<unknown>>(
  member: M,
  subject: CertifiedModel,
  line: Line,
  path: string,
): M {
  const choices = subject.choices.length === 1 && subject.choices[0].length === 0;
  const sizes = {
    x: subject.datum,
    free: subject.free,
    output: subject.outputs,
    choices: choices ? 0 : subject.choices.length,
    powers: line === null ? 0 : line.top + 1,
  };
  for (const key of ['x', 'free', 'output', 'choices', 'powers'] as const)
    if (member[key].length !== sizes[key])
      throw new InputError(`${path}.${key}`, `${sizes[key]} entries`, `${member[key].length}`);
  return member;
}

function checkedVector(vector: CertificateVector, subject: CertifiedModel, line: Line, i: number) {
  if (vector.kind === 'theta') return vector;
  if (vector.along.some((j) => j >= i))
    throw new InputError(`span[${i}].along`, 'vectors before it', vector.along.join());
  return { ...vector, member: checked(vector.member, subject, line, `span[${i}].member`) };
}

/** Members that may meet functions at different numbers. */
function distinctPlaces(members: readonly Member<Exact>[], line: Line): Member<Exact>[] {
  const byPlace = new Map(
    members.map((member) => [
      JSON.stringify(line === null ? [member.x, member.free] : member.free),
      member,
    ]),
  );
  return [...byPlace.values()];
}

/** The first pass, at x₀ or x and the member's other inputs. */
function meet(
  subject: CertifiedModel,
  theta: readonly Rational[],
  line: Line,
  member: Member<Exact>,
  asked: Asked,
): void {
  const known = (value: Exact) => algebraic.ofRational(exactly(value));
  const x = line === null ? member.x.map(known) : line.base.map(algebraic.ofRational);
  const field = knownField(asked);
  for (const choice of subject.choices)
    subject.evaluate(
      field,
      theta.map(algebraic.ofRational),
      x,
      chosen(member.free.map(known), choice, (n) => field.rational(n)),
    );
}

/** Jets where functions were met. @throws UnfitPrime where two places have the same residue. */
export function jetsModulo(asked: Asked, scalars: Residues, rng: Rng): JetsModulo {
  const { jets, elementOf } = constantsModulo(asked, scalars, rng);
  const places = new Map<number, Element>();
  for (const at of asked.met.values()) {
    const element = elementOf(at);
    if (places.has(element.residue)) throw new UnfitPrime('two numbers with the same residue');
    places.set(element.residue, element);
  }
  const kept = new Map<unknown, Map<number, number[]>>();
  return (f, center, count) => {
    const ofFunction = kept.get(f) ?? new Map<number, number[]>();
    kept.set(f, ofFunction);
    let jet = ofFunction.get(center);
    if (jet === undefined || jet.length < count) {
      const place = places.get(center);
      if (place === undefined && f.polynomialDegree === null)
        throw new Refused(`${f.name} is met where the first pass did not meet it`);
      jet = f
        .jet(jets, place ?? { known: null, residue: center }, count)
        .map(({ residue }) => residue);
      ofFunction.set(center, jet);
    }
    return jet;
  };
}

/**
 * The vectors of `span` modulo a prime of the verifier's own: for whoever looks for such vectors.
 *
 * @throws as `lowerBound`.
 */
export function spanVectors(
  subject: CertifiedModel,
  theta: readonly Rational[],
  certificateLine: Certificate['lower']['line'],
  span: Certificate['span'],
  rng: Rng,
): { readonly prime: number; readonly vectors: number[][] } {
  const line = lineOf(certificateLine, subject);
  const vectors = span.map((vector, i) => checkedVector(vector, subject, line, i));
  const asked = nothingAsked();
  const members = vectors.flatMap((vector) => (vector.kind === 'theta' ? [] : [vector.member]));
  for (const member of distinctPlaces(members, line)) meet(subject, theta, line, member, asked);
  return atPrime(
    rng,
    (prime, stream) => {
      const scalars = residues(prime);
      const at = {
        subject,
        line,
        scalars,
        jets: jetsModulo(asked, scalars, stream),
        theta: theta.map(scalars.rational),
      };
      const modulo = (value: Exact) => scalars.rational(exactly(value));
      return { prime, vectors: recomputedVectors(at, vectors, modulo) };
    },
    (reason) => new NotVerifiable(`no prime at which the vectors can be computed: ${reason}`),
  );
}

/** θ, and D^kY_c(θ) in directions of vectors before, pairs of slots contracted. */
function recomputedVectors(
  {
    subject,
    line,
    scalars,
    jets,
    theta,
  }: {
    readonly subject: CertifiedModel;
    readonly line: Line;
    readonly scalars: Residues;
    readonly jets: JetsModulo;
    readonly theta: readonly number[];
  },
  vectors: readonly CertificateVector[],
  modulo: (value: Exact) => number,
): number[][] {
  const field = seriesField(scalars, 1, line === null ? 1 : line.top + 1, jets);
  const found: number[][] = [];
  const series = (values: readonly number[]) => values.map((value) => field.embed([value]));
  for (const vector of vectors) {
    if (vector.kind === 'theta') found.push([...theta]);
    else {
      const member = mapMember(vector.member, (value) => [modulo(value)]);
      const along = vector.along.map((j) => series(found[j]));
      const units =
        vector.traces === 0
          ? []
          : theta.map((_, i) => series(theta.map((_, j) => (i === j ? 1 : 0))));
      const traced = (traces: number, directions: readonly Series[][]): number[] =>
        traces === 0
          ? fieldOf(subject, line, field, member, series(theta), directions).map(([y]) => y)
          : units
              .map((e) => traced(traces - 1, [e, e, ...directions]))
              .reduce((sum, y) => sum.map((value, j) => scalars.add(value, y[j])));
      found.push(traced(vector.traces, along));
    }
  }
  return found;
}

/** Whether θ itself is among the vectors: then only linear isometries are meant. */
export function usesTheta(span: Certificate['span']): boolean {
  return span.some(({ kind }) => kind === 'theta');
}

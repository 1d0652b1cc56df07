/**
 * ReLU models of one hidden layer with the gates that a datum can produce at θ, instead of free ones.
 *
 * Unit i is open where zᵢ(x) > 0, zᵢ affine in x. Units whose zᵢ are multiples of each other share a hyperplane,
 * which every x crosses for all of them at once: those on one side open as those on the other close. Between
 * hyperplanes no gate changes, and any hyperplane can be crossed alone. So the patterns that occur span, from any one
 * of them, what toggling one hyperplane at a time gives, and F is as many polynomials in θ as there are patterns and
 * monomials of x. Where all hyperplanes are distinct that is the family with free gates.
 */

import { rationals } from '../../analytic/fields/rationals.ts';
import { UnsupportedError } from '../../errors.ts';
import type { Instance } from '../../instances/instance.ts';
import { open, type Subject } from '../../instances/subject.ts';
import { type Boundary, convolved } from '../../models/pieces/convolution.ts';
import { equal, isZero, multiply, ONE, type Rational, ZERO } from '../../numerics/rational.ts';
import { type Verdict, vacuous } from '../verdict.ts';
import { FORMULAS } from './formulas.ts';

/** Coefficients of zᵢ, those of x first, and its constant. */
interface Preactivation {
  readonly slope: readonly Rational[];
  readonly constant: Rational;
}

/** zᵢ at θ of every gate, in the order of the gates; undefined for other models. */
export function preactivations(subject: Subject): readonly Preactivation[] | undefined {
  const { json } = subject.model;
  if (json.kind === 'relu-paths') return ofUnits(subject);
  if (json.kind === 'relu-convolution-paths') return ofPlaces(subject);
  if (json.kind === 'gated-paths') return ofRows(subject);
  return undefined;
}

function ofUnits({ model, exact }: Subject): Preactivation[] | undefined {
  const { widths, bias } = model.spec as { widths: readonly number[]; bias: boolean };
  if (widths.length !== 3) return undefined;
  const [inputs, hidden] = widths;
  return Array.from({ length: hidden }, (_, k) => ({
    slope: exact.slice(k * inputs, (k + 1) * inputs),
    constant: bias ? exact[hidden * inputs + k] : ZERO,
  }));
}

/** The gate comes first in θ. */
function ofRows({ model, exact }: Subject): Preactivation[] {
  const { inputs, hidden } = model.spec as { inputs: number; hidden: number };
  return Array.from({ length: hidden }, (_, k) => ({
    slope: exact.slice(k * inputs, (k + 1) * inputs),
    constant: ZERO,
  }));
}

interface ConvolutionSizes {
  readonly places: number;
  readonly channels: number;
  readonly hidden: number;
  readonly taps: number;
  readonly boundary: Boundary;
}

function ofPlaces({ model, exact }: Subject): Preactivation[] {
  const { places, channels, hidden, taps, boundary } = model.spec as ConvolutionSizes;
  const filters = Array.from({ length: hidden }, (_, j) =>
    Array.from({ length: taps }, (_, t) =>
      exact.slice((j * taps + t) * channels, (j * taps + t + 1) * channels),
    ),
  );
  // Columns of the map x ↦ z, one for each entry of x.
  const columns = Array.from({ length: places * channels }, (_, at) => {
    const x = Array.from({ length: places }, (_, p) =>
      Array.from({ length: channels }, (_, i) => (p * channels + i === at ? ONE : ZERO)),
    );
    return convolved(rationals, filters, x, boundary).flat();
  });
  return columns[0].map((_, gate) => ({
    slope: columns.map((column) => column[gate]),
    constant: ZERO,
  }));
}

/** Whether every gate has a hyperplane, and no two have the same. */
export function haveDistinctHyperplanes(all: readonly Preactivation[]): boolean {
  return (
    all.every(({ slope }) => !slope.every(isZero)) &&
    all.every((z, i) => all.slice(0, i).every((other) => sideOf(z, other) === 0))
  );
}

/** 1 or −1 where z is a positive or negative multiple of `other`, else 0; both have a slope. */
function sideOf(z: Preactivation, other: Preactivation): 1 | -1 | 0 {
  const [a, b] = [z, other].map(({ slope, constant }) => [...slope, constant]);
  const pivot = b.findIndex((q) => !isZero(q));
  if (isZero(a[pivot])) return 0;
  const proportional = a.every((q, j) => equal(multiply(q, b[pivot]), multiply(b[j], a[pivot])));
  if (!proportional) return 0;
  return a[pivot].numerator > 0n === b[pivot].numerator > 0n ? 1 : -1;
}

/** θ in a model whose fields are those that data can produce there. */
export function realised(subject: Subject): Subject | Verdict {
  const all = preactivations(subject);
  if (all === undefined) throw new UnsupportedError('realised: two layers with ReLU gates');
  if (haveDistinctHyperplanes(all)) return subject;
  const still = all.findIndex(({ slope, constant }) => slope.every(isZero) && isZero(constant));
  if (still !== -1)
    return vacuous({ reason: 'undefined', why: `unit ${still + 1} is at its kink for every x` });
  const features = featuresOf(subject, patternsOf(all));
  if (features.length === 0) return vacuous({ reason: 'stationary', what: 'field' });
  const variables = subject.exact.map((_, i) => `p${i + 1}`);
  const layers = [{ weights: [subject.numerals], bias: null }];
  return open({
    model: { kind: 'polynomial', variables, features },
    parameters: { layers },
  } as Instance);
}

/** A pattern of gates, and those that differ from it by one hyperplane. */
function patternsOf(all: readonly Preactivation[]): boolean[][] {
  const isConstant = all.map(({ slope }) => slope.every(isZero));
  const classes: { readonly first: number; readonly members: [number, 1 | -1][] }[] = [];
  all.forEach((z, i) => {
    if (isConstant[i]) return;
    const own = classes.find(({ first }) => sideOf(z, all[first]) !== 0);
    if (own === undefined) classes.push({ first: i, members: [[i, 1]] });
    else own.members.push([i, sideOf(z, all[own.first]) as 1 | -1]);
  });
  const start = all.map(({ constant }) => constant.numerator > 0n);
  for (const { members } of classes) for (const [i, side] of members) start[i] = side === 1;
  const toggled = classes.map(({ members }) => {
    const pattern = [...start];
    for (const [i] of members) pattern[i] = !pattern[i];
    return pattern;
  });
  return [start, ...toggled];
}

/** F under each pattern at points that tell its polynomials in x apart, as texts in p₁ …; those that vanish left out. */
function featuresOf({ model }: Subject, patterns: readonly (readonly boolean[])[]): string[] {
  const theta = Array.from({ length: model.size }, (_, i) => `p${i + 1}`);
  const { datum } = model.inputs;
  // Gated units are quadratic forms in x, all others are affine.
  const points = model.json.kind === 'gated-paths' ? pointsOfForms(datum) : pointsOfAffine(datum);
  const texts = patterns.flatMap((pattern) =>
    points.flatMap((ones) => {
      const x = Array.from({ length: datum }, (_, j) => (ones.includes(j) ? '1' : '0'));
      return model.evaluate(FORMULAS, theta, [...x, ...pattern.map((open) => (open ? '1' : '0'))]);
    }),
  );
  return [...new Set(texts)].filter((text) => text !== '0');
}

/** 0 and the unit vectors: where their entries are 1. */
function pointsOfAffine(datum: number): number[][] {
  return [[], ...Array.from({ length: datum }, (_, j) => [j])];
}

/** The unit vectors and the sums of two. */
function pointsOfForms(datum: number): number[][] {
  return Array.from({ length: datum }, (_, j) =>
    Array.from({ length: j + 1 }, (_, k) => [k, j]),
  ).flat();
}

/**
 * What every function must obey, held against each other: float64, decimals, jets, Taylor support,
 * reflections. For built-in functions and for those of a user alike.
 */
import type { Decimal } from 'decimal.js';
import { UnsupportedError } from '../errors.ts';
import { decimalFromDouble, decimalRing } from '../numerics/decimal-ring.ts';
import type { AnalyticFunction } from './analytic-function.ts';
import { decimalField, decimalJet } from './fields/decimal-jets.ts';
import { genericJetField } from './fields/prime-jets.ts';

/** A case that breaks a law. */
export interface LawFailure {
  readonly law: string;
  /** Where, what was expected and what came. */
  readonly detail: string;
}

const DIGITS = 40;
const POINTS = [-2.5, -1.25, -0.375, 0.5, 1.125, 2.75];
const PRIME = 4194287;

type Check = (f: AnalyticFunction) => Iterable<string>;

/** The laws by name. */
const laws: Readonly<Record<string, Check>> = {
  derivatives,
  bulk,
  decimals,
  jets,
  prefixes,
  reflections,
  support,
  zero,
};

/**
 * Every law that fails, with its first failure; none for a function in order.
 *
 * @example
 * ```ts
 * import { tanh } from 'falsim/model';
 * import { functionLaws } from 'falsim/testing';
 *
 * functionLaws(tanh).length; // 0
 * ```
 */
export function functionLaws(f: AnalyticFunction): readonly LawFailure[] {
  return Object.entries(laws).flatMap(([law, check]): LawFailure[] => {
    for (const detail of check(f)) return [{ law, detail }];
    return [];
  });
}

const pointsOf = (f: AnalyticFunction) =>
  f.domain === 'positive' ? POINTS.filter((z) => z > 0) : POINTS;

/** Whether decimals can be asked at all; what cannot be computed breaks no law. */
function attempt<T>(compute: () => T): T | null {
  try {
    return compute();
  } catch (error) {
    if (error instanceof UnsupportedError) return null;
    throw error;
  }
}

/** (f(z + h) − f(z − h))/2h misses f′(z) by O(h²): 64 times less at an eighth of h. */
function* derivatives(f: AnalyticFunction): Iterable<string> {
  if (!f.floatable) return;
  const pairs = [
    ['derivative', f.value, f.derivative],
    ['second', f.derivative, f.second],
  ] as const;
  for (const z of pointsOf(f)) {
    for (const [name, below, member] of pairs) {
      const received = member(z);
      const error = (h: number) => Math.abs((below(z + h) - below(z - h)) / (2 * h) - received);
      const size = Math.abs(below(z)) + Math.abs(received) + 1e-300;
      const rounding = 2 ** -40 * size;
      if (!(error(2 ** -9) <= error(2 ** -6) / 16 + rounding))
        yield `${name}(${z}) = ${received}, difference quotients do not tend to it`;
    }
  }
}

function* bulk(f: AnalyticFunction): Iterable<string> {
  if (!f.floatable) return;
  const z = Float64Array.from(pointsOf(f));
  const [value, slope] = [new Float64Array(z.length), new Float64Array(z.length)];
  f.map(z, z.length, value, slope);
  for (const [i, point] of z.entries())
    if (!Object.is(value[i], f.value(point)) || !Object.is(slope[i], f.derivative(point)))
      yield `map at ${point}: ${value[i]}, ${slope[i]}; one by one ${f.value(point)}, ${f.derivative(point)}`;
}

const jetAt = (f: AnalyticFunction, z: Decimal, terms: number) =>
  attempt(() => decimalJet(f, z, terms, DIGITS));

/** Float members against the decimals, 10⁻¹² of the members' size. */
function* decimals(f: AnalyticFunction): Iterable<string> {
  if (!f.floatable) return;
  for (const z of pointsOf(f)) {
    const jet = jetAt(f, decimalFromDouble(z, DIGITS), 4);
    if (jet === null) return;
    const expected = jet.map((c, n) => c.toNumber() * (n === 2 ? 2 : 1));
    const received = [f.value(z), f.derivative(z), f.second(z)];
    const size = expected.reduce((sum, value) => sum + Math.abs(value), 0);
    for (const [order, value] of received.entries())
      if (!(Math.abs(value - expected[order]) <= 1e-12 * size))
        yield `order ${order} at ${z}: float64 ${value}, decimals ${expected[order]}`;
  }
}

/** The jet at z, moved by h, is the jet at z + h; what is cut off is below (h/r)ⁿ. */
function* jets(f: AnalyticFunction): Iterable<string> {
  if (!f.analytic) return;
  const ring = decimalRing(DIGITS + 20);
  const h = ring.rational({ numerator: 1n, denominator: 1024n });
  const points = f.domain === 'positive' ? pointsOf(f) : [...POINTS, 0];
  for (const z of points) {
    const at = decimalFromDouble(z, DIGITS);
    const jet = jetAt(f, at, 24);
    const next = jetAt(f, ring.add(at, h), 6);
    if (jet === null || next === null) continue;
    const size = jet.reduce((most, c) => Math.max(most, c.abs().toNumber()), 1);
    for (const [m, expected] of next.entries()) {
      let sum = ring.zero;
      for (let n = jet.length - 1; n >= m; n--)
        sum = ring.add(ring.mul(sum, h), ring.mul(ring.rational(binomial(n, m)), jet[n]));
      if (!(sum.minus(expected).abs().toNumber() <= 1e-25 * size))
        yield `order ${m} at ${z} + 1/1024: the jet at ${z} says ${sum.toPrecision(12)}, the one there ${expected.toPrecision(12)}`;
    }
  }
}

function binomial(n: number, k: number) {
  let value = 1n;
  for (let i = 1; i <= k; i++) value = (value * BigInt(n - k + i)) / BigInt(i);
  return { numerator: value, denominator: 1n };
}

/** Mod p: fewer terms are the first terms of more, and equal arguments have equal jets. */
function* prefixes(f: AnalyticFunction): Iterable<string> {
  if (!f.analytic) return;
  const field = genericJetField(PRIME);
  for (const u of [1, 4, 9, 1_000_000]) {
    const long = attempt(() => f.jet(field, u, 9));
    if (long === null) continue;
    for (const terms of [0, 1, 2, 5, 9]) {
      const short = f.jet(field, u, terms);
      if (short.join() !== long.slice(0, terms).join())
        yield `${terms} terms at ${u}: ${short.join()}, the first of nine are ${long.slice(0, terms).join()}`;
    }
  }
}

/** Parity to the last bit in float64 and exactly mod p; reflections about other centres in decimals. */
function* reflections(f: AnalyticFunction): Iterable<string> {
  const sign = f.parity === 'odd' ? -1 : 1;
  if (f.parity !== 'none') {
    for (const z of f.floatable ? POINTS : [])
      if (f.value(-z) !== sign * f.value(z))
        yield `${f.parity}: f(${-z}) = ${f.value(-z)}, f(${z}) = ${f.value(z)}`;
    const field = genericJetField(PRIME);
    for (const u of [1, 5, 1_000_000]) {
      const jet = f.analytic ? attempt(() => f.jet(field, u, 6)) : null;
      if (jet === null) continue;
      const factor = (n: number) =>
        field.ring.rational({ numerator: BigInt(n % 2 === 0 ? sign : -sign), denominator: 1n });
      const mirrored = jet.map((c, n) => field.ring.mul(factor(n), c));
      const received = f.jet(field, PRIME - u, 6);
      if (mirrored.join() !== received.join())
        yield `${f.parity}: the jet at −${u} mod ${PRIME} is ${received.join()}, expected ${mirrored.join()}`;
    }
  }
  const ring = decimalRing(DIGITS + 20);
  for (const { center, parity } of f.reflections) {
    const c = ring.rational(center);
    for (const z of POINTS) {
      const t = decimalFromDouble(z, DIGITS);
      const [left, right] = [ring.sub(c, t), ring.add(c, t)].map((at) => jetAt(f, at, 1)?.[0]);
      if (left === undefined || right === undefined) break;
      const difference = parity === 'odd' ? left.plus(right) : left.minus(right);
      if (difference.abs().gt(right.abs().plus(1).times('1e-30')))
        yield `${parity} about ${c.toPrecision(6)}: ${left.toPrecision(12)} and ${right.toPrecision(12)}`;
    }
  }
}

/** Taylor support, coefficients and the walk over the support against the jet at 0. */
function* support(f: AnalyticFunction): Iterable<string> {
  const { taylor } = f;
  if (taylor === null) return;
  const { ring, constant } = decimalField(DIGITS);
  const jet = jetAt(f, ring.zero, 14);
  for (let j = 0; j < 14; j++) {
    const inside = attempt(() => taylor.inSupport(j));
    if (inside === null) continue;
    if (jet !== null && inside !== jet[j].abs().gt('1e-25'))
      yield `order ${j} is ${inside ? 'in' : 'not in'} the support, its coefficient is ${jet[j].toPrecision(6)}`;
    const c = taylor.coefficient(j);
    if (c !== null && jet !== null) {
      const factor = c.constant === 'one' ? ring.one : constant(c.constant);
      const value = ring.mul(ring.rational(c.rational), factor);
      if (value.minus(jet[j]).abs().gt('1e-25'))
        yield `coefficient ${j} is ${value.toPrecision(12)}, the jet says ${jet[j].toPrecision(12)}`;
    }
    const next = attempt(() => taylor.next(j));
    if (next !== null && (inside ? next !== j : next <= j || !taylor.inSupport(next)))
      yield `next(${j}) = ${next}`;
    if (next !== null)
      for (let i = j; i < next; i++)
        if (taylor.inSupport(i)) yield `next(${j}) = ${next} skips ${i}`;
  }
  const degree = f.polynomialDegree;
  if (degree !== null && taylor.next(degree + 1) !== null)
    yield `degree ${degree}, and order ${taylor.next(degree + 1)} in the support`;
}

/** What is said about 0 is so. */
function* zero(f: AnalyticFunction): Iterable<string> {
  if (!f.floatable || f.domain === 'positive') return;
  const facts = [
    ['zeroAtZero', attempt(() => f.zeroAtZero), f.value(0)],
    ['derivativeVanishesAtZero', attempt(() => f.derivativeVanishesAtZero), f.derivative(0)],
  ] as const;
  for (const [name, said, value] of facts)
    if (said !== null && said !== Math.abs(value) < 1e-12)
      yield `${name} is ${said}, the value ${value}`;
}

/** z³, its slope and its bend at series in s and t, beside products written out. */
import { describe, expect, it } from 'vitest';
import type { AnalyticFunction } from '../../analytic/analytic-function.ts';
import { resolveFunction } from '../../analytic/registry.ts';
import type { Operation } from '../../models/program.ts';
import { createApplication } from './application.ts';
import { createGatherer } from './gather.ts';
import type { Powers } from './powers.ts';
import { type ApplicationStep, layOut, type Run } from './tape.ts';

const PRIME = 4194301;
const P = BigInt(PRIME);

/** By power of s and of t. */
type Series = readonly (readonly bigint[])[];
const times = (a: Series, b: Series): bigint[][] =>
  a.map((row, m) =>
    row.map((_, l) => {
      let sum = 0n;
      for (let i = 0; i <= m; i++) for (let j = 0; j <= l; j++) sum += a[i][j] * b[m - i][l - j];
      return sum % P;
    }),
  );
const scaled = (a: Series, factor: bigint) => a.map((row) => row.map((x) => (factor * x) % P));

/** Taylor coefficients of z³, or of a derivative of it, at a number. */
const cubeJet = (order: number, center: number, count: number) => {
  const c = BigInt(center);
  const all = [c ** 3n, 3n * c * c, 3n * c, 1n];
  return Array.from({ length: count }, (_, m) => {
    let value = all[m + order] ?? 0n;
    for (let k = 1; k <= order; k++) value *= BigInt(m + k);
    return Number(value % P);
  });
};

/** f of an input with the given powers, laid out, and where its series stand. */
function applied(f: AnalyticFunction, powers: Powers, top: number, order = 0) {
  const operations: Operation[] = [
    { op: 'input', index: 0 },
    { op: 'apply', f, order, a: 0 },
  ];
  const tape = layOut(
    { operations, outputs: Int32Array.of(1), parameters: 0, inputs: 1 },
    [powers],
    top,
  );
  return { step: tape.steps[1] as ApplicationStep, series: tape.series };
}

/** All powers of s up to `top`, those that a run has none of being 0. */
const read = (values: Float64Array, run: Run, top: number, length: number): bigint[][] => {
  const out = Array.from({ length: top + 1 }, () => new Array<bigint>(length).fill(0n));
  for (let i = 0; i < run.count; i++)
    out[run.lo + i * run.step] = Array.from(
      values.slice((run.at + i) * length, (run.at + i + 1) * length),
      BigInt,
    );
  return out;
};

const POWERS: readonly [string, Powers][] = [
  ['1 + s + s²', { lo: 0, hi: 2, step: 1 }],
  ['1 + s²', { lo: 0, hi: 2, step: 2 }],
  ['s + s²', { lo: 1, hi: 2, step: 1 }],
  ['s', { lo: 1, hi: 1, step: 0 }],
  ['s²', { lo: 2, hi: 2, step: 0 }],
  ['1', { lo: 0, hi: 0, step: 0 }],
];

describe.each(POWERS)('z³ at %s with series in t', (_, powers) => {
  const top = 6;
  const cube = resolveFunction('cube');
  const { step, series } = applied(cube, powers, top);

  it.each([1, 2, 3, 90])('mod t^%i', (length) => {
    const asked: [number, number][] = [];
    const application = createApplication(
      PRIME,
      ({ order, f }, center, count) => {
        expect([order, f]).toEqual([0, cube]);
        asked.push([center, count]);
        return cubeJet(0, center, count);
      },
      createGatherer(PRIME),
    );
    const value = new Float64Array(series * length).fill(5);
    const tangent = new Float64Array(series * length);
    for (let i = 0; i < step.a.count * length; i++) {
      value[step.a.at * length + i] = PRIME - 1 - ((i * i * 7919) % 1000);
      tangent[step.a.at * length + i] = (i * 524309 + 11) % PRIME;
    }
    const a = read(value, step.a, top, length);
    const dot = read(tangent, step.a, top, length);
    application.evaluate(step, value, length, true);
    const [square, bend] = [times(a, a), scaled(a, 6n)];
    expect(read(value, step.out, top, length)).toEqual(times(square, a));
    expect(read(value, step.slope, top, length)).toEqual(scaled(square, 3n));
    expect(read(value, step.curvature, top, length)).toEqual(bend);
    expect(read(value, step.a, top, length)).toEqual(a);
    // Asked once, at the constant term.
    expect(asked.map(([center]) => center)).toEqual([Number(a[0][0])]);
    application.along(step, value, tangent, length);
    expect(read(tangent, step.out, top, length)).toEqual(times(scaled(square, 3n), dot));
    // In the places of the slope, which has all that is not 0.
    expect(read(value, step.slopeDot, top, length)).toEqual(times(bend, dot));
  });
});

it('the bend is left alone where nobody asks for it', () => {
  const { step, series } = applied(resolveFunction('cube'), { lo: 0, hi: 1, step: 1 }, 3);
  const { evaluate } = createApplication(
    PRIME,
    (_, center, count) => cubeJet(0, center, count),
    createGatherer(PRIME),
  );
  const value = new Float64Array(series).fill(5);
  evaluate(step, value, 1, false);
  const at = step.curvature.at;
  expect([...value.slice(at, at + step.curvature.count)]).toEqual(
    new Array(step.curvature.count).fill(5),
  );
  // (5 + 5s)³ = 125(1 + 3s + 3s² + s³), and its slope 75(1 + 2s + s²).
  expect(read(value, step.out, 3, 1).flat()).toEqual([125n, 375n, 375n, 125n]);
  expect(read(value, step.slope, 3, 1).flat()).toEqual([75n, 150n, 75n, 0n]);
});

it('derivatives are asked for by their order', () => {
  // (z³)′ at 2 + s: 12 + 12s + 3s².
  const { step, series } = applied(resolveFunction('cube'), { lo: 0, hi: 1, step: 1 }, 3, 1);
  const { evaluate } = createApplication(
    PRIME,
    ({ order }, center, count) => cubeJet(order, center, count),
    createGatherer(PRIME),
  );
  const value = new Float64Array(series);
  value.set([2, 1], step.a.at);
  evaluate(step, value, 1, true);
  expect(read(value, step.out, 3, 1).flat()).toEqual([12n, 12n, 3n, 0n]);
  expect(read(value, step.slope, 3, 1).flat()).toEqual([12n, 6n, 0n, 0n]);
  expect(read(value, step.curvature, 3, 1).flat()).toEqual([6n, 0n, 0n, 0n]);
});

/** 1/a and its slope −1/a², by hand modulo 7 and against whole numbers. */
import { describe, expect, it } from 'vitest';
import { NotInvertible } from '../../errors.ts';
import type { Operation } from '../../models/program.ts';
import { createGatherer } from './gather.ts';
import { createInversion } from './inversion.ts';
import { type InversionStep, layOut, type Run } from './tape.ts';

/** v = 1/a for an a with powers of s up to `hi`, all up to s^top kept. */
function inverse(prime: number, hi: number, top: number, step = 1) {
  const operations: Operation[] = [
    { op: 'input', index: 0 },
    { op: 'inverse', a: 0 },
  ];
  const powers = { lo: 0, hi, step: hi === 0 ? 0 : step };
  const tape = layOut(
    { operations, outputs: Int32Array.of(1), parameters: 0, inputs: 1 },
    [powers],
    top,
  );
  const own = tape.steps[1] as InversionStep;
  const inversion = createInversion(prime, createGatherer(prime));
  return { ...inversion, step: own, series: tape.series };
}

/** Of each power of s the series in t. */
const read = (values: Float64Array, { at, count }: Run, length: number) =>
  Array.from({ length: count }, (_, k) =>
    Array.from(values.slice((at + k) * length, (at + k + 1) * length)),
  );

describe('modulo 7', () => {
  it('1/(2 + 3s) is 4 + s + 2s², and its slope −2 − s − 3s²', () => {
    // 2·(1 + 5s) with 1/2 = 4: 4(1 − 5s + 25s²) = 4 − 20s + 100s². Its square is 16 + 8s + (1 + 16)s².
    const { evaluate, step, series } = inverse(7, 1, 2);
    const value = new Float64Array(series).fill(3);
    value.set([2, 3]);
    evaluate(step, value, 1);
    expect(read(value, step.out, 1)).toEqual([[4], [1], [2]]);
    expect(read(value, step.slope, 1)).toEqual([[5], [6], [4]]);
    expect([...value.slice(0, 2)]).toEqual([2, 3]);
  });

  it('what is 0 is 0: 1/(1 + 0s) = 1, of a number alone as well', () => {
    const { evaluate, step, series } = inverse(7, 1, 2);
    const value = new Float64Array(series).fill(5);
    value.set([1, 0]);
    evaluate(step, value, 1);
    expect(read(value, step.out, 1)).toEqual([[1], [0], [0]]);
    expect(read(value, step.slope, 1)).toEqual([[6], [0], [0]]);
    const single = inverse(7, 0, 2);
    const number = new Float64Array(single.series);
    number[0] = 3;
    single.evaluate(single.step, number, 1);
    expect(read(number, single.step.out, 1)).toEqual([[5]]);
    // 5² = 25 = 4.
    expect(read(number, single.step.slope, 1)).toEqual([[3]]);
  });

  it('1/(1 + t) is 1 − t + t², 1/(1 + t + s) that and −(1 − 2t + 3t²)s', () => {
    const { evaluate, step, series } = inverse(7, 1, 1);
    const value = new Float64Array(3 * series).fill(2);
    value.set([1, 1, 0, 1, 0, 0]);
    evaluate(step, value, 3);
    expect(read(value, step.out, 3)).toEqual([
      [1, 6, 1],
      [6, 2, 4],
    ]);
    // 1/a² is 1 − 2t + 3t², and −2/(1 + t)³ = −2(1 − 3t + 6t²) at s.
    expect(read(value, step.slope, 3)).toEqual([
      [6, 2, 4],
      [2, 1, 5],
    ]);
    // Longer and shorter ones one after the other.
    const short = new Float64Array(series);
    short.set([1, 1]);
    evaluate(step, short, 1);
    expect(read(short, step.out, 1)).toEqual([[1], [6]]);
    const long = new Float64Array(4 * series);
    long.set([1, 1, 0, 0]);
    evaluate(step, long, 4);
    expect(read(long, step.out, 4)[0]).toEqual([1, 6, 1, 6]);
  });

  it('moves by −ȧ/a², its slope by 2ȧ/a³', () => {
    // a = 2 + 3s, ȧ = 1 + s: −v²ȧ = (5 + 6s + 4s²)(1 + s) = 5 + 11s + 10s²; −2v·v̇ for v = 4 + s + 2s²,
    // v̇ = 5 + 4s + 3s²: v·v̇ = 20 + (16 + 5)s + (12 + 4 + 10)s² = 6 + 0s + 5s², so that −2· is −12 = 2, 0, −10 = 4.
    const { evaluate, along, step, series } = inverse(7, 1, 2);
    const [value, tangent] = [new Float64Array(series), new Float64Array(series)];
    value.set([2, 3]);
    tangent.set([1, 1]);
    evaluate(step, value, 1);
    value.fill(6, step.slopeDot.at, step.slopeDot.at + 3);
    along(step, value, tangent, 1);
    expect(read(tangent, step.out, 1)).toEqual([[5], [4], [3]]);
    expect(read(value, step.slopeDot, 1)).toEqual([[2], [0], [4]]);
  });

  it('is none of what vanishes at s = t = 0', () => {
    const { evaluate, step, series } = inverse(7, 1, 2);
    const value = new Float64Array(2 * series);
    value.set([0, 1, 1, 1]);
    expect(() => evaluate(step, value, 2)).toThrow(NotInvertible);
    expect(() => evaluate(step, value, 2)).toThrow('the field modulo 7');
  });
});

it.each([
  [1, 520],
  [2, 260],
  [5, 120],
])('times what it is of it is 1, with %i powers of t and %i of s', (length, count) => {
  // More terms than a sum takes unreduced.
  const prime = 4194301;
  const { evaluate, step, series } = inverse(prime, count - 1, count - 1);
  const value = new Float64Array(series * length);
  for (let i = 0; i < count * length; i++) value[i] = prime - 1 - ((i * i * 31) % 1009);
  evaluate(step, value, length);
  const [a, v] = [step.a, step.out].map((run) => read(value, run, length));
  for (const k of [0, 1, count >> 1, count - 2, count - 1])
    for (let l = 0; l < length; l++) {
      let sum = 0n;
      for (let j = 0; j <= k; j++)
        for (let i = 0; i <= l; i++) sum += BigInt(a[j][i]) * BigInt(v[k - j][l - i]);
      expect(sum % BigInt(prime)).toBe(k === 0 && l === 0 ? 1n : 0n);
    }
  expect(v.flat().every((x) => x >= 0 && x < prime)).toBe(true);
});

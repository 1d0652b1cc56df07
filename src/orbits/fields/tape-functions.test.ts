/** Functions and inverses on a tape, laid out by hand: slopes, bends and powers of their arguments. */
import { describe, expect, it } from 'vitest';
import type { Operation } from '../../models/program.ts';
import {
  apply,
  copies,
  input,
  LINE,
  mul,
  parameter,
  S,
  sums,
  tapeOf,
} from '../../testing/small-tapes.ts';
import type { Powers } from './powers.ts';
import type { ApplicationStep, InversionStep } from './tape.ts';

describe('functions', () => {
  const applied = (operations: readonly Operation[], powers: readonly Powers[], top: number) =>
    tapeOf(operations, powers, top).steps.at(-1) as ApplicationStep;

  it('have slopes, and the powers of what has no constant term', () => {
    // a = wx at 2; tanh a = s, s³ at 3, 4; room for powers at 5 … 8 and 9 … 12; tanh′ = 1, s² at 13, 14, its
    // derivative at 15, 16, tanh″ = s, s³ at 17, 18.
    const step = applied([parameter(0), input(0), mul(0, 1), apply('tanh', 2)], [S], 3);
    expect(step).toMatchObject({ op: 'apply', slot: 2, index: 3, order: 0 });
    expect([step.out.at, step.a.at, step.slope.at, step.slopeDot.at, step.curvature.at]).toEqual([
      3, 2, 13, 15, 17,
    ]);
    expect(sums(step.chain)).toEqual({ 3: [[2, 13]], 4: [[2, 14]] });
    expect(sums(step.back)).toEqual({
      2: [
        [3, 13],
        [4, 14],
      ],
    });
    expect(sums(step.backDot)).toEqual({
      2: [
        [3, 15],
        [4, 16],
      ],
    });
    // a·tanh″ in the places of tanh′, but 1, and what is beyond s².
    expect(sums(step.bend)).toEqual({ 16: [[2, 17]] });
    // a, a², a³: by turns in the second and in the first room; each has its place in tanh, in tanh′ or in both others.
    expect(
      step.levels.map(({ power, product, into }) => [
        power.lo,
        power.at,
        sums(product),
        into.map(copies).map(([, , to, from]) => [to, from]),
      ]),
    ).toEqual([
      [
        1,
        2,
        null,
        [
          [[3], [2]],
          [[], []],
          [[17], [2]],
        ],
      ],
      [
        2,
        5,
        { 5: [[2, 2]] },
        [
          [[], []],
          [[14], [5]],
          [[], []],
        ],
      ],
      [
        3,
        9,
        { 9: [[5, 2]] },
        [
          [[4], [9]],
          [[], []],
          [[18], [9]],
        ],
      ],
    ]);
    expect(step.levels[0].into.map(({ slot, sign }) => [slot, sign])).toEqual([
      [-1, 1],
      [-1, 1],
      [-1, 1],
    ]);
  });

  it('at an argument with a constant term go by what is left of it', () => {
    // a = x₀ + su at 0, 1; exp a at 2, 3, 4.
    const step = applied([input(0), apply('exp', 0)], [LINE], 2);
    expect(step.levels.map(({ power }) => [power.lo, power.count])).toEqual([
      [1, 1],
      [2, 1],
    ]);
    expect(copies(step.levels[0].into[0])).toEqual([-1, 1, [3], [1]]);
    // Two of the three powers are left of a = 1 + s + s²: a − 1 from place 4 on, its square s² alone.
    const operations = [input(0), mul(0, 0), apply('exp', 1)];
    const { levels } = applied(operations, [LINE], 2);
    expect(levels.map(({ power: { lo, at, count } }) => [lo, at, count])).toEqual([
      [1, 3, 2],
      [2, 8, 1],
    ]);
    expect(levels[0].into.map(copies)[0]).toEqual([-1, 1, [6, 7], [3, 4]]);
  });

  it('of a constant have no powers, and of what is cut off none', () => {
    expect(applied([parameter(0), apply('exp', 0)], [], 3).levels).toEqual([]);
    expect(applied([input(0), mul(0, 0), apply('tanh', 1)], [S], 1).levels).toEqual([]);
    expect(applied([parameter(0), apply('exp', 0)], [], 0).levels).toEqual([]);
  });

  it('have slopes on a finer grid where their next coefficient is beyond the cut', () => {
    // z + z³ + z⁴ up to s³: s and s³ alone, but its slope 1 + 3s² + 4s³ has all of 1, s, s², s³.
    const f = { name: 'odd at first', taylor: { inSupport: (m: number) => [1, 3, 4].includes(m) } };
    const operations = [parameter(0), input(0), mul(0, 1)];
    const op = { op: 'apply', f, order: 0, a: 2 } as unknown as Operation;
    const step = applied([...operations, op], [S], 3);
    expect([step.out, step.slope].map(({ lo, hi, step }) => [lo, hi, step])).toEqual([
      [1, 3, 2],
      [0, 3, 1],
    ]);
    // a·f′: s·1 and s·s²; s·s is no power of f, and s·s³ beyond the cut.
    const { at } = step.slope;
    expect(sums(step.chain)).toEqual({ 3: [[2, at]], 4: [[2, at + 2]] });
  });
});

it('an inverse has its square for a slope', () => {
  // a = 1 + s at 0, 1 and 1/a at 2, 3; room at 4, 5 and 6, 7; the slope at 8, 9, its derivative at 10, 11.
  const step = tapeOf([input(0), { op: 'inverse', a: 0 }], [LINE], 1).steps[1] as InversionStep;
  expect([step.op, step.slot, step.out.at, step.slope.at, step.slopeDot.at]).toEqual([
    'inverse',
    0,
    2,
    8,
    10,
  ]);
  const square = (at: number) => ({
    [at]: [[2, 2]],
    [at + 1]: [
      [2, 3],
      [3, 2],
    ],
  });
  expect(sums(step.square)).toEqual(square(8));
  expect(sums(step.squareDot)).toEqual(square(10));
  expect(sums(step.chain)).toEqual({
    2: [[0, 8]],
    3: [
      [0, 9],
      [1, 8],
    ],
  });
});

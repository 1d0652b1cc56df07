/** Tapes of a few operations, laid out by hand: where coefficients stand, and which products make which. */
import { describe, expect, it } from 'vitest';
import { resolveFunction } from '../../analytic/registry.ts';
import type { Operation } from '../../models/program.ts';
import { rational } from '../../numerics/rational.ts';
import type { Gather } from './gather.ts';
import { CONSTANT, type Powers } from './powers.ts';
import { type ApplicationStep, type Copy, type InversionStep, layOut, type Step } from './tape.ts';

const parameter = (index: number): Operation => ({ op: 'parameter', index });
const input = (index: number): Operation => ({ op: 'input', index });
const mul = (a: number, b: number): Operation => ({ op: 'mul', a, b });
const apply = (f: string, a: number, order = 0): Operation => ({
  op: 'apply',
  f: resolveFunction(f),
  order,
  a,
});
/** s alone, 1 and s, 1 alone. */
const S: Powers = { lo: 1, hi: 1, step: 0 };
const LINE: Powers = { lo: 0, hi: 1, step: 1 };

const tapeOf = (operations: readonly Operation[], inputPowers: readonly Powers[], top: number) =>
  layOut(
    {
      operations,
      outputs: Int32Array.of(operations.length - 1),
      parameters: 2,
      inputs: inputPowers.length,
    },
    inputPowers,
    top,
  );

/** By target: the places that are multiplied. */
const sums = (list: Gather | null) =>
  list &&
  Object.fromEntries(
    Array.from(list.targets, (target, i) => [
      target,
      Array.from({ length: list.start[i + 1] - list.start[i] }, (_, k) => [
        list.first[list.start[i] + k],
        list.second[list.start[i] + k],
      ]),
    ]),
  );
const copies = ({ slot, sign, to, from }: Copy) => [slot, sign, [...to], [...from]];
const product = (step: Step) => {
  if (step.op !== 'products') throw new Error(step.op);
  const { out, left, right } = step.product;
  return [out, left, right].map(sums);
};

describe('a tape', () => {
  it('has the series of all slots first, then room for two powers, then what functions need', () => {
    // w, x = s, wx = s; powers of an argument up to s³: four places each.
    const operations = [parameter(1), input(0), mul(0, 1)];
    const tape = tapeOf(operations, [S], 3);
    expect(tape.runs).toEqual([
      { lo: 0, hi: 0, step: 0, at: 0, count: 1 },
      { lo: 1, hi: 1, step: 0, at: 1, count: 1 },
      { lo: 1, hi: 1, step: 0, at: 2, count: 1 },
    ]);
    expect([tape.slots, tape.series, tape.top]).toEqual([3, 3 + 2 * 4, 3]);
    expect([tape.parameters, tape.inputs, [...tape.outputs]]).toEqual([2, 1, [2]]);
    expect(tape.steps.slice(0, 2)).toEqual([
      { op: 'parameter', out: tape.runs[0], index: 1 },
      { op: 'input', out: tape.runs[1], index: 0 },
    ]);
    // tanh(wx) = s, s³; tanh′ = 1, s²; its derivative there as well; tanh″ = s, s³.
    const bent = tapeOf([...operations, apply('tanh', 2)], [S], 3);
    expect([bent.slots, bent.series]).toEqual([5, 5 + 2 * 4 + 3 * 2]);
    const still = tapeOf([parameter(0)], [], 0);
    expect([still.slots, still.series]).toEqual([1, 1 + 2]);
  });

  it('tells what depends on parameters', () => {
    const two: Operation = { op: 'rational', value: rational(2) };
    const operations = [two, parameter(0), input(0), mul(0, 2), mul(3, 1), mul(1, 3), mul(2, 2)];
    const { active, steps } = tapeOf([...operations, { op: 'neg', a: 4 }], [CONSTANT], 0);
    expect([...active]).toEqual([0, 1, 0, 0, 1, 1, 0, 1]);
    expect(steps[0]).toMatchObject({ op: 'rational', value: rational(2) });
  });
});

describe('products', () => {
  it('go back to the factors that are variables', () => {
    const both = tapeOf([parameter(0), parameter(1), mul(0, 1)], [], 0);
    expect(product(both.steps[2])).toEqual([{ 2: [[0, 1]] }, { 0: [[2, 1]] }, { 1: [[2, 0]] }]);
    const one = tapeOf([parameter(0), input(0), mul(0, 1), mul(1, 0), mul(1, 1)], [CONSTANT], 0);
    expect(product(one.steps[2])).toEqual([{ 2: [[0, 1]] }, { 0: [[2, 1]] }, null]);
    expect(product(one.steps[3])).toEqual([{ 3: [[1, 0]] }, null, { 0: [[3, 1]] }]);
    expect(product(one.steps[4])).toEqual([{ 4: [[1, 1]] }, null, null]);
  });

  it('in a sum go back each to its own', () => {
    // w·x + x·w + x·x + w·w: a factor that is no variable has no list.
    const [left, right] = [Int32Array.of(0, 1, 1, 0), Int32Array.of(1, 0, 1, 0)];
    const dot: Operation = { op: 'dot', left, right };
    const { steps } = tapeOf([parameter(0), input(0), dot], [CONSTANT], 0);
    expect(product(steps[2])).toEqual([
      {
        2: [
          [0, 1],
          [1, 0],
          [1, 1],
          [0, 0],
        ],
      },
      {
        0: [
          [2, 1],
          [2, 0],
        ],
      },
      {
        0: [
          [2, 1],
          [2, 0],
        ],
      },
    ]);
    // Where all factors on one side are variables the list is that of all.
    const whole: Operation = { op: 'dot', left: Int32Array.of(0, 0), right: Int32Array.of(1, 0) };
    const { steps: all } = tapeOf([parameter(0), input(0), whole], [CONSTANT], 0);
    expect(product(all[2]).slice(1)).toEqual([
      {
        0: [
          [2, 1],
          [2, 0],
        ],
      },
      { 0: [[2, 0]] },
    ]);
  });

  it('of powers are those of the sums that are kept', () => {
    // x = x₀ + su at 0, 1; x·x at 2, 3 and, up to s², 4.
    const square = (top: number) => product(tapeOf([input(0), mul(0, 0)], [LINE], top).steps[1])[0];
    const upToOne = {
      2: [[0, 0]],
      3: [
        [0, 1],
        [1, 0],
      ],
    };
    expect(square(1)).toEqual(upToOne);
    expect(square(2)).toEqual({ ...upToOne, 4: [[1, 1]] });
    // 1 + s times s², up to s³: one place after the other from s² on; up to s² the first alone.
    const operations = [input(0), input(1), mul(1, 1), mul(0, 2)];
    const shifted = (top: number) => product(tapeOf(operations, [LINE, S], top).steps[3])[0];
    expect(shifted(3)).toEqual({ 4: [[0, 3]], 5: [[1, 3]] });
    expect(shifted(2)).toEqual({ 4: [[0, 3]] });
  });
});

describe('sums', () => {
  it('are copies with signs, each power to its own', () => {
    // w, x = s, xx = s²: w + xx at 1 and s², s apart; xx − x; −x.
    const operations: Operation[] = [
      parameter(0),
      input(0),
      mul(1, 1),
      { op: 'add', a: 0, b: 2 },
      { op: 'sub', a: 2, b: 1 },
      { op: 'neg', a: 4 },
    ];
    const { steps, runs } = tapeOf(operations, [S], 2);
    const terms = (i: number) => {
      const step = steps[i];
      return step.op === 'sum' ? step.terms.map(copies) : [];
    };
    expect(runs[3]).toMatchObject({ at: 3, lo: 0, hi: 2, step: 2, count: 2 });
    expect(terms(3)).toEqual([
      [0, 1, [3], [0]],
      [2, 1, [4], [2]],
    ]);
    expect(terms(4)).toEqual([
      [2, 1, [6], [2]],
      [1, -1, [5], [1]],
    ]);
    expect(terms(5)).toEqual([[4, -1, [7, 8], [5, 6]]]);
  });
});

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

/** Tapes of a few operations, laid out by hand: where coefficients stand, and which products make which. */
import { describe, expect, it } from 'vitest';
import type { Operation } from '../../models/program.ts';
import { rational } from '../../numerics/rational.ts';
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
import { CONSTANT } from './powers.ts';
import type { Step } from './tape.ts';

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

import { describe, expect, it } from 'vitest';
import { UnsupportedError } from '../../errors.ts';
import { bind } from '../../models/bind.ts';
import type { Operation } from '../../models/program.ts';
import { ZERO } from '../../numerics/rational.ts';
import { familiesAt } from './families.ts';
import { gradientWork, MOST_WORK, requireWork } from './field-work.ts';
import { powersOf } from './powers.ts';

const attention = (positions: number) => ({
  kind: 'attention',
  positions,
  channels: 1,
  keys: 1,
  values: 1,
  outputs: 1,
});

describe('the work of a gradient', () => {
  it('counts pairs of coefficients and the powers of an argument', () => {
    // F = a·tanh(w·x) at x = s·u up to s³: w·x and tanh(w·x) hold s¹ and s¹, s³. Of w the powers m = 2, 3
    // have one coefficient each from one pair: 1 + 3 each. The products a·tanh: 2 pairs; w·x: 1.
    const bound = bind({
      kind: 'fully-connected',
      widths: [1, 1, 1],
      bias: false,
      activation: 'tanh',
    });
    const { operations } = bound.program;
    const powers = powersOf(operations, [{ lo: 1, hi: 1, step: 0 }], 3);
    expect(gradientWork(operations, powers, 3)).toBe(16 * operations.length + 2 + 1 + 2 * (1 + 3));
  });

  it('counts what a quotient takes three times, and what sums have of each product', () => {
    // Up to s³: w holds s⁰, x = x₀ + su two powers, 1/x all four. Pairs of four powers whose sum is kept: 4 + 3 + 2 + 1.
    const operations: Operation[] = [
      { op: 'parameter', index: 0 },
      { op: 'input', index: 0 },
      { op: 'inverse', a: 1 },
    ];
    const work = (more: readonly Operation[]) => {
      const all = [...operations, ...more];
      return gradientWork(all, powersOf(all, [{ lo: 0, hi: 1, step: 1 }], 3), 3) - 16 * all.length;
    };
    expect(work([])).toBe(3 * 10);
    // w·x: two pairs; x·x three powers from four; (1/x)·x: x has two, so that 4 + 3 are kept.
    expect(work([{ op: 'mul', a: 0, b: 1 }])).toBe(30 + 2);
    expect(work([{ op: 'mul', a: 1, b: 1 }])).toBe(30 + 4);
    expect(work([{ op: 'mul', a: 2, b: 1 }])).toBe(30 + 4 + 3);
    expect(work([{ op: 'mul', a: 1, b: 2 }])).toBe(30 + 4 + 3);
    const [left, right] = [Int32Array.of(0, 2), Int32Array.of(1, 0)];
    // w·x + (1/x)·w, each as it is by itself.
    expect(work([{ op: 'dot', left, right }])).toBe(30 + 2 + 4);
    expect(
      work([
        { op: 'add', a: 1, b: 2 },
        { op: 'neg', a: 1 },
      ]),
    ).toBe(30);
  });

  it('is bounded with the rows that are asked for', () => {
    expect(() => requireWork(MOST_WORK / 2000, 500, '')).not.toThrow();
    expect(() => requireWork(MOST_WORK / 2000, 501, 'these')).toThrow(UnsupportedError);
    expect(() => requireWork(MOST_WORK / 2000, 501, 'these')).toThrow(/^model: .*these$/);
  });
});

describe('a model that is too large for exact arithmetic', () => {
  it.each([
    ['attention over many positions', attention(20_000), 4],
    [
      'a deep network of one unit a layer',
      {
        kind: 'fully-connected',
        widths: Array.from({ length: 901 }, () => 1),
        bias: false,
        activation: 'tanh',
      },
      900,
    ],
    [
      'a long convolution of free gates',
      {
        kind: 'relu-convolution-paths',
        places: 20_000,
        channels: 1,
        hidden: 1,
        outputs: 1,
        taps: 2,
      },
      4,
    ],
  ])('is refused before anything is laid out: %s', (_, model, size) => {
    const theta = Array.from({ length: size }, () => ZERO);
    const before = process.cpuUsage().user;
    expect(() => familiesAt(bind(model), theta, 'seed')).toThrow(/exact arithmetic can answer/);
    // Microseconds; ten seconds and a gigabyte where the work is begun.
    expect(process.cpuUsage().user - before).toBeLessThan(5e6);
  });

  it('is refused by its axes before it is traced', () => {
    expect(() => bind(attention(1_000_000)).program).toThrow(
      'model: expected one whose F takes at most 1000000 operations, received one of 4 parameters and 1000000 inputs',
    );
  });

  it('is refused while it is traced where its axes do not tell', () => {
    const all = { ...attention(2000), read: 'all' };
    expect(() => bind(all).program).toThrow(/at most 1000000 operations, received one that takes/);
  });
});

import { describe, expect, it } from 'vitest';
import { UnsupportedError } from '../../errors.ts';
import { bind } from '../../models/bind.ts';
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
        places: 50_000,
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

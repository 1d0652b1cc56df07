import { describe, expect, it } from 'vitest';
import { logarithmicSparkline, sparkline, stackedBar } from './sparkline.ts';

describe('a sparkline', () => {
  it('has the smallest number at the bottom and the largest at the top', () => {
    expect(sparkline([0, 1, 2, 3, 4, 5, 6, 7])).toBe('▁▂▃▄▅▆▇█');
    expect(sparkline([7, -7, 0])).toBe('█▁▅');
    expect(sparkline([3, 3])).toBe('▁▁');
    expect(sparkline([Number.NaN, 1, Number.POSITIVE_INFINITY, 2])).toBe(' ▁ █');
    expect(sparkline([])).toBe('');
  });

  it('of logarithms has equal steps for equal ratios, and nothing for 0', () => {
    expect(logarithmicSparkline([0, 1e-14, 1e-12, 1e-10, 1])).toBe(' ▁▂▃█');
  });
});

describe('a bar', () => {
  const shares = (a: number, b: number) => [
    { character: 'a', count: a },
    { character: 'b', count: b },
  ];
  it('is divided as the whole is, dots for what is to come', () => {
    expect(stackedBar(shares(6, 2), 16, 8)).toBe('aaab····');
    expect(stackedBar(shares(0, 8), 8, 8)).toBe('bbbbbbbb');
    expect(stackedBar(shares(0, 0), 0, 3)).toBe('···');
  });

  it('shows one in a thousand, and has its length whatever the shares', () => {
    expect(stackedBar(shares(999, 1), 1000, 8)).toBe('aaaaaaab');
    for (let a = 0; a <= 12; a++)
      for (let total = Math.max(1, a); total <= 40; total++)
        for (const cells of [2, 3, 7])
          expect(stackedBar(shares(a, total > a ? 1 : 0), total, cells)).toHaveLength(cells);
  });
});

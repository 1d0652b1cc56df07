import { describe, expect, it } from 'vitest';
import { durationText, labelled, table, wrapped } from './text.ts';

const columns = [
  { title: 'claim', align: 'left' },
  { title: 'file', align: 'left' },
  { title: 'tries', align: 'right' },
] as const;
const widest = (text: string) => Math.max(...text.split('\n').map((line) => [...line].length));

describe('table', () => {
  it('is as wide as its cells where they fit', () => {
    expect(table(columns, [['a', 'b', '10']])).toBe(
      'claim  file  tries\n─────  ────  ─────\na      b        10\n',
    );
  });

  it('fits 80 columns whatever is in it, and loses nothing', () => {
    const claim = 'gradient-descent-keeps-balance without zero-output-bias';
    const file = `counterexamples/${'x'.repeat(70)}/only-critical-point--orbit.json`;
    const text = table(columns, [
      [claim, file, '12345678'],
      ['short', 'too', '1'],
    ]);
    expect(widest(text)).toBeLessThanOrEqual(80);
    const cells = text.split('\n').slice(2, -2);
    const column = (from: number, to: number) => cells.map((l) => l.slice(from, to)).join('');
    const gap = text.split('\n')[1].indexOf(' ');
    const plain = (part: string) => part.replace(/\s/g, '');
    expect(plain(column(0, gap))).toBe(plain(claim));
    expect(plain(column(gap, 200)).replace('12345678', '')).toBe(plain(file));
  });
});

it('labelled text is indented like its first line', () => {
  const text = labelled('status', 'one two three four', 25);
  expect(text.split('\n')).toEqual([
    '  status        one two',
    '                three',
    '                four',
  ]);
  expect(wrapped('a b', 1)).toBe('a\nb\n');
});

it('writes durations without powers of ten', () => {
  expect([0.0521, 52, 999.4, 999.7, 1771, 61_000, 4_800_000].map(durationText)).toEqual([
    '0.0521 ms',
    '52.0 ms',
    '999 ms',
    '1 s',
    '1.77 s',
    '61 s',
    '4800 s',
  ]);
});

it('begins no line with a sign of percent', () => {
  expect(wrapped('below 29 % or 30 %', 8)).toBe('below\n29 % or\n30 %\n');
});

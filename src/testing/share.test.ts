import { expect, it } from 'vitest';
import { isFull, isTurn, share, turn } from './share.ts';

it('has one turn in so many days, which the seed says, and all where everything is asked for', () => {
  for (const days of [1, 2, 3, 7]) {
    const today = Array.from({ length: days }, (_, i) => i).filter((i) => isTurn(i, days));
    expect(today.includes(turn % days)).toBe(true);
    expect(today).toHaveLength(isFull ? days : 1);
    expect(isTurn(days + (turn % days), days)).toBe(true);
  }
  expect(share(2, 5)).toBe(isFull ? 5 : 2);
});

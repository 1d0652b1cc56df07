import { expect, it } from 'vitest';
import { bind } from '../bind.ts';

const attention = { kind: 'attention', positions: 2, channels: 1, values: 1, outputs: 1 };
const experts = {
  kind: 'mixture-of-experts',
  inputs: 1,
  hidden: 1,
  outputs: 1,
  activation: 'silu',
};
const lowRank = { kind: 'low-rank', inputs: 2, rank: 1, outputs: 1 };
const paths = { kind: 'relu-convolution-paths', channels: 1, hidden: 1, outputs: 1 };
const convolution = { kind: 'convolution', hidden: 1, outputs: 1, activation: 'tanh' };

// Keys that are checked against each other: the one at fault is named, with what it is and what it may be.
it.each([
  [
    { ...convolution, places: 2, taps: 5 },
    'model.taps: expected at most the places, 2, received 5',
  ],
  [{ ...experts, experts: 4, top: 9 }, 'model.top: expected at most the experts, 4, received 9'],
  [
    { ...experts, experts: 40, top: 9 },
    'model.experts: expected at most 12 with "top", received 40',
  ],
  [{ ...paths, places: 3, taps: 9 }, 'model.taps: expected at most 3, for 3 places, received 9'],
  [
    { ...paths, places: 3, taps: 3, boundary: 'valid' },
    'model.taps: expected at most 2, for 3 places, received 3',
  ],
  [
    { ...attention, keys: 4, rotary: [['3/5', '4/5']] },
    'model.rotary: expected 2 rotations, one for each pair of the 4 coordinates of a key, received an array of 1',
  ],
  [
    { ...lowRank, fixed: [[1]] },
    'model.fixed: expected 1 × 2 (outputs × inputs), received an array of 1',
  ],
])('%j is refused in words that help', (json, message) => {
  expect(() => bind(json)).toThrow(message);
});

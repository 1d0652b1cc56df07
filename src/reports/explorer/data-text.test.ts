import { expect, it } from 'vitest';
import { dataText, parseDataText } from './data-text.ts';

it('is read as it is written, whatever stands between', () => {
  const data = {
    inputs: [['1/2', '-1'] as const, ['0', '2e-1'] as const],
    targets: [['1'], ['-7/3']],
  };
  expect(dataText(data)).toBe('1/2, -1 → 1\n0, 2e-1 → -7/3');
  expect(parseDataText(dataText(data), 2, 1)).toEqual(data);
  expect(parseDataText('\n 1/2 -1 -> 1 \n\n0;2e-1|-7/3\n', 2, 1)).toEqual(data);
});

it.each([
  ['1 2 3', 'line 1: expected inputs → targets, such as 1, 0 → 1/2, received "1 2 3"'],
  ['1, 2 → 3\n1 → 3', 'line 2: expected 2 inputs, received 1'],
  ['1, 2 → ', 'line 1: expected 1 target, received 0'],
  ['1, x → 3', 'line 1: expected a number such as 1/2 or 0.25, received "x"'],
  ['1, 1/0 → 3', 'line 1: expected a number such as 1/2 or 0.25, received "1/0"'],
  [' \n', 'data: expected at least one datum, received none'],
])('%j is refused', (text, error) => {
  expect(() => parseDataText(text, 2, 1)).toThrow(error);
});

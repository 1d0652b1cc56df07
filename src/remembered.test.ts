import { expect, it } from 'vitest';
import { remembered } from './remembered.ts';

it('is found once for each key, nothing being something as well', () => {
  const memory = new Map<string, number | null>();
  const asked: string[] = [];
  const of = (key: string) =>
    remembered(memory, key, () => {
      asked.push(key);
      return key === '' ? null : key.length;
    });
  expect(['ab', '', 'ab', '', 'abc'].map(of)).toEqual([2, null, 2, null, 3]);
  expect(asked).toEqual(['ab', '', 'abc']);
});

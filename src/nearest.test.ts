import { describe, expect, it } from 'vitest';
import { editDistance, nearestNames, oneOf, received } from './nearest.ts';

describe('editDistance', () => {
  it.each([
    ['', '', 0],
    ['abc', '', 3],
    ['kitten', 'sitting', 3],
    ['gleu', 'gelu', 1],
    ['tanh', 'tahn', 1],
    ['sin', 'sine', 1],
    ['relu', 'relu', 0],
  ])('%s, %s: %i', (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance);
    expect(editDistance(b, a)).toBe(distance);
  });
});

describe('nearestNames', () => {
  const known = ['orbit-is-sim', 'constant-rank', 'tanh', 'sin', 'Gelu'];

  it('are those that are near or begin so, the nearest first', () => {
    expect(nearestNames('orbit-is-sin', known)).toEqual(['orbit-is-sim']);
    expect(nearestNames('const', known)).toEqual(['constant-rank']);
    expect(nearestNames('tahn', known)).toEqual(['tanh']);
    expect(nearestNames('GLEU', known)).toEqual(['Gelu']);
  });

  it('are none for what is far from all, too short or endless', () => {
    for (const name of ['relu-paths', 's', '', 'x'.repeat(1e6)]) {
      expect(nearestNames(name, known)).toEqual([]);
      expect(received(name, known)).toBe(name);
    }
  });

  it('end the message', () => {
    expect(received('tnah', known)).toBe('tnah; did you mean tanh?');
  });
});

it('names that fill no screen are listed, and many are counted', () => {
  const letters = [...'abcdefghijklmnopqrstuvwxyz'];
  expect(oneOf(letters.slice(0, 3), 'letters', 'alphabet')).toBe('one of a, b, c');
  expect(oneOf(letters, 'letters', 'alphabet')).toBe('one of 26 letters (alphabet lists them)');
  expect(oneOf([], 'letters', 'alphabet')).toBe('one of none');
});

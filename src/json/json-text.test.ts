import { describe, expect, it } from 'vitest';
import { InputError } from '../errors.ts';
import { parseJson } from './json-text.ts';

function messageOf(text: string): string {
  try {
    parseJson(text, 'a.json');
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
  return 'accepted';
}

describe('parseJson', () => {
  it.each([
    ['{"a": }', 'a.json, line 1, column 7: expected a JSON value, received }'],
    ['{\n  "a": 1,\n}', 'a.json, line 3, column 1: expected a key in double quotes, received }'],
    ['{"a": 1 "b": 2}', 'a.json, line 1, column 9: expected "," or "}", received "'],
    ['[1, NaN]', 'a.json, line 1, column 5: expected a JSON value, received NaN'],
    ['[-Infinity]', 'a.json, line 1, column 2: expected a JSON value, received -Infinity'],
    [
      '[1e999]',
      'a.json, line 1, column 2: expected a number in the range of doubles, received 1e999',
    ],
    ['[01]', 'a.json, line 1, column 2: expected a JSON value, received 01'],
    [
      '{"a":1,"a":2}',
      'a.json, line 1, column 8: expected no second "a" in the same object, received "',
    ],
    ['[1] x', 'a.json, line 1, column 5: expected nothing after the JSON value, received x'],
    ['', 'a.json, line 1, column 1: expected a JSON value, received the end of the text'],
    ['["a', 'a.json, line 1, column 2: expected a well-formed string, received "'],
    ['[1', 'a.json, line 1, column 3: expected "," or "]", received the end of the text'],
    ["{'a': 1}", "a.json, line 1, column 2: expected a key in double quotes, received '"],
    ['nul', 'a.json, line 1, column 1: expected a JSON value, received nul'],
    [
      '['.repeat(300),
      'a.json, line 1, column 202: expected at most 200 levels of nesting, received [',
    ],
  ])('says where and what in %j', (text, message) => {
    expect(messageOf(text)).toBe(message);
  });

  it('reads a string of nine million characters, and of as many escapes', () => {
    for (const content of ['x'.repeat(9e6), '\\n'.repeat(4e6)])
      expect(parseJson(`"${content}"`)).toHaveLength(content[0] === 'x' ? 9e6 : 4e6);
    expect(messageOf(`"${'\\n'.repeat(1e6)}`)).toMatch(
      /^a\.json, line 1, column 1: expected a well-formed string/,
    );
  });

  it('makes no prototype out of a key', () => {
    const value = parseJson('{"__proto__": {"polluted": true}}') as object;
    expect(Object.keys(value)).toEqual(['__proto__']);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });

  it('accepts a byte-order mark and any white space', () => {
    expect(parseJson('\ufeff\r\n\t [ ]\n')).toEqual([]);
  });
});

it('holds so many lists and objects and no more, whatever is in them', () => {
  const lists = (count: number) => `[${'[],'.repeat(count - 2)}{}]`;
  expect(parseJson(lists(2 ** 20))).toHaveLength(2 ** 20 - 1);
  expect(() => parseJson(lists(2 ** 20 + 1))).toThrow(/expected at most 1048576 lists and objects/);
});

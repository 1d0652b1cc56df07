/**
 * JSON text to values, with the line and column of every mistake. Stricter than `JSON.parse` where
 * people go wrong silently: a key given twice is an error, and so is a number beyond the range of
 * doubles. −0 stays −0.
 */
import { InputError } from '../errors.ts';

const MAX_DEPTH = 200;
/** Lists and objects in one text; an empty one takes a hundred bytes and more, and two in the text. */
const MOST_LISTS = 2 ** 20;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const IN_WORD = /[\w.]/;
const WORD = /[-+]?[\w.]+/y;
/** Up to the end of a string or its next escape; a group repeated a million times has no room on the stack. */
const PLAIN = /[^"\\\n]*/y;

/**
 * @param name what errors call the text, e.g. the file's name.
 * @throws InputError whose path is `name, line l, column c`.
 */
export function parseJson(text: string, name = 'JSON'): unknown {
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  let lists = 0;

  function fail(expected: string, where = at): never {
    const before = text.slice(0, where);
    const line = before.split('\n').length;
    const column = where - before.lastIndexOf('\n');
    throw new InputError(`${name}, line ${line}, column ${column}`, expected, found(where));
  }
  function found(where: number): string {
    if (where >= text.length) return 'the end of the text';
    WORD.lastIndex = where;
    const word = WORD.exec(text)?.[0] ?? String.fromCodePoint(text.codePointAt(where)!);
    return word.length > 40 ? `${word.slice(0, 40)}…` : word;
  }
  function skipSpace(): void {
    for (; ; at++) {
      const code = text.charCodeAt(at);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
    }
  }
  function match(pattern: RegExp): string | undefined {
    pattern.lastIndex = at;
    const token = pattern.exec(text)?.[0];
    if (token !== undefined) at += token.length;
    return token;
  }
  function readString(expected: string): string {
    const start = at;
    if (text[start] !== '"') fail(expected);
    at++;
    match(PLAIN);
    while (text[at] === '\\' && at + 1 < text.length) {
      at += 2;
      match(PLAIN);
    }
    if (text[at] !== '"') fail('a well-formed string', start);
    at++;
    try {
      // Escapes and control characters are for the built-in parser to judge.
      return JSON.parse(text.slice(start, at)) as string;
    } catch {
      return fail('a well-formed string', start);
    }
  }
  function readNumber(): number {
    const start = at;
    const token = match(NUMBER);
    if (token === undefined || (at < text.length && IN_WORD.test(text[at])))
      fail('a JSON value', start);
    const value = Number(token);
    if (!Number.isFinite(value)) fail('a number in the range of doubles', start);
    return value;
  }
  function readValue(depth: number): unknown {
    skipSpace();
    if (depth > MAX_DEPTH) fail(`at most ${MAX_DEPTH} levels of nesting`);
    if ('[{'.includes(text.charAt(at) || ' ') && ++lists > MOST_LISTS)
      fail(`at most ${MOST_LISTS} lists and objects`);
    switch (text[at]) {
      case '{':
        return readObject(depth);
      case '[':
        return readArray(depth);
      case '"':
        return readString('a string');
      case 't':
        return readWord('true', true);
      case 'f':
        return readWord('false', false);
      case 'n':
        return readWord('null', null);
      default:
        return readNumber();
    }
  }
  function readWord<T>(word: string, value: T): T | number {
    if (found(at) !== word) return readNumber();
    at += word.length;
    return value;
  }
  /** Reads `item` after `item` up to `close`; a comma between two, none after the last. */
  function readList(close: string, item: () => void): void {
    at++;
    skipSpace();
    if (text[at] === close) {
      at++;
      return;
    }
    while (true) {
      item();
      skipSpace();
      if (text[at] === close) break;
      if (text[at] !== ',') fail(`"," or "${close}"`);
      at++;
      skipSpace();
    }
    at++;
  }
  function readArray(depth: number): unknown[] {
    const items: unknown[] = [];
    readList(']', () => items.push(readValue(depth + 1)));
    return items;
  }
  function readObject(depth: number): Record<string, unknown> {
    const entries = new Map<string, unknown>();
    readList('}', () => {
      const start = at;
      const key = readString('a key in double quotes');
      if (entries.has(key)) fail(`no second "${key}" in the same object`, start);
      skipSpace();
      if (text[at] !== ':') fail('":"');
      at++;
      entries.set(key, readValue(depth + 1));
    });
    return Object.fromEntries(entries);
  }

  skipSpace();
  const value = readValue(0);
  skipSpace();
  if (at < text.length) fail('nothing after the JSON value');
  return value;
}

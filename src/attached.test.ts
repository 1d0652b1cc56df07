import { describe, expect, it } from 'vitest';
import { attached } from './attached.ts';

describe('what is attached to an object', () => {
  it.each([
    ['a plain object', {}],
    ['a frozen object', Object.freeze({ a: 1 })],
    ['an array', [1]],
    ['one without a prototype', Object.create(null)],
  ])('is found again, and is nobody else’s: %s', (_, key: object) => {
    const [one, other] = [attached<object, string>(), attached<object, string>()];
    expect(one.get(key)).toBeUndefined();
    one.set(key, 'first');
    one.set(key, 'second');
    expect([one.get(key), other.get(key), one.get({})]).toEqual(['second', undefined, undefined]);
  });

  it('is neither listed, compared, copied nor sent', () => {
    const map = attached<object, string>();
    const key = { a: [1] };
    map.set(key, 'hidden');
    expect(Reflect.ownKeys(key)).toEqual(['a']);
    expect(key).toStrictEqual({ a: [1] });
    for (const copy of [{ ...key }, structuredClone(key)]) expect(map.get(copy)).toBeUndefined();
  });
});

import { describe, expect, it } from 'vitest';
import { InputError } from '../errors.ts';
import type { ModelSpec, Numeral } from '../instances/instance.ts';
import { unflatten } from '../instances/layout.ts';
import { certificateOf, digestOf } from './certificate.ts';
import { orbit } from './orbit.ts';
import { verifyCertificate } from './verify.ts';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type Path = readonly (string | number)[];

const dense = (widths: number[], activation: string, bias = false): ModelSpec => ({
  kind: 'fully-connected',
  widths,
  bias,
  activation,
});

function certificate(model: ModelSpec, theta: readonly Numeral[]): Json {
  const result = orbit({ model, parameters: unflatten(model, theta) }, { seed: 'certificate' });
  return JSON.parse(JSON.stringify(certificateOf(result, '0.1.0'))) as Json;
}

/** One of each kind of family, of status, of order and of stratum. */
const cases: readonly { name: string; model: ModelSpec; theta: readonly Numeral[] }[] = [
  { name: 'ridge, order 0', model: dense([1, 2, 1], 'tanh'), theta: [1, '1/2', 3, '-5/7'] },
  { name: 'ridge, order 1', model: dense([1, 2, 1], 'softplus'), theta: [2, -2, 3, -3] },
  { name: 'ridge on a stratum', model: dense([1, 2, 1], 'tanh'), theta: [2, 2, 3, 3] },
  { name: 'ridge, explained', model: dense([1, 2, 1], 'cos'), theta: [0, 0, 1, 2] },
  { name: 'ridge, one field only', model: dense([1, 2, 1], 'cube'), theta: [3, -1, 2, 5] },
  { name: 'ridge, nothing moves', model: dense([1, 1, 1], 'gelu'), theta: [0, 0] },
  {
    name: 'output of a linear model',
    model: { kind: 'linear', widths: [1, 2, 1] },
    theta: [1, 2, 3, 5],
  },
  {
    name: 'output on an orthogonal stratum',
    model: { kind: 'linear', widths: [1, 2, 1] },
    theta: [1, 2, 3, 6],
  },
  {
    name: 'output of a polynomial model',
    model: { kind: 'polynomial', variables: ['u', 'v'], features: ['u^2*v'] },
    theta: [1, 3],
  },
  {
    name: 'gates',
    model: { kind: 'relu-paths', widths: [1, 1, 1], bias: true },
    theta: [1, 2, 3, 5],
  },
  { name: 'taylor', model: dense([1, 1, 1, 1], 'tanh'), theta: [1, 0, '3/2'] },
  { name: 'jets', model: dense([1, 1, 1], 'exp', true), theta: [1, 2, 3, 4] },
];

function leaves(value: Json, path: Path = []): Path[] {
  if (Array.isArray(value)) return value.flatMap((v, i) => leaves(v, [...path, i]));
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([key, v]) => leaves(v, [...path, key]));
  return [path];
}

function at(value: Json, path: Path): Json {
  return path.reduce<Json>((v, key) => (v as { [key: string | number]: Json })[key], value);
}

function changed(value: Json, path: Path, replacement: Json): Json {
  const copy = structuredClone(value);
  const parent = at(copy, path.slice(0, -1)) as { [key: string | number]: Json };
  parent[path.at(-1)!] = replacement;
  return copy;
}

/** Another number of the same sort; null where there is no number. */
function another(value: Json): Json {
  if (typeof value === 'number') return value + 1;
  if (typeof value !== 'string' || !/^-?\d+(\/\d+)?$/.test(value)) return null;
  const [top, bottom] = value.split('/');
  const next = `${BigInt(top) + BigInt(bottom ?? 1)}`;
  return bottom === undefined ? next : `${next}/${bottom}`;
}

/** Valid, or why not; a certificate that is malformed is rejected as well. */
function verdict(json: Json): { valid: boolean; reason: string } {
  try {
    return verifyCertificate(json);
  } catch (error) {
    if (error instanceof InputError) return { valid: false, reason: error.message };
    throw error;
  }
}

describe.each(cases)('the certificate of $name', ({ model, theta }) => {
  const json = certificate(model, theta);
  const numbers = leaves(json).filter((path) => another(at(json, path)) !== null);

  it('is accepted', () => {
    expect(verdict(json)).toMatchObject({ valid: true });
  });

  it('is rejected with any one number changed', () => {
    expect(numbers.length).toBeGreaterThan(10);
    for (const path of numbers) {
      const { valid, reason } = verdict(changed(json, path, another(at(json, path))));
      expect(valid, path.join('.')).toBe(false);
      expect(reason).not.toBe('');
    }
  });

  /**
   * With a digest that fits, a change elsewhere may leave a true statement: another θ of a generic
   * stratum, a coefficient that does not enter the minor. What is claimed must not be changeable.
   */
  it('is rejected with any claim changed and the digest made to fit', () => {
    const claims = numbers.filter(
      ([top, key, , last]) =>
        ['schema', 'model', 'claim', 'stratum', 'invariants'].includes(String(top)) ||
        (top === 'rank' && (key === 'prime' || key === 'minor' || last === 'order')),
    );
    expect(claims.length).toBeGreaterThan(5);
    for (const path of claims) {
      const forged = changed(json, path, another(at(json, path)));
      const { valid } = verdict({ ...(forged as object), digest: digestOf(forged as object) });
      expect(valid, path.join('.')).toBe(false);
    }
  });
});

describe('a certificate that is none', () => {
  const json = certificate(dense([1, 1, 1], 'tanh'), [1, 2]);

  it.each([
    ['a string', 'hello', 'an object'],
    ['a missing field', changed(json, ['rank', 'rows'], null), 'rank.rows'],
    ['an unknown key', { ...(json as object), extra: 1 }, 'extra'],
    ['a prime that is none', changed(json, ['rank', 'prime'], 4194303), 'rank.prime'],
    ['a column out of range', changed(json, ['rank', 'columns', 0], 99), 'rank.columns[0]'],
    ['a residue above p', changed(json, ['rank', 'rows', 0, 'member', 0], 2 ** 22), 'member[0]'],
  ] as [string, Json, string][])('%s is bad input', (_name, value, named) => {
    expect(() => verifyCertificate(value)).toThrow(InputError);
    expect(() => verifyCertificate(value)).toThrow(named);
  });

  it('does not pass fields that are not in the span of the model’s', () => {
    const wrong = changed(json, ['rank', 'family', 'exponents', 0], 2);
    const forged = { ...(wrong as object), digest: digestOf(wrong as object) } as Json;
    expect(verdict(forged).valid).toBe(false);
  });
});

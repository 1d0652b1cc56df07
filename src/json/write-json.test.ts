import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJson } from './json-text.ts';
import { writeJson } from './write-json.ts';

/** Any bit pattern that is a finite double, so that denormals are as likely as 1e308. */
const anyDouble = fc
  .tuple(fc.nat({ max: 0xffffffff }), fc.nat({ max: 0xffffffff }))
  .map(([high, low]) => new Float64Array(Uint32Array.of(low, high).buffer)[0])
  .filter(Number.isFinite);

const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    anyDouble,
    fc.constantFrom(0, -0, 5e-324, -5e-324, 1e308, 0.1, 1e21, 123456789),
    fc.constantFrom('3/7', '-0', '"\\\n', 'σ′ 𝔽'),
    fc.string({ unit: 'binary' }),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 40 }),
    fc.dictionary(fc.string(), tie('value'), { noNullPrototype: true }),
  ),
})).value;

describe('writeJson', () => {
  it('reads back bit for bit, by our reader and by JSON.parse', () => {
    const details = fc.check(
      fc.property(json, (value) => {
        const text = writeJson(value);
        // toStrictEqual tells −0 from 0 and compares doubles exactly.
        expect(parseJson(text)).toStrictEqual(value);
        expect(JSON.parse(text)).toStrictEqual(value);
      }),
      { seed: 1, numRuns: 500 },
    );
    expect(details.failed, JSON.stringify(details.counterexample)).toBe(false);
  });

  it('keeps every line within 100 columns when no single item is longer', () => {
    const row = (n: number) => Array.from({ length: n }, (_, i) => -1 / (i + 3));
    const value = { name: 'x'.repeat(60), long: row(50), matrix: [row(2), row(3), row(9)], a: {} };
    const lines = writeJson(value).split('\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100);
    expect(lines.length).toBeGreaterThan(10);
    expect(writeJson(value)).toBe(writeJson(structuredClone(value)));
  });

  it('puts what is short on one line', () => {
    expect(
      writeJson({
        weights: [
          [1, '1/2'],
          [-0, 3],
        ],
        bias: null,
      }),
    ).toBe('{\n  "weights": [[1, "1/2"], [-0, 3]],\n  "bias": null\n}\n');
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, () => 1, 1n])('refuses %s', (value) => {
    expect(() => writeJson({ value })).toThrow(TypeError);
  });
});

/** Which changes are made, that they stand where they should, and that one switch turns on one of them. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileFunction } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { moduleLoader } from './module-loader.ts';
import { mutantsOf } from './mutators.ts';
import { SWITCH, schemataOf } from './schemata.ts';
import { coverageOf, interval, planOf } from './trials.ts';

const changes = (text: string) =>
  mutantsOf(text).map(
    ({ start, end, replacement }) => `${text.slice(start, end)} → ${replacement}`,
  );

describe('mutants', () => {
  it.each<[string, string[]]>([
    ['f(a < b);', ['f(a < b); → ', 'a < b → a <= b', 'a < b → a >= b']],
    ['if (a) throw new Error("b" + 1);', ['if (a) throw new Error("b" + 1); → ', 'a → true']],
    ['x = a ? 7 : y;', ['a → true', 'a → false', '7 → 8', '7 → 6']],
    ['const tolerance = 1e-9;', ['1e-9 → 1e-9 * 100', '1e-9 → 1e-9 / 100']],
    ['const x = checked(y);', ['checked(y) → y']],
    ['const x = y.some(z);', ['y.some(z) → y.every(z)']],
    ['const x = "a" + y;', []],
    ['type A = 1 | 2; interface B { readonly c: true }', []],
  ])('of %s', (text, expected) => {
    expect(changes(text)).toEqual(expected);
  });
});

describe('mutants that change time alone', () => {
  const excluded = (text: string) =>
    mutantsOf(text)
      .filter((mutant) => mutant.excluded !== null)
      .map(({ start, end, replacement, excluded: why }) => [
        text.slice(start, end),
        replacement,
        why,
      ]);

  it.each<[string, string[][]]>([
    [
      'spend(2 * n);',
      [
        ['2 * n', '2 / n', 'charge'],
        ['2', '3', 'charge'],
        ['2', '1', 'charge'],
      ],
    ],
    [
      'function sumCost(n) { return n + 1n; }',
      [
        ['n + 1n', 'n - 1n', 'charge'],
        ['1n', '2n', 'charge'],
      ],
    ],
    ['function sum(n) { return n + 1n; }', []],
    [
      'const known = new Map(); function f(x) { const y = known.get(x); if (y !== undefined) return y; known.set(x, 1); }',
      [
        ['if (y !== undefined) return y;', '', 'memory'],
        ['known.set(x, 1);', '', 'memory'],
      ],
    ],
    ...['attached()', 'new Recent(9)'].map((memory): [string, string[][]] => [
      `const known = ${memory}; function f(x) { known.set(x, 1); }`,
      [['known.set(x, 1);', '', 'memory']],
    ]),
    ['const known = made(); function f(x) { known.set(x, 1); }', []],
    [
      'function f(known, x) { const y = known.get(x); if (y !== undefined) return y; known.set(x, 1); }',
      [],
    ],
    [
      '// Time alone: 0 · x is 0.\nif (x === 0) return 0;',
      [['if (x === 0) return 0;', '', 'shortcut']],
    ],
    ['// 0 · x is 0.\nif (x === 0) return 0;', []],
    [
      '/** Time alone: more are found, later. */\nconst MOST = 8;',
      [
        ['8', '9', 'effort'],
        ['8', '7', 'effort'],
      ],
    ],
    [
      '/** Effort alone: larger ones are not looked at. */\nconst MOST = 8;',
      [
        ['8', '9', 'effort'],
        ['8', '7', 'effort'],
      ],
    ],
    ['/** Pairs. */\nconst MOST = 8;', []],
    ...['const most = (n) => n + 8;', 'function most(n) { return n + 8; }'].map(
      (limit): [string, string[][]] => [
        `/** Effort alone: wider. */\n${limit}`,
        [
          ['n + 8', 'n - 8', 'effort'],
          ['8', '9', 'effort'],
          ['8', '7', 'effort'],
        ],
      ],
    ),
    ['/** Wider. */\nconst most = (n) => n + 8;', []],
    [
      '/** Effort alone: as many as that. */\nconst MOST = n; function f(x) { return x < MOST; }',
      [['x < MOST', 'x <= MOST', 'effort']],
    ],
    ['/** Pairs. */\nconst MOST = n; function f(x) { return x < MOST; }', []],
    // As far as the paragraph goes.
    [
      '/** Time alone: hashes. */\nconst A = 8;\nconst B = 9;\n\nconst C = 7;',
      ['8 9', '8 7', '9 10', '9 8'].map((pair) => [...pair.split(' '), 'effort']),
    ],
  ])('of %s', (text, expected) => {
    expect(excluded(text)).toEqual(expected);
  });
});

describe('schemata', () => {
  const text = `
    if (a > 1) { b = b * 2; } else log(a);
    if (a === 3) return -1;
    return a + b;`;
  const mutants = mutantsOf(text);
  const run = (on: number | null, source: string) => {
    const log: number[] = [];
    Object.assign(globalThis, { [SWITCH]: (mutant: number) => mutant === on });
    const found = compileFunction(source, ['a', 'b', 'log'])(...[2, 5, (a: number) => log.push(a)]);
    return [found, log];
  };

  it('are the text itself where no mutant is on', () => {
    expect(run(null, schemataOf(text, mutants))).toEqual([12, []]);
  });
  it.each(mutants)('mutant $index is the text with one change', (mutant) => {
    const { start, end, replacement, index } = mutant;
    const changed = `${text.slice(0, start)}${replacement || ';'}${text.slice(end)}`;
    expect(run(40 + index, schemataOf(text, mutants, 40))).toEqual(run(null, changed));
  });
});

describe('trials', () => {
  const survey = (file: string, load: number, ...tests: [number, number[]][]) => ({
    kind: 'surveyed' as const,
    file,
    load,
    unusable: null,
    reachedByLoad: [7],
    tests: tests.map(([seconds, reached]) => ({ name: '', seconds, passes: true, reached })),
  });
  const surveys = [survey('far', 1, [1, [5]], [0.1, [5, 6]]), survey('near', 3, [1, [5]])];
  const coverage = coverageOf(surveys);
  const plan = (mutant: number, kills: (file: string, place?: number) => number = () => 0) => {
    const reaching = coverage.get(mutant);
    return (
      reaching &&
      planOf(reaching, (file) => file === 'near', kills).map(({ file, tests }) => [
        file,
        ...tests.map(({ place }) => place),
      ])
    );
  };

  it('tests that come later in a file too, which may use what the mutant left behind', () => {
    const kept = coverageOf([
      survey('warm', 1, [1, [4]], [1, [5]], [0.5, [4, 5]], [1, []], [1, [5]], [1, [4]]),
      survey('cold', 9, [1, []], [1, [5]]),
    ]);
    const places = planOf(
      kept.get(5)!,
      () => false,
      () => 0,
    ).map(({ file, tests }) => [file, ...tests.map(({ place }) => place)]);
    expect(places).toEqual([
      ['warm', 2, 1, 4],
      ['cold', 1],
      ['warm', 2, 1, 4, 3, 5],
    ]);
  });
  it('quick tests first, near files as if they were quicker', () => {
    expect(plan(5)).toEqual([
      ['near', 0],
      ['far', 1, 0],
    ]);
    expect(plan(6)).toEqual([['far', 1]]);
  });
  it('before them those that noticed other mutants of the file', () => {
    const kills = (file: string, place = -1) => (file === 'far' && place < 1 ? 3 : 0);
    expect(plan(5, kills)).toEqual([
      ['far', 0, 1],
      ['near', 0],
    ]);
  });
  it('every test where the mutant acts while the file is read, none where none reaches it', () => {
    expect(plan(7)).toEqual([
      ['near', 0],
      ['far', 1, 0],
    ]);
    expect(plan(8)).toBeUndefined();
  });
  // Brown, Cai & DasGupta, Statistical Science 16 (2001): 0 of 10 gives [0, 0.278].
  it("Wilson's interval", () => {
    expect(interval(0, 10)[0]).toBe(0);
    expect(interval(0, 10)[1]).toBeCloseTo(0.278, 3);
    expect(interval(90, 100).map((x) => x.toFixed(3))).toEqual(['0.826', '0.945']);
  });
});

describe('modules evaluated anew', () => {
  const root = fileURLToPath(new URL('../../../', import.meta.url));

  it('share nothing, and may have a `require` of their own', async () => {
    const loader = moduleLoader(root, (_, text) => text);
    const [matrices, budget] = ['matrices', 'budget'].map((name) =>
      join(root, `src/numerics/${name}.ts`),
    );
    await loader.prepare(matrices);
    await loader.prepare(budget);
    const { matrices: load } = loader.evaluate(matrices, {}) as {
      matrices(): { Matrix: { eye(n: number): { trace(): number } } };
    };
    expect(load().Matrix.eye(3).trace()).toBe(3);
    const counts = [1, 2].map(() => {
      const module = loader.evaluate(budget, {}) as { spend(n: number): void; spent(): number };
      module.spend(5);
      return module.spent();
    });
    expect(counts).toEqual([5, 5]);
  });
});

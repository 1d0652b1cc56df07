/** The small scope, counted out by hand, and the parts of an instance that are not numbers. */
import { describe, expect, it } from 'vitest';
import { functionNames } from '../analytic/registry.ts';
import type { Instance, Numeral } from '../instances/instance.ts';
import { flatten } from '../instances/layout.ts';
import { compareComplexity, complexity, structureKey } from './complexity.ts';
import { filled, simplerInstances } from './smallest-instances.ts';

const linear = (
  widths: readonly number[],
  ...rows: readonly (readonly Numeral[][])[]
): Instance => ({
  model: { kind: 'linear', widths },
  parameters: { layers: rows.map((weights) => ({ weights, bias: null })) },
});
const thetas = (instances: readonly Instance[]) =>
  instances.map(({ model, parameters }) =>
    [model['widths'], ...flatten(parameters)].map((part) => JSON.stringify(part)).join(' '),
  );

describe('the small scope', () => {
  it('below two numbers has one number of five or two of them, in the order of simplicity', () => {
    const found = [...simplerInstances(linear([2, 1], [['7/3', '9/7']]), 3000)];
    const values = ['0', '1', '-1', '2', '"1/2"'];
    const expected = [
      ...values.map((x) => `[1,1] ${x}`),
      ...values.flatMap((x) => values.map((y) => `[2,1] ${x} ${y}`)),
    ];
    expect(thetas(found).sort()).toEqual(expected.sort());
    const keys = found.map(complexity);
    for (let i = 1; i < keys.length; i++)
      expect(compareComplexity(keys[i - 1], keys[i])).toBeLessThan(0);
  });

  it('holds only what is simpler', () => {
    expect(thetas([...simplerInstances(linear([1, 1], [[-1]]), 3000)])).toEqual([
      '[1,1] 0',
      '[1,1] 1',
    ]);
    expect([...simplerInstances(linear([1, 1], [[0]]), 3000)]).toEqual([]);
  });

  // Of one number and of five, v values and at most K entries: 1 + v and Σ C(5, k)·vᵏ vectors. Two thirds of the limit
  // are for these; what is left is for one number again, with all of 0, ±1, 2 and 1/2 where five fit.
  it.each([
    [1239, 821 + 5],
    // ±1, 2 with three entries, then ±1 with four, of which 80 are new.
    [1238, 376 + 80 + 5],
    [321, 211 + 5],
    [320, 131 + 5],
    [81, 51 + 5],
    [80, 26 + 5],
    [27, 16 + 5],
    [26, 5],
    [4, 4],
    [1, 0],
  ])('of at most %d instances has as much as fits of the richest boxes', (limit, count) => {
    const start = linear([5, 1], [['7/3', 3, '9/7', 5, 7]]);
    expect([...simplerInstances(start, limit)]).toHaveLength(count);
  });

  it('varies sizes, biases and functions: no more complex ones, or any of fewer units', () => {
    const start = (bias: boolean, activation: string): Instance => ({
      model: { kind: 'fully-connected', widths: [1, 2, 1], bias, activation },
      parameters: {
        layers: [
          { weights: [['7/3'], [3]], bias: bias ? [1, 1] : null },
          { weights: [['9/7', 5]], bias: bias ? [1] : null },
        ],
      },
    });
    const seen = (one: Instance) =>
      new Set(
        [...simplerInstances(one, 3000)].map(({ model }) =>
          [model['widths'], model['bias'], model['activation']].join(' '),
        ),
      );
    const smaller = ['1,1', '1,1,1'].flatMap((widths) =>
      [false, true].flatMap((bias) => functionNames.map((f) => `${widths} ${bias} ${f}`)),
    );
    const own = (...kinds: string[]) => kinds.map((kind) => `1,2,1 ${kind}`);
    expect([...seen(start(true, 'square'))].sort()).toEqual(
      [...smaller, ...own('false identity', 'true identity', 'false square', 'true square')].sort(),
    );
    expect([...seen(start(false, 'cube'))].sort()).toEqual(
      [...smaller, ...own('false identity', 'false square', 'false cube')].sort(),
    );
  });

  it('has each simpler pair of losses, and one datum after the switch', () => {
    const start: Instance = {
      ...linear([1, 1], [['7/3']]),
      data: { inputs: [[5]], targets: [[7]] },
      loss: 'linear',
      then: { data: { inputs: [[5], [6]], targets: [[7], [8]] }, loss: 'quartic' },
    };
    const found = [...simplerInstances(start, 3000)];
    expect(new Set(found.map(({ loss, then }) => `${loss} ${then!.loss}`))).toEqual(
      new Set(
        ['squared', 'linear'].flatMap((a) =>
          ['squared', 'linear', 'quartic'].map((b) => `${a} ${b}`),
        ),
      ),
    );
    const counts = found.map(({ data, then }) => [data, then!.data].map((d) => d!.inputs.length));
    expect(new Set(counts.map(String))).toEqual(new Set(['1,1']));
  });

  it('tries few sizes of wide axes: the ends of outer ones, 1, 2 and the widest of inner ones', () => {
    const start = linear(
      [4, 5, 4],
      Array.from({ length: 5 }, () => ['7/3', 3, 5, 7]),
      Array.from({ length: 4 }, () => ['7/3', 3, 5, 7, 9]),
    );
    const widths = [...simplerInstances(start, 4500)].map(({ model }) => String(model['widths']));
    const ends = [1, 4].flatMap((a) => [1, 4].map((c) => [a, c]));
    expect([...new Set(widths)].sort()).toEqual(
      ends.flatMap(([a, c]) => [`${a},${c}`, ...[1, 2, 5].map((b) => `${a},${b},${c}`)]).sort(),
    );
  });

  it('numbers go to θ, inputs, targets and those after the switch, in this order', () => {
    const set = (n: number) => ({
      inputs: Array.from({ length: n }, () => [0, 0]),
      targets: Array.from({ length: n }, () => [0]),
    });
    const frame: Instance = {
      ...linear([2, 1], [[0, 0]]),
      data: set(2),
      loss: 'squared',
      then: { data: set(1), loss: 'huber' },
    };
    const { data, then, parameters } = filled(frame, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    expect(flatten(parameters)).toEqual([1, 2]);
    expect(data).toEqual({
      inputs: [
        [3, 4],
        [5, 6],
      ],
      targets: [[7], [8]],
    });
    expect(then).toEqual({ data: { inputs: [[9, 10]], targets: [[11]] }, loss: 'huber' });
  });

  it('keeps what the instance has of data, losses, steps and a switch, and tries fewer and simpler', () => {
    const start: Instance = {
      ...linear([1, 1], [['7/3']]),
      data: { inputs: [[1], ['5/3'], [3]], targets: [[1], [4], ['9/2']] },
      loss: 'squared',
      training: { method: 'sgd', rate: '1/3', steps: 3, batch: 2 },
    };
    const found = [...simplerInstances(start, 3000)];
    const seen = (of: (one: Instance) => unknown) => [...new Set(found.map(of))].sort();
    expect(seen((one) => one.data!.inputs.length)).toEqual([1, 2]);
    expect(seen((one) => one.training!.steps)).toEqual([1, 2]);
    expect(seen((one) => one.training!.batch)).toEqual([1]);
    expect(seen((one) => one.loss)).toContain('squared');
    expect(seen((one) => one.then)).toEqual([undefined]);
    for (const one of found) expect(one.training!.rate).toBe('1/3');
  });
});

describe('what is not a number', () => {
  const base = linear([1, 1], [[1]]);
  const key = (training?: Instance['training']) =>
    structureKey({ ...base, ...(training && { training }) }).slice(-5);

  it('is simpler without times, rates, steps and batches, in that order', () => {
    const method = 'sgd' as const;
    const [none, plain, time, rate, both] = [
      key(),
      key({ method }),
      key({ method, time: 1 }),
      key({ method, rate: 1 }),
      key({ method, time: 1, rate: 1 }),
    ];
    expect(none[0]).toBe(0);
    expect(plain[0]).toBeGreaterThan(0);
    for (const [found, clock] of [
      [none, 0],
      [plain, 0],
      [time, 1],
      [rate, 2],
      [both, 3],
    ] as const)
      expect(found.slice(1)).toEqual([0, 0, clock, 0]);
    expect(key({ method, steps: 7, batch: 3 }).slice(1)).toEqual([7, 3, 0, 0]);
  });

  it('counts data before the switch and after it, and both losses', () => {
    const data = { inputs: [[1], [2]], targets: [[1], [2]] };
    const plain = structureKey({ ...base, data, loss: 'squared' });
    const switched = structureKey({
      ...base,
      data,
      loss: 'squared',
      then: { data: { inputs: [[1]], targets: [[1]] }, loss: 'squared' },
    });
    const differing = plain.flatMap((v, i) => (v === switched[i] ? [] : [[v, switched[i]]]));
    expect(differing).toEqual([
      [0, 1],
      [0, expect.any(Number)],
    ]);
    expect(plain).toContain(2);
  });
});

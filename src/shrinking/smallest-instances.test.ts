/** The small scope, counted out by hand, and the parts of an instance that are not numbers. */
import { describe, expect, it } from 'vitest';
import type { Instance, Numeral } from '../instances/instance.ts';
import { flatten } from '../instances/layout.ts';
import { compareComplexity, complexity, structureKey } from './complexity.ts';
import { simplerInstances } from './smallest-instances.ts';

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

  it('is poorer where less may be tried, all or nothing of each box, and never larger', () => {
    const start = linear(
      [2, 2],
      [
        ['7/3', 3],
        ['9/7', 5],
      ],
    );
    const sizes = [0, 10, 100, 1000, 6000].map((limit) => {
      const found = [...simplerInstances(start, limit)];
      expect(found.length).toBeLessThanOrEqual(limit);
      const largest = Math.max(
        0,
        ...found.map(({ parameters }) => flatten(parameters).filter((x) => x !== 0).length),
      );
      return [found.length > 0, largest];
    });
    // At most two entries of 1, three or four of ±1, then all.
    expect(sizes[0]).toEqual([false, 0]);
    expect(sizes.at(-1)).toEqual([true, 4]);
    const counts = sizes.map(([, largest]) => Number(largest));
    expect(counts).toEqual([...counts].sort((a, b) => a - b));
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

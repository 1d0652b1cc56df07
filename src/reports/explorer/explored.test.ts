import { expect, it } from 'vitest';
import { flatten, withParameters } from '../../instances/layout.ts';
import { parseInstance } from '../../instances/read-instance.ts';
import { readInstanceFile } from '../../instances/read-instance-file.ts';
import { open } from '../../instances/subject.ts';
import { defineModel, tensor } from '../../models/contract.ts';
import { registerModel, unregisterModel } from '../../models/registry.ts';
import { literal, object } from '../../models/schema.ts';
import { example } from '../../testing/command-line.ts';
import { exactAnswer } from './exact-answer.ts';
import { explored } from './explored.ts';
import { boundUnit, unitGroups } from './unit-coordinates.ts';

const read = (name: string) => readInstanceFile(example(name));
const network = (hidden: number, data = 1) =>
  parseInstance({
    model: { kind: 'fully-connected', widths: [1, hidden, 1], bias: false, activation: 'tanh' },
    parameters: {
      layers: [{ weights: Array(hidden).fill([1]) }, { weights: [Array(hidden).fill(1)] }],
    },
    data: { inputs: Array(data).fill([1]), targets: Array(data).fill([2]) },
  });

it('has the data of the instance first, then some that are drawn', () => {
  const { data, loss, moves } = explored(read('switched-data'));
  expect(data.slice(0, 2).map(({ name }) => name)).toEqual([
    'data of the instance',
    'data after its switch',
  ]);
  expect(data.length).toBeGreaterThan(5);
  expect([loss, moves]).toEqual(['squared', true]);
  expect(explored(read('gelu-origin')).moves).toBe(false);
});

it('says which models cannot run in a page, and why', () => {
  expect(() => explored(read('relu-paths-2-2-1'))).toThrow(
    'explore: the model cannot run in a page: F of a model "relu-paths" has the free inputs gates1',
  );
  expect(() => explored(read('taylor-odd'))).toThrow(
    'cannot run in a page: the activation "taylor"',
  );
  const own = defineModel({
    kind: 'own',
    formula: 'F = a',
    spec: object({ kind: literal('own') }),
    architecture: () => ({ parameters: { a: tensor() }, inputs: { x: tensor() }, output: null }),
    evaluate: () => [],
  } as never);
  registerModel(own, { file: 'own.ts', digest: '' });
  try {
    const instance = { model: { kind: 'own' }, parameters: { a: 0 } };
    expect(() => explored(instance)).toThrow('"own" cannot run in a page: its code is in own.ts');
  } finally {
    unregisterModel(own);
  }
});

it('refuses what a browser could not draw in time', () => {
  expect(() => explored(network(1001))).toThrow('at most 2000 parameters in a page, received 2002');
  expect(() => explored(network(500, 20_000))).toThrow('at most 1e+7 operations in a page');
});

it('draws units by what comes in and what goes out, and names who is bound', () => {
  const { model, float } = open(read('tanh-equal'));
  expect(float).toHaveLength(9);
  const [group] = unitGroups(model);
  expect(group.coordinates).toEqual(['wₖ[1]', 'wₖ[2]', 'aₖ']);
  expect(group.units).toEqual([
    [0, 1, 6],
    [2, 3, 7],
    [4, 5, 8],
  ]);
  expect(group.drawn).toEqual([0, 2]);
  const orbit = Int32Array.of(0, 1, 2, 3, 3, 4, 5, 6, 7);
  expect(boundUnit(group, { orbit, multiplicity: Int32Array.of(1, 1, 1, 2, 1, 1, 1, 1) })).toBe(1);
  expect(unitGroups(open(read('polynomial-uv')).model)[0]).toMatchObject({ noun: 'θ' });
});

it('a distance is ‖δ‖/√2 of two neurons that were equal: a root where it is one', () => {
  const distance = (first: readonly [string | number, string | number]) => {
    const watched = read('tanh-equal');
    const moved = flatten(watched.parameters).map((value, i) => first[i] ?? value);
    return exactAnswer({ instance: withParameters(watched, moved), watched }).distance;
  };
  expect(distance([1, '-1/2'])).toBe('1/2');
  expect(distance([1, -1])).toBe('√(1/8) ≈ 0.354');
});

it('answers exactly: the orbit, the distance, values of laws', () => {
  const watched = read('linear-2-2-1');
  const answer = exactAnswer({ instance: watched, watched });
  const { headline, laws, distance } = answer;
  expect(headline).toMatch(/^The orbit has dimension \d of 6 parameters/);
  expect(distance).toBe('0');
  expect(laws.length).toBeGreaterThan(0);
  const unsupported = exactAnswer({
    instance: parseInstance({
      ...network(1),
      model: { ...network(1).model, activation: 'relu' },
    }),
    watched: network(1),
  });
  expect(unsupported.headline).toBe('The orbit is not known here.');
  expect(unsupported.details[0]).toContain('relu');
});

import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { InputError } from '../errors.ts';
import { parseJson } from '../json/json-text.ts';
import { writeJson } from '../json/write-json.ts';
import { parseInstance } from './read-instance.ts';
import { readInstanceFile } from './read-instance-file.ts';

type Tree = { [key: string]: unknown };

const tanh = (): Tree => ({
  model: { kind: 'fully-connected', widths: [2, 3, 1], bias: false, activation: 'tanh' },
  parameters: {
    layers: [
      {
        weights: [
          ['1/2', -1],
          [-0, 5e-324],
          [1e308, '2e-1'],
        ],
        bias: null,
      },
      { weights: [[1, 1, '-7/3']], bias: null },
    ],
  },
  data: {
    inputs: [
      [1, 0],
      [0, '1/3'],
    ],
    targets: [[1], [-0]],
  },
  loss: 'squared',
  training: { method: 'sgd', rate: '1/10', steps: 5, batch: 2 },
  then: { data: { inputs: [[1, 2]], targets: [[3]] }, loss: 'linear' },
});

const others: readonly Tree[] = [
  {
    model: { kind: 'linear', widths: [2, 1] },
    parameters: { layers: [{ weights: [[1, 2]], bias: null }] },
  },
  {
    model: { kind: 'relu-paths', widths: [1, 2, 1], bias: true },
    parameters: {
      layers: [
        { weights: [[1], [2]], bias: [0, '1/2'] },
        { weights: [[1, -1]], bias: [3] },
      ],
    },
  },
  {
    model: { kind: 'diagonal-linear', depth: 2, inputs: 2 },
    parameters: {
      layers: [
        { weights: [[1, 2]], bias: null },
        { weights: [[3, 4]], bias: null },
      ],
    },
  },
  {
    model: { kind: 'polynomial', variables: ['u', 'v1'], features: ['u*v1^2 - 1/2*u'] },
    parameters: { layers: [{ weights: [[1, 2]], bias: null }] },
  },
  {
    model: {
      kind: 'fully-connected',
      widths: [1, 1],
      bias: false,
      activation: {
        name: 'shifted',
        base: { name: 'polynomial', coefficients: [0, '1/2'] },
        shift: -0,
      },
    },
    parameters: { layers: [{ weights: [[1]], bias: null }] },
  },
  {
    model: {
      kind: 'fully-connected',
      widths: [1, 1],
      bias: false,
      activation: { name: 'taylor', support: [0, 3] },
    },
    parameters: { layers: [{ weights: [[1]], bias: null }] },
  },
];

/** The tanh instance with one field set (or deleted, for undefined). */
function changed(path: string, value: unknown): Tree {
  const root = tanh();
  const keys = path.split('.');
  let at: Tree = root;
  for (const key of keys.slice(0, -1)) at = at[key] as Tree;
  const last = keys.at(-1)!;
  if (value === undefined) delete at[last];
  else at[last] = value;
  return root;
}

function messageOf(json: unknown): string {
  try {
    parseInstance(json);
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
  return 'accepted';
}

describe('parseInstance', () => {
  it.each([tanh(), ...others])('reads back what was written, bit for bit: %j', (instance) => {
    const read = parseInstance(instance);
    expect(read).toStrictEqual(instance);
    expect(parseInstance(parseJson(writeJson(read)))).toStrictEqual(instance);
  });

  const numeral = 'a finite number or a string such as "3/7"';
  const w = 'parameters.layers.0.weights';
  it.each([
    [
      'parameters.layers.1.weights',
      [[1, 1]],
      'parameters.layers[1].weights: expected 1 × 3 (outputs × hidden), received 1 × 2; widths say [2, 3, 1]',
    ],
    [
      w,
      [[1, 1], [1], [1, 1]],
      'parameters.layers[0].weights: expected 3 × 2 (hidden × inputs), received rows of 1 and 2 numbers; widths say [2, 3, 1]',
    ],
    [w, [1, 2, 3], /received rows that are no arrays/],
    [w, 7, 'parameters.layers[0].weights: expected 3 × 2 (hidden × inputs), received 7'],
    [
      `${w}.1.0`,
      Number.NaN,
      `parameters.layers[0].weights[1][0]: expected ${numeral}, received NaN`,
    ],
    [`${w}.1.0`, Number.NEGATIVE_INFINITY, /received -Infinity$/],
    [`${w}.1.0`, null, /received null$/],
    [`${w}.1.0`, '1/0', /received "1\/0"$/],
    [`${w}.1.0`, 'one', /received "one"$/],
    [`${w}.1.0`, '1e999', /expected a number in the range of doubles/],
    [`${w}.1.0`, '9'.repeat(5000), /expected a finite number/],
    [
      'parameters.layers.0.bias',
      [1, 2, 3],
      /expected null, received an array of 3; model.bias is false/,
    ],
    [
      'parameters.layers',
      [],
      'parameters.layers: expected 2 layers, received 0; widths say [2, 3, 1]',
    ],
    [
      'parameters.layer',
      [],
      'parameters.layer: expected one of the keys layers, received "layer"; did you mean layers?',
    ],
    [
      'model.widths',
      [2, -3, 1],
      'model.widths[1]: expected an integer from 1 to 1048576, received -3',
    ],
    ['model.widths', [2, 0, 1], /widths\[1\].*received 0$/],
    ['model.widths', [2, 1.5, 1], /widths\[1\].*received 1.5$/],
    ['model.widths', [2, 1e15, 1], /widths\[1\].*received 1000000000000000$/],
    ['model.widths', [1e6, 1e6, 1], /expected at most 16777216 parameters/],
    ['model.widths', [2], /expected an array \[inputs, hidden …, outputs\]/],
    ['model.widths', '2,3,1', /model.widths: .*received "2,3,1"$/],
    [
      'model.kind',
      'resnet',
      /model.kind: expected one of linear, diagonal-linear,.*received "resnet"/,
    ],
    ['model.bias', 'no', 'model.bias: expected true or false, received "no"'],
    ['model.bias', undefined, 'model.bias: expected true or false, received nothing'],
    ['model.activation', 3, /model.activation: expected a name or an object/],
    ['model.activation', { name: 'shiftd' }, /model.activation.name: expected one of polynomial/],
    ['model.activation', { name: 'polynomial', coefficients: [] }, /expected 1 to 10000 numbers/],
    [
      'model.activation',
      { name: 'taylor', support: [1, 1] },
      /support\[1\]: expected each order once/,
    ],
    [
      'model.activation',
      { name: 'shifted', base: { name: 'shifted', base: 'tanh', shift: 'x' }, shift: 1 },
      /model.activation.base.shift: expected a finite number/,
    ],
    [
      'data',
      { inputs: [], targets: [] },
      'data.inputs: expected at least one datum, received none',
    ],
    ['data.inputs', [[1], [2]], /data.inputs: expected 2 × 2 .*received 2 × 1; the model takes 2/],
    ['data.targets', [[1]], /data.targets: expected 2 × 1 .*received 1 × 1/],
    ['loss', 3, 'loss: expected the name of a loss, received 3'],
    ['learning_rate', 3, /learning_rate: expected one of the keys model, parameters/],
    ['training.method', 'lbfgs', /training.method: expected one of gradient-flow.*"lbfgs"$/],
    ['training.method', 'gradient-flw', /received "gradient-flw"; did you mean gradient-flow\?$/],
    ['training.stesp', 3, /received "stesp"; did you mean steps\?$/],
    ['training.rate', 0, 'training.rate: expected a number > 0, received 0'],
    ['training.steps', 1.5, /training.steps: expected an integer/],
    ['then.data.inputs', [[1]], /^then.data.inputs: /],
    ['then.loss', undefined, 'then.loss: expected the name of a loss, received nothing'],
  ])('refuses %s = %j', (path, value, message) => {
    const received = messageOf(changed(path, value));
    if (typeof message === 'string') expect(received).toBe(message);
    else expect(received).toMatch(message);
  });

  it.each([null, [], 'x', 3, {}])('refuses %j as an instance', (json) => {
    expect(messageOf(json)).toMatch(/: expected an object with the keys|^model/);
  });

  it('reads sums, products and compositions, and says where one is wrong', () => {
    const activation = {
      name: 'sum',
      terms: [
        { name: 'product', factors: ['identity', 'tanh'] },
        {
          name: 'composition',
          outer: 'exp',
          inner: { name: 'polynomial', coefficients: [0, '1/2'] },
        },
      ],
    };
    const instance = parseInstance(changed('model.activation', activation));
    expect(instance.model).toMatchObject({ activation });
    const wrong = (part: unknown) => messageOf(changed('model.activation', part));
    expect(wrong({ name: 'sum', terms: [] })).toMatch(/activation.terms: expected at least one/);
    expect(wrong({ name: 'product', factors: ['tanh', 3] })).toMatch(
      /activation.factors\[1\]: exp/,
    );
    expect(wrong({ name: 'composition', outer: 'tanh' })).toMatch(/activation.inner: expected/);
    expect(wrong({ name: 'sum', terms: Array(64).fill('tanh') })).toMatch(/at most 64 functions/);
  });

  it('refuses functions of functions without end', () => {
    let activation: unknown = 'tanh';
    for (let i = 0; i < 50; i++) activation = { name: 'shifted', base: activation, shift: 1 };
    expect(messageOf(changed('model.activation', activation))).toMatch(/nested at most 16 deep/);
  });

  it('refuses unknown names in a polynomial', () => {
    const { parameters } = others[3];
    const model = { kind: 'polynomial', variables: ['u', 'v1'], features: ['u*w'] };
    expect(messageOf({ model, parameters })).toBe(
      'model.features[0]: expected one of the variables u, v1, received w in "u*w"',
    );
  });
});

describe('readInstanceFile', () => {
  const folder = mkdtempSync(join(tmpdir(), 'falsim-read-'));
  const write = (name: string, content: string | Uint8Array) => {
    const file = join(folder, name);
    writeFileSync(file, content);
    return file;
  };
  const errorOf = (file: string) => {
    try {
      readInstanceFile(file);
    } catch (error) {
      if (error instanceof InputError) return error.message;
      throw error;
    }
    return 'accepted';
  };

  it('names the file and the path inside it', () => {
    const file = write('wrong.json', writeJson(changed('loss', 3)));
    expect(errorOf(file)).toBe(`${file}: loss: expected the name of a loss, received 3`);
    expect(readInstanceFile(write('right.json', writeJson(tanh())))).toStrictEqual(tanh());
  });

  it('says what stands in the way of reading', () => {
    expect(errorOf(folder)).toMatch(/: expected a readable JSON file, received a directory$/);
    expect(errorOf(join(folder, 'none'))).toMatch(/received no such file$/);
    const binary = write('binary.json', Uint8Array.of(0x7b, 0xff, 0xfe));
    expect(errorOf(binary)).toMatch(/expected a JSON file in UTF-8/);
    expect(errorOf(write('cut.json', '{"model": '))).toMatch(/cut.json, line 1, column 11: /);
  });
});

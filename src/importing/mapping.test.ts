/** Which tensor of a checkpoint is which of a model. */
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { InputError } from '../errors.ts';
import { flatten } from '../instances/layout.ts';
import { open } from '../instances/subject.ts';
import type { Network } from '../reports/explanation.ts';
import { isotropyOf } from '../symmetry/isotropy/isotropy.ts';
import { floats, npy } from '../testing/checkpoint-bytes.ts';
import { inMemory, saved } from '../testing/checkpoints.ts';
import { withCheckpoint } from './checkpoint.ts';
import { checkpointNetwork } from './checkpoint-network.ts';
import { instanceFrom, readMapping } from './mapping.ts';
import { readNpz } from './npz.ts';
import { recognised } from './recognise.ts';
import type { Checkpoint } from './stored-tensor.ts';

describe('a stack of layers', () => {
  const named = (tensors: { readonly [name: string]: unknown }) => saved(JSON.stringify(tensors));
  const stack = (tensors: { readonly [name: string]: unknown }, activation?: string) =>
    withCheckpoint(named(tensors), (c) => instanceFrom(c, recognised(c, { activation })));

  it('is recognised, and its symmetries are there', () => {
    // Two equal neurons and one of its own: dim Fix = 9 − 3.
    const instance = stack(
      {
        'fc1.weight': [
          [1, 2],
          [1, 2],
          [4, 5],
        ],
        'fc2.weight': [[3, 3, 7]],
      },
      'tanh',
    );
    expect(instance.model).toEqual({
      kind: 'fully-connected',
      widths: [2, 3, 1],
      bias: false,
      activation: 'tanh',
    });
    expect(isotropyOf(open(instance)).subspace.dimension).toBe(6);
  });

  it('with biases keeps them apart from weights', () => {
    const instance = stack(
      { '0.weight': [[1], [2]], '0.bias': [3, 4], '2.weight': [[5, 6]], '2.bias': [7] },
      'relu',
    );
    expect(flatten(instance.parameters)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  it.each<[object, string | undefined, RegExp]>([
    [{ a: [1] }, 'tanh', /no module; of no module: a \(1\)/],
    [
      { 'a.weight': [[1, 2]], 'b.weight': [[1, 2]] },
      undefined,
      /b\.weight: expected 1 columns.* received 2/,
    ],
    [
      { 'a.weight': [[1]], 'a.bias': [1], 'b.weight': [[1]] },
      'tanh',
      /a place in "fully-connected" .*--ignore.*received a\.bias \(1\)/,
    ],
    [{ 'a.weight': [[1]], gain: [1, 2] }, undefined, /a place .*received gain \(2\)/],
    [{ 'a.weight': [[1]], 'a.bias': [1] }, undefined, /a place in "linear".*a\.bias \(1\)/],
  ])('is told apart from %j', (tensors, activation, reason) => {
    expect(() => stack(tensors as never, activation)).toThrow(reason);
  });
});

describe('a map', () => {
  const heads = {
    in_proj: [
      [1, 2],
      [3, 4],
      [5, 6],
    ],
    out: [[7], [8]],
  };
  const model = { kind: 'attention', positions: 2, channels: 2, keys: 1, values: 1, outputs: 2 };
  const mapped = (tensors: object, given: object = model) =>
    withCheckpoint(saved(JSON.stringify(heads)), (c) =>
      instanceFrom(c, readMapping({ model: given, tensors }, '')),
    );
  const good = {
    query: { from: 'in_proj', rows: [0, 1] },
    key: { from: 'in_proj', rows: [1, 2] },
    value: { from: 'in_proj', rows: [2, 3] },
    read: 'out',
  };

  it('takes slices of what belongs together, and turns matrices', () => {
    expect(flatten(mapped(good).parameters)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    const turned = { kind: 'linear', widths: [3, 2] };
    const instance = mapped({ 'layers[0].weights': { from: 'in_proj', transposed: true } }, turned);
    expect(instance.parameters).toMatchObject({
      layers: [
        {
          weights: [
            [1, 3, 5],
            [2, 4, 6],
          ],
        },
      ],
    });
    expect(flatten(mapped({ ...good, read: null }).parameters).slice(6)).toEqual([0, 0]);
  });

  it.each<[object, RegExp]>([
    [{ ...good, read: 'aut' }, /tensors\.read: .*a tensor of the checkpoint.*out/],
    [
      { ...good, read: 'in_proj' },
      /tensors\.read: expected the shape .*received 3 × 2 of "in_proj"/,
    ],
    [{ ...good, querry: 'out' }, /a tensor of the model: .*query/],
    [{ query: good.query }, /an entry for key/],
    [{ ...good, value: { from: 'in_proj', rows: [2, 4] } }, /a range within 0 … 3/],
    [{ ...good, read: 7 }, /a name, \{ from, rows, as, axes, transposed \}/],
    [
      { ...good, read: { from: 'a', axes: [0, 1], transposed: true } },
      /tensors\.read: expected axes or transposed, which both order the axes, received both/,
    ],
  ])('that is wrong is refused: %j', (tensors, reason) => {
    const read = () => mapped(tensors);
    expect(read).toThrow(InputError);
    expect(read).toThrow(reason);
  });
});

describe('an array with columns first', () => {
  const numbers = (count: number) => Array.from({ length: count }, (_, i) => i + 1);
  const turned = (values: readonly number[], [rows, columns, places = 1]: readonly number[]) =>
    Array.from({ length: rows * columns * places }, (_, at) => {
      const [r, c, p] = [
        at % rows,
        Math.floor(at / rows) % columns,
        Math.floor(at / (rows * columns)),
      ];
      return values[(r * columns + c) * places + p];
    });
  const archive = (isFortran: boolean, shapes: { readonly [name: string]: readonly number[] }) =>
    zipSync(
      Object.fromEntries(
        Object.entries(shapes).map(([name, shape]) => {
          const values = numbers(shape.reduce((n, size) => n * size, 1));
          const body = floats(...(isFortran ? turned(values, shape) : values));
          return [`${name}.npy`, npy('<f4', shape.join(', '), body, isFortran)];
        }),
      ),
    );
  const neverTurned = ({ tensors, inOrder }: Checkpoint, but = ''): Checkpoint => ({
    inOrder,
    tensors: tensors.map((tensor) => ({
      ...tensor,
      ...(tensor.name !== but && {
        values: () => {
          throw new Error(`${tensor.name} was turned`);
        },
      }),
    })),
  });
  /** Of each axis what its units have, unit by unit; the order within one is the tensor's own. */
  const unitsOf = (network: Network) =>
    network.axes().map(({ units, tensors }) =>
      Array.from({ length: units }, (_, u) =>
        tensors.map(({ outer, inner, read }) =>
          Array.from({ length: outer }, (__, o) => [...read((o * units + u) * inner, inner)])
            .flat()
            .sort((a, b) => a - b),
        ),
      ),
    );
  const read = (isFortran: boolean, shapes: { readonly [name: string]: readonly number[] }) =>
    readNpz(inMemory(archive(isFortran, shapes)));
  const stack = { 'a.weight': [3, 2], 'b.weight': [2, 3] };
  const kernels = { 'conv.weight': [2, 3, 2], 'out.weight': [1, 2] };

  it.each([
    ['of two layers', stack, { activation: 'tanh' }, undefined],
    // Of its read-out a shape of four axes is made.
    ['of kernels', kernels, { activation: 'tanh', places: 4 }, 'out.weight'],
  ])('%s is the same network, and is not turned', (_, shapes, options, but) => {
    const rows = read(false, shapes);
    const columns = neverTurned(read(true, shapes), but);
    const mapping = recognised(rows, options);
    expect(recognised(columns, options)).toEqual(mapping);
    const instance = instanceFrom(rows, mapping);
    expect(instanceFrom(columns, mapping)).toEqual(instance);
    const network = checkpointNetwork(columns, mapping);
    expect(network.norm()).toBeCloseTo(Math.hypot(...flatten(instance.parameters).map(Number)), 9);
    expect(unitsOf(network)).toEqual(unitsOf(checkpointNetwork(rows, mapping)));
    expect(unitsOf(network)[0]).toHaveLength(shapes === stack ? 3 : 2);
  });

  it.each([
    [0, 1],
    [1, 3],
    [0, 3],
  ] as const)('of which a map takes rows %i to %i is not turned either', (from, to) => {
    const mapping = readMapping(
      {
        model: { kind: 'linear', widths: [2, to - from] },
        tensors: { 'layers[0].weights': { from: 'a.weight', rows: [from, to] } },
      },
      '',
    );
    const { parameters } = instanceFrom(neverTurned(read(true, stack)), mapping);
    expect(flatten(parameters)).toEqual(numbers(6).slice(2 * from, 2 * to));
  });

  it('is turned where a map takes another shape of it', () => {
    const mapping = readMapping(
      {
        model: { kind: 'linear', widths: [3, 2] },
        tensors: { 'layers[0].weights': { from: 'a.weight', as: [2, 3] } },
      },
      '',
    );
    const columns = read(true, stack);
    expect(flatten(instanceFrom(columns, mapping).parameters)).toEqual(numbers(6));
    expect(() => instanceFrom(neverTurned(columns), mapping)).toThrow('was turned');
  });
});

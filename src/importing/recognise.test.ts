/** Modules by the names of PyTorch: which model they are, and that the model computes what they do. */
import { describe, expect, it } from 'vitest';
import { float64 } from '../analytic/fields/float64.ts';
import { open } from '../instances/subject.ts';
import { float32File, saved } from '../testing/checkpoints.ts';
import { withCheckpoint } from './checkpoint.ts';
import { instanceFrom } from './mapping.ts';
import { type RecogniseOptions, recognised } from './recognise.ts';

/** Different integers of either sign, which float32 holds. */
const numbers = (count: number, from = 1) =>
  Array.from({ length: count }, (_, k) => ((k + from) % 2 === 0 ? 1 : -1) * ((k * 7 + from) % 11));

type Shapes = { readonly [name: string]: readonly number[] };

function fileOf(shapes: Shapes): string {
  const entries = Object.entries(shapes).map(([name, shape], k) => [
    name,
    [
      [...shape],
      numbers(
        shape.reduce((a, b) => a * b, 1),
        k + 1,
      ),
    ] as const,
  ]);
  return float32File(Object.fromEntries(entries));
}

const read = (file: string, options: RecogniseOptions = {}) =>
  withCheckpoint(file, (checkpoint) => {
    const found = recognised(checkpoint, options);
    const instance = instanceFrom(checkpoint, found);
    const values = Object.fromEntries(checkpoint.tensors.map((t) => [t.name, [...t.values()]]));
    return { ...found, instance, values };
  });

const outputs = ({ instance }: ReturnType<typeof read>, x: readonly number[]) => {
  const { model, float } = open(instance);
  return model.evaluate(float64, [...float], x);
};

const dot = (a: readonly number[], b: readonly number[]) => a.reduce((s, x, i) => s + x * b[i], 0);
const rows = (flat: readonly number[], width: number) =>
  Array.from({ length: flat.length / width }, (_, i) => flat.slice(i * width, (i + 1) * width));
const times = (w: readonly number[], x: readonly number[]) =>
  rows(w, x.length).map((r) => dot(r, x));

it('layers without a function between them are linear, which is said', () => {
  const { model, assumed } = read(fileOf({ '0.weight': [3, 2], '2.weight': [1, 3] }));
  expect(model).toEqual({ kind: 'linear', widths: [2, 3, 1] });
  expect(assumed).toEqual(['no function between the layers (--activation)']);
  expect(read(fileOf({ '0.weight': [3, 2] })).assumed).toEqual([]);
});

describe('attention', () => {
  const shapes = { 'a.in_proj_weight': [12, 4], 'a.out_proj.weight': [4, 4] };
  const xs = [
    [0.1, 0.2, -0.1, 0.05],
    [-0.1, 0.3, 0.2, 0.1],
    [0.2, -0.2, 0.1, 0.1],
  ];
  /** As PyTorch documents it: heads are blocks of rows, scores over √(keys), heads joined, then the read-out. */
  function attended(
    q: number[],
    k: number[],
    v: number[],
    o: number[],
    heads: number,
    kept: number,
  ) {
    const size = 4 / heads;
    return xs.flatMap((x) => {
      const joined = Array.from({ length: heads }, (_, h) => {
        const memory = Math.floor((h * kept) / heads);
        const block = (w: number[], at: number) => w.slice(at * size * 4, (at + 1) * size * 4);
        const asked = times(block(q, h), x);
        const scores = xs.map((y) =>
          Math.exp(dot(asked, times(block(k, memory), y)) / Math.sqrt(size)),
        );
        const total = scores.reduce((a, b) => a + b);
        return Array.from({ length: size }, (_unused, c) =>
          xs.reduce((s, y, j) => s + (scores[j] / total) * times(block(v, memory), y)[c], 0),
        );
      }).flat();
      return times(o, joined);
    });
  }

  it.each([1, 2, 4])('of %i heads computes what MultiheadAttention does', (heads) => {
    const found = read(fileOf(shapes), { heads, positions: 3 });
    const w = found.values['a.in_proj_weight'];
    const [q, k, v] = [0, 1, 2].map((n) => w.slice(16 * n, 16 * n + 16));
    const expected = attended(q, k, v, found.values['a.out_proj.weight'], heads, heads);
    outputs(found, xs.flat()).forEach((y, i) => {
      expect(y).toBeCloseTo(expected[i], 10);
    });
  });

  it('of four projections, two queries to a key', () => {
    const apart = {
      'm.q_proj.weight': [4, 4],
      'm.k_proj.weight': [2, 4],
      'm.v_proj.weight': [2, 4],
    };
    const found = read(fileOf({ ...apart, 'm.o_proj.weight': [4, 4] }), { heads: 4, positions: 3 });
    expect(found.model).toMatchObject({ heads: 2, queries: 2, keys: 1 });
    const [q, k, v, o] = ['q', 'k', 'v', 'o'].map((n) => found.values[`m.${n}_proj.weight`]);
    const expected = attended(q, k, v, o, 4, 2);
    outputs(found, xs.flat()).forEach((y, i) => {
      expect(y).toBeCloseTo(expected[i], 10);
    });
  });

  it('is refused where heads do not divide, or something has no place', () => {
    expect(() => read(fileOf(shapes), { heads: 3, positions: 2 })).toThrow(/--heads/);
    expect(() => read(fileOf(shapes), { heads: 2 })).toThrow(/--positions/);
    const more = { ...shapes, 'a.bias_k': [1, 1, 4], 'a.in_proj_bias': [12] };
    const options = { heads: 2, positions: 2 };
    expect(() => read(fileOf(more), options)).toThrow(
      /received a\.in_proj_bias \(12\), a\.bias_k \(1 × 1 × 4\)/,
    );
    const { left } = read(fileOf(more), { ...options, ignore: true });
    expect(left.map(({ name }) => name)).toEqual(['a.in_proj_bias', 'a.bias_k']);
  });
});

describe('convolutions', () => {
  // 3 filters of 2 taps on 2 channels, x place by place here, channel by channel there.
  const x = [
    [1, 2],
    [0, -1],
    [3, 1],
    [2, 2],
  ];
  const convolved = (w: readonly number[], pad = 0) =>
    Array.from({ length: 3 }, (_, f) =>
      Array.from({ length: x.length - 1 + pad }, (_unused, p) =>
        [0, 1].reduce(
          (s, c) => s + [0, 1].reduce((r, t) => r + w[4 * f + 2 * c + t] * (x[p + t]?.[c] ?? 0), 0),
          0,
        ),
      ),
    );

  it.each([
    ['valid', 9, 0],
    ['zero', 12, 1],
  ] as const)('%s: flattened places are read channel by channel', (boundary, columns, pad) => {
    const file = fileOf({ 'c.weight': [3, 2, 2], 'f.weight': [2, columns] });
    const found = read(file, { activation: 'square', boundary });
    expect(found.model).toMatchObject({ places: 4, pooled: false });
    const z = convolved(found.values['c.weight'], pad)
      .flat()
      .map((y) => y * y);
    expect(outputs(found, x.flat())).toEqual(times(found.values['f.weight'], z));
  });

  it('pooled places are summed', () => {
    const file = fileOf({ 'c.weight': [3, 2, 2], 'f.weight': [2, 3] });
    expect(() => read(file, { activation: 'square' })).toThrow(/--places/);
    const found = read(file, { activation: 'square', places: 4 });
    const z = convolved(found.values['c.weight']).map((own) => own.reduce((s, y) => s + y * y, 0));
    expect(outputs(found, x.flat())).toEqual(times(found.values['f.weight'], z));
    expect(() => read(file, { activation: 'square', places: 2 })).not.toThrow();
  });

  it('two of them with ReLU are one with free gates', () => {
    const file = fileOf({ 'c1.weight': [3, 2, 2], 'c2.weight': [1, 3, 2] });
    const found = read(file, { activation: 'relu', paths: true, places: 4 });
    const w = found.values['c2.weight'];
    const z = convolved(found.values['c1.weight']);
    const expected = [0, 1].map((p) =>
      z.reduce((s, own, c) => s + w[2 * c] * own[p] + w[2 * c + 1] * own[p + 1], 0),
    );
    expect(outputs(found, [...x.flat(), ...new Array(9).fill(1)])).toEqual(expected);
  });
});

describe('normalisations', () => {
  const layers = { '0.weight': [3, 2], '1.weight': [3], '2.weight': [1, 3] };

  it.each([
    [true, 'layer-norm'],
    [false, 'rms-norm'],
  ])('with a bias: %s', (biased, kind) => {
    const shapes = biased ? { ...layers, '1.bias': [3] } : layers;
    const found = read(fileOf(shapes), { epsilon: '1/4' });
    expect(found.model.kind).toBe(kind);
    const z = times(found.values['0.weight'], [1, 2]);
    const mean = biased ? z.reduce((a, b) => a + b) / 3 : 0;
    const root = Math.sqrt(z.reduce((s, y) => s + (y - mean) ** 2, 0) / 3 + 0.25);
    const gain = found.values['1.weight'];
    const shift = found.values['1.bias'] ?? [0, 0, 0];
    const y = z.map((value, i) => (gain[i] * (value - mean)) / root + shift[i]);
    expect(outputs(found, [1, 2])[0]).toBeCloseTo(dot(found.values['2.weight'], y), 12);
  });

  it('have the default ε of PyTorch, and say so', () => {
    const { model, assumed } = read(fileOf({ ...layers, '1.bias': [3] }));
    expect(model['epsilon']).toBe('1e-5');
    expect(assumed).toEqual(['ε is 1e-5 (--epsilon)']);
  });

  it('before attention are no model that there is', () => {
    const block = { 'n.weight': [4], 'n.bias': [4], 'a.in_proj_weight': [12, 4] };
    expect(() => read(fileOf({ ...block, 'a.out_proj.weight': [4, 4] }))).toThrow(
      /received Attention a \(12 × 4\), norm n \(4\)/,
    );
  });
});

describe('the order of layers', () => {
  it('is that of their numbers, where a file is sorted by name', () => {
    // Six layers of one shape: net.10 stands before net.2 in the file.
    const names = [0, 2, 4, 6, 8, 10].map((n) => `net.${n}.weight`);
    const file = fileOf(Object.fromEntries(names.map((name) => [name, [2, 2]])));
    const { tensors } = read(file);
    expect(Object.values(tensors).map(({ from }) => from)).toEqual(names);
  });

  it('is that of their shapes where names say nothing, if there is one only', () => {
    const { tensors } = read(
      fileOf({ 'decode.weight': [3, 2], 'encode.weight': [2, 3], 'top.weight': [1, 3] }),
    );
    expect(Object.values(tensors).map(({ from }) => from)).toEqual([
      'encode.weight',
      'decode.weight',
      'top.weight',
    ]);
    const twice = fileOf({ 'decode.weight': [2, 2], 'encode.weight': [2, 2] });
    expect(() => read(twice)).toThrow(/the order of the modules: .*received decode, encode/);
  });

  it('is that of the file where it is the order of definition', () => {
    const file = saved('{"z.weight": [[1, 2]], "b.weight": [[3], [4]]}');
    const { tensors } = read(file);
    expect(Object.values(tensors).map(({ from }) => from)).toEqual(['z.weight', 'b.weight']);
  });
});

it('a transformer block is no model: its modules are named with their shapes, and its attention can be taken', () => {
  const block = fileOf({
    'layers.0.linear1.weight': [8, 4],
    'layers.0.linear2.weight': [4, 8],
    'layers.0.norm1.weight': [4],
    'layers.0.norm2.weight': [4],
    'layers.0.self_attn.in_proj_bias': [12],
    'layers.0.self_attn.in_proj_weight': [12, 4],
    'layers.0.self_attn.out_proj.bias': [4],
    'layers.0.self_attn.out_proj.weight': [4, 4],
  });
  expect(() => read(block)).toThrow(
    /Linear layers\.0\.linear1 \(8 × 4\).*norm layers\.0\.norm2 \(4\).*self_attn \(12 × 4\)/,
  );
  expect(() => read(block)).toThrow(
    /without a place: \S+in_proj_bias \(12\), \S+out_proj\.bias \(4\)/,
  );
  const own = { only: 'layers.0.self_attn', heads: 2, positions: 3 };
  expect(() => read(block, own)).toThrow(/received \S+in_proj_bias \(12\), \S+out_proj\.bias/);
  const only = read(block, { ...own, ignore: true });
  expect(only.model).toMatchObject({ kind: 'attention', channels: 4 });
});

/** Checkpoints as other programs write them, and as nobody should. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { InputError } from '../errors.ts';
import { flatten } from '../instances/layout.ts';
import { open } from '../instances/subject.ts';
import { isotropyOf } from '../symmetry/isotropy/isotropy.ts';
import { withCheckpoint } from './checkpoint.ts';
import { instanceFrom, readMapping, stackIn } from './mapping.ts';
import { readNpz } from './npz.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'falsim-import-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;
function saved(bytes: Uint8Array | string): string {
  const file = join(folder, `${files++}`);
  writeFileSync(file, bytes);
  return file;
}

const tensorsIn = (file: string) =>
  withCheckpoint(file, ({ tensors }) =>
    Object.fromEntries(tensors.map(({ name, shape, values }) => [name, [shape, [...values()]]])),
  );

interface Entry {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly data_offsets: readonly number[];
}

/** The format byte by byte. */
function safetensors(header: { readonly [name: string]: Entry | object }, body: Uint8Array) {
  const text = new TextEncoder().encode(JSON.stringify(header));
  const out = new Uint8Array(8 + text.length + body.length);
  new DataView(out.buffer).setBigUint64(0, BigInt(text.length), true);
  out.set(text, 8);
  out.set(body, 8 + text.length);
  return out;
}

const floats = (...values: number[]) => new Uint8Array(Float32Array.from(values).buffer);
const f32 = (shape: number[], from: number): Entry => ({
  dtype: 'F32',
  shape,
  data_offsets: [from, from + 4 * shape.reduce((a, b) => a * b, 1)],
});

/** An array as numpy.save writes it. */
function npy(descriptor: string, shape: string, body: Uint8Array, fortran = false): Uint8Array {
  const order = fortran ? 'True' : 'False';
  const header = `{'descr': '${descriptor}', 'fortran_order': ${order}, 'shape': (${shape}), }`;
  const padded = `${header.padEnd(118 - 1)}\n`;
  const out = new Uint8Array(10 + padded.length + body.length);
  out.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, padded.length & 255, padded.length >> 8]);
  out.set(new TextEncoder().encode(padded), 10);
  out.set(body, 10 + padded.length);
  return out;
}

describe('safetensors', () => {
  it('are read by name, shape and type, exactly', () => {
    const body = new Uint8Array([
      ...floats(0.1, -2),
      // 1.5 and −2⁻²⁴ as halves; 3.140625 as a bfloat; −7 as an integer of 64 bits.
      ...[0x00, 0x3e, 0x01, 0x80],
      ...[0x49, 0x40],
      ...[0xf9, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
    ]);
    const header = {
      __metadata__: { format: 'pt' },
      a: f32([2, 1], 0),
      b: { dtype: 'F16', shape: [2], data_offsets: [8, 12] },
      c: { dtype: 'BF16', shape: [], data_offsets: [12, 14] },
      d: { dtype: 'I64', shape: [1], data_offsets: [14, 22] },
    };
    expect(tensorsIn(saved(safetensors(header, body)))).toEqual({
      a: [
        [2, 1],
        [Math.fround(0.1), -2],
      ],
      b: [[2], [1.5, -(2 ** -24)]],
      c: [[], [3.140625]],
      d: [[1], [-7]],
    });
  });

  it.each<[string, Uint8Array, RegExp]>([
    ['cut off', safetensors({ a: f32([2], 0) }, floats(1)), /cut off/],
    [
      'longer than its tensors',
      safetensors({ a: f32([1], 0) }, floats(1, 2)),
      /4 bytes of tensors/,
    ],
    [
      'overlapping',
      safetensors({ a: f32([2], 0), b: f32([2], 4) }, floats(1, 2, 3)),
      /begin where the one before ends, at 8, received 4/,
    ],
    [
      'of another size',
      safetensors({ a: { ...f32([2], 0), shape: [3] } }, floats(1, 2)),
      /12 bytes/,
    ],
    [
      'of a shape below 0',
      safetensors({ a: { ...f32([2], 0), shape: [-2, -1] } }, floats(1, 2)),
      /≥ 0/,
    ],
    [
      'of a shape beyond all bounds',
      safetensors({ a: { ...f32([2], 0), shape: [2 ** 30, 2 ** 30] } }, floats(1, 2)),
      /2\^40/,
    ],
    [
      'of an unknown type',
      safetensors({ a: { ...f32([1], 0), dtype: 'Q4' } }, floats(1)),
      /a type among/,
    ],
    [
      'of a type that is a key of objects',
      safetensors({ a: { ...f32([1], 0), dtype: 'toString' } }, floats(1)),
      /a type among/,
    ],
    [
      'with a header of 2⁶³ bytes',
      new Uint8Array([0, 0, 0, 0, 0, 0, 0, 128, 1, 2]),
      /header of at most/,
    ],
    [
      'with a header that is no JSON',
      new Uint8Array([2, 0, 0, 0, 0, 0, 0, 0, 123, 123]),
      /a key in double quotes/,
    ],
    ['with NaN in it', safetensors({ a: f32([2], 0) }, floats(1, Number.NaN)), /a\[1\].*finite/],
    ['empty', new Uint8Array(0), /an empty file/],
  ])('%s are refused', (_, bytes, reason) => {
    const read = () => tensorsIn(saved(bytes));
    expect(read).toThrow(InputError);
    expect(read).toThrow(reason);
  });

  it('and whatever bytes there are end as an InputError or as tensors', () => {
    const good = safetensors({ a: f32([2], 0), b: f32([1, 1], 8) }, floats(1, 2, 3));
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 }),
        fc.nat(good.length),
        (edits, length) => {
          const bytes = good.slice();
          for (const [at, value] of edits) bytes[at] = value;
          try {
            tensorsIn(saved(bytes.subarray(0, length)));
          } catch (error) {
            expect(error).toBeInstanceOf(InputError);
          }
        },
      ),
      { numRuns: 200 },
    );
  });
});

const BY_NUMPY =
  'UEsDBBQAAAAIAAAAIQCgLnCxXAAAAJgAAAAMABQAMC53ZWlnaHQubnB5AQAQAJgAAAAAAAAAXAAAAAAAAACb7Bfq' +
  'GxDJyFDGUK2eklqcXKRupaBuk2airqOgnpZfVFKUmBefX5SSChJ3S8wpTgWKF2ckFqQC+RrGOgpGmjoKtQpkAy4G' +
  'hgP2DEDi7JkztgwMDg4MDA1AvMABAFBLAwQUAAAACAAAACEA5MgGYFcAAACwAAAADAAUADIud2VpZ2h0Lm5weQEA' +
  'EACwAAAAAAAAAFcAAAAAAAAAm+wX6hsQychQxlCtnpJanFykbqWgbpNmoa6joJ6WX1RSlJgXn1+UkgoSDykqTQUK' +
  'F2ckFqQCuRpGOgrGmjoKtQrkAy4GFMDhAKE/2ENoASifAUqLOAAAUEsBAhQDFAAAAAgAAAAhAKAucLFcAAAAmAAA' +
  'AAwAAAAAAAAAAAAAAIABAAAAADAud2VpZ2h0Lm5weVBLAQIUAxQAAAAIAAAAIQDkyAZgVwAAALAAAAAMAAAAAAAA' +
  'AAAAAACAAZoAAAAyLndlaWdodC5ucHlQSwUGAAAAAAIAAgB0AAAALwEAAAAA';

describe('.npz', () => {
  const matrix = npy('<f8', '2, 3', new Uint8Array(Float64Array.of(1, 2, 3, 4, 5, 6).buffer));

  it('are read, rows first or columns first, packed or not', () => {
    const columns = npy('<f4', '2, 3', floats(1, 4, 2, 5, 3, 6), true);
    for (const level of [0, 9] as const) {
      const archive = zipSync(
        { 'w.npy': matrix, 'f.npy': columns, 'readme.txt': new Uint8Array(3) },
        { level },
      );
      const tensor = [
        [2, 3],
        [1, 2, 3, 4, 5, 6],
      ];
      expect(tensorsIn(saved(archive))).toEqual({ w: tensor, f: tensor });
    }
  });

  it('as NumPy writes them', () => {
    // numpy.savez_compressed: 0.weight float32 3 × 2, 2.weight float64 2 × 3 in columns.
    expect(tensorsIn(saved(Buffer.from(BY_NUMPY, 'base64')))).toEqual({
      '0.weight': [
        [3, 2],
        [1.5, -2, Math.fround(0.1), 3, 4, 5],
      ],
      '2.weight': [
        [2, 3],
        [0, 1, 2, 3, 4, 5],
      ],
    });
  });

  it.each<[string, Uint8Array, RegExp]>([
    ['a pickle of PyTorch in a zip', zipSync({ 'model/data.pkl': new Uint8Array(4) }), /a pickle/],
    ['a bare pickle', new Uint8Array([0x80, 2, 0x7d]), /safetensors\.torch.*a pickle/],
    ['an archive that is cut off', zipSync({ 'w.npy': matrix }).subarray(0, 60), /cut off|zip/],
    [
      'an array that says more than it has',
      zipSync({ 'w.npy': npy('<f8', '2, 4', new Uint8Array(48)) }),
      /64 bytes/,
    ],
    ['objects', zipSync({ 'w.npy': npy('|O', '1,', new Uint8Array(8)) }), /a type among/],
    ['no array', zipSync({ 'w.npy': new Uint8Array(20) }), /an array of NumPy/],
    [
      'a header that is code',
      zipSync({ 'w.npy': npy("<f8', **exec('1')", '1,', new Uint8Array(8)) }),
      /a header with/,
    ],
  ])('refused: %s', (_, bytes, reason) => {
    const read = () => tensorsIn(saved(bytes));
    expect(read).toThrow(InputError);
    expect(read).toThrow(reason);
  });

  it('an array that unpacks to more than may be is not unpacked', () => {
    const bomb = zipSync({ 'w.npy': npy('|u1', '1000000,', new Uint8Array(1_000_000)) });
    expect(bomb.length).toBeLessThan(10_000);
    const bytes = { file: 'bomb', size: bomb.length, read: () => bomb };
    expect(() => readNpz(bytes, 100_000)).toThrow(/at most 100000 bytes unpacked/);
  });
});

describe('JSON', () => {
  it('with nested arrays is read', () => {
    expect(tensorsIn(saved('{"a": [[1, 2], [3, 4]], "b": 5}'))).toEqual({
      a: [
        [2, 2],
        [1, 2, 3, 4],
      ],
      b: [[], [5]],
    });
  });

  it.each([
    ['{"a": [[1, 2], [3]]}', /nested arrays of the shape 2 × 2/],
    ['{"a": ["x"]}', /finite numbers/],
    ['{"a": [1e999]}', /range of doubles/],
    ['[1, 2]', /an object with tensors/],
    [`{"a": ${'['.repeat(40)}${']'.repeat(40)}}`, /at most 16 axes/],
  ])('%s is refused', (text, reason) => {
    expect(() => tensorsIn(saved(text))).toThrow(reason);
  });
});

describe('a stack of layers', () => {
  const named = (tensors: { readonly [name: string]: unknown }) => saved(JSON.stringify(tensors));
  const stack = (tensors: { readonly [name: string]: unknown }, activation: string | null) =>
    withCheckpoint(named(tensors), (c) => instanceFrom(c, stackIn(c, activation)));

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

  it.each<[object, string | null, RegExp]>([
    [{ a: [1] }, 'tanh', /no matrix named/],
    [{ 'a.weight': [[1, 2]], 'b.weight': [[1, 2]] }, null, /b\.weight has 2 columns/],
    [{ 'a.weight': [[1]], 'a.bias': [1], 'b.weight': [[1]] }, 'tanh', /all have biases or none/],
    [{ 'a.weight': [[1]], gain: [1, 2] }, null, /nothing is known of gain \(2\)/],
    [{ 'a.weight': [[1]], 'a.bias': [1] }, null, /--activation/],
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
    [{ ...good, read: 7 }, /a name, \{ from, rows, transposed \}/],
  ])('that is wrong is refused: %j', (tensors, reason) => {
    const read = () => mapped(tensors);
    expect(read).toThrow(InputError);
    expect(read).toThrow(reason);
  });
});

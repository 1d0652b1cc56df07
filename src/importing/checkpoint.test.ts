/** Checkpoints as other programs write them, and as nobody should. */
import fc from 'fast-check';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { InputError } from '../errors.ts';
import { f32, floats, npy, safetensors, savedByTorch } from '../testing/checkpoint-bytes.ts';
import { inMemory, saved, tensorsIn } from '../testing/checkpoints.ts';
import { readNpz } from './npz.ts';

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

  it.each([
    ['a pickle', 0x80],
    ['a pickle of protocol 2', 0x280],
    ['an archive', 0x4b50],
    ['JSON', 0x7b],
    ['JSON, an array', 0x5b],
  ])('may begin like %s: a header of %i bytes', (_, length) => {
    const header = (format: string) => ({ __metadata__: { format }, a: f32([1], 0) });
    const short = JSON.stringify(header('')).length;
    const bytes = safetensors(header('x'.repeat(length - short)), floats(0.5));
    expect(new DataView(bytes.buffer).getUint32(0, true)).toBe(length);
    expect(tensorsIn(saved(bytes))).toEqual({ a: [[1], [0.5]] });
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
    ['one that torch.save wrote', savedByTorch, /a pickle/],
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
    expect(() => readNpz(inMemory(bomb), 100_000)).toThrow(/at most 100000 bytes unpacked/);
    const small = npy('|u1', '40000,', new Uint8Array(40_000));
    const many = zipSync({ 'a.npy': small, 'b.npy': small, 'c.npy': small });
    expect(readNpz(inMemory(many), 130_000).tensors).toHaveLength(3);
    expect(() => readNpz(inMemory(many), 100_000)).toThrow(
      /c\.npy.*at most 100000 bytes unpacked in all/,
    );
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

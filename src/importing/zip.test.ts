/** Archives whose directory says what is not so, and deflated arrays from any place on. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { deflateSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { InputError } from '../errors.ts';
import { npy } from '../testing/checkpoint-bytes.ts';
import { inMemory, saved, tensorsIn } from '../testing/checkpoints.ts';
import { inflated } from './inflated.ts';
import { readNpz } from './npz.ts';

const matrix = npy('<f8', '2, 3', new Uint8Array(Float64Array.of(1, 2, 3, 4, 5, 6).buffer));
const deflated = zipSync({ 'a.npy': matrix, 'b.npy': matrix });
const stored = zipSync({ 'a.npy': matrix, 'b.npy': matrix }, { level: 0 });

const [ENTRY, LOCAL, END] = [0x02014b50, 0x04034b50, 0x06054b50];

/** With other bytes in its `nth` record of that signature. */
function edited(
  archive: Uint8Array,
  [signature, nth]: readonly [number, number],
  at: number,
  value: readonly number[],
): Uint8Array {
  const out = archive.slice();
  const view = new DataView(out.buffer);
  const starts = [...out.keys()].filter(
    (i) => i + 4 <= out.length && view.getUint32(i, true) === signature,
  );
  out.set(value, starts[nth] + at);
  return out;
}

const first = [ENTRY, 0] as const;
const header = [LOCAL, 0] as const;
const end = [END, 0] as const;
const renamed = (name: number) =>
  edited(edited(stored, [ENTRY, 1], 46, [name]), [LOCAL, 1], 30, [name]);

/**
 * With the records of 64 bits that PyTorch and Go write before the last one however small the archive is: its numbers
 * again, and where they are (APPNOTE.TXT 4.3.14, 4.3.15).
 */
function withLongDirectory(
  archive: Uint8Array,
  change: (record: DataView, locator: DataView) => unknown = () => {},
): Uint8Array {
  const before = archive.length - 22;
  const last = new DataView(archive.buffer, archive.byteOffset + before, 22);
  const record = new DataView(new ArrayBuffer(56));
  record.setUint32(0, 0x06064b50, true);
  record.setBigUint64(4, 44n, true);
  record.setBigUint64(24, BigInt(last.getUint16(8, true)), true);
  record.setBigUint64(32, BigInt(last.getUint16(10, true)), true);
  record.setBigUint64(40, BigInt(last.getUint32(12, true)), true);
  record.setBigUint64(48, BigInt(last.getUint32(16, true)), true);
  const locator = new DataView(new ArrayBuffer(20));
  locator.setUint32(0, 0x07064b50, true);
  locator.setBigUint64(8, BigInt(before), true);
  locator.setUint32(16, 1, true);
  change(record, locator);
  return Uint8Array.of(
    ...archive.subarray(0, before),
    ...new Uint8Array(record.buffer),
    ...new Uint8Array(locator.buffer),
    ...archive.subarray(before),
  );
}

it('may have a directory of 64 bits that nothing asks for', () => {
  for (const archive of [stored, deflated])
    expect(tensorsIn(saved(withLongDirectory(archive)))).toEqual(tensorsIn(saved(archive)));
});

describe('An archive', () => {
  it.each<[string, Uint8Array, RegExp]>([
    [
      'more unpacked than there is',
      edited(deflated, first, 24, [177]),
      /177 bytes unpacked.*received 176/,
    ],
    ['more than deflate can hold', edited(deflated, first, 24, [0, 0, 255]), /bytes can hold/],
    ['another size of what is stored', edited(stored, first, 24, [1]), /as many as are stored/],
    ['an encrypted array', edited(deflated, first, 8, [1]), /not encrypted/],
    ['a method that is not known', edited(deflated, first, 10, [93]), /method 93/],
    ['another name than its header', edited(deflated, header, 30, [0x2f]), /the same name/],
    ['a header that is none', edited(deflated, [LOCAL, 1], 0, [0]), /b\.npy.*a header at/],
    ['a header beyond the file', edited(deflated, first, 42, [0, 0, 0, 9]), /a header within/],
    ['one more entry', edited(deflated, end, 10, [3]), /3 entries in its directory, received 2/],
    [
      'another place of its directory in 64 bits than in 32',
      withLongDirectory(deflated, (record) => record.setBigUint64(48, 0n, true)),
      /the same in 32 and in 64 bits/,
    ],
    [
      'a record of 64 bits that is not where it is said to be',
      withLongDirectory(deflated, (_, locator) => locator.setBigUint64(8, 4n, true)),
      /directory of 64 bits/,
    ],
    ['another place of its directory', edited(deflated, end, 16, [0]), /directory that ends at/],
    ['a directory of any size', edited(deflated, end, 12, [0, 0, 0, 9]), /a directory of at most/],
    ['64 bits that are not there', edited(deflated, end, 10, [255, 255]), /directory of 64 bits/],
    ['a size that is not there', edited(deflated, first, 24, [255, 255, 255, 255]), /64 bits/],
    ['one name twice', renamed(0x61), /each name once/],
    ['no deflated bytes', edited(deflated, header, 35, [255, 255, 255]), /can be unpacked/],
    ['entries that overlap', edited(stored, first, 20, [200, 0, 0, 0, 200]), /to begin at/],
  ])('with %s is refused', (_, bytes, reason) => {
    const read = () => tensorsIn(saved(bytes));
    expect(read).toThrow(InputError);
    expect(read).toThrow(reason);
  });

  it('of any bytes ends as an InputError or as tensors', () => {
    const good = zipSync({ 'a.npy': matrix, 'b.npy': [matrix, { level: 0 }] });
    const edits = fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), {
      minLength: 1,
      maxLength: 4,
    });
    let refused = 0;
    fc.assert(
      fc.property(edits, (changes) => {
        const bytes = good.slice();
        for (const [at, value] of changes) bytes[at] = value;
        try {
          for (const { values } of readNpz(inMemory(bytes)).tensors) values();
        } catch (error) {
          refused++;
          expect(error).toBeInstanceOf(InputError);
        }
      }),
      { numRuns: 300, seed: 1 },
    );
    expect(refused).toBeGreaterThan(0);
    for (let length = 2; length < good.length; length += 7)
      expect(() => readNpz(inMemory(good.subarray(0, length)))).toThrow(InputError);
  });
});

describe('Deflated bytes', () => {
  const size = 300_000;
  let state = 1;
  const content = Uint8Array.from({ length: size }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state >>> 24) & 15;
  });
  const packed = deflateSync(content, { level: 1 });
  const part = { path: 'part', from: 0, packed: packed.length, size };

  it('are read from any place on, in one part and another and back again', () => {
    const both = new Uint8Array(2 * packed.length);
    both.set(packed);
    both.set(packed, packed.length);
    const bytes = inMemory(both);
    let given = 0;
    const counted = {
      ...bytes,
      read(from: number, count: number) {
        given += count;
        return bytes.read(from, count);
      },
    };
    const read = inflated(counted, 2 ** 16);
    const other = { ...part, from: packed.length };
    for (const from of [0, size - 1000, 250_000, 7, 120_000, 120_050, 65_536])
      for (const own of [part, other])
        expect(read(own, from, 1000)).toEqual(content.slice(from, from + 1000));
    given = 0;
    read(part, size - 10, 10);
    // It goes on from a copy that is no further away than the spacing and a block.
    expect(given).toBeLessThan(packed.length / 2);
  });

  it.each([
    [{ ...part, size: size - 1 }, /299999 bytes unpacked.*received more/],
    [{ ...part, size: size + 1 }, /300001 bytes unpacked.*received 300000/],
    [{ ...part, packed: packed.length - 5 }, /can be unpacked/],
    [{ ...part, from: 5, packed: packed.length - 5 }, /unpacked/],
  ])('are refused where they are not what was announced: %o', (wrong, reason) => {
    const read = () => inflated(inMemory(packed), 2 ** 16)(wrong, 0, wrong.size);
    expect(read).toThrow(InputError);
    expect(read).toThrow(reason);
  });
});

describe('The memory that deflated bytes take', () => {
  const collect = (): void => {
    setFlagsFromString('--expose-gc');
    const gc = runInNewContext('gc') as () => void;
    gc();
    gc();
  };
  const held = () => {
    collect();
    return process.memoryUsage().arrayBuffers;
  };

  it('is not what they unpack to, however often a copy of the inflater is kept', () => {
    // Two MiB come of each of nine blocks, and a copy is kept after each: 16 MiB, if they held what came of them.
    const size = 2 ** 24;
    const noise = new Uint8Array(size).map((_, i) => (i % 512 < 8 ? (i * 2654435761) >>> 24 : 0));
    const packed = deflateSync(noise, { level: 1 });
    expect(packed.length).toBeGreaterThan(8 * 2 ** 15);
    const bytes = inMemory(packed);
    const before = held();
    const read = inflated(bytes, 2 ** 16);
    const part = { path: 'a', from: 0, packed: packed.length, size };
    for (let from = 0; from < size; from += 2 ** 20) read(part, from, 2 ** 20);
    expect(held() - before).toBeLessThan(size / 2);
    expect(read(part, 2 ** 20, 8)).toEqual(noise.subarray(2 ** 20, 2 ** 20 + 8));
  });
});

/** Checkpoints byte by byte, as other programs write them. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { InputError } from '../errors.ts';
import { withCheckpoint } from '../importing/checkpoint.ts';
import type { Bytes } from '../importing/stored-tensor.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'falsim-import-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;
export function saved(bytes: Uint8Array | string): string {
  const file = join(folder, `${files++}`);
  writeFileSync(file, bytes);
  return file;
}

/** Bytes as those of a file. */
export function inMemory(content: Uint8Array): Bytes {
  return {
    file: 'archive',
    size: content.length,
    read(from, count) {
      if (from + count > content.length) throw new InputError('archive', 'more bytes', 'none');
      return content.slice(from, from + count);
    },
  };
}

export const tensorsIn = (file: string) =>
  withCheckpoint(file, ({ tensors }) =>
    Object.fromEntries(tensors.map(({ name, shape, values }) => [name, [shape, [...values()]]])),
  );

export interface Entry {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly data_offsets: readonly number[];
}

/** The format byte by byte. */
export function safetensors(header: { readonly [name: string]: Entry | object }, body: Uint8Array) {
  const text = new TextEncoder().encode(JSON.stringify(header));
  const out = new Uint8Array(8 + text.length + body.length);
  new DataView(out.buffer).setBigUint64(0, BigInt(text.length), true);
  out.set(text, 8);
  out.set(body, 8 + text.length);
  return out;
}

export const floats = (...values: number[]) => new Uint8Array(Float32Array.from(values).buffer);
export const f32 = (shape: number[], from: number): Entry => ({
  dtype: 'F32',
  shape,
  data_offsets: [from, from + 4 * shape.reduce((a, b) => a * b, 1)],
});

/** An array as numpy.save writes it. */
export function npy(
  descriptor: string,
  shape: string,
  body: Uint8Array,
  fortran = false,
): Uint8Array {
  const order = fortran ? 'True' : 'False';
  const header = `{'descr': '${descriptor}', 'fortran_order': ${order}, 'shape': (${shape}), }`;
  const padded = `${header.padEnd(118 - 1)}\n`;
  const out = new Uint8Array(10 + padded.length + body.length);
  out.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, padded.length & 255, padded.length >> 8]);
  out.set(new TextEncoder().encode(padded), 10);
  out.set(body, 10 + padded.length);
  return out;
}

/** A safetensors file of float32 tensors, sorted by name as its writers do. */
export function float32File(tensors: {
  readonly [name: string]: readonly [shape: number[], values: readonly number[]];
}): string {
  const names = Object.keys(tensors).sort();
  let from = 0;
  const header = names.map((name) => {
    const entry = f32(tensors[name][0], from);
    from = entry.data_offsets[1];
    return [name, entry] as const;
  });
  const body = floats(...names.flatMap((name) => [...tensors[name][1]]));
  return saved(safetensors(Object.fromEntries(header), body));
}

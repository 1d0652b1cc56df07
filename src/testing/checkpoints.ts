/** Checkpoints as files of a test. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InputError } from '../errors.ts';
import { withCheckpoint } from '../importing/checkpoint.ts';
import type { Bytes } from '../importing/stored-tensor.ts';
import { f32, floats, safetensors } from './checkpoint-bytes.ts';

let folder: string | null = null;
let files = 0;

/** For all files of tests that share this module: it goes with the folder of the run (`built.ts`). */
export function saved(bytes: Uint8Array | string): string {
  folder ??= mkdtempSync(join(tmpdir(), 'falsim-import-'));
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

/** Readers of checkpoints, which are bytes. */
import { withCheckpoint } from '../../importing/checkpoint.ts';
import { f32, floats, npy, npz, safetensors, savedByTorch } from '../checkpoint-bytes.ts';
import type { Reader } from './reader.ts';

/** Numbers that are read of a tensor: formats with shapes of their own may announce far more than there are. */
const MOST_READ = 10_000;

/** All tensors, with what they hold. */
export function readTensors(file: string): unknown {
  return withCheckpoint(file, ({ tensors }) =>
    tensors.map(({ shape, values, byColumns }) => {
      const count = Math.min(
        MOST_READ,
        shape.reduce((product, size) => product * size, 1),
      );
      return [values(0, count), byColumns?.(0, count)];
    }),
  );
}

const doubles = (...numbers: number[]) => new Uint8Array(Float64Array.from(numbers).buffer);
const matrix = npy('<f8', '2, 3', doubles(1, 2, 3, 4, 5, 6));
const columns = npy('<f4', '2, 2', floats(1, 2, 3, 4), true);
const halves = npy('<f2', '2,', new Uint8Array([0, 60, 0, 192]));
const number = npy('<i8', '', new Uint8Array(8));

export const binaryReaders: readonly Reader[] = [
  {
    name: 'safetensors',
    sources: ['importing/checkpoint.ts', 'importing/safetensors.ts'],
    isJson: false,
    seeds: () => [
      safetensors({ w: f32([1], 0) }, floats(1)),
      safetensors(
        { __metadata__: { format: 'pt' }, w: f32([1, 2], 0), b: f32([2], 8) },
        floats(1, 2, 3, 4),
      ),
    ],
    read: readTensors,
  },
  {
    name: 'npz',
    sources: ['importing/npz.ts', 'importing/zip.ts', 'importing/inflated.ts'],
    isJson: false,
    seeds: () => [
      npz({ 'w.npy': matrix, 'b.npy': halves }, 0),
      npz({ 'w.npy': matrix, 'c.npy': columns, 'n.npy': number }, 6),
      npz({ 'notes.txt': new Uint8Array(3), 'c.npy': columns }, 0),
    ],
    // An array by itself and a pickle in an archive are told from archives of arrays.
    refused: () => [matrix, savedByTorch],
    read: readTensors,
  },
];

/**
 * safetensors: eight bytes with the length N of the header, N bytes of JSON, then the tensors,
 *
 *   { "name": { "dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24] }, …, "__metadata__": {…} }
 *
 * offsets counted from the end of the header. Tensors must fill the rest of the file, without gaps.
 *
 * Source: the format's own description, huggingface/safetensors.
 */
import { InputError } from '../errors.ts';
import { readArray, readFields } from '../json/field-reader.ts';
import { textOf } from '../json/json-file.ts';
import { parseJson } from '../json/json-text.ts';
import { bytesPerElement, countOf, elementsOf } from './element-type.ts';
import type { Bytes, Checkpoint, StoredTensor } from './stored-tensor.ts';

/** Largest header: that of the reference implementation. */
const LARGEST_HEADER = 100_000_000;

export function readSafetensors(bytes: Bytes): Checkpoint {
  const { file, size } = bytes;
  const announced = new DataView(bytes.read(0, 8).buffer).getBigUint64(0, true);
  if (announced < 2n || announced > BigInt(Math.min(LARGEST_HEADER, size - 8)))
    throw new InputError(
      file,
      `safetensors, with a header of at most ${Math.min(LARGEST_HEADER, size - 8)} bytes`,
      `${announced} (or a file of another kind)`,
    );
  const length = Number(announced);
  const start = 8 + length;
  const header = parseJson(textOf(bytes.read(8, length), file, 'a header'), file);
  if (typeof header !== 'object' || header === null || Array.isArray(header))
    throw new InputError(file, 'a header that is an object', 'none');
  const tensors: (StoredTensor & { readonly from: number; readonly to: number })[] = [];
  for (const [name, entry] of Object.entries(header)) {
    if (name === '__metadata__') continue;
    const path = `${file}: ${name}`;
    const { dtype, shape, data_offsets } = readFields(entry, path, [
      'dtype',
      'shape',
      'data_offsets',
    ]);
    if (typeof dtype !== 'string') throw new InputError(`${path}.dtype`, 'a type', typeof dtype);
    const count = countOf(shape, `${path}.shape`);
    const offsets = readArray(data_offsets, `${path}.data_offsets`, 'two offsets');
    const [from, to] = offsets.map(Number);
    if (
      offsets.length !== 2 ||
      !Number.isSafeInteger(from) ||
      !Number.isSafeInteger(to) ||
      from < 0 ||
      to < from
    )
      throw new InputError(`${path}.data_offsets`, 'two offsets in order', JSON.stringify(offsets));
    const width = bytesPerElement(dtype, `${path}.dtype`);
    if (to - from !== count * width)
      throw new InputError(
        `${path}.data_offsets`,
        `${count * width} bytes for the shape`,
        `${to - from}`,
      );
    tensors.push({
      name,
      type: dtype,
      shape: shape as number[],
      from,
      to,
      values(first = 0, entries = count - first) {
        const part = bytes.read(start + from + first * width, entries * width);
        return elementsOf(dtype, part, path, first);
      },
    });
  }
  requireNoGaps(tensors, size - start, file);
  // Writers sort by name.
  return { tensors, inOrder: false };
}

/** Whoever lets tensors overlap, or hides bytes between them, means no good. */
function requireNoGaps(
  tensors: readonly { readonly name: string; readonly from: number; readonly to: number }[],
  size: number,
  file: string,
): void {
  let end = 0;
  for (const { name, from, to } of [...tensors].sort((a, b) => a.from - b.from || a.to - b.to)) {
    if (from !== end)
      throw new InputError(
        `${file}: ${name}`,
        `to begin where the one before ends, at ${end}`,
        `${from}`,
      );
    end = to;
  }
  if (end !== size)
    throw new InputError(
      file,
      `${end} bytes of tensors`,
      `${size}${size < end ? ': it is cut off' : ''}`,
    );
}

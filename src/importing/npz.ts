/**
 * .npz: a zip archive of .npy arrays, as `numpy.savez` and `savez_compressed` write it. Names in the archive are names
 * of tensors and nothing else. Arrays are read block by block where they are.
 */
import { InputError } from '../errors.ts';
import { bytesPerElement, countOf, elementsOf } from './element-type.ts';
import { type Bytes, type Checkpoint, pickle, type StoredTensor } from './stored-tensor.ts';
import { readZip, type ZipEntry } from './zip.ts';

const MOST_ARRAYS = 100_000;
/** Numbers of an array with columns first of which another shape is asked for: it is turned in memory. */
const MOST_TURNED = 2 ** 25;
const BLOCK = 2 ** 20;
/** Version 1 has no longer ones. */
const LONGEST_HEADER = 0xffff;

const MAGIC = '\u0093NUMPY';

/** `<f4` is F32. */
const TYPES: { readonly [descriptor: string]: string } = {
  '<f8': 'F64',
  '<f4': 'F32',
  '<f2': 'F16',
  '<i8': 'I64',
  '<i4': 'I32',
  '<i2': 'I16',
  '|i1': 'I8',
  '|u1': 'U8',
};

/**
 * @param largest bytes that all deflated arrays together may have, unpacked.
 * @throws InputError naming the array and what is wrong with it.
 */
export function readNpz(bytes: Bytes, largest?: number): Checkpoint {
  const { file } = bytes;
  let arrays = 0;
  const entries = readZip(bytes, {
    largest,
    isRead(name) {
      if (/(^|\/)data\.pkl$/.test(name)) throw pickle(file);
      if (!name.endsWith(SUFFIX)) return false;
      if (++arrays > MOST_ARRAYS)
        throw new InputError(file, `at most ${MOST_ARRAYS} arrays`, 'more');
      return true;
    },
  });
  const turned = lastTurned();
  return { inOrder: true, tensors: entries.map((entry) => readNpy(entry, file, turned)) };
}

const SUFFIX = '.npy';

/** Version 1 to 3 of the format: a header like {'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }. */
function readNpy(entry: ZipEntry, file: string, turned: Turned): StoredTensor {
  const name = entry.name.slice(0, -SUFFIX.length);
  const path = `${file}: ${name}`;
  const { header, start } = headerOf(entry, path);
  const fields =
    /^\s*\{\s*'descr':\s*'([^']{1,8})',\s*'fortran_order':\s*(True|False),\s*'shape':\s*\(([\d,\s]*)\),?\s*\}\s*$/.exec(
      header,
    );
  if (fields === null)
    throw new InputError(
      path,
      "a header with 'descr', 'fortran_order' and 'shape'",
      header.slice(0, 80),
    );
  const [, descriptor, order, sizes] = fields;
  const type = Object.hasOwn(TYPES, descriptor) ? TYPES[descriptor] : undefined;
  if (type === undefined)
    throw new InputError(path, `a type among ${Object.keys(TYPES).join(', ')}`, descriptor);
  const shape = sizes.split(',').flatMap((text) => (text.trim() === '' ? [] : [Number(text)]));
  const count = countOf(shape, path);
  const width = bytesPerElement(type, path);
  if (entry.size - start !== count * width)
    throw new InputError(path, `${count * width} bytes for the shape`, `${entry.size - start}`);
  const stored = (from: number, entries: number) =>
    elementsOf(type, entry.read(start + from * width, entries * width), path, from);
  if (order === 'False')
    return {
      name,
      type,
      shape,
      values: (from = 0, entries = count - from) => stored(from, entries),
    };
  return {
    name,
    type,
    shape,
    values(from = 0, entries = count - from) {
      if (count > MOST_TURNED)
        throw new InputError(
          path,
          `rows first (numpy.ascontiguousarray) in an array of more than ${MOST_TURNED} numbers of which a map takes another shape ("as")`,
          'columns first',
        );
      return turned(name, () => rowByRow(stored, count, shape)).subarray(from, from + entries);
    },
    byColumns: stored,
  };
}

function headerOf(
  entry: ZipEntry,
  path: string,
): { readonly header: string; readonly start: number } {
  if (entry.size < 12) throw new InputError(path, 'an array of NumPy', 'none');
  const first = entry.read(0, 12);
  const major = first[6];
  if (String.fromCharCode(...first.subarray(0, 6)) !== MAGIC || !(major >= 1 && major <= 3))
    throw new InputError(path, 'an array of NumPy', 'none');
  const view = new DataView(first.buffer, first.byteOffset, first.byteLength);
  const isWide = major > 1;
  const length = isWide ? view.getUint32(8, true) : view.getUint16(8, true);
  const from = isWide ? 12 : 10;
  if (length > LONGEST_HEADER)
    throw new InputError(path, `a header of at most ${LONGEST_HEADER} bytes`, `${length}`);
  if (from + length > entry.size) throw new InputError(path, 'a header', 'one cut off');
  return { header: new TextDecoder().decode(entry.read(from, length)), start: from + length };
}

type Turned = (name: string, turn: () => Float64Array) => Float64Array;

/** Keeps the array that was turned last, and no other. */
function lastTurned(): Turned {
  let last: { readonly name: string; readonly values: Float64Array } | null = null;
  return (name, turn) => {
    if (last?.name === name) return last.values;
    last = null;
    const values = turn();
    last = { name, values };
    return values;
  };
}

/** From columns first to rows first. */
function rowByRow(
  stored: (from: number, count: number) => Float64Array,
  count: number,
  shape: readonly number[],
): Float64Array {
  const out = new Float64Array(count);
  const index = shape.map(() => 0);
  const strides = shape.map((_, a) => shape.slice(a + 1).reduce((n, size) => n * size, 1));
  let to = 0;
  for (let from = 0; from < count; from += BLOCK)
    for (const value of stored(from, Math.min(BLOCK, count - from))) {
      out[to] = value;
      for (let a = 0; a < shape.length; a++) {
        to += strides[a];
        if (++index[a] < shape[a]) break;
        to -= strides[a] * shape[a];
        index[a] = 0;
      }
    }
  return out;
}

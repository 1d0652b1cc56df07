/**
 * .npz: a zip archive of .npy arrays, as `numpy.savez` writes it. Names in the archive are names of
 * tensors and nothing else. All arrays together are unpacked no further than a bound.
 */
import { Unzip, type UnzipFile, UnzipInflate } from 'fflate';
import { InputError } from '../errors.ts';
import { bytesPerElement, countOf, elementsOf } from './element-type.ts';
import { type Bytes, type Checkpoint, pickle, type StoredTensor } from './stored-tensor.ts';

/** Largest archive: it is read as a whole. */
const LARGEST = 2 ** 30;
/** Of all arrays together, unpacked: 10⁸ numbers of float64. */
const LARGEST_UNPACKED = 2 ** 30;
const MOST_ARRAYS = 100_000;

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

/** @param largest bytes that all arrays together may have, unpacked. */
export function readNpz(bytes: Bytes, largest = LARGEST_UNPACKED): Checkpoint {
  const { file, size } = bytes;
  if (size > LARGEST)
    throw new InputError(
      file,
      `an archive of at most ${LARGEST} bytes (or safetensors)`,
      `${size}`,
    );
  const archive = bytes.read(0, size);
  const names: string[] = [];
  const unpacked = new Map<string, Uint8Array>();
  let total = 0;
  const taken = (size: number) => {
    total += size;
    return total <= largest;
  };
  unzip(archive, file, (entry) => {
    if (/(^|\/)data\.pkl$/.test(entry.name)) throw pickle(file);
    if (!entry.name.endsWith('.npy')) return;
    if (names.length >= MOST_ARRAYS)
      throw new InputError(file, `at most ${MOST_ARRAYS} arrays`, 'more');
    if (names.includes(entry.name)) throw new InputError(file, 'each name once', entry.name);
    names.push(entry.name);
    unpack(entry, file, { largest, taken }, (content) => unpacked.set(entry.name, content));
  });
  return {
    inOrder: true,
    tensors: names.map((name) => {
      const content = unpacked.get(name);
      if (content === undefined)
        throw new InputError(`${file}: ${name}`, 'an array that can be unpacked', 'one cut off');
      return readNpy(content, name.slice(0, -'.npy'.length), file);
    }),
  };
}

function unzip(archive: Uint8Array, file: string, onEntry: (entry: UnzipFile) => void): void {
  const reader = new Unzip(onEntry);
  reader.register(UnzipInflate);
  try {
    reader.push(archive, true);
  } catch (error) {
    if (error instanceof InputError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new InputError(file, 'a zip archive', reason);
  }
}

/** Collects what comes out, and stops where more comes than may. */
function unpack(
  entry: UnzipFile,
  file: string,
  { largest, taken }: { readonly largest: number; readonly taken: (size: number) => boolean },
  use: (content: Uint8Array) => void,
): void {
  const chunks: Uint8Array[] = [];
  let size = 0;
  entry.ondata = (error, chunk, final) => {
    if (error !== null) throw new InputError(`${file}: ${entry.name}`, 'an array', error.message);
    size += chunk.length;
    if (!taken(chunk.length)) {
      entry.terminate();
      throw new InputError(
        `${file}: ${entry.name}`,
        `at most ${largest} bytes unpacked in all (or safetensors)`,
        'more',
      );
    }
    chunks.push(chunk);
    if (!final) return;
    const content = new Uint8Array(size);
    let at = 0;
    for (const part of chunks) {
      content.set(part, at);
      at += part.length;
    }
    use(content);
  };
  entry.start();
}

/** Version 1 to 3 of the format: a header like {'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }. */
function readNpy(content: Uint8Array, name: string, file: string): StoredTensor {
  const path = `${file}: ${name}`;
  const magic = String.fromCharCode(...content.subarray(0, 6));
  const major = content[6];
  if (magic !== MAGIC || !(major >= 1 && major <= 3))
    throw new InputError(path, 'an array of NumPy', 'none');
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
  const wide = major > 1;
  if (content.length < 12) throw new InputError(path, 'an array of NumPy', 'one cut off');
  const length = wide ? view.getUint32(8, true) : view.getUint16(8, true);
  const start = (wide ? 12 : 10) + length;
  if (start > content.length) throw new InputError(path, 'a header', 'one cut off');
  const header = new TextDecoder().decode(content.subarray(wide ? 12 : 10, start));
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
  if (content.length - start !== count * width)
    throw new InputError(path, `${count * width} bytes for the shape`, `${content.length - start}`);
  let turned: Float64Array | undefined;
  return {
    name,
    type,
    shape,
    values(from = 0, entries = count - from) {
      if (order === 'True') {
        turned ??= rowByRow(elementsOf(type, content.subarray(start), path), shape);
        return turned.subarray(from, from + entries);
      }
      const first = start + from * width;
      return elementsOf(type, content.subarray(first, first + entries * width), path, from);
    },
  };
}

/** From columns first to rows first. */
function rowByRow(values: Float64Array, shape: readonly number[]): Float64Array {
  const out = new Float64Array(values.length);
  const index = shape.map(() => 0);
  for (let at = 0; at < values.length; at++) {
    let from = 0;
    for (let a = shape.length - 1; a >= 0; a--) from = from * shape[a] + index[a];
    out[at] = values[from];
    for (let a = shape.length - 1; a >= 0; a--) {
      index[a]++;
      if (index[a] < shape[a]) break;
      index[a] = 0;
    }
  }
  return out;
}

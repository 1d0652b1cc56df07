/** Numbers as checkpoints store them, little-endian, each turned into the double that equals it. */
import { InputError } from '../errors.ts';

interface ElementType {
  readonly bytes: number;
  read(view: DataView, at: number): number;
}

const bfloat = new DataView(new ArrayBuffer(4));

/** IEEE 754 binary16. */
function half(view: DataView, at: number): number {
  const bits = view.getUint16(at, true);
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** The upper half of a binary32. */
function brain(view: DataView, at: number): number {
  bfloat.setUint16(0, view.getUint16(at, true));
  return bfloat.getFloat32(0);
}

const TYPES: { readonly [name: string]: ElementType } = {
  F64: { bytes: 8, read: (view, at) => view.getFloat64(at, true) },
  F32: { bytes: 4, read: (view, at) => view.getFloat32(at, true) },
  F16: { bytes: 2, read: half },
  BF16: { bytes: 2, read: brain },
  I64: { bytes: 8, read: (view, at) => exactly(view.getBigInt64(at, true)) },
  I32: { bytes: 4, read: (view, at) => view.getInt32(at, true) },
  I16: { bytes: 2, read: (view, at) => view.getInt16(at, true) },
  I8: { bytes: 1, read: (view, at) => view.getInt8(at) },
  U8: { bytes: 1, read: (view, at) => view.getUint8(at) },
};

/** NaN for integers that no double equals. */
function exactly(n: bigint): number {
  const x = Number(n);
  return BigInt(x) === n ? x : Number.NaN;
}

export const elementTypes = Object.keys(TYPES);

/** @throws InputError on a type that is not known here. */
export function bytesPerElement(type: string, path: string): number {
  const known = Object.hasOwn(TYPES, type) ? TYPES[type] : undefined;
  if (known === undefined)
    throw new InputError(path, `a type among ${elementTypes.join(', ')}`, `"${type}"`);
  return known.bytes;
}

/** @param first index of the first one, for errors. @throws InputError on numbers that are not finite. */
export function elementsOf(type: string, bytes: Uint8Array, path: string, first = 0): Float64Array {
  const { bytes: width, read } = TYPES[type];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const values = new Float64Array(bytes.byteLength / width);
  for (let i = 0; i < values.length; i++) {
    const value = read(view, i * width);
    if (!Number.isFinite(value))
      throw new InputError(`${path}[${first + i}]`, 'a finite number', `${value}`);
    values[i] = value;
  }
  return values;
}

/** Entries of a tensor of that shape. @throws InputError on sizes that cannot be. */
export function countOf(shape: unknown, path: string): number {
  if (!Array.isArray(shape) || shape.length > 16)
    throw new InputError(path, 'a shape of at most 16 axes', JSON.stringify(shape)?.slice(0, 80));
  let count = 1;
  for (const size of shape) {
    if (!Number.isSafeInteger(size) || size < 0)
      throw new InputError(path, 'sizes that are integers ≥ 0', JSON.stringify(shape).slice(0, 80));
    count *= size;
    if (count > 2 ** 40) throw new InputError(path, 'at most 2^40 entries', 'more');
  }
  return count;
}

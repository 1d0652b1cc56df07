/** Checkpoints byte by byte, as other programs write them. */
import { inflateSync } from 'node:zlib';
import { zipSync } from 'fflate';

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

/** An archive as numpy.savez writes it, or numpy.savez_compressed. */
export function npz(entries: { readonly [name: string]: Uint8Array }, level: 0 | 6): Uint8Array {
  return zipSync(entries, { level, mtime: new Date(1990, 0, 1) });
}

/** `torch.save({'w': torch.zeros(1)}, …)` of PyTorch 1.13: a zip archive with records of 64 bits. */
export const savedByTorch = new Uint8Array(
  inflateSync(
    Buffer.from(
      'eNoL8GZmYWDg4GDAAFwMEgzl+imJJYl6Bdk5bk4iDFFYQANTbSFDBCNQfXkhY3JJflFyhl58aUlmTjFXfFFqUmlmTkp8SWpe' +
        'cX5RfJkRVyGThkYEO1BxMVBlYnpqITNEC5dbTn5iSTBEkKuQBWygQSFrBDOQTi4oLWTzZiwpZA/0ZvBmbC3kABGcncnJ+Tk5' +
        'qcklmfl5xVz+RSmpRakpLpnJJVyFXJpBhdwlhTxBhbzFegHe7ByPdpc/WQQ0CoQDcPqYg0ED6mN9AzcnFaz+RQcMYBPZOWTu' +
        'uygCjWVgwWsDJwMr0Iay1KJioKPdnBgZooy5QLovzksPZQLKM4F1MzKBXQPVj+x2LgwTETGErg/ZRahO+QTXp2+ArgvZJZwo' +
        'ukIYGRBuD/BmY9OBSsgx68IVMaPRS6H0JEYIDdQHin4GcyYInxEsxsoG0cMMVg9RCwDJaXey',
      'base64',
    ),
  ),
);

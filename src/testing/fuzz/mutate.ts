/**
 * Hostile documents: valid ones with a few mutations each, of the tree, of the text and of the bytes.
 * What the mutations are is what readers are known to stumble over: another type, another size, another
 * spelling of a number, keys of prototypes, duplicated keys, depth, truncation, bytes that are no text.
 */
import type { Rng } from '../../numerics/random.ts';
import type { Reader } from './reader.ts';

/** Stands for a token of the text that no JSON value writes. */
const RAW = '@raw:';

const NUMBERS = [
  0,
  -0,
  1,
  -1,
  0.5,
  2,
  3,
  255,
  256,
  1e6,
  2 ** 31,
  2 ** 53,
  -(2 ** 53),
  1e100,
  1e308,
  5e-324,
];
const TEXTS = [
  ...[
    '',
    ' ',
    '0',
    '1/0',
    '1/2',
    '-7/3',
    '1e999999999',
    '1e-999999999',
    '1e308',
    'NaN',
    'Infinity',
  ],
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'tanh', 'polynomial', 'linear'],
  ...['\u001b[31m', '\u009b2J', '\u202e', '\0', '\ud800', 'x'.repeat(5000), '9'.repeat(1199)],
  ...['('.repeat(300), 'u^999999999', '../../etc/passwd'],
];
const TOKENS = [
  'NaN',
  '-Infinity',
  '1e999',
  '01',
  '1e400',
  '0x10',
  "'a'",
  'undefined',
  '/**/1',
  '',
];

type Json = unknown;

function hostile(rng: Rng): Json {
  switch (rng.integer(0, 7)) {
    case 0:
      return rng.pick(NUMBERS);
    case 1:
      return rng.pick(TEXTS);
    case 2:
      return RAW + rng.pick(TOKENS);
    case 3:
      return rng.pick([null, true, false, [], {}, [[]], [{}], [null]]);
    case 4:
      return nested(rng.pick([2, 50, 199, 250, 5000]), rng.chance(0.5));
    case 5:
      return Array.from({ length: rng.pick([1, 2, 300, 5000]) }, () =>
        rng.pick([0, 1, '1/3', null]),
      );
    case 6:
      return { [rng.pick(TEXTS)]: rng.pick(NUMBERS) };
    default:
      return rng.integer(-3, 12);
  }
}

function nested(depth: number, inArrays: boolean): Json {
  return `${RAW}${(inArrays ? '[' : '{"name":').repeat(depth)}1${(inArrays ? ']' : '}').repeat(depth)}`;
}

type Slot = { readonly holder: { [key: string]: Json } | Json[]; readonly key: string };

function slotsOf(value: Json, slots: Slot[] = []): Slot[] {
  if (typeof value !== 'object' || value === null) return slots;
  const holder = value as Slot['holder'];
  for (const key of Object.keys(holder)) {
    slots.push({ holder, key });
    slotsOf(Reflect.get(holder, key), slots);
  }
  return slots;
}

/** @param donor another document, of which parts may come in. */
function mutateTree(root: Json, donor: Json, rng: Rng): void {
  const slots = slotsOf(root);
  if (slots.length === 0) return;
  const { holder, key } = rng.pick(slots);
  const other = rng.pick(slots);
  const put = (at: string, value: Json) =>
    Object.defineProperty(holder, at, {
      value,
      writable: true,
      enumerable: true,
      configurable: true,
    });
  switch (rng.integer(0, 6)) {
    case 0:
      Array.isArray(holder) ? holder.splice(Number(key), 1) : Reflect.deleteProperty(holder, key);
      return;
    case 1:
      if (Array.isArray(holder)) holder.push(hostile(rng));
      else put(rng.pick(TEXTS), hostile(rng));
      return;
    case 2:
      put(key, structuredClone(Reflect.get(other.holder, other.key)));
      return;
    case 3: {
      const slot = rng.pick(slotsOf([donor]));
      put(
        Array.isArray(holder) ? key : rng.pick([key, slot.key]),
        structuredClone(Reflect.get(slot.holder, slot.key)),
      );
      return;
    }
    default:
      put(key, hostile(rng));
  }
}

function textOf(root: Json): string {
  const text = JSON.stringify(root) ?? 'null';
  return text.replace(/"@raw:((?:[^"\\]|\\.)*)"/g, (_, token) => JSON.parse(`"${token}"`));
}

function mutateText(text: string, rng: Rng): string {
  const at = rng.integer(0, text.length);
  switch (rng.integer(0, 6)) {
    case 0:
      return text.slice(0, at);
    case 1:
      return text.slice(0, at) + rng.pick([...TOKENS, ...TEXTS]) + text.slice(at);
    case 2:
      return text.slice(0, at) + text.slice(at + rng.integer(1, 20));
    case 3:
      return text.replace(/("[^"]*")\s*:/, '$1:1,$1:');
    case 4:
      return text.replace(/\d+/, rng.pick(['1/0', '-0', '1e308', '00', '١', '9'.repeat(400)]));
    case 5:
      return text + text.slice(at);
    default:
      return `\ufeff${text}`;
  }
}

/** What lengths, offsets and counts of binary formats are most often wrong by. */
const WORDS = [
  0, 1, 2, 0x7f, 0x80, 0xff, 0x7fff, 0x8000, 0xffff, 0x7fffffff, 0x80000000, 0xffffffff,
];

function mutateBytes(bytes: Uint8Array, donor: Uint8Array, rng: Rng): Uint8Array {
  const at = rng.integer(0, Math.max(0, bytes.length - 1));
  const count = rng.pick([1, 1, 2, 4, 8, rng.integer(1, 64)]);
  const [before, after] = [bytes.subarray(0, at), bytes.subarray(at + count)];
  switch (rng.integer(0, 6)) {
    case 0:
      return Uint8Array.from(before);
    case 1:
      return Buffer.concat([before, after]);
    case 2:
      return Buffer.concat([bytes.subarray(0, at + count), bytes.subarray(at)]);
    case 3: {
      const from = rng.integer(0, donor.length);
      return Buffer.concat([before, donor.subarray(from, from + count), after]);
    }
    case 4:
    case 5: {
      const out = Uint8Array.from(bytes);
      const wide = new DataView(new ArrayBuffer(8));
      wide.setUint32(0, rng.chance(0.5) ? rng.pick(WORDS) : rng.integer(0, 300), true);
      if (rng.chance(0.2)) wide.setUint32(4, rng.pick(WORDS), true);
      const size = rng.pick([1, 2, 4, 8]);
      for (let k = 0; k < size && at + k < out.length; k++) out[at + k] = wide.getUint8(k);
      return out;
    }
    default: {
      const out = Uint8Array.from(bytes);
      if (out.length > 0)
        out[at] = rng.chance(0.5) ? out[at] ^ (1 << rng.integer(0, 7)) : rng.integer(0, 255);
      return out;
    }
  }
}

/** The document's tree; null where it is no JSON, or too deep to be written again. */
function treeOf(text: string): { root: Json } | null {
  try {
    const root = JSON.parse(text) as Json;
    JSON.stringify(root);
    return { root };
  } catch {
    return null;
  }
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function textIn(bytes: Uint8Array): string | null {
  try {
    return decoder.decode(bytes);
  } catch {
    return null;
  }
}

/**
 * One hostile document near `seed`, the same for the same stream.
 *
 * @param donor another document, of which parts may come in.
 */
export function mutated(
  seed: Uint8Array,
  donor: Uint8Array,
  { isJson }: Pick<Reader, 'isJson'>,
  rng: Rng,
): Uint8Array {
  const text = textIn(seed);
  const times = rng.pick([1, 1, 1, 2, 4]);
  if (text === null || (!isJson && rng.chance(0.4))) {
    let bytes = seed;
    for (let k = 0; k < times; k++) bytes = mutateBytes(bytes, donor, rng);
    return bytes;
  }
  let changed = text;
  const tree = isJson && !rng.chance(0.15) ? treeOf(text) : null;
  if (tree !== null) {
    const holder = [tree.root];
    const other = treeOf(textIn(donor) ?? 'null')?.root ?? null;
    for (let k = 0; k < times; k++) mutateTree(holder, other, rng);
    changed = textOf(holder[0]);
    if (rng.chance(0.1)) changed = mutateText(changed, rng);
  } else changed = mutateText(text, rng);
  const bytes = new TextEncoder().encode(changed);
  return rng.chance(0.05) ? mutateBytes(bytes, donor, rng) : bytes;
}

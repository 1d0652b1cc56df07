/**
 * Hostile documents: valid ones with a few mutations each, of the tree, of the text and of the bytes.
 * What the mutations are is what readers are known to stumble over: another type, another size, another
 * spelling of a number, keys of prototypes, duplicated keys, depth, truncation, bytes that are no text.
 */
import type { Rng } from '../../numerics/random.ts';

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

function mutateTree(root: Json, rng: Rng): void {
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
  switch (rng.integer(0, 5)) {
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

function mutateBytes(bytes: Uint8Array, rng: Rng): Uint8Array {
  const out = Uint8Array.from(bytes);
  if (out.length > 0) out[rng.integer(0, out.length - 1)] = rng.integer(0, 255);
  return out;
}

/** One hostile document near `seed`, the same for the same stream. */
export function mutated(seed: string, isJson: boolean, rng: Rng): Uint8Array {
  let text = seed;
  if (isJson && !rng.chance(0.15)) {
    const holder = [JSON.parse(seed) as Json];
    const times = rng.pick([1, 1, 1, 2, 4]);
    for (let k = 0; k < times; k++) mutateTree(holder, rng);
    text = textOf(holder[0]);
    if (rng.chance(0.1)) text = mutateText(text, rng);
  } else text = mutateText(text, rng);
  const bytes = new TextEncoder().encode(text);
  return rng.chance(0.05) ? mutateBytes(bytes, rng) : bytes;
}

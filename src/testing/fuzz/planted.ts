/**
 * Readers with defects that are known: each behind as many conditions, met one after another, as its name says. What
 * is told apart is whether a search comes nearer to them step by step; how long it takes is not.
 */
import { readFileSync } from 'node:fs';
import { readJsonFile } from '../../json/json-file.ts';
import type { Reader } from './reader.ts';

const fail = (name: string): never => {
  throw new RangeError(`planted: ${name}`);
};

const DOCUMENT = { kind: 'a', sizes: [1, 2], inner: { name: 'x', flag: false }, last: null };

function readTree(file: string): number {
  const { kind, sizes, inner, last } = readJsonFile(file) as Record<string, unknown>;
  if (kind === null) if (sizes === null) fail('two of a document');
  if (Array.isArray(sizes))
    if (sizes.length > 2) {
      if (sizes.includes(null))
        if (typeof inner === 'object' && inner !== null) {
          const { name, flag } = inner as Record<string, unknown>;
          if (flag === true)
            if (name === '') {
              fail('five of a document');
            }
          if (typeof name === 'number')
            if (name < 0)
              if (Array.isArray(last))
                if (typeof kind === 'object') {
                  fail('eight of a document');
                }
        }
    }
  return 0;
}

function readBytes(file: string): number {
  const bytes = readFileSync(file);
  if (bytes.length >= 8)
    if (bytes[0] === 0x46) {
      if (bytes[1] === 0xff) if (bytes[2] === 0x00) fail('three of bytes');
      if (bytes[3] > 0x80)
        if (bytes.readUInt16LE(4) > 0x7fff)
          if (bytes[6] === 0x7f) if (bytes.length > 12) if (bytes[7] === 0x80) fail('six of bytes');
    }
  return 0;
}

export const plantedReaders: readonly Reader[] = [
  {
    name: 'planted in a document',
    sources: [],
    isJson: true,
    seeds: () => [JSON.stringify(DOCUMENT)],
    read: readTree,
  },
  {
    name: 'planted in bytes',
    sources: [],
    isJson: false,
    seeds: () => [new Uint8Array([0x46, 1, 2, 3, 4, 0, 0, 0, 9])],
    read: readBytes,
  },
];

/** Of both. */
export const PLANTED = 5;

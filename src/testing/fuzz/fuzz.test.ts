import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { search, tryReader } from './fuzz.ts';
import { bytesOf, type Reader } from './reader.ts';
import { readers } from './readers.ts';

const src = fileURLToPath(new URL('../../', import.meta.url));
const corpus = join(src, 'testing/fuzz/corpus');
const folder = mkdtempSync(join(tmpdir(), 'falsim-fuzz-'));

/** Inputs of each reader; all together 2 000. */
const SHARE = 2000 / readers.length;

describe('every reader', () => {
  it.each(readers)('$name: ends hostile documents with a documented error', (reader) => {
    for (const seed of reader.seeds()) {
      writeFileSync(join(folder, 'seed'), seed);
      const whole = tryReader(reader, bytesOf(seed), folder);
      // Seeds of a model stand beside parameters of one shape, which not all of them have.
      if (reader.name !== 'model') expect(whole).toMatchObject({ what: null, accepted: true });
    }
    const { findings, accepted } = search(reader, { seed: 1, folder }).go(SHARE);
    expect(findings.map(({ what }) => what)).toEqual([]);
    expect(accepted).toBeGreaterThan(0);
    expect(accepted).toBeLessThan(SHARE);
  });

  it.each(readdirSync(corpus))('survives what once was too much: %s', (name) => {
    const reader = readers.find((one) => one.name === name.split('--')[0])!;
    const outcome = tryReader(reader, readFileSync(join(corpus, name)), folder);
    expect(outcome).toMatchObject({ what: null, accepted: false });
  });

  it('is here: no other file reads JSON, CSV or a state', () => {
    const reads = /\b(readJsonFile|readTextFile|readState|parseJson|openSync)\(/;
    // Model files and configs are programs; what is compared or copied is not understood; laws read what they have just written; who is present at a queue and
    // unreadable is nobody, whatever is thrown.
    const others = [
      'models/model-file.ts',
      'counterexamples/store.ts',
      'campaigns/merge.ts',
      'laws/round-trip.ts',
      'campaigns/claim-laws.ts',
      'campaigns/queue/presence.ts',
    ];
    const known = new Set([...others, ...readers.flatMap(({ sources }) => sources)]);
    const found = readdirSync(src, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !/\.test\.ts$|^testing\/|^json\//.test(name))
      .filter((name) => reads.test(readFileSync(join(src, name), 'utf8')));
    expect(found.filter((name) => !known.has(name))).toEqual([]);
    expect(found.length).toBeGreaterThan(5);
  });

  it('that crashes or hangs is noticed', () => {
    const crash: Reader = {
      ...readers[0],
      read: () => {
        throw new RangeError('planted');
      },
    };
    expect(search(crash, { seed: 1, folder }).go(3).findings).toHaveLength(3);
  });
});

describe('guidance', () => {
  /** Pairs of a large byte and a 7, each a block of its own. */
  const PAIRS = 3;
  let opened = 0;
  const lock: Reader = {
    name: 'lock',
    sources: [],
    isJson: false,
    seeds: () => [new Uint8Array([9, 7, 9, 7, 9, 7, 0xfe])],
    read(file) {
      const bytes = readFileSync(file);
      opened = 0;
      while (opened < PAIRS && bytes[2 * opened] > 127 && bytes[2 * opened + 1] === 7) opened++;
      if (opened === PAIRS) throw new RangeError('open');
    },
  };
  const opensWith = (guided: boolean) => {
    let deepest = 0;
    const coverage = {
      since() {
        const fresh = Math.max(0, opened - deepest);
        deepest += fresh;
        return { blocks: opened + 1, fresh };
      },
      reached: () => deepest,
    };
    return search(lock, { seed: 1, folder, guided, coverage }).go(600).findings.length;
  };

  it('finds step by step what chance does not', () => {
    expect(opensWith(false)).toBe(0);
    expect(opensWith(true)).toBeGreaterThan(0);
  });

  it('goes on from what was kept as if it had not been interrupted', () => {
    const whole = search(lock, { seed: 2, folder }).go(40);
    const part = search(lock, { seed: 2, folder }).go(15);
    const { inputs, accepted } = search(lock, { seed: 2, folder, so: part }).go(40);
    expect({ inputs, accepted }).toEqual({ inputs: whole.inputs, accepted: whole.accepted });
  });
});

import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { fuzz, tryReader } from './fuzz.ts';
import type { Reader } from './reader.ts';
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
      const whole = tryReader(reader, new TextEncoder().encode(seed), folder);
      // Seeds of a model stand beside parameters of one shape, which not all of them have.
      if (reader.name !== 'model') expect(whole).toMatchObject({ what: null, accepted: true });
    }
    const { findings, accepted } = fuzz(reader, SHARE, 1, folder);
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
    const reads = /\b(readJsonFile|readTextFile|readState|parseJson)\(/;
    // Model files and configs are programs; laws read what they have just written; who is present at a queue and
    // unreadable is nobody, whatever is thrown.
    const others = [
      'models/model-file.ts',
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
    expect(fuzz(crash, 3, 1, folder).findings).toHaveLength(3);
  });
});

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

const READS =
  /\b(read(JsonFile|TextFile|State|File|FileSync|Sync)|parseJson|JSON\.parse|openSync|createReadStream|createInterface)\(/;

/** Files that read, and are no readers of documents. */
const ELSEWHERE = [
  // Model files and configs are programs; who is present at a queue and unreadable is nobody, whatever is thrown.
  ['models/model-file.ts', 'campaigns/queue/presence.ts'],
  // What all readers are made of, and what is behind the seam of the disk.
  ['json/json-file.ts', 'json/json-text.ts', 'json/record-log.ts', 'json/state-file.ts'],
  ['json/write-file.ts', 'json/running.ts'],
  // Files of falsim itself.
  ['exporting/template.ts', 'cli/explore.ts', 'cli/init.ts', 'campaigns/code-digest.ts'],
  ['reports/html/page.ts', 'reports/html/draw-curves.ts', 'reports/explorer/browser/main.ts'],
  // What falsim has just written or drawn, as text.
  ['laws/round-trip.ts', 'campaigns/claim-laws.ts', 'orbits/dimension/build-certificate.ts'],
  ['campaigns/outcome.ts', 'campaigns/sweep/small-scope.ts'],
  // Compared byte by byte, or copied.
  ['counterexamples/store.ts', 'campaigns/merge.ts'],
];

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

  it('is here: no other file reads what somebody else may have written', () => {
    const known = new Set([...ELSEWHERE.flat(), ...readers.flatMap(({ sources }) => sources)]);
    const found = readdirSync(src, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !/\.test\.ts$|^testing\//.test(name))
      .filter((name) => READS.test(readFileSync(join(src, name), 'utf8')));
    expect(found.filter((name) => !known.has(name))).toEqual([]);
    // None stands here that reads nothing.
    expect(ELSEWHERE.flat().filter((name) => !found.includes(name))).toEqual([]);
    for (const call of ['readFileSync(x)', 'readSync(x)', 'JSON.parse(x)', 'await readFile(x)'])
      expect(call).toMatch(READS);
  });

  it('that crashes, takes too long or takes too much is noticed', () => {
    const planted = (read: () => void): Reader => ({ ...readers[0], read });
    const crash = planted(() => {
      throw new RangeError('planted');
    });
    expect(search(crash, { seed: 1, folder }).go(3).findings).toHaveLength(3);
    const input = new Uint8Array();
    const slow = planted(() => {
      const end = performance.now() + 30;
      while (performance.now() < end);
    });
    const within = { milliseconds: 1000, bytes: 2 ** 33 };
    expect(tryReader(slow, input, folder, within).what).toBeNull();
    expect(tryReader(slow, input, folder, { ...within, milliseconds: 20 }).what).toMatch(
      /^\d+ ms$/,
    );
    const held: Uint8Array[] = [];
    const greedy = planted(() => {
      held.push(new Uint8Array(2 ** 26).fill(1));
    });
    const bytes = process.memoryUsage.rss() + 2 ** 25;
    expect(
      tryReader(
        planted(() => {}),
        input,
        folder,
        { ...within, bytes },
      ).what,
    ).toBeNull();
    expect(tryReader(greedy, input, folder, { ...within, bytes }).what).toBe(
      `more than ${bytes} bytes`,
    );
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

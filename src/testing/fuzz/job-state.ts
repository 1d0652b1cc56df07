/** What the search has found so far, in a file, believed for as long as the sources are the same. */
import { existsSync, readFileSync } from 'node:fs';
import { writeWhole } from '../../json/write-file.ts';
import { type Fuzzed, type Kept, nothingYet } from './fuzz.ts';

export interface FuzzState {
  of(reader: string): Fuzzed;
  save(): void;
}

type Stored = Omit<Fuzzed, 'findings' | 'kept'> & {
  readonly findings: readonly { readonly input: string; readonly what: string }[];
  readonly kept: readonly (Omit<Kept, 'input'> & { readonly input: string })[];
};

const stored = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
const restored = (text: string) => new Uint8Array(Buffer.from(text, 'base64'));

/**
 * @param key of the sources and of the seed.
 * @param resume false: nothing that is in the file is used.
 */
export function fuzzState(file: string, key: string, resume: boolean): FuzzState {
  const all = new Map<string, Fuzzed>();
  if (resume && existsSync(file)) {
    const kept = JSON.parse(readFileSync(file, 'utf8')) as {
      key: string;
      readers: Record<string, Stored>;
    };
    if (kept.key === key)
      for (const [reader, one] of Object.entries(kept.readers))
        all.set(reader, {
          ...one,
          findings: one.findings.map(({ input, what }) => ({
            reader,
            input: restored(input),
            what,
          })),
          kept: one.kept.map((k) => ({ ...k, input: restored(k.input) })),
        });
  }
  return {
    of(reader) {
      const so = all.get(reader) ?? nothingYet();
      all.set(reader, so);
      return so;
    },
    save() {
      const readers = Object.fromEntries(
        [...all].map(([reader, one]): [string, Stored] => [
          reader,
          {
            ...one,
            findings: one.findings.map(({ input, what }) => ({ input: stored(input), what })),
            kept: one.kept.map((k) => ({ ...k, input: stored(k.input) })),
          },
        ]),
      );
      writeWhole(file, `${JSON.stringify({ key, readers })}\n`);
    },
  };
}

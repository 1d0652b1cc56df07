/** What a room's job has found so far, in a file, believed for as long as nothing that it rests on changes. */
import { existsSync, readFileSync } from 'node:fs';
import { writeWhole } from '../../json/write-file.ts';
import type { Mutant } from './mutators.ts';
import type { Fate } from './trials.ts';
import type { Surveyed } from './worker.ts';

/** What came of one mutant and some tests. */
export interface Verdict {
  readonly fate: Fate;
  /** The test that noticed, or null. */
  readonly by: string | null;
  readonly seconds: number;
}

/** By the tests of its own room; where it survives them, what the rest of the suite says, if that was asked. */
export interface Outcome extends Verdict, Pick<Mutant, 'line' | 'mutator' | 'replacement'> {
  readonly file: string;
  readonly original: string;
  readonly suite: Verdict | null;
}

interface Kept<T> {
  /** Of what it rests on. */
  readonly digest: string;
  readonly found: T;
}

export interface Memory<T> {
  /** Undefined where nothing is kept, or what is kept rests on something else. */
  get(key: string, digest: string): T | undefined;
  set(key: string, digest: string, found: T): void;
}

export interface JobState {
  readonly surveys: Memory<Surveyed>;
  readonly outcomes: Memory<Verdict>;
  save(): void;
}

/** @param resume false: nothing that is in the file is used. */
export function jobState(file: string, resume: boolean): JobState {
  const kept: { surveys: Record<string, Kept<Surveyed>>; outcomes: Record<string, Kept<Verdict>> } =
    resume && existsSync(file)
      ? JSON.parse(readFileSync(file, 'utf8'))
      : { surveys: {}, outcomes: {} };
  return {
    surveys: memory(kept.surveys),
    outcomes: memory(kept.outcomes),
    save: () => writeWhole(file, `${JSON.stringify(kept)}\n`),
  };
}

function memory<T>(kept: Record<string, Kept<T>>): Memory<T> {
  return {
    get(key, digest) {
      const one = kept[key];
      return one?.digest === digest ? one.found : undefined;
    },
    set(key, digest, found) {
      kept[key] = { digest, found };
    },
  };
}

/**
 * The store: `<folder>/<claim>/<slug>.json`, one file a counterexample, written whole or not at all.
 *
 * The slug says what was dropped and which clause failed, and ends in a hash of the instance up to the
 * symmetries of its model: the same counterexample, found again with another seed or with its neurons
 * in another order, has the same name and is not stored twice. Nothing is ever overwritten.
 */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { finerSignature } from '../claims/signature.ts';
import { InputError } from '../errors.ts';
import type { Instance } from '../instances/instance.ts';
import { canonicalJson, sha256 } from '../json/canonical-json.ts';
import { described } from '../json/field-reader.ts';
import { readTextFile } from '../json/json-file.ts';
import { liesIn } from '../json/json-folder.ts';
import { type Disk, fileSystem, writeWhole } from '../json/write-file.ts';
import { writeJson } from '../json/write-json.ts';
import { canonicalInstance } from './canonical-instance.ts';
import { type Counterexample, digestOf, type StoredCounterexample } from './counterexample.ts';
import { readCounterexampleFile } from './read-counterexample.ts';

/** A text that is equal for instances that are the same up to the symmetries of their model. */
export type Canonical = (instance: Instance) => string;

/** Asks once for each instance: wide models take long. */
export function remembered(canonical: Canonical): Canonical {
  const texts = new WeakMap<Instance, string>();
  return (instance) => {
    const text = texts.get(instance) ?? canonical(instance);
    texts.set(instance, text);
    return text;
  };
}

export type Saved =
  | { readonly status: 'stored' | 'unchanged'; readonly file: string }
  /** The same counterexample is there already, found in another way. */
  | { readonly status: 'duplicate'; readonly file: string }
  /** A file that falsim did not write, or that was edited since, is in the way. */
  | { readonly status: 'blocked'; readonly file: string; readonly reason: string };

const HASH_LENGTH = 10;
const LONGEST_ID = 100;

/** Ids become names of folders and files: no separators, no dots. */
function requireId(path: string, id: string): void {
  if (/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id) && id.length <= LONGEST_ID) return;
  throw new InputError(
    path,
    `an id such as orbit-is-sim, at most ${LONGEST_ID} long`,
    described(id),
  );
}

function plain(words: string): string {
  return words
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

/** `<dropped and what holds instead, or "in-force">--<clause>--<hash>`. */
export function slugOf(counterexample: Counterexample, canonical: Canonical): string {
  const { droppedHypotheses, instead = [], clause, by, instance } = counterexample;
  const words = [...droppedHypotheses, ...instead];
  const dropped = words.length === 0 ? 'in-force' : words.join('+');
  const hash = sha256(canonicalJson([finerSignature(by) ?? '', canonical(instance)])).slice(
    0,
    HASH_LENGTH,
  );
  return `${dropped}--${plain(clause)}--${hash}`;
}

/**
 * Where the counterexample belongs: `<folder>/<claim>/<slug>.json`.
 * @throws InputError when an id in it is none.
 */
export function fileOf(
  folder: string,
  counterexample: Counterexample,
  canonical: Canonical,
): string {
  const { id } = counterexample.claim;
  requireId('claim.id', id);
  for (const hypothesis of counterexample.droppedHypotheses) {
    requireId('droppedHypotheses', hypothesis);
  }
  for (const form of counterexample.instead ?? []) requireId('instead', form);
  return join(folder, id, `${slugOf(counterexample, canonical)}.json`);
}

/** @throws InputError when the folder cannot be written, or an id is none; DiskError. */
export function save(
  folder: string,
  counterexample: Counterexample,
  canonical: Canonical = canonicalInstance,
  disk: Disk = fileSystem,
): Saved {
  const file = fileOf(folder, counterexample, canonical);
  const content = writeJson(counterexample);
  if (leadsOut(folder, dirname(file))) {
    return { status: 'blocked', file, reason: `its folder is a link that leads out of ${folder}` };
  }
  if (existsSync(file)) return compareWith(file, content, counterexample);
  writeWhole(file, content, disk);
  return { status: 'stored', file };
}

const leadsOut = (folder: string, inner: string): boolean =>
  existsSync(inner) && !liesIn(folder, inner);

/** The hash in the name has matched: what is there is the same instance, or it was edited. */
function compareWith(file: string, content: string, counterexample: Counterexample): Saved {
  let existing: StoredCounterexample;
  try {
    if (readTextFile(file, 'JSON') === content) return { status: 'unchanged', file };
    existing = readCounterexampleFile(file);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { status: 'blocked', file, reason: error.message };
  }
  if (existing.digest !== digestOf(existing)) {
    return { status: 'blocked', file, reason: 'it was edited after it had been written' };
  }
  if (existing.claim.id !== counterexample.claim.id || existing.clause !== counterexample.clause) {
    return { status: 'blocked', file, reason: 'it refutes something else' };
  }
  return { status: 'duplicate', file };
}

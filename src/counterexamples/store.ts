/**
 * The store: `<folder>/<claim>/<slug>.json`, one file a counterexample, written whole or not at all.
 *
 * The slug says what was dropped and which clause failed, and ends in a hash of the instance up to the
 * symmetries of its model: the same counterexample, found again with another seed or with its neurons
 * in another order, has the same name and is not stored twice. Nothing is ever overwritten.
 */
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { finerSignature } from '../claims/signature.ts';
import { InputError } from '../errors.ts';
import type { Instance } from '../instances/instance.ts';
import { obstacle } from '../json/json-file.ts';
import { writeJson } from '../json/write-json.ts';
import { canonicalInstance } from './canonical-instance.ts';
import {
  type Counterexample,
  canonicalJson,
  digestOf,
  type StoredCounterexample,
  sha256,
} from './counterexample.ts';
import { readCounterexampleFile } from './read-counterexample.ts';

/** A text that is equal for instances that are the same up to the symmetries of their model. */
export type Canonical = (instance: Instance) => string;

export type Saved =
  | { readonly status: 'stored' | 'unchanged'; readonly file: string }
  /** The same counterexample is there already, found in another way. */
  | { readonly status: 'duplicate'; readonly file: string }
  /** A file that falsim did not write, or that was edited since, is in the way. */
  | { readonly status: 'blocked'; readonly file: string; readonly reason: string };

const HASH_LENGTH = 10;

function plain(words: string): string {
  return words
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

/** `<dropped, or "in-force">--<clause>--<hash>`. */
export function slugOf(counterexample: Counterexample, canonical: Canonical): string {
  const { droppedHypotheses, clause, by, instance } = counterexample;
  const dropped = droppedHypotheses.length === 0 ? 'in-force' : droppedHypotheses.join('+');
  const hash = sha256(canonicalJson([finerSignature(by) ?? '', canonical(instance)])).slice(
    0,
    HASH_LENGTH,
  );
  return `${dropped}--${plain(clause)}--${hash}`;
}

/**
 * @throws InputError when the folder cannot be written.
 */
export function save(
  folder: string,
  counterexample: Counterexample,
  canonical: Canonical = canonicalInstance,
): Saved {
  const slug = slugOf(counterexample, canonical);
  const file = join(folder, counterexample.claim.id, `${slug}.json`);
  const content = writeJson(counterexample);
  try {
    if (existsSync(file)) return compareWith(file, content, counterexample);
    mkdirSync(dirname(file), { recursive: true });
    writeFileAtomic.sync(file, content);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    throw new InputError(file, 'a file that can be written', obstacle(error));
  }
  return { status: 'stored', file };
}

/** The hash in the name has matched: what is there is the same instance, or it was edited. */
function compareWith(file: string, content: string, counterexample: Counterexample): Saved {
  if (readFileSync(file, 'utf8') === content) return { status: 'unchanged', file };
  let existing: StoredCounterexample;
  try {
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

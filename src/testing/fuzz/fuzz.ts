/** Runs a reader on hostile documents and keeps every outcome that is not a documented one. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { InputError, ModelError, UnsupportedError } from '../../errors.ts';
import { createRng } from '../../numerics/random.ts';
import { mutated } from './mutate.ts';
import type { Reader } from './reader.ts';

/** Bounds on one input: milliseconds, and bytes of the process. */
const MOST = { milliseconds: 10_000, bytes: 2 ** 30 };

export interface Finding {
  readonly reader: string;
  readonly input: Uint8Array;
  readonly what: string;
}

export interface Fuzzed {
  readonly inputs: number;
  /** Inputs that were read as valid: none would mean that nothing behind the first check was reached. */
  readonly accepted: number;
  readonly milliseconds: number;
  readonly slowest: number;
  readonly findings: readonly Finding[];
}

/** Whether an error is the user's to mend: exit code 2. */
function isDocumented(error: unknown): boolean {
  return [InputError, UnsupportedError, ModelError].some((kind) => error instanceof kind);
}

/** Reads one document. @returns what is wrong with the outcome, or null, and whether it was accepted. */
export function tryReader(reader: Reader, input: Uint8Array, folder: string) {
  const file = join(folder, 'input');
  writeFileSync(file, input);
  const before = performance.now();
  let accepted = false;
  let what: string | null = null;
  try {
    reader.read(file);
    accepted = true;
  } catch (error) {
    if (!isDocumented(error))
      what = error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
  const milliseconds = performance.now() - before;
  if (milliseconds > MOST.milliseconds) what = `${Math.round(milliseconds)} ms`;
  else if (process.memoryUsage.rss() > MOST.bytes) what = 'more than 1 GiB';
  return { accepted, what, milliseconds };
}

/** @param folder an empty one for the input's file. */
export function fuzz(reader: Reader, inputs: number, seed: number, folder: string): Fuzzed {
  const seeds = reader.seeds();
  const findings: Finding[] = [];
  let [accepted, milliseconds, slowest] = [0, 0, 0];
  for (let k = 0; k < inputs; k++) {
    const rng = createRng(`fuzz ${reader.name} ${seed} ${k}`);
    const input = mutated(rng.pick(seeds), reader.isJson, rng);
    const outcome = tryReader(reader, input, folder);
    if (outcome.accepted) accepted++;
    milliseconds += outcome.milliseconds;
    slowest = Math.max(slowest, outcome.milliseconds);
    if (outcome.what !== null) findings.push({ reader: reader.name, input, what: outcome.what });
  }
  return { inputs, accepted, milliseconds, slowest, findings };
}

/** Whether a failure was shrunk before, in another campaign: then its smallest instance is in the folder. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Claim } from '../claims/claim.ts';
import {
  type Counterexample,
  digestOf,
  SCHEMA_VERSION,
  type StoredCounterexample,
} from '../counterexamples/counterexample.ts';
import { failureOf, sameFailure } from '../counterexamples/failure.ts';
import { readCounterexampleFile } from '../counterexamples/read-counterexample.ts';
import type { Canonical } from '../counterexamples/store.ts';
import { failureKey } from './outcome.ts';
import type { ShrinkTask } from './shrinking.ts';

/**
 * The stored counterexample of the same claim, dropped hypotheses and signature that is, or was shrunk from, the
 * very instance up to the symmetries of its model. It has to be whole, shrunk to the end, and to fail still.
 */
export function knownWitness(
  folder: string,
  claim: Claim,
  task: ShrinkTask,
  canonical: Canonical,
): Counterexample | undefined {
  const own = join(folder, task.claimId);
  const signature = failureKey(task.verdict);
  for (const file of filesIn(own)) {
    const known = readable(file);
    if (known?.schemaVersion !== SCHEMA_VERSION || !known.minimality.proven) continue;
    if (known.signature !== signature || !isOfTask(known, task)) continue;
    const texts = [known.instance, known.original.instance].map(canonical);
    // Not before it is needed: of a wide model it takes long, and nothing else is done meanwhile.
    if (!texts.includes(canonical(task.instance))) continue;
    const failure = failureOf(claim, new Set(task.dropped), task.verdict);
    if (sameFailure(failure, 0)(known.instance)) return known;
  }
  return undefined;
}

function isOfTask({ droppedHypotheses, instead = [] }: StoredCounterexample, task: ShrinkTask) {
  const same = (a: readonly string[], b: readonly string[]) =>
    [...a].sort().join() === [...b].sort().join();
  return same(droppedHypotheses, task.dropped) && same(instead, task.instead ?? []);
}

/** None where there is no such folder: whoever stores something says what is in its place. */
function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => (entry.isFile() || entry.isSymbolicLink()) && entry.name.endsWith('.json'))
      .map(({ name }) => join(folder, name))
      .sort();
  } catch {
    return [];
  }
}

function readable(file: string): StoredCounterexample | undefined {
  try {
    const known = readCounterexampleFile(file);
    return digestOf(known) === known.digest ? known : undefined;
  } catch {
    return undefined;
  }
}

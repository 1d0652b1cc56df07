/**
 * An instance of which a hunt got no verdict, with why: a finding of its own kind. `falsim check` takes its
 * instance, `falsim replay` asks whether it is still so.
 */
import type { Instance } from '../instances/instance.ts';
import { parseInstance } from '../instances/read-instance.ts';
import { mismatch, readArray, readFields, readOneOf, readString } from '../json/field-reader.ts';
import { checkNames } from '../training/known-names.ts';

/**
 * `too-costly` is counted, and so the same everywhere; time, memory and a thread's end are one machine's, a defect
 * that of falsim or of the claim.
 */
export const LOSS_CAUSES = [
  'too-costly',
  'time-limit',
  'out-of-memory',
  'crashed',
  'defect',
  'flaky',
] as const;

/** Why an instance has no verdict. */
export type LossCause = (typeof LOSS_CAUSES)[number];

export const LOST_VERSION = 1;

export interface LostInstance {
  readonly lostVersion: typeof LOST_VERSION;
  /** Id of the claim that was hunted. */
  readonly claim: string;
  readonly droppedHypotheses: readonly string[];
  readonly cause: LossCause;
  /** One sentence for people. */
  readonly reason: string;
  readonly instance: Instance;
}

export function isLost(json: unknown): boolean {
  return typeof json === 'object' && json !== null && 'lostVersion' in json;
}

const KEYS = ['lostVersion', 'claim', 'droppedHypotheses', 'cause', 'reason', 'instance'] as const;

/** @throws InputError for anything that is no lost instance. */
export function parseLost(json: unknown): LostInstance {
  const fields = readFields(json, '', KEYS);
  if (fields.lostVersion !== LOST_VERSION)
    throw mismatch('lostVersion', `${LOST_VERSION}`, fields.lostVersion);
  const instance = parseInstance(fields.instance, 'instance');
  checkNames(instance, 'instance');
  const dropped = readArray(fields.droppedHypotheses, 'droppedHypotheses', 'a list of hypotheses');
  return {
    lostVersion: LOST_VERSION,
    claim: readString(fields.claim, 'claim', 'the id of a claim'),
    droppedHypotheses: dropped.map((id, i) =>
      readString(id, `droppedHypotheses[${i}]`, 'the id of a hypothesis'),
    ),
    cause: readOneOf(fields.cause, 'cause', LOSS_CAUSES),
    reason: readString(fields.reason, 'reason', 'a sentence'),
    instance,
  };
}

/**
 * The shape of a campaign's state. What is read is believed, so the shape says all that can be said of
 * it alone: counts add up, chunks come once, a failure lies within its chunk.
 */
import * as v from 'valibot';
import { marginOf } from '../claims/margin.ts';
import type { Falsified } from '../claims/verdict.ts';
import { LOSS_CAUSES } from '../counterexamples/lost-instance.ts';
import type { Instance } from '../instances/instance.ts';
import type { ChunkFailure, ChunkResult } from './chunk.ts';

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const counts = v.record(v.string(), count);
const strings = v.array(v.string());

/** Read in full where it is used: a hunt reads few of the instances that its state holds. */
const instance = v.custom<Instance>(
  (value) => v.is(v.looseObject({ model: v.looseObject({ kind: v.string() }) }), value),
  'an instance',
);

const verdict = v.custom<Falsified>((value) => {
  const shape = v.looseObject({
    kind: v.literal('falsified'),
    by: v.looseObject({ clause: v.string() }),
    proof: v.unknown(),
  });
  try {
    return v.is(shape, value) && marginOf(value as unknown as Falsified) < 0;
  } catch {
    return false;
  }
}, 'a verdict that is falsified');

const failure = v.strictObject({ run: count, instance, verdict });

const lost = v.strictObject({
  run: count,
  cause: v.picklist(LOSS_CAUSES),
  reason: v.string(),
  file: v.exactOptional(v.string()),
});

const chunk = v.pipe(
  v.strictObject({
    index: count,
    tries: count,
    counts: v.strictObject({
      survived: count,
      falsified: count,
      inconclusive: count,
      vacuous: count,
    }),
    causes: counts,
    statuses: counts,
    worstMargin: v.nullable(v.pipe(v.number(), v.finite())),
    failures: v.array(failure),
    defects: strings,
    lost: v.array(lost),
  }),
  v.check(({ tries, counts: { survived, falsified, inconclusive, vacuous } }) => {
    return survived + falsified + inconclusive + vacuous === tries;
  }, 'counts that do not add up to the tries'),
  v.check(
    ({ counts: { inconclusive, vacuous }, causes }) => sum(causes) === inconclusive + vacuous,
    'causes that do not add up to what was not decided',
  ),
  v.check(
    ({ failures, counts: { falsified } }) =>
      failures.length <= falsified && (falsified === 0 || failures.length > 0),
    'failures that are not as many as the counts say',
  ),
  v.check(
    ({ failures, tries }) => failures.every(({ run }: ChunkFailure) => run < tries),
    'a failure outside its chunk',
  ),
) satisfies v.GenericSchema<unknown, ChunkResult>;

function sum(values: { readonly [key: string]: number }): number {
  return Object.values(values).reduce((a, b) => a + b, 0);
}

const target = v.strictObject({
  chunks: v.pipe(
    v.array(chunk),
    v.check(
      (chunks) => new Set(chunks.map(({ index }) => index)).size === chunks.length,
      'a chunk that is there twice',
    ),
  ),
  seconds: v.pipe(v.number(), v.finite(), v.minValue(0)),
  stored: v.record(
    v.string(),
    v.strictObject({ file: v.string(), digest: v.string(), complete: v.boolean() }),
  ),
});

const campaign = v.strictObject({
  seed: count,
  budget: v.union([
    v.strictObject({ runs: count, chunkRuns: v.exactOptional(count) }),
    v.strictObject({ seconds: v.pipe(v.number(), v.finite(), v.minValue(0)) }),
  ]),
  targets: v.array(
    v.strictObject({
      claim: v.string(),
      dropped: strings,
      kinds: v.exactOptional(strings),
      edgeCases: v.exactOptional(v.literal(true)),
    }),
  ),
});

export const stateContent = v.strictObject({
  campaigns: v.array(campaign),
  targets: v.record(v.string(), target),
});

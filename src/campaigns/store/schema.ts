/**
 * The shape of what a campaign keeps. What is read is believed, so the shape says all that can be said of it
 * alone: counts add up, a failure lies within what is done.
 */
import * as v from 'valibot';
import { marginOf } from '../../claims/margin.ts';
import type { Falsified } from '../../claims/verdict.ts';
import type { Counterexample } from '../../counterexamples/counterexample.ts';
import { LOSS_CAUSES } from '../../counterexamples/lost-instance.ts';
import type { Instance } from '../../instances/instance.ts';
import { IndexSet } from './index-set.ts';
import type { Entry, TargetMemoryJson } from './memory.ts';
import type { CampaignRecord } from './record.ts';

export const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const counts = v.record(v.string(), count);
export const strings = v.array(v.string());
export const seconds = v.pipe(v.number(), v.finite(), v.minValue(0));

/** Read in full where it is used: a campaign reads few of the instances that it keeps. */
const instance = v.custom<Instance>(
  (value) => v.is(v.looseObject({ model: v.looseObject({ kind: v.string() }) }), value),
  'an instance',
);

/** Likewise. */
const counterexample = v.custom<Counterexample>(
  (value) => v.is(v.looseObject({ schemaVersion: v.literal(2), digest: v.string() }), value),
  'a counterexample',
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

const place = { index: count, run: count };
const failure = { run: count, instance, verdict };
const lost = {
  run: count,
  cause: v.picklist(LOSS_CAUSES),
  reason: v.string(),
  file: v.exactOptional(v.string()),
};
const sums = {
  tries: count,
  counts: v.strictObject({
    survived: count,
    falsified: count,
    inconclusive: count,
    vacuous: count,
  }),
  causes: counts,
  statuses: counts,
  reached: v.strictObject({ drawn: counts, decided: counts, functions: counts, sizes: counts }),
  worstMargin: v.nullable(v.pipe(v.number(), v.finite())),
};

interface Sums {
  readonly tries: number;
  readonly counts: {
    readonly [kind in 'survived' | 'falsified' | 'inconclusive' | 'vacuous']: number;
  };
  readonly causes: { readonly [cause: string]: number };
  readonly failures: readonly unknown[];
}

/** What is wrong with sums, or nothing. */
function wrongSum({ tries, counts: c, causes, failures }: Sums): string | undefined {
  if (c.survived + c.falsified + c.inconclusive + c.vacuous !== tries)
    return 'counts that do not add up to the tries';
  if (sum(causes) !== c.inconclusive + c.vacuous)
    return 'causes that do not add up to what was not decided';
  return failures.length > c.falsified ? 'failures that are more than the counts say' : undefined;
}

function sum(values: { readonly [key: string]: number }): number {
  return Object.values(values).reduce((a, b) => a + b, 0);
}

/** Margins of what a claim survived on. */
const known = {
  cell: v.string(),
  margin: v.pipe(v.number(), v.finite(), v.minValue(0)),
  instance,
};

export const corpusShape = v.array(v.strictObject(known));

const chunkWith = <Lost extends v.ObjectEntries>(lostRun: Lost) =>
  v.pipe(
    v.strictObject({
      index: count,
      ...sums,
      failures: v.array(v.strictObject(failure)),
      defects: strings,
      lost: v.array(v.strictObject(lostRun)),
      corpus: v.exactOptional(corpusShape),
    }),
    v.check(
      (given) => wrongSum(given) === undefined,
      ({ input }) => wrongSum(input)!,
    ),
    v.check(
      ({ failures, tries }) => failures.every(({ run }) => run < tries),
      'a failure outside its chunk',
    ),
  );

const chunk = chunkWith(lost);

/** As it comes from whoever ran it: what was lost is not stored yet. */
export const ranChunkShape = chunkWith({
  run: count,
  cause: v.picklist(LOSS_CAUSES),
  reason: v.string(),
  // A claim may draw what is no instance: that is why it was lost.
  instance: v.exactOptional(v.custom<Instance>((value) => typeof value === 'object')),
});

const ends = v.pipe(
  v.array(count),
  v.check(
    (list) => list.length % 2 === 0 && list.every((p, k) => k === 0 || p > list[k - 1]),
    'ranges that do not ascend',
  ),
);
const done = v.pipe(
  v.strictObject({ step: v.pipe(count, v.minValue(1)), ranges: v.array(ends) }),
  v.check(({ step, ranges }) => ranges.length === step, 'as many lists of ranges as the step'),
);

const whole = v.pipe(
  v.strictObject({
    done,
    ...sums,
    failures: v.array(v.strictObject({ ...failure, ...place })),
    defects: v.array(v.strictObject({ ...place, message: v.string() })),
    lost: v.array(v.strictObject({ ...lost, ...place })),
    discoveries: v.exactOptional(v.array(v.strictObject({ ...known, index: count }))),
  }),
  v.check(
    (given) => wrongSum(given) === undefined,
    ({ input }) => wrongSum(input)!,
  ),
  v.check(
    ({ failures, counts: c }) => c.falsified === 0 || failures.length > 0,
    'failures that are fewer than the counts say',
  ),
  v.check((given) => {
    const set = new IndexSet(given.done);
    return given.failures.every(({ index }) => set.has(index));
  }, 'a failure of a chunk that is not done'),
);

const shrunk = v.strictObject({ ...place, most: count, counterexample });
const stored = v.strictObject({ file: v.string(), digest: v.string(), complete: v.boolean() });

export const snapshotShape: v.GenericSchema<unknown, readonly TargetMemoryJson[]> = v.array(
  v.strictObject({
    whole,
    tails: v.array(chunk),
    shrunk: v.record(v.string(), shrunk),
    stored: v.record(v.string(), stored),
  }),
);

export const entryShape: v.GenericSchema<unknown, Entry> = v.union([
  v.strictObject({ of: count, chunk, seconds }),
  v.strictObject({ of: count, failure: v.string(), shrunk }),
  v.strictObject({ of: count, failure: v.string(), stored: v.nullable(stored) }),
]);

export interface Timings {
  /** When the campaign was last begun or gone on with, in milliseconds since 1970. */
  readonly begun: number;
  /** That the chunks of each target took. */
  readonly seconds: readonly number[];
}

export const timingsShape: v.GenericSchema<unknown, Timings> = v.strictObject({
  begun: seconds,
  seconds: v.array(seconds),
});

const untilFound = { untilFound: v.exactOptional(v.literal(true)) };

export const recordShape: v.GenericSchema<unknown, CampaignRecord> = v.strictObject({
  code: v.string(),
  seed: count,
  budget: v.union([
    v.strictObject({ runs: count, chunkRuns: v.exactOptional(count), ...untilFound }),
    v.strictObject({ seconds, ...untilFound }),
  ]),
  targets: v.array(
    v.strictObject({
      claim: v.string(),
      dropped: strings,
      kinds: v.exactOptional(strings),
      instead: v.exactOptional(strings),
      edgeCases: v.exactOptional(v.literal(true)),
      scope: v.exactOptional(
        v.strictObject({ complexity: count, functions: v.exactOptional(strings) }),
      ),
    }),
  ),
  strategy: v.exactOptional(v.literal('guided')),
  shard: v.exactOptional(v.strictObject({ part: count, of: v.pipe(count, v.minValue(2)) })),
});

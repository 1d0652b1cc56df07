/** The tables that `falsim necessity` has made, one a claim, with their dates: kept for reports. */
import { join } from 'node:path';
import * as v from 'valibot';
import type { Instance } from '../instances/instance.ts';
import { readState, type StateFormat, writeState } from '../json/state-file.ts';
import type { NecessityReport, NecessityRow, RowVerdict } from './necessity.ts';

const VERDICTS = ['fails', 'survives', 'undecided'] as const satisfies readonly RowVerdict[];

/** A row without its claim; of a witness what is told of it. */
export interface KeptRow extends Omit<NecessityRow, 'claim' | 'witness'> {
  readonly witness: {
    readonly digest: string;
    readonly reason: string;
    readonly instance: Instance;
  } | null;
}

export interface KeptTable {
  readonly claim: string;
  /** `2026-11-29`. */
  readonly date: string;
  readonly seed: number;
  readonly rows: readonly KeptRow[];
}

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const instance = v.custom<Instance>(
  (value) =>
    v.is(
      v.looseObject({ model: v.looseObject({ kind: v.string() }), parameters: v.unknown() }),
      value,
    ),
  'an instance',
);
const tables: v.GenericSchema<unknown, KeptTable[]> = v.array(
  v.strictObject({
    claim: v.string(),
    date: v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/)),
    seed: count,
    rows: v.array(
      v.strictObject({
        dropped: v.array(v.string()),
        form: v.nullable(v.string()),
        verdict: v.picklist(VERDICTS),
        tries: count,
        decided: count,
        triesToFirst: v.nullable(count),
        witness: v.nullable(v.strictObject({ digest: v.string(), reason: v.string(), instance })),
      }),
    ),
  }),
);

/** A table says when it was made; whichever build made it, its witnesses can be replayed. */
export const tablesFormat: StateFormat<KeptTable[]> = {
  name: 'the tables of falsim necessity',
  version: 1,
  code: '',
  content: tables,
};

const fileIn = (state: string) => join(state, 'necessity.json');

/** @param state folder of the campaigns. @throws InputError where the tables were edited. */
export function keptTables(state: string): readonly KeptTable[] {
  const stored = readState(fileIn(state), tablesFormat);
  return stored.kind === 'present' ? stored.content : [];
}

/** In the place of older ones of the same claims. @throws DiskError */
export function keepTables(
  state: string,
  { claims, rows }: NecessityReport,
  { date, seed }: Pick<KeptTable, 'date' | 'seed'>,
): void {
  const made = claims.map(({ id }) => ({
    claim: id,
    date,
    seed,
    rows: rows.filter(({ claim }) => claim.id === id).map(keptRow),
  }));
  const others = keptTables(state).filter(({ claim }) => !made.some((one) => one.claim === claim));
  writeState(fileIn(state), tablesFormat, [...others, ...made]);
}

function keptRow({ claim: _, witness, ...row }: NecessityRow): KeptRow {
  if (witness === null) return { ...row, witness };
  const { digest, reason, instance: found } = witness.counterexample;
  return { ...row, witness: { digest, reason, instance: found } };
}

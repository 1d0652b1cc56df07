/** The numbers of an instance and what they are in its key (`complexity.ts`). */
import type { Instance, Numeral } from '../instances/instance.ts';
import { open } from '../instances/subject.ts';
import { type NumberKey, numberKey } from './number-order.ts';

/** Numbers that belong together: θ, inputs, … */
export type Groups = readonly (readonly Numeral[])[];

/** Part 4 of the key for groups of numbers; distinct values are counted within a group. */
export function totalsOf(groups: Groups): number[] {
  let nonZero = 0;
  let distinct = 0;
  let size = 0;
  let writing = 0;
  let digits = 0;
  let magnitude = 0;
  let negative = 0;
  for (const group of groups) {
    let values: Set<string> | null = null;
    for (const x of group) {
      const key: NumberKey = numberKey(x);
      if (key.size > 0) {
        nonZero++;
        values ??= new Set();
        values.add(String(x));
      }
      size += key.size;
      writing += key.writing;
      digits += key.digits;
      magnitude += key.magnitude;
      negative += key.negative;
    }
    distinct += values?.size ?? 0;
  }
  return [nonZero, distinct, size, writing, digits, magnitude, negative];
}

/** Parts 4 and 5 of the key. */
export function numbersKey(groups: Groups): number[] {
  const key = totalsOf(groups);
  for (const group of groups) {
    for (const x of group) {
      const { size, writing, magnitude, negative } = numberKey(x);
      key.push(size, writing, magnitude, negative);
    }
  }
  return key;
}

function entriesOf(rows: Groups = []): Numeral[] {
  const entries: Numeral[] = [];
  for (const row of rows) for (const x of row) entries.push(x);
  return entries;
}

/** The numbers of an instance: θ, inputs, targets, those after the switch, time and rate. */
export function numbersOf(instance: Instance): (readonly Numeral[])[] {
  const { data, training, then } = instance;
  const schedule: Numeral[] = [];
  if (training?.time !== undefined) schedule.push(training.time);
  if (training?.rate !== undefined) schedule.push(training.rate);
  return [
    open(instance).numerals,
    entriesOf(data?.inputs),
    entriesOf(data?.targets),
    entriesOf(then?.data.inputs),
    entriesOf(then?.data.targets),
    schedule,
  ];
}

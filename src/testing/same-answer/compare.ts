export interface Difference {
  readonly key: string;
  readonly before: string;
  readonly after: string;
}

/** Verdicts by case; a case that only one side answered is a difference. */
export type Answers = ReadonlyMap<string, string>;

export function compare(before: Answers, after: Answers): Difference[] {
  const keys = new Set([...before.keys(), ...after.keys()]);
  return [...keys]
    .map((key) => ({
      key,
      before: before.get(key) ?? 'no answer',
      after: after.get(key) ?? 'no answer',
    }))
    .filter((one) => one.before !== one.after);
}

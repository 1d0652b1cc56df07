/** Answers that are found once, and cost the same every time (`numerics/budget.ts`). */
import { attached } from './attached.ts';
import { find as findAnswer, type Kept, recall } from './numerics/budget.ts';

/** One answer for each object and name, kept as long as the object is. */
export interface Memory<K extends object, V> {
  /** The answer for (key, name), from `find` where it is asked for the first time. */
  of(key: K, name: string, find: () => V): V;
}

export function memory<K extends object, V>(): Memory<K, V> {
  const known = attached<K, Map<string, Kept<V>>>();
  return {
    of(key, name, find) {
      let byName = known.get(key);
      if (byName === undefined) {
        byName = new Map();
        known.set(key, byName);
      }
      const before = byName.get(name);
      if (before !== undefined) return recall(before);
      const answer = findAnswer(find);
      byName.set(name, answer);
      return answer.value;
    },
  };
}

/**
 * Answers that are found once: one for each object and name, kept as long as the object is.
 */
export interface Memory<K extends object, V> {
  /** The answer for (key, name), from `find` where it is asked for the first time. */
  of(key: K, name: string, find: () => V): V;
}

export function memory<K extends object, V>(): Memory<K, V> {
  const known = new WeakMap<K, Map<string, V>>();
  return {
    of(key, name, find) {
      let byName = known.get(key);
      if (byName === undefined) {
        byName = new Map();
        known.set(key, byName);
      }
      let answer = byName.get(name);
      if (answer === undefined) {
        answer = find();
        byName.set(name, answer);
      }
      return answer;
    },
  };
}

/** What a memory has under a key; where it has nothing, what is found then is kept. Nobody keeps `undefined`. */
export function remembered<K, V>(
  memory: { get(key: K): V | undefined; set(key: K, value: V): unknown },
  key: K,
  find: () => V,
): V {
  const known = memory.get(key);
  if (known !== undefined) return known;
  const value = find();
  memory.set(key, value);
  return value;
}

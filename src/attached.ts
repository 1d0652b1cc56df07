/**
 * What is remembered of an object, kept inside it: a weak map whose entries go with their keys.
 *
 * V8 keeps whatever is put into an old `WeakMap` until the next collection of the whole heap, because its scavenges
 * take the values of old tables for reachable. In a hunt, where every instance is a key that is forgotten at once, that
 * took a third of the time. A private field of the key is found by nobody else, neither copied nor sent nor compared,
 * and dies with it.
 */

/** Makes an object of one's own choice `this` of a subclass's constructor, which adds its private field to it. */
class Given {
  constructor(given: object) {
    // biome-ignore lint/correctness/noConstructorReturn: that is what it is for.
    return given;
  }
}

export interface Attached<K extends object, V> {
  get(key: K): V | undefined;
  set(key: K, value: V): void;
}

/** An empty map. Objects that are frozen or sealed, which may refuse fields, are kept in a weak map. */
export function attached<K extends object, V>(): Attached<K, V> {
  const elsewhere = new WeakMap<K, V>();
  class Holder extends Given {
    #value: V;

    constructor(key: K, value: V) {
      super(key);
      this.#value = value;
    }

    static get(key: K): V | undefined {
      return #value in key ? (key as Holder).#value : elsewhere.get(key);
    }

    static set(key: K, value: V): void {
      if (#value in key) (key as Holder).#value = value;
      else if (Object.isExtensible(key)) new Holder(key, value);
      else elsewhere.set(key, value);
    }
  }
  return Holder;
}

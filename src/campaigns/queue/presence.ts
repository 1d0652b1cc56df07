/**
 * Who is there: hunts and workers. Each has a key that ends unless it is renewed, and its name in a set. What is
 * read here anybody may have written.
 */
import type { Redis } from 'ioredis';
import * as v from 'valibot';
import { parseJson } from '../../json/json-text.ts';
import { inlineJson } from '../../json/write-json.ts';
import { count } from '../store/schema.ts';
import { type Identity, identityShape } from './identity.ts';

/** Milliseconds between two signs of life. */
export const BEAT = 1000;
/** Milliseconds without one after which somebody is gone. */
const GONE = 10 * BEAT;
/** Names that are looked at. */
const MOST = 1000;

export interface HuntPresent {
  readonly identity: Identity;
  /** Machine and process. */
  readonly name: string;
}

export interface WorkerPresent extends HuntPresent {
  readonly threads: number;
  /** Chunks done since it began. */
  readonly chunks: number;
}

const name = v.pipe(v.string(), v.maxLength(200));
const huntShape = v.strictObject({ identity: identityShape, name });
const workerShape = v.strictObject({
  identity: identityShape,
  name,
  threads: count,
  chunks: count,
});

export class Presence<T extends HuntPresent> {
  readonly #redis: Redis;
  readonly #kind: string;
  readonly #shape: v.GenericSchema<unknown, T>;

  private constructor(redis: Redis, kind: string, shape: v.GenericSchema<unknown, T>) {
    this.#redis = redis;
    this.#kind = kind;
    this.#shape = shape;
  }

  static ofHunts(redis: Redis): Presence<HuntPresent> {
    return new Presence(redis, 'hunt', huntShape);
  }

  static ofWorkers(redis: Redis): Presence<WorkerPresent> {
    return new Presence(redis, 'worker', workerShape);
  }

  /** Is there, until it says so no more. */
  async announce(id: string, what: T): Promise<void> {
    await this.#redis.set(this.#key(id), inlineJson(what), 'PX', GONE);
    await this.#redis.sadd(this.#all, id);
  }

  async withdraw(id: string): Promise<void> {
    await this.#redis.srem(this.#all, id);
    await this.#redis.del(this.#key(id));
  }

  /** Who is there, by id. Names of nobody are taken off the list; what is unreadable is nobody. */
  async present(): Promise<ReadonlyMap<string, T>> {
    const ids = await this.#redis.srandmember(this.#all, MOST);
    if (ids.length === 0) return new Map();
    const texts = await this.#redis.mget(ids.map((id) => this.#key(id)));
    const gone = ids.filter((_, k) => texts[k] === null);
    if (gone.length > 0) await this.#redis.srem(this.#all, ...gone);
    const read = ids.map((id, k) => [id, this.#read(texts[k])] as const);
    return new Map(read.filter((entry): entry is [string, T] => entry[1] !== undefined));
  }

  get #all(): string {
    return `falsim:${this.#kind}s`;
  }

  #key(id: string): string {
    return `falsim:${this.#kind}:${id}`;
  }

  #read(text: string | null): T | undefined {
    if (text === null) return undefined;
    try {
      const { success, output } = v.safeParse(this.#shape, parseJson(text));
      return success ? output : undefined;
    } catch {
      return undefined;
    }
  }
}

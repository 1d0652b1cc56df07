/**
 * Connections to a Redis. They are made again whenever they break, and what was asked meanwhile is asked then; at
 * the start a Redis that does not answer is an error. BullMQ and its driver are loaded here and nowhere else: they
 * are installed by whoever wants a queue.
 */
import type { Redis } from 'ioredis';
import { InputError } from '../../errors.ts';

export interface QueueAddress {
  /** As the driver takes it: a URL, or the path of a socket. */
  readonly target: string;
  /** Without a password. */
  readonly shown: string;
}

/** @throws InputError for anything but `redis://`, `rediss://` and `unix:///path`. */
export function queueAddress(text: string): QueueAddress {
  const shown = text.replace(/\/\/[^/]*@/, '//');
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === 'unix:' && url.host === '' && url.pathname.length > 1)
    return { target: decodeURIComponent(url.pathname), shown };
  if ((url?.protocol === 'redis:' || url?.protocol === 'rediss:') && url.hostname !== '')
    return { target: text, shown };
  const expected = 'the address of a Redis, such as redis://host:6379 or unix:///run/redis.sock';
  throw new InputError('--queue', expected, `"${shown}"`);
}

export interface Drivers {
  readonly bullmq: typeof import('bullmq');
  readonly Redis: typeof import('ioredis').Redis;
}

async function installed(): Promise<Drivers> {
  const [bullmq, { Redis }] = await Promise.all([import('bullmq'), import('ioredis')]);
  return { bullmq, Redis };
}

/**
 * @param load both packages.
 * @throws InputError that says what to install.
 */
export async function loadDrivers(load: () => Promise<Drivers> = installed): Promise<Drivers> {
  try {
    return await load();
  } catch (error) {
    if (!isMissing(error)) throw error;
    const expected = 'the packages that it is built on: npm install bullmq ioredis';
    throw new InputError('--queue', expected, 'an installation without them');
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND';
}

/** Milliseconds between two attempts, at most. */
const LONGEST_PAUSE = 2000;
/** Milliseconds without a byte after which a connection is given up; every one of them is asked more often. */
const SILENCE = 30_000;

/** What is told of a connection once it is there. */
export interface Watcher {
  /** It broke; told once until it is back. */
  away(reason: string): void;
  back(): void;
}

export interface Connection {
  readonly redis: Redis;
  /** Ends it and its duplicates at once, BullMQ's too: one that is being made again ends no other way. */
  close(): void;
}

/**
 * @param watcher told of what happens after this resolves.
 * @throws InputError where nothing answers, or not to us.
 */
export async function connect(
  { target, shown }: QueueAddress,
  { Redis: Client }: Drivers,
  watcher: Watcher,
): Promise<Connection> {
  const redis = new Client(target, {
    lazyConnect: true,
    maxRetriesPerRequest: null,
    socketTimeout: SILENCE,
    retryStrategy: (times) => Math.min(100 * times, LONGEST_PAUSE),
  });
  let reason = 'it closed the connection';
  redis.on('error', (error: Error) => {
    reason = error.message;
  });
  try {
    await redis.connect();
  } catch {
    redis.disconnect();
    throw new InputError('--queue', `a Redis that answers at ${shown}`, reason);
  }
  let isAway = false;
  // What it says when it closes comes after what went wrong.
  redis.on('close', () => {
    if (isAway) return;
    isAway = true;
    watcher.away(reason);
  });
  redis.on('ready', () => {
    if (isAway) watcher.back();
    isAway = false;
    reason = 'it closed the connection';
  });
  const copies: Redis[] = [];
  const duplicate = redis.duplicate.bind(redis);
  redis.duplicate = (...options) => {
    const copy = duplicate(...options);
    // The first one tells.
    copy.on('error', () => undefined);
    copies.push(copy);
    return copy;
  };
  return {
    redis,
    close() {
      for (const one of [...copies, redis]) one.disconnect();
    },
  };
}

/** Names on a queue, and what is quoted from it. */
import { hostname } from 'node:os';
import process from 'node:process';
import { clipped } from '../../errors.ts';
import type { Identity } from './identity.ts';

/** Jobs of one code are in one queue: a worker with another never meets them. */
export function queueName({ code }: Identity): string {
  return `chunks-${code.slice(0, 16)}`;
}

/** Machine and process. */
export function nameHere(): string {
  return `${hostname()}:${process.pid}`;
}

const LONGEST_MESSAGE = 300;

/** Of an error of the Redis, or of what was read from it: anybody may have written that. */
export function messageOf(error: unknown): string {
  return clipped(error instanceof Error ? error.message : String(error), LONGEST_MESSAGE);
}

/**
 * A line of a golden file: `["key", …fields]`, compact JSON. Keys say where an instance comes from, the
 * digest in the first field which one it is, so that a line compares only what was said about the same
 * instance.
 */

import type { Json } from '../../claims/json.ts';
import type { Instance } from '../../instances/instance.ts';
import { canonicalJson, sha256 } from '../../json/canonical-json.ts';

export type Field = Json;
export type Line = readonly Field[];

/** A line that is computed when it is asked for. */
export interface GoldenCase {
  readonly key: string;
  line(): Line;
}

/** The first 12 hexadecimal digits of SHA-256 of the instance's JSON, keys sorted. */
export function instanceDigest(instance: Instance): string {
  return sha256(canonicalJson(instance)).slice(0, 12);
}

/** What JSON keeps of a value. */
export function plain(value: unknown): Field {
  return JSON.parse(JSON.stringify(value));
}

/** Rounded to six significant digits; −0 is 0. */
export function sixDigits(x: number): number {
  return Number(x.toPrecision(6)) + 0;
}

export function writeLines(cases: readonly GoldenCase[]): string {
  return cases.map(({ key, line }) => `${JSON.stringify([key, ...line()])}\n`).join('');
}

/** @throws SyntaxError where the text is no JSON lines. */
export function readLines(text: string): Map<string, Line> {
  const lines = text
    .split('\n')
    .filter((line) => line !== '')
    .map((line): [string, ...Field[]] => JSON.parse(line));
  return new Map(lines.map(([key, ...fields]) => [key, fields]));
}

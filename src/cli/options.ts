/** Parsing of option values. Each throws an `InputError` that names the option. */
import { Option } from 'commander';
import type { Residues } from '../campaigns/store/index-set.ts';
import { builtInProfiles, PROFILE_VARIABLE } from '../config/profiles.ts';
import { InputError } from '../errors.ts';
import { seconds } from '../json/duration.ts';
import { parse, toDouble } from '../numerics/rational.ts';

/** An integer option from `low` to `high`. */
export function integerOption(name: string, low: number, high: number): (text: string) => number {
  return (text) => {
    const value = /^[+-]?\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
    if (!(value >= low && value <= high)) {
      throw new InputError(name, `an integer from ${low} to ${high}`, `"${text}"`);
    }
    return value;
  };
}

/** A number such as 1e-9 or 1/3, above 0 or, where `zero`, at least 0. */
export function numberOption(name: string, zero = false): (text: string) => number {
  return (text) => {
    const q = parse(text);
    const value = q === undefined ? Number.NaN : toDouble(q);
    if (!Number.isFinite(value) || !(zero ? value >= 0 : value > 0)) {
      throw new InputError(name, zero ? 'a number ≥ 0' : 'a number > 0', `"${text}"`);
    }
    return value;
  };
}

/** Seconds of `30s`, `2m`, `1h`, `500ms` or `30`. */
export function durationOption(name: string): (text: string) => number {
  return (text) => seconds(name, text);
}

export function profileOption(): Option {
  const names = Object.keys(builtInProfiles).join(', ');
  return new Option(
    '--profile <name>',
    `how long: ${names}, or one of the config (default: that of ${PROFILE_VARIABLE}, or default)`,
  );
}

/** For options that may be given several times, or once with commas. */
export function collected(text: string, before: readonly string[] = []): string[] {
  const words = text.split(',').map((word) => word.trim());
  return [...before, ...words.filter((word) => word !== '')];
}

/** Most machines that share one campaign. */
const MOST_SHARDS = 1000;

/** The residues of the i-th of n shares; undefined for the whole. */
export function shardOption(text: string): Residues | undefined {
  const [, i, n] = /^(\d{1,4})\/(\d{1,4})$/.exec(text)?.map(Number) ?? [];
  if (i === undefined || n === undefined || i < 1 || i > n || n > MOST_SHARDS)
    throw new InputError('--shard', `i/n such as 2/4, n at most ${MOST_SHARDS}`, `"${text}"`);
  return n === 1 ? undefined : { part: i - 1, of: n };
}

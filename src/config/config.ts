/** What `falsim.config.ts` says of a project: its models, claims, counterexamples, and named budgets. */
import type { Claim } from '../claims/claim.ts';
import { InputError } from '../errors.ts';
import { type AnyModel, isModel } from '../models/contract.ts';

/** Defaults of `falsim hunt --profile NAME`; what the command line says goes before. */
export interface Profile {
  /** Instances of each claim. */
  readonly runs?: number;
  /** Time for all claims together instead, e.g. `30s`. */
  readonly time?: string;
  readonly seed?: number;
  /** Threads. */
  readonly jobs?: number;
  /** Most candidates checked while shrinking a failure. */
  readonly shrinks?: number;
  /** Longest time for one instance. */
  readonly runLimit?: string;
  /** How `falsim hunt` draws; default `random`. */
  readonly strategy?: 'random' | 'guided';
}

/** What `falsim.config.ts` exports. */
export interface Config {
  /**
   * Files that export models, from the folder of the config, or the models themselves. Counterexamples of
   * a model from a file carry the digest of the file.
   */
  readonly models?: readonly (string | AnyModel)[];
  /** Files that export claims, or the claims themselves. */
  readonly claims?: readonly (string | Claim)[];
  /** Folder of counterexamples; default `counterexamples`. */
  readonly counterexamples?: string;
  /** By name; `default` is taken where none is named. */
  readonly profiles?: { readonly [name: string]: Profile };
}

const STRATEGIES = ['random', 'guided'];
const KEYS = ['models', 'claims', 'counterexamples', 'profiles'];
const PROFILE_KEYS: { readonly [key in keyof Profile]-?: 'number' | 'string' } = {
  runs: 'number',
  time: 'string',
  seed: 'number',
  jobs: 'number',
  shrinks: 'number',
  runLimit: 'string',
  strategy: 'string',
};

export function isClaim(value: unknown): value is Claim {
  if (typeof value !== 'object' || value === null) return false;
  const { id, check, generate, domain } = value as { readonly [key: string]: unknown };
  return typeof id === 'string' && [check, generate, domain].every((f) => typeof f === 'function');
}

function described(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  return Array.isArray(value) ? 'a list' : value === null ? 'null' : typeof value;
}

/**
 * A config, checked where it is written.
 *
 * @throws InputError that names the key.
 *
 * @example
 * ```ts
 * import { defineConfig } from 'falsim';
 *
 * export default defineConfig({
 *   claims: ['./claims/balance-is-kept.ts'],
 *   models: ['./models/one-neuron.ts'],
 *   profiles: { night: { time: '8h', jobs: 4 } },
 * });
 * ```
 */
export function defineConfig(config: Config): Config {
  if (typeof config !== 'object' || config === null)
    throw new InputError('config', 'an object', described(config));
  for (const key of Object.keys(config))
    if (!KEYS.includes(key)) throw new InputError('config', `the keys ${KEYS.join(', ')}`, key);
  const { models = [], claims = [], counterexamples, profiles = {} } = config;
  checkList('models', models, isModel, 'names of files or models that defineModel made');
  checkList('claims', claims, isClaim, 'names of files or claims that defineClaim made');
  if (counterexamples !== undefined && (typeof counterexamples !== 'string' || !counterexamples))
    throw new InputError('counterexamples', 'the name of a folder', described(counterexamples));
  if (typeof profiles !== 'object' || profiles === null)
    throw new InputError('profiles', 'an object of profiles by name', described(profiles));
  for (const [name, profile] of Object.entries(profiles)) checkProfile(name, profile);
  return config;
}

function checkList(
  path: string,
  list: unknown,
  accepts: (value: unknown) => boolean,
  expected: string,
): void {
  if (!Array.isArray(list)) throw new InputError(path, `a list of ${expected}`, described(list));
  for (const [k, item] of list.entries())
    if (typeof item !== 'string' && !accepts(item))
      throw new InputError(`${path}[${k}]`, expected, described(item));
}

function checkProfile(name: string, profile: unknown): void {
  const path = `profiles.${name}`;
  if (typeof profile !== 'object' || profile === null)
    throw new InputError(path, 'an object', described(profile));
  for (const [key, value] of Object.entries(profile)) {
    const type = PROFILE_KEYS[key as keyof Profile];
    if (type === undefined)
      throw new InputError(path, `the keys ${Object.keys(PROFILE_KEYS).join(', ')}`, key);
    if (typeof value !== type)
      throw new InputError(`${path}.${key}`, `a ${type}`, described(value));
    if (key === 'strategy' && !STRATEGIES.includes(String(value)))
      throw new InputError(`${path}.${key}`, `one of ${STRATEGIES.join(', ')}`, described(value));
  }
}

/** Finding and loading `falsim.config.ts`: its models are registered, its claims read, its paths made whole. */
import { existsSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import process from 'node:process';
import type { Claim } from '../claims/claim.ts';
import { claims as builtInClaims } from '../claims/registry.ts';
import { InputError } from '../errors.ts';
import * as falsim from '../index.ts';
import { loadModelFile } from '../models/model-file.ts';
import { registerModel } from '../models/registry.ts';
import { importUserModule, type Libraries } from '../models/user-module.ts';
import * as testing from '../testing.ts';
import { type Config, defineConfig, isClaim, type Profile } from './config.ts';

export interface LoadedConfig {
  /** As it was named, or from the working directory. */
  readonly file: string;
  readonly folder: string;
  /** Those of the project. */
  readonly claims: readonly Claim[];
  /** Folder of counterexamples, from the working directory. */
  readonly counterexamples: string;
  readonly profiles: { readonly [name: string]: Profile };
}

const libraries: Libraries = { falsim, 'falsim/testing': testing };

/** The path as it is shortest to read from the working directory. */
function shown(path: string): string {
  const short = relative(process.cwd(), path);
  return short === '' || short.startsWith('..') || isAbsolute(short) ? path : short;
}

/** @throws InputError whose path starts with the config's name, or with that of a file it names. */
export async function loadConfig(file: string): Promise<LoadedConfig> {
  const path = resolve(file);
  const name = shown(path);
  if (!existsSync(path)) throw new InputError(name, 'a config file', 'no such file');
  const folder = dirname(path);
  const config = configIn(name, await importUserModule(name, libraries));
  for (const model of config.models ?? []) {
    if (typeof model === 'string') await loadModelFile(shown(join(folder, model)), libraries);
    else within(name, () => registerModel(model));
  }
  const claims: Claim[] = [];
  for (const claim of config.claims ?? []) {
    if (typeof claim !== 'string') claims.push(claim);
    else claims.push(...(await claimsIn(shown(join(folder, claim)))));
  }
  checkIds(name, claims);
  return {
    file: name,
    folder,
    claims,
    counterexamples: shown(resolve(folder, config.counterexamples ?? 'counterexamples')),
    profiles: config.profiles ?? {},
  };
}

/** The error of reading a part of the config, with the config's name in front. */
function within<T>(name: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InputError(`${name}: ${error.path}`, error.expected, error.received);
  }
}

function configIn(name: string, module: object): Config {
  const config = (module as { readonly default?: Config }).default;
  if (config === undefined)
    throw new InputError(name, 'a default export: export default defineConfig({ … })', 'none');
  return within(name, () => defineConfig(config));
}

async function claimsIn(file: string): Promise<Claim[]> {
  const module = await importUserModule(file, libraries);
  const exported = Object.values(module).flatMap((value: unknown) => value);
  const claims = [...new Set(exported.filter(isClaim))];
  if (claims.length > 0) return claims;
  const names = Object.keys(module).filter((key) => key !== '__esModule');
  const received =
    names.length === 0 ? 'no exports' : `exports of other things: ${names.join(', ')}`;
  throw new InputError(file, 'an export that defineClaim made', received);
}

function checkIds(name: string, claims: readonly Claim[]): void {
  const taken = new Set(builtInClaims.map(({ id }) => id));
  for (const { id } of claims) {
    if (taken.has(id)) throw new InputError(`${name}: claims`, 'ids of their own', `"${id}" again`);
    taken.add(id);
  }
}

/** What a config says of the options of a command, by the names of the options. */
import { join, relative } from 'node:path';
import process from 'node:process';
import { InputError } from '../errors.ts';
import { seconds } from '../json/duration.ts';
import type { LoadedConfig } from './load-config.ts';

export interface Defaults {
  readonly [option: string]: string | number;
}

/** @throws InputError where there is no such profile. */
export function defaultsOf(config: LoadedConfig, named: string | undefined): Defaults {
  const { file, folder, profiles, counterexamples } = config;
  const names = Object.keys(profiles);
  if (named !== undefined && !names.includes(named))
    throw new InputError('--profile', `one of ${names.join(', ') || 'none'} (${file})`, named);
  const { time, runLimit, ...numbers } = profiles[named ?? 'default'] ?? {};
  const path = `${file}: profiles.${named ?? 'default'}`;
  return {
    out: counterexamples,
    state: relative(process.cwd(), join(folder, '.falsim', 'campaigns')),
    ...numbers,
    ...(time !== undefined && { time: seconds(`${path}.time`, time) }),
    ...(runLimit !== undefined && { runLimit: seconds(`${path}.runLimit`, runLimit) }),
  };
}

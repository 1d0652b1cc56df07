/** What a config says of the options of a command, by the names of the options. */
import { join, relative } from 'node:path';
import process from 'node:process';
import { seconds } from '../json/duration.ts';
import type { LoadedConfig } from './load-config.ts';
import type { ChosenProfile } from './profiles.ts';

export interface Defaults {
  readonly [option: string]: string | number;
}

/**
 * Where a project keeps its things.
 *
 * @param state of the command, from the folder of the project.
 */
export function placesOf(
  { folder, counterexamples }: LoadedConfig,
  state = '.falsim/campaigns',
): Defaults {
  return { out: counterexamples, state: relative(process.cwd(), join(folder, state)) };
}

/**
 * @param file of the config, for errors.
 * @throws InputError for a time that is none.
 */
export function optionsOf({ name, profile }: ChosenProfile, file = 'falsim'): Defaults {
  const { time, runLimit, ...numbers } = profile;
  const path = `${file}: profiles.${name}`;
  return {
    ...numbers,
    ...(time !== undefined && { time: seconds(`${path}.time`, time) }),
    ...(runLimit !== undefined && { runLimit: seconds(`${path}.runLimit`, runLimit) }),
  };
}

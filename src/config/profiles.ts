/**
 * Profiles that every project has: how long a hunt is. A config may change them, and add others. One is chosen
 * by `--profile`, else by the environment variable FALSIM_PROFILE, else it is `default`.
 */
import { InputError } from '../errors.ts';
import { received } from '../nearest.ts';
import type { Profile } from './config.ts';

export const PROFILE_VARIABLE = 'FALSIM_PROFILE';

export const builtInProfiles: { readonly [name: string]: Profile } = {
  /** For every change: the same instances every time. */
  quick: { runs: 60, seed: 1, shrinks: 2000 },
  default: {},
  nightly: { time: '1h' },
  deep: { time: '24h', shrinks: 100_000, runLimit: '10m' },
};

export interface ChosenProfile {
  readonly name: string;
  readonly profile: Profile;
}

/** A profile, and what of it the command line says otherwise. */
export interface ProfileInForce extends ChosenProfile {
  readonly putAway: Profile;
}

/**
 * @param own those of the config.
 * @param where they are from, for errors.
 * @throws InputError where there is none of that name.
 */
export function chosenProfile(
  named: string | undefined,
  variable: string | undefined,
  own: { readonly [name: string]: Profile } = {},
): ChosenProfile {
  const name = named ?? (variable || 'default');
  const names = [...new Set([...Object.keys(builtInProfiles), ...Object.keys(own)])];
  if (!names.includes(name)) {
    const option = named === undefined ? PROFILE_VARIABLE : '--profile';
    throw new InputError(option, `one of ${names.join(', ')}`, received(name, names));
  }
  const [builtIn, changed] = [builtInProfiles, own].map((all) =>
    Object.hasOwn(all, name) ? all[name] : {},
  );
  // A budget of one kind puts away that of the other.
  const { runs: _r, time: _t, ...rest } = builtIn;
  const hasBudget = changed.runs !== undefined || changed.time !== undefined;
  return { name, profile: { ...(hasBudget ? rest : builtIn), ...changed } };
}

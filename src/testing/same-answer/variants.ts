/**
 * What must not change a verdict: each variant is the built code with a few places of its text replaced, run
 * by some Node with some options. A place that is not found in the text is an error, so that no variant
 * silently tests nothing.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Patch {
  /** Below the build, e.g. `numerics/drawn-primes.js`. */
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

export interface Variant {
  readonly name: string;
  /** What it says about a verdict that stays. */
  readonly shows: string;
  readonly patches: readonly Patch[];
  /** Options of Node. */
  readonly options: readonly string[];
  /** Nudges the values of Math.exp and its kin by at most one unit in the last place. */
  readonly nudged?: true;
}

export const unchanged: Variant = {
  name: 'as built',
  shows: 'a second run of the same code',
  patches: [],
  options: [],
};

export const variants: readonly Variant[] = [
  unchanged,
  {
    name: 'other primes',
    shows: 'another seed of every prime, point and residue',
    patches: [
      {
        file: 'numerics/drawn-primes.js',
        from: 'createWitnessRng(`primes/$',
        to: 'createWitnessRng(`other primes/$',
      },
      {
        file: 'orbits/conserved/laws.js',
        from: 'createWitnessRng(`laws/$',
        to: 'createWitnessRng(`other laws/$',
      },
      {
        file: 'orbits/dimension/orbit-search.js',
        from: 'createWitnessRng(`orbit/$',
        to: 'createWitnessRng(`other orbit/$',
      },
    ],
    options: [],
  },
  {
    name: 'other digits',
    shows: 'balls of 90, 180, … digits instead of 60, 120, …; decimals of 45 instead of 34',
    patches: [
      {
        file: 'claims/oracles/enclosed-difference.js',
        from: '[60, 120, 240, 480, 960]',
        to: '[90, 180, 360, 720, 1440]',
      },
      { file: 'claims/oracles/escape.js', from: '[60, 240]', to: '[90, 360]' },
      { file: 'claims/oracles/decimal-flow.js', from: 'DIGITS = 34', to: 'DIGITS = 45' },
    ],
    options: [],
  },
  {
    name: 'other libm',
    shows: 'Math.exp, log, sin, … off by up to one unit in the last place',
    patches: [],
    options: [],
    nudged: true,
  },
  {
    name: 'jitless',
    shows: 'the interpreter instead of compiled code',
    patches: [],
    options: ['--jitless'],
  },
];

/** A defect: the comparison has to see it, or it sees nothing. */
export const planted: Variant = {
  name: 'planted defect',
  shows: 'that a difference is seen: no enclosure is ever narrow enough',
  patches: [
    {
      file: 'claims/oracles/enclosed-difference.js',
      from: 'RESOLUTION = 30',
      to: 'RESOLUTION = 3000',
    },
  ],
  options: [],
};

/** @throws Error where a patch does not apply exactly once. */
export function apply(patches: readonly Patch[], build: string): void {
  for (const { file, from, to } of patches) {
    const path = join(build, file);
    const parts = readFileSync(path, 'utf8').split(from);
    if (parts.length !== 2)
      throw new Error(`${file}: ${JSON.stringify(from)} stands there ${parts.length - 1} times`);
    writeFileSync(path, parts.join(to));
  }
}

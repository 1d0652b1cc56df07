/**
 * A digest of the code that computes: falsim as it is built here, what it is built on, the engine and
 * the files that a user adds. Results of another code are not believed.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isObstacle } from '../json/json-file.ts';
import { codeFolder } from '../own-files.ts';

/** `dist/`, or `src/` where falsim runs from source. */
const BUILD = fileURLToPath(codeFolder);

/**
 * @param files paths of files with models of the user's; what they import does not count.
 * @param project folder of the user's project, all of whose code counts.
 * @param build folder of the code.
 * @returns SHA-256 in hexadecimal.
 */
export function codeDigest(files: readonly string[], project?: string, build = BUILD): string {
  const hash = createHash('sha256');
  const add = (name: string, content: string | Uint8Array) => {
    hash.update(`${name}\0${content.length}\0`).update(content);
  };
  add('engine', process.versions.v8);
  for (const name of codeFiles(build)) add(name, readFileSync(join(build, name)));
  for (const [name, version] of dependencies(build)) add(name, version);
  for (const file of files) add('user', readFileSync(file));
  for (const file of project === undefined ? [] : projectFiles(project)) {
    const content = orNothing(() => readFileSync(file));
    if (content !== undefined) add('project', content);
  }
  return hash.digest('hex');
}

function codeFiles(build: string): string[] {
  return readdirSync(build, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => /\.[jt]s$/.test(name) && !/\.d\.ts$|\.test\.[jt]s$|^testing\//.test(name))
    .sort();
}

/** What cannot be read cannot be code that runs either. */
function orNothing<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (isObstacle(error)) return undefined;
    throw error;
  }
}

/** Code of a project, but for what it has installed or built. */
function projectFiles(folder: string): string[] {
  const entries = orNothing(() => readdirSync(folder, { withFileTypes: true })) ?? [];
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isFile()) return /\.[cm]?[jt]s$/.test(entry.name) ? [path] : [];
    const isOther = entry.name.startsWith('.') || ['node_modules', 'dist'].includes(entry.name);
    return entry.isDirectory() && !isOther ? projectFiles(path) : [];
  });
}

/** Names and versions of the packages that run with falsim. */
function dependencies(build: string): [string, string][] {
  const root = join(build, '..');
  const own = join(root, 'package.json');
  if (!existsSync(own)) return [];
  const { dependencies: names = {} } = JSON.parse(readFileSync(own, 'utf8')) as {
    readonly dependencies?: { readonly [name: string]: string };
  };
  return Object.keys(names).map((name) => [name, versionOf(name, root)]);
}

function versionOf(name: string, from: string): string {
  for (let folder = from; ; folder = dirname(folder)) {
    const file = join(folder, 'node_modules', name, 'package.json');
    if (existsSync(file)) return String(JSON.parse(readFileSync(file, 'utf8')).version);
    if (folder === dirname(folder)) return 'none';
  }
}

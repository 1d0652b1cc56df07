/**
 * `falsim init`: a project to begin with, in the working directory. It holds a config, one model, one claim, one
 * test, a folder of counterexamples and a CI workflow, and passes as it is. Nothing is ever overwritten.
 */
import { lstatSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { InputError } from '../errors.ts';
import { writeWhole } from '../json/write-file.ts';
import { packageFolder } from '../own-files.ts';
import { wrapped } from '../reports/text.ts';
import { filesWritten, nextSteps } from '../reports/told.ts';
import { falsimVersion } from '../version.ts';
import type { Context } from './context.ts';
import { type Package, readPackage } from './package-json.ts';

const templates = fileURLToPath(new URL('templates/project/', packageFolder));

const SCRIPTS = { test: 'vitest run', hunt: 'falsim hunt' };
const DEPENDENCIES = { falsim: `^${falsimVersion}`, vitest: '^4.0.0' };
/** What `npm init` puts where there is no test. */
const NO_TEST = /no test specified/;

export function initCommand({ streams }: Context): Command {
  return new Command('init')
    .description(
      'Write a config, a model, a claim, a test of it and a CI workflow into this folder. ' +
        'Refuses where one of the files is there already.',
    )
    .action(() => {
      const files = templateFiles();
      for (const folder of new Set(files.flatMap(foldersOf))) requireFolder(folder);
      const taken = files.filter(isThere);
      if (taken.length > 0)
        throw new InputError('init', 'a folder without these files', taken.join(', '));
      const before = isThere('package.json') ? readPackage('package.json') : undefined;
      const after = completed(before ?? { private: true, type: 'module' });
      for (const file of files) writeWhole(file, readFileSync(join(templates, file), 'utf8'));
      const changed = JSON.stringify(after) !== JSON.stringify(before);
      if (changed) writeWhole('package.json', `${JSON.stringify(after, null, 2)}\n`);
      const written = changed ? [...files, 'package.json'] : files;
      streams.out(filesWritten(written));
      streams.out(`\n${wrapped(nextSteps(Object.keys(DEPENDENCIES)), streams.columns)}`);
    });
}

/** Paths from the folder of the project, sorted. */
function templateFiles(): string[] {
  return readdirSync(templates, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(templates.length))
    .sort();
}

/** The folders of a file below the working directory, the outermost first. */
function foldersOf(file: string): string[] {
  const folder = dirname(file);
  return folder === '.' ? [] : [...foldersOf(folder), folder];
}

/** Before anything is written. @throws InputError where something else stands in its place. */
function requireFolder(folder: string): void {
  if (isThere(folder) && !isFolder(folder))
    throw new InputError(folder, 'a folder, or nothing of that name', 'something else');
}

/** Also a link that leads nowhere. */
function isThere(file: string): boolean {
  return lstatSync(file, { throwIfNoEntry: false }) !== undefined;
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

/** With the scripts and dependencies that are not there yet. */
function completed(own: Package): Package {
  const { scripts = {}, dependencies = {}, devDependencies = {} } = own;
  const { test, ...others } = scripts;
  const kept = test === undefined || NO_TEST.test(test) ? others : scripts;
  const missing = Object.entries(DEPENDENCIES).filter(
    ([name]) => !Object.hasOwn(dependencies, name) && !Object.hasOwn(devDependencies, name),
  );
  return {
    ...own,
    scripts: { ...SCRIPTS, ...kept },
    ...(missing.length > 0 && {
      devDependencies: { ...devDependencies, ...Object.fromEntries(missing) },
    }),
  };
}

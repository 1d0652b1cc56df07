/**
 * `falsim init`: a project to begin with, in the working directory. It holds a config, one model, one claim, one
 * test, a folder of counterexamples and a CI workflow, and passes as it is. Nothing is ever overwritten.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { InputError } from '../errors.ts';
import { parseJson } from '../json/json-text.ts';
import { makeFolder } from '../json/make-folder.ts';
import { writeWhole } from '../json/write-file.ts';
import { packageFolder } from '../own-files.ts';
import { wrapped } from '../reports/text.ts';
import { filesWritten, nextSteps } from '../reports/told.ts';
import { falsimVersion } from '../version.ts';
import type { Context } from './context.ts';

const templates = fileURLToPath(new URL('templates/project/', packageFolder));

const SCRIPTS = { test: 'vitest run', hunt: 'falsim hunt' };
const DEPENDENCIES = { falsim: `^${falsimVersion}`, vitest: '^4.0.0' };
/** What `npm init` puts where there is no test. */
const NO_TEST = /no test specified/;

interface Package {
  readonly [key: string]: unknown;
  readonly scripts?: { readonly [name: string]: string };
  readonly dependencies?: { readonly [name: string]: string };
  readonly devDependencies?: { readonly [name: string]: string };
}

export function initCommand({ streams }: Context): Command {
  return new Command('init')
    .description(
      'Write a config, a model, a claim, a test of it and a CI workflow into this folder. ' +
        'Refuses where one of the files is there already.',
    )
    .action(() => {
      const files = templateFiles();
      const taken = files.filter((file) => existsSync(file));
      if (taken.length > 0)
        throw new InputError('init', 'a folder without these files', taken.join(', '));
      const before = readPackage();
      const after = completed(before ?? { private: true, type: 'module' });
      for (const file of files) {
        makeFolder(dirname(file));
        writeWhole(file, readFileSync(join(templates, file), 'utf8'));
      }
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

/** @throws InputError when it is no JSON object. */
function readPackage(): Package | undefined {
  if (!existsSync('package.json')) return undefined;
  const json = parseJson(readFileSync('package.json', 'utf8'), 'package.json');
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    throw new InputError('package.json', 'an object', typeof json);
  return json as Package;
}

/** With the scripts and dependencies that are not there yet. */
function completed(own: Package): Package {
  const { scripts = {}, dependencies = {}, devDependencies = {} } = own;
  const { test, ...others } = scripts;
  const kept = test === undefined || NO_TEST.test(test) ? others : scripts;
  const missing = Object.entries(DEPENDENCIES).filter(
    ([name]) => !(name in dependencies) && !(name in devDependencies),
  );
  return {
    ...own,
    scripts: { ...SCRIPTS, ...kept },
    ...(missing.length > 0 && {
      devDependencies: { ...devDependencies, ...Object.fromEntries(missing) },
    }),
  };
}

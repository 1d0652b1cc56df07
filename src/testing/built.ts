/**
 * The source as the build compiles it, once for a run of the tests, with the claims of the tests: threads and processes
 * that load TypeScript file by file take seconds to begin.
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { TestProject } from 'vitest/node';
import { COMPILED } from '../own-files.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** What threads and processes of tests begin with, besides what is published. */
const ALSO = ['testing/toy-claims', 'testing/user-model-claims', 'testing/queue-campaign'];

/** Where it was compiled to. */
let folder = '';

/** Before any test. */
export function setup(project: TestProject): void {
  // Several projects ask for it, in one process.
  if (process.env[COMPILED] !== undefined) return;
  // Inside of the repository, so that packages are found.
  mkdirSync(join(root, '.falsim'), { recursive: true });
  folder = mkdtempSync(join(root, '.falsim/built-'));
  const build = () => {
    const also = ALSO.flatMap((name) => ['--also', name]);
    const words = ['--out', join(folder, 'dist'), '--no-declarations', ...also];
    execFileSync(process.execPath, [join(root, 'build.mjs'), ...words], { stdio: 'inherit' });
  };
  build();
  copyFileSync(join(root, 'package.json'), join(folder, 'package.json'));
  process.env[COMPILED] = pathToFileURL(join(folder, 'dist/')).href;
  project.onTestsRerun(build);
}

/** After all tests. */
export function teardown(): void {
  if (folder !== '') rmSync(folder, { recursive: true, force: true });
}

/** Path of an entry point, e.g. `cli/main`, as it was compiled for this run. */
export function compiledFile(name: string): string {
  return fileURLToPath(new URL(`${name}.js`, process.env[COMPILED]));
}

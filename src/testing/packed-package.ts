/** A project of a user's in an empty folder, with the package as it would be published. */
import { execFileSync, spawnSync } from 'node:child_process';
import {
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { compiledFile } from './built.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

export interface Ran {
  readonly code: number | null;
  /** stdout and stderr. */
  readonly text: string;
}

export interface UserProject {
  readonly folder: string;
  /** Size of the package as it is downloaded, but for its declarations. */
  readonly packedBytes: number;
  falsim(...words: readonly string[]): Ran;
  /** `vitest run`. */
  test(...words: readonly string[]): Ran;
}

/** Variables by which a test run knows itself must not reach the one inside. */
function environment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(VITEST|NODE_ENV|CI$)/.test(name));
  return { ...Object.fromEntries(kept), NO_COLOR: '1', FALSIM_SEED: '7' };
}

/** What was compiled for this run, without what only its tests begin with: entry points of the package, and all that they load. */
function copyCompiled(to: string): void {
  const entries: string[] = JSON.parse(readFileSync(join(root, 'entry-points.json'), 'utf8'));
  const files = new Set([...entries.map(compiledFile), compiledFile('browser/explorer')]);
  const from = dirname(compiledFile('index'));
  for (const file of files) {
    const copy = join(to, relative(from, file));
    mkdirSync(dirname(copy), { recursive: true });
    copyFileSync(file, copy);
    if (relative(from, file).startsWith('browser')) continue;
    for (const [, name] of readFileSync(file, 'utf8').matchAll(LOADED))
      files.add(join(dirname(file), name));
  }
}

/** Milliseconds that a test of the user's may take on a busy machine. */
const PATIENCE = '170000';

/** A file of the package in code as esbuild writes it: `from "./a.js"`, `import "./a.js"`, `import("./a.js")`. */
const LOADED = /\b(?:from|import) ?\(?"(\.[^"]+\.js)"/g;

/**
 * Packs the source as the build compiles it with what else `files` names, and unpacks it where `npm install` would put it.
 * Dependencies are those of this repository: nothing is downloaded.
 */
export function userProject(): UserProject {
  const base = mkdtempSync(join(tmpdir(), 'falsim-project-'));
  const [source, folder] = [join(base, 'source'), join(base, 'project')];
  copyCompiled(join(source, 'dist'));
  for (const name of ['package.json', 'LICENSE', 'docs', 'templates', 'counterexamples'])
    cpSync(join(root, name), join(source, name), { recursive: true });
  execFileSync('npm', ['pack', '--ignore-scripts', '--offline', '--silent'], { cwd: source });
  const packed = readdirSync(source).find((name) => name.endsWith('.tgz'))!;

  const packedBytes = statSync(join(source, packed)).size;

  mkdirSync(join(folder, 'node_modules'), { recursive: true });
  execFileSync('tar', ['-xzf', join(source, packed)], { cwd: folder });
  renameSync(join(folder, 'package'), join(folder, 'node_modules/falsim'));
  for (const name of readdirSync(join(root, 'node_modules')))
    if (!name.startsWith('.'))
      symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name));

  const run = (file: string, words: readonly string[]): Ran => {
    const path = join(folder, 'node_modules', file);
    const options = { cwd: folder, env: environment(), encoding: 'utf8' } as const;
    const { status, stdout, stderr } = spawnSync(process.execPath, [path, ...words], options);
    return { code: status, text: stdout + stderr };
  };
  return {
    folder,
    packedBytes,
    falsim: (...words) => run('falsim/dist/cli/main.js', words),
    test: (...words) => run('vitest/vitest.mjs', ['run', '--testTimeout', PATIENCE, ...words]),
  };
}

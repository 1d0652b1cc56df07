/** A project of a user's in an empty folder, with the package as it would be published. */
import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

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

/**
 * Compiles the source as the build does, packs what `files` names, and unpacks it where `npm install` would
 * put it. Dependencies are those of this repository: nothing is downloaded.
 */
export function userProject(): UserProject {
  const base = mkdtempSync(join(tmpdir(), 'falsim-project-'));
  const [source, folder] = [join(base, 'source'), join(base, 'project')];
  mkdirSync(source);
  const output = ['--out', join(source, 'dist'), '--no-declarations'];
  execFileSync(process.execPath, [join(root, 'build.mjs'), ...output]);
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
    test: (...words) => run('vitest/vitest.mjs', ['run', ...words]),
  };
}

import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';

export interface OtherNode {
  readonly path: string;
  /** As it says itself, e.g. `v22.23.5`. */
  readonly version: string;
}

/** The executable of the package `node-PLATFORM-ARCH`, installed below `folder`. */
export function nodeOf(version: string, folder: string): OtherNode {
  const name = `node-${process.platform}-${process.arch}`;
  const place = join(folder, `node-${version}`);
  mkdirSync(place, { recursive: true });
  execFileSync(
    'npm',
    ['install', '--prefix', place, '--no-audit', '--no-fund', `${name}@${version}`],
    {
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  const path = join(place, 'node_modules', name, 'bin/node');
  return { path, version: execFileSync(path, ['--version'], { encoding: 'utf8' }).trim() };
}

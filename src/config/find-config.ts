/** Where the config of a project stands. */
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import process from 'node:process';

const NAMES = ['ts', 'mts', 'js', 'mjs'].map((extension) => `falsim.config.${extension}`);

/** The config of the folder or the nearest one above it. */
export function findConfig(from: string = process.cwd()): string | undefined {
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    const found = NAMES.map((name) => join(folder, name)).find(existsSync);
    if (found !== undefined) return found;
    if (folder === dirname(folder)) return undefined;
  }
}

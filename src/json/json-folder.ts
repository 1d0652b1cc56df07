/**
 * Folders of JSON files. A link is followed as long as it stays within the root: the working directory
 * where the folder lies in it, else the folder itself. What is shared with a project – a pull request, an
 * unpacked archive – cannot make falsim read or write elsewhere.
 */
import { readdirSync, realpathSync, statSync } from 'node:fs';
import { isAbsolute, join, relative, sep } from 'node:path';
import process from 'node:process';
import { InputError } from '../errors.ts';
import { obstacle } from './json-file.ts';

/** Whether a path lies in a folder, links resolved. Both must exist. */
export function liesIn(root: string, path: string): boolean {
  const way = relative(realpathSync(root), realpathSync(path));
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/**
 * Every .json file below a folder, sorted.
 *
 * @param refused is told of each link that leads out of the root, or nowhere, and of pipes and devices.
 * @throws what the file system throws where the folder cannot be read.
 */
export function jsonFilesBelow(folder: string, refused: (error: InputError) => void): string[] {
  const here = process.cwd();
  const root = liesIn(here, folder) ? here : folder;
  const files: string[] = [];
  const entered = new Set<string>();
  const walk = (at: string) => {
    // A link may lead back to where the walk has been.
    const real = realpathSync(at);
    if (entered.has(real)) return;
    entered.add(real);
    for (const entry of readdirSync(at, { withFileTypes: true })) {
      const path = join(at, entry.name);
      if (entry.isDirectory()) walk(path);
      else if (entry.isSymbolicLink()) follow(path);
      else take(path, entry.isFile());
    }
  };
  /** A pipe would be waited for. */
  const take = (path: string, isFile: boolean) => {
    if (!path.endsWith('.json')) return;
    if (isFile) files.push(path);
    else refused(new InputError(path, 'a file', 'a pipe or a device'));
  };
  const follow = (link: string) => {
    try {
      if (!liesIn(root, link))
        throw new InputError(link, `a link that stays within ${root}`, realpathSync(link));
      const stats = statSync(link);
      if (stats.isDirectory()) walk(link);
      else take(link, stats.isFile());
    } catch (error) {
      refused(
        error instanceof InputError
          ? error
          : new InputError(link, 'a link to a file', obstacle(error)),
      );
    }
  };
  walk(folder);
  return files.sort();
}

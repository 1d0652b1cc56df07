/**
 * Files of falsim that are found by their place and not imported: entry points for threads, templates. Where
 * the code that asks stands says nothing, since the build puts code of many files into one.
 */
import { existsSync } from 'node:fs';

/** Whether TypeScript is run as it is, as in tests. */
export const fromSource = import.meta.url.endsWith('.ts');

/** The folder of falsim's package.json. */
export const packageFolder: URL = folderAbove(new URL('.', import.meta.url));

/** `dist/`, or `src/`. */
export const codeFolder = new URL(fromSource ? 'src/' : 'dist/', packageFolder);

/** Names the variable with the URL of the folder where a run of the tests has compiled the source. */
export const COMPILED = 'FALSIM_COMPILED';

/** The code of the page of `falsim explore`; it comes with a build. */
export const browserCode = new URL('dist/browser/explorer.js', packageFolder);

/** @param name of an entry point of the build, e.g. `claims/registry`. */
export function entryPoint(name: string): URL {
  return new URL(`${name}.${fromSource ? 'ts' : 'js'}`, codeFolder);
}

function folderAbove(folder: URL): URL {
  for (let at = folder; ; at = new URL('../', at)) {
    if (existsSync(new URL('package.json', at))) return at;
    if (at.pathname === '/') throw new Error(`falsim: no package.json above ${folder}`);
  }
}

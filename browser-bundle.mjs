/**
 * The code of the page of `falsim explore`, as one script: `src/reports/explorer/browser/main.ts` with everything it
 * needs. Where a module has a stand-in for pages beside it (`matrices.browser.ts`), that is taken; a module of Node
 * that is still asked for is an error.
 */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('.', import.meta.url));

const standIns = {
  name: 'stand-ins',
  setup({ onResolve }) {
    onResolve({ filter: /^\..*\.ts$/ }, ({ path, importer }) => {
      const standIn = join(dirname(importer), path.replace(/\.ts$/, '.browser.ts'));
      return existsSync(standIn) ? { path: standIn } : undefined;
    });
  },
};

/** @returns {Promise<string>} */
export async function browserBundle() {
  const { outputFiles } = await build({
    entryPoints: [join(root, 'src/reports/explorer/browser/main.ts')],
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    charset: 'utf8',
    legalComments: 'inline',
    plugins: [standIns],
    absWorkingDir: root,
    logLevel: 'warning',
  });
  return outputFiles[0].text;
}

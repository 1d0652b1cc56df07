/**
 * Runs a bench as users run falsim: in one bundle, made as `build.mjs` makes `dist/`. What runs TypeScript as it is
 * wraps closures to keep their names, which costs a fifth of the time of a hunt.
 *
 *   node bench/bundled.mjs NAME [ARGUMENTS]
 */
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const folder = dirname(fileURLToPath(import.meta.url));
const root = dirname(folder);
const [name, ...words] = process.argv.slice(2);
const outfile = join(root, '.falsim', 'bench', `${name}.mjs`);

await build({
  entryPoints: [join(folder, `${name}.ts`)],
  outfile,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  packages: 'external',
  // Peers stand beside the bench.
  define: { 'import.meta.dirname': JSON.stringify(folder) },
  absWorkingDir: root,
  logLevel: 'warning',
});
const { status } = spawnSync(process.execPath, [outfile, ...words], { stdio: 'inherit' });
process.exitCode = status ?? 1;

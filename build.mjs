/**
 * `npm run build`: dist/ from src/. Declarations are tsc's, file by file. The code is bundled into few files:
 * what a command waits for first is the loading of modules, and there are some six hundred. Names are kept, for
 * traces; dependencies stay outside. The page of `falsim explore` has a bundle of its own (`browser-bundle.mjs`).
 *
 *   node build.mjs [--out FOLDER] [--no-declarations] [--also ENTRY-POINT …]
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { browserBundle } from './browser-bundle.mjs';

const root = fileURLToPath(new URL('.', import.meta.url));
const { values } = parseArgs({
  options: {
    out: { type: 'string', default: join(root, 'dist') },
    'no-declarations': { type: 'boolean', default: false },
    also: { type: 'string', multiple: true, default: [] },
  },
});

/** What users import, what is run, and what is loaded by its URL (`src/own-files.ts`). */
const entryPoints = [
  ...JSON.parse(readFileSync(join(root, 'entry-points.json'), 'utf8')),
  ...values.also,
].map((name) => join(root, 'src', `${name}.ts`));

rmSync(values.out, { recursive: true, force: true });
if (!values['no-declarations'])
  execFileSync(
    process.execPath,
    [
      join(root, 'node_modules/typescript/bin/tsc'),
      ...['-p', join(root, 'src'), '--emitDeclarationOnly', '--outDir', values.out],
    ],
    { stdio: 'inherit' },
  );
await build({
  entryPoints,
  outdir: values.out,
  outbase: join(root, 'src'),
  chunkNames: 'code/[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  packages: 'external',
  absWorkingDir: root,
  logLevel: 'warning',
});
mkdirSync(join(values.out, 'browser'), { recursive: true });
writeFileSync(join(values.out, 'browser/explorer.js'), await browserBundle());
chmodSync(join(values.out, 'cli/main.js'), 0o755);

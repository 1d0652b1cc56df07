/**
 * `npm run test:versions [-- VERSION … [-- FILE …]]`: the suite on several versions of Node, one after the other
 * (default 20, 22, 24 and the latest), and a line for each at the end. Exit code 1 where one fails.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { nodeOf } from './node-of.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const words = process.argv.slice(2);
const end = words.includes('--') ? words.indexOf('--') : words.length;
const named = words.slice(0, end);
const files = words.slice(end + 1);

const folder = mkdtempSync(join(tmpdir(), 'falsim-node-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

const results = (named.length > 0 ? named : ['20', '22', '24', 'latest']).map((wanted) => {
  const { path, version } = nodeOf(wanted, folder);
  process.stdout.write(`== Node ${version}\n`);
  const PATH = [dirname(path), process.env['PATH']].join(delimiter);
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const { status } = spawnSync(path, [vitest, 'run', ...files], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, PATH },
  });
  return { version, passed: status === 0 };
});
for (const { version, passed } of results)
  process.stdout.write(`${version} ${passed ? 'passed' : 'failed'}\n`);
process.exitCode = results.every(({ passed }) => passed) ? 0 : 1;

/**
 * How long the tests take: the wall clock and the processor time of `vitest run`, all its processes together.
 *
 *   npm run bench:suite
 */
import { spawnSync } from 'node:child_process';
import { conclude, say } from './rows.ts';

const start = performance.now();
const run = spawnSync('npx', ['vitest', 'run'], {
  encoding: 'utf8',
  stdio: ['ignore', 'pipe', 'pipe'],
});
const seconds = (performance.now() - start) / 1000;
if (run.status !== 0) say(run.stdout.slice(-4000));
process.exitCode = run.status === 0 ? 0 : 1;
conclude([
  {
    work: 'npm test, wall clock',
    unit: 's',
    measured: seconds,
    goal: { of: 'measured', atMost: 150 },
  },
]);

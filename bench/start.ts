/**
 * What a user waits for before the first word: whole processes, from the start to the end, in turn, against Node
 * alone. Wall clock, so that a quiet machine is needed; the smallest of the runs is the figure.
 *
 *   npm run bench:start
 */
import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { table } from './peer.ts';
import { conclude, say } from './rows.ts';

const RUNS = 15;
const root = fileURLToPath(new URL('../', import.meta.url));

/** With the goals, in milliseconds. */
const COMMANDS = [
  { name: 'node alone', words: ['-e', '0'], goal: null },
  { name: 'falsim --help', words: ['dist/cli/main.js', '--help'], goal: 90 },
  {
    name: 'falsim orbit docs/examples/gelu-origin.json',
    words: ['dist/cli/main.js', 'orbit', 'docs/examples/gelu-origin.json'],
    goal: 150,
  },
] as const;

function milliseconds(words: readonly string[]): number {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, words, { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${words.join(' ')}: exit code ${status}\n${stderr}`);
  return performance.now() - start;
}

const times = COMMANDS.map((): number[] => []);
for (let run = 0; run <= RUNS; run++)
  COMMANDS.forEach(({ words }, i) => {
    const time = milliseconds(words);
    // The first fills the caches of the system.
    if (run > 0) times[i].push(time);
  });

say(`whole process, ms of wall clock, ${RUNS} runs each in turn, Node ${process.version}\n`);
const ms = (time: number) => time.toFixed(0);
say(
  table([
    ['', 'least', 'median', 'goal'],
    ...COMMANDS.map(({ name, goal }, i) => {
      const sorted = times[i].toSorted((a, b) => a - b);
      const median = sorted[Math.floor(RUNS / 2)];
      return [name, ms(sorted[0]), ms(median), goal === null ? '–' : `≤ ${goal}`];
    }),
  ]),
);

const least = times.map((list) => Math.min(...list) / 1000);
conclude(
  COMMANDS.slice(1).map(({ name, goal }, i) => ({
    // Without the folder of the example.
    work: name.replace('docs/examples/', ''),
    unit: 's',
    measured: least[i + 1],
    peer: { name: 'node alone', measured: least[0] },
    ...(goal === null ? {} : { goal: { of: 'measured', atMost: goal / 1000 } }),
  })),
);

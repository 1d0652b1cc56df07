/**
 * Every bench, one after another, and one table of what all of them measured.
 *
 *   npm run bench [-- NAMES …] [-- --json] [-- --page]
 *
 * Details are on stderr while it goes. `--page` writes the table into docs/performance.md. Half an hour on a
 * quiet machine; exits with 1 where a bench failed, that is gave a wrong answer. A goal that is missed is no failure.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { isMet, type Row, rowsMarkdown, rowsTable } from './rows.ts';

const BENCHES = [
  ...['start', 'rhs', 'hunt', 'exact-claims', 'orbits', 'shrinking'],
  ...['workers', 'memory', 'store', 'kills', 'queue', 'suite'],
];
/** Run from a bundle, as users run it; the others start what `npm run build` made, or measure single loops. */
const BUNDLED = ['hunt', 'exact-claims', 'orbits', 'memory', 'store'];

const page = join(import.meta.dirname, '..', 'docs', 'performance.md');
const BEGIN = '<!-- written by npm run bench -- --page -->';
const END = '<!-- end -->';

const asked = process.argv.slice(2).filter((word) => !word.startsWith('-'));
const unknown = asked.filter((name) => !BENCHES.includes(name));
if (unknown.length > 0) throw new Error(`no bench ${unknown.join(', ')}: ${BENCHES.join(', ')}`);

const rows: Row[] = [];
const failed: string[] = [];
for (const name of asked.length > 0 ? asked : BENCHES) {
  const file = join(import.meta.dirname, `${name}.ts`);
  if (!existsSync(file)) continue;
  process.stderr.write(`\n== ${name}\n`);
  const how = BUNDLED.includes(name)
    ? [join(import.meta.dirname, 'bundled.mjs'), name]
    : ['--import', 'tsx', file];
  const run = spawnSync(process.execPath, [...how, '--json'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 2 ** 26,
  });
  if (run.status !== 0) failed.push(name);
  const text = run.stdout.trim();
  // A bench that broke off has said why on stderr.
  if (text.startsWith('[')) rows.push(...(JSON.parse(text) as Row[]));
  else if (run.status === 0) failed.push(name);
}

const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.version}`;
if (process.argv.includes('--json')) process.stdout.write(`${JSON.stringify({ machine, rows })}\n`);
else process.stdout.write(`\n${machine}\n\n${rowsTable(rows)}\n`);

if (process.argv.includes('--page')) {
  const text = readFileSync(page, 'utf8');
  const [from, to] = [text.indexOf(BEGIN) + BEGIN.length, text.indexOf(END)];
  const written = `\n${machine}:\n\n${rowsMarkdown(rows)}\n`;
  writeFileSync(page, `${text.slice(0, from)}\n${written}\n${text.slice(to)}`);
}
const missed = rows.filter((row) => isMet(row) === false).length;
process.stderr.write(
  `${missed} goals missed${failed.map((name) => `; ${name} failed`).join('')}\n`,
);
process.exitCode = failed.length > 0 ? 1 : 0;

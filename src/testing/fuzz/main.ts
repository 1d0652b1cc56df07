/** `npm run fuzz -- [reader …] [--inputs N] [--seed S] [--resume] [--compare]`: hostile documents for every reader. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { watchdog } from '../mutation/watchdog.ts';
import { compared } from './compared.ts';
import { type Fuzzed, MOST } from './fuzz.ts';
import { fuzzState } from './job-state.ts';
import { markedJob } from './marked-job.ts';

const HELP = `npm run fuzz -- [reader …] [--inputs N] [--seed S] [--resume] [--compare]

Documents near valid ones, for every reader in equal shares; one that reaches a block of the sources
which none before it had reached is changed further. What crashes a reader is written to .falsim/fuzz.

--inputs N   in all (default 100000)
--seed S     (default 1)
--resume     goes on from what was found before of the same sources and the same seed
--compare    the same inputs with and without that guidance, and defects planted to be found

Exit codes: 0 done, 2 bad input, 70 a reader crashed or took too much, 130 interrupted.
`;
const FOLDER = '.falsim/fuzz';
/** Inputs between two looks at whether it is interrupted. */
const PART = 250;

let interrupted = false;
process.on('SIGINT', () => {
  interrupted = true;
});
const out = (text: string) => process.stdout.write(`${text}\n`);

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    options: {
      inputs: { type: 'string', default: '100000' },
      seed: { type: 'string', default: '1' },
      resume: { type: 'boolean', default: false },
      compare: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
    allowPositionals: true,
  });
  if (values.help) {
    out(HELP);
    return 0;
  }
  const [inputs, seed] = [Number(values.inputs), Number(values.seed)];
  if (!(Number.isInteger(inputs) && inputs > 0 && Number.isInteger(seed)))
    return refused('--inputs and --seed take integers');
  const marked = await markedJob(fileURLToPath(new URL('../../../', import.meta.url)));
  const { names } = marked.evaluated();
  const unknown = positionals.filter((name) => !names.includes(name));
  if (unknown.length > 0) return refused(`no reader ${unknown}; there are ${names.join(', ')}`);
  const chosen = names.filter((name) => positionals.length === 0 || positionals.includes(name));
  const share = Math.ceil(inputs / chosen.length);
  const folder = mkdtempSync(join(tmpdir(), 'falsim-fuzz-'));
  try {
    if (values.compare) {
      for (const line of compared(marked, chosen, { inputs: share, seed, folder })) out(line);
      return 0;
    }
    const state = fuzzState(join(FOLDER, 'state.json'), `${marked.digest} ${seed}`, values.resume);
    const allow = watchdog();
    let crashed = false;
    for (const name of chosen) {
      const so = state.of(name);
      // What does not end is ended: its input is still in the folder.
      const begins = () => allow((3 * MOST.milliseconds) / 1000);
      const of = marked.evaluated().search(name, { seed, folder, guided: true, so, begins });
      while (so.inputs < share) {
        of.go(Math.min(share, so.inputs + PART));
        allow(Number.POSITIVE_INFINITY);
        if (await stopped()) {
          state.save();
          return 130;
        }
      }
      state.save();
      report(name, so, of.reached(), of.bySeeds);
      crashed ||= so.findings.length > 0;
    }
    return crashed ? 70 : 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Lets a signal arrive. */
async function stopped(): Promise<boolean> {
  await new Promise((resolve) => setImmediate(resolve));
  return interrupted;
}

function refused(message: string): number {
  process.stderr.write(`${message}\n\n${HELP}`);
  return 2;
}

function report(name: string, so: Fuzzed, blocks: number, bySeeds: number): void {
  const { inputs, accepted, milliseconds, slowest, findings, kept } = so;
  const rate = Math.round((inputs / milliseconds) * 1000);
  out(
    `${name}: ${inputs} inputs, ${accepted} accepted, ${blocks} blocks (${bySeeds} by seeds), ` +
      `${kept.length} kept, ${rate}/s, slowest ${Math.round(slowest)} ms, ${findings.length} findings`,
  );
  const seen = new Set<string>();
  for (const [k, { input, what }] of findings.entries()) {
    const where = what.split('\n').slice(0, 3).join('\n');
    if (seen.has(where)) continue;
    seen.add(where);
    mkdirSync(FOLDER, { recursive: true });
    const file = join(FOLDER, `${name}-${k}`);
    writeFileSync(file, input);
    out(`${file}: ${where}`);
  }
}

process.exitCode = await main();

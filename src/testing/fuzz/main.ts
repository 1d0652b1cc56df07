/**
 * `npm run fuzz -- [--inputs N] [--seed S] [reader…]`: hostile documents for every reader, in equal shares.
 * What crashes one is written to `.falsim/fuzz` with its reason; exit code 70 where there is any.
 */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { fuzz } from './fuzz.ts';
import { readers } from './readers.ts';

const { values, positionals } = parseArgs({
  options: {
    inputs: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
  },
  allowPositionals: true,
});
const chosen = readers.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
if (chosen.length === 0) throw new Error(`one of ${readers.map(({ name }) => name).join(', ')}`);
const share = Math.ceil(Number(values.inputs) / chosen.length);
const folder = mkdtempSync(join(tmpdir(), 'falsim-fuzz-'));
for (const reader of chosen) {
  const { inputs, accepted, milliseconds, slowest, findings } = fuzz(
    reader,
    share,
    Number(values.seed),
    folder,
  );
  const rate = Math.round((inputs / milliseconds) * 1000);
  process.stdout.write(
    `${reader.name}: ${inputs} inputs, ${accepted} accepted, ${rate}/s, slowest ${Math.round(slowest)} ms, ` +
      `${findings.length} findings\n`,
  );
  const seen = new Set<string>();
  for (const [k, { input, what }] of findings.entries()) {
    process.exitCode = 70;
    const where = what.split('\n').slice(0, 3).join('\n');
    if (seen.has(where)) continue;
    seen.add(where);
    mkdirSync('.falsim/fuzz', { recursive: true });
    const file = `.falsim/fuzz/${reader.name}-${k}`;
    writeFileSync(file, input);
    process.stdout.write(`${file}: ${where}\n`);
  }
}

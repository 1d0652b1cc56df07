/**
 * `npm run same-answer`: verdicts on 500 fixed instances, by variants of the build (`variants.ts`) and by other
 * versions of Node, against those of the build as it is. Prints the share of equal verdicts, 100 % being what
 * is wanted, and each difference. Exit code 1 where there is one; 70 where a planted defect makes none.
 *
 *   npm run same-answer -- [--cases N] [--only NAME …] [--node VERSION …]
 *
 * A version of Node is the executable of the registry's package for this platform, installed into a
 * temporary folder; one that cannot be had is named and counts as a failure.
 */
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { nodeOf } from '../node-versions/node-of.ts';
import { casesOf } from './cases.ts';
import { compare, type Difference } from './compare.ts';
import { answersOf } from './run.ts';
import { apply, planted, unchanged, type Variant, variants } from './variants.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '500' },
    only: { type: 'string', multiple: true, default: [] },
    node: { type: 'string', multiple: true, default: [] },
  },
});

const folder = mkdtempSync(join(tmpdir(), 'falsim-same-answer-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
process.on('SIGINT', () => process.exit(130));

/** The build, changed as the variant says, where its imports resolve. */
function buildOf({ name, patches }: Variant): string {
  const base = join(folder, name.replaceAll(' ', '-'));
  mkdirSync(base);
  for (const file of ['dist', 'package.json'])
    cpSync(join(root, file), join(base, file), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(base, 'node_modules'));
  apply(patches, join(base, 'dist'));
  return join(base, 'dist');
}

function print(name: string, differences: readonly Difference[], of: number): void {
  const same = of - differences.length;
  const share = ((100 * same) / of).toFixed(1);
  process.stdout.write(`${name.padEnd(16)} ${same} of ${of} the same (${share} %)\n`);
  for (const { key, before, after } of differences)
    process.stdout.write(`  ${key}: ${before} → ${after}\n`);
}

if (!existsSync(join(root, 'dist/index.js'))) throw new Error('npm run build first');
const cases = casesOf(Number(values.cases));
const file = join(folder, 'cases.jsonl');
writeFileSync(file, cases.map((one) => `${JSON.stringify(one)}\n`).join(''));

const wanted = variants.filter(
  ({ name }) => values.only.length === 0 || values.only.includes(name),
);
const reference = await answersOf(
  process.execPath,
  buildOf({ ...unchanged, name: 'reference' }),
  file,
  unchanged,
);
let differ = false;
for (const variant of wanted) {
  const answers = await answersOf(process.execPath, buildOf(variant), file, variant);
  const differences = compare(reference, answers);
  differ ||= differences.length > 0;
  print(variant.name, differences, cases.length);
}
for (const version of values.node) {
  const node = nodeOf(version, folder);
  const answers = await answersOf(node.path, join(root, 'dist'), file, unchanged);
  const differences = compare(reference, answers);
  differ ||= differences.length > 0;
  print(`Node ${node.version}`, differences, cases.length);
}
const seen = compare(reference, await answersOf(process.execPath, buildOf(planted), file, planted));
process.stdout.write(`${planted.name.padEnd(16)} seen in ${seen.length} of ${cases.length}\n`);
process.exitCode = seen.length === 0 ? 70 : differ ? 1 : 0;

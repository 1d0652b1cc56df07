/**
 * `npm run same-answer`: verdicts on 500 fixed instances, by variants of the build (`variants.ts`), by two workers and by
 * other versions of Node, against those of the build as it is. Prints the share of equal verdicts, 100 % being what
 * is wanted, and each difference. Exit code 1 where there is one; 70 where a planted defect makes none.
 *
 *   npm run same-answer -- [--cases N] [--only NAME …] [--node VERSION …]
 *
 * A version of Node is the executable of the registry's package for this platform, installed into a
 * temporary folder; one that cannot be had is named and counts as a failure.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { nodeOf } from '../node-versions/node-of.ts';
import { casesOf } from './cases.ts';
import { type Answers, compare, type Difference } from './compare.ts';
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

/** Compiled file by file, where `npm run build` makes few of many: variants change a file. */
const compiled = join(folder, 'compiled');

/** The code, changed as the variant says, where its imports resolve. */
function buildOf({ name, patches }: Variant): string {
  const base = join(folder, name.replaceAll(' ', '-'));
  mkdirSync(base);
  cpSync(compiled, join(base, 'dist'), { recursive: true });
  cpSync(join(root, 'package.json'), join(base, 'package.json'));
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

const compiler = join(root, 'node_modules/typescript/bin/tsc');
const target = ['--outDir', compiled, '--noCheck', '--declaration', 'false'];
execFileSync(process.execPath, [compiler, '-p', join(root, 'src'), ...target]);
const cases = casesOf(Number(values.cases));
const file = written('cases', cases);

/** The file of these cases. */
function written(name: string, of: typeof cases): string {
  const path = join(folder, `${name}.jsonl`);
  writeFileSync(path, of.map((one) => `${JSON.stringify(one)}\n`).join(''));
  return path;
}

/** Two processes at once, each with every second case, the last ones first: who checks what, and after what. */
async function sharedOut(build: string): Promise<Answers> {
  const parts = await Promise.all(
    [0, 1].map((part) => {
      const own = cases.filter((_, n) => n % 2 === part).reverse();
      return answersOf(process.execPath, build, written(`part-${part}`, own), unchanged);
    }),
  );
  return new Map(parts.flatMap((answers) => [...answers]));
}

const wanted = variants.filter(
  ({ name }) => values.only.length === 0 || values.only.includes(name),
);
const plain = buildOf({ ...unchanged, name: 'reference' });
const reference = await answersOf(process.execPath, plain, file, unchanged);
let differ = false;
for (const variant of wanted) {
  const answers = await answersOf(process.execPath, buildOf(variant), file, variant);
  const differences = compare(reference, answers);
  differ ||= differences.length > 0;
  print(variant.name, differences, cases.length);
}
if (values.only.length === 0) {
  const differences = compare(reference, await sharedOut(plain));
  differ ||= differences.length > 0;
  print('two workers', differences, cases.length);
}
for (const version of values.node) {
  const node = nodeOf(version, folder);
  const answers = await answersOf(node.path, plain, file, unchanged);
  const differences = compare(reference, answers);
  differ ||= differences.length > 0;
  print(`Node ${node.version}`, differences, cases.length);
}
const seen = compare(reference, await answersOf(process.execPath, buildOf(planted), file, planted));
process.stdout.write(`${planted.name.padEnd(16)} seen in ${seen.length} of ${cases.length}\n`);
process.exitCode = seen.length === 0 ? 70 : differ ? 1 : 0;

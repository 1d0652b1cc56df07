/** `npm run mutation -- [room …] [--sample N] [--seed S] [--resume]`: do the tests notice small changes? */
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { REASONS, type Reason } from './exclusions.ts';
import { mutationJob, type Options, type Report } from './job.ts';
import type { Outcome } from './job-state.ts';
import { knownMutants } from './known-mutants.ts';
import { MUTATORS, type Mutator } from './mutator-names.ts';
import { rooms } from './rooms.ts';
import { sourcesOf } from './sources.ts';
import { interval } from './trials.ts';

const HELP = `npm run mutation -- [room …] [--sample N] [--seed S] [--resume] [--only MUTATORS] [--slowest SECONDS] [--suite SECONDS] [--json] [--quiet]

rooms: ${rooms.map(({ name }) => name).join(', ')}; all of them where none is named
--sample N         N mutants a room, drawn from those that tests reach; all where it is left out
--seed S           of the sample (default 1)
--resume           goes on from what was found before of the same sources
--only MUTATORS    of these alone, separated by commas: ${MUTATORS.join(', ')}
--slowest SECONDS  tests that take longer take no part (default 3)
--suite SECONDS    what survives is tried with tests of the rest of the suite as well, so long a mutant, and both
                   scores are told (default 0: it is not)
--json             the outcomes as JSON
--uncovered        lists the mutants that no test reaches, one by one
--quiet            no progress

Exit codes: 0 done, 2 bad input, 70 the job contradicts the mutants whose fate is known, 130 interrupted.
`;

let interrupted = false;
process.on('SIGINT', () => {
  interrupted = true;
});

const root = fileURLToPath(new URL('../../../', import.meta.url));
const out = (text: string) => process.stdout.write(`${text}\n`);

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      sample: { type: 'string' },
      seed: { type: 'string', default: '1' },
      slowest: { type: 'string', default: '3' },
      suite: { type: 'string', default: '0' },
      only: { type: 'string', default: MUTATORS.join() },
      resume: { type: 'boolean', default: false },
      uncovered: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      quiet: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    out(HELP);
    return 0;
  }
  const sample = values.sample === undefined ? null : Number(values.sample);
  const slowest = Number(values.slowest);
  if ((sample !== null && !(Number.isInteger(sample) && sample > 0)) || !(slowest > 0))
    return refused('--sample and --slowest take positive numbers');
  const suite = Number(values.suite);
  if (!(suite >= 0)) return refused('--suite takes seconds');
  const only = values.only.split(',') as Mutator[];
  if (only.some((name) => !MUTATORS.includes(name))) return refused(`no mutators ${only}`);
  const unknown = positionals.filter((name) => rooms.every((room) => room.name !== name));
  if (unknown.length > 0) return refused(`no room ${unknown.join(', ')}`);
  const options: Options = {
    root,
    sample,
    slowest,
    suite,
    only,
    seed: values.seed,
    resume: values.resume,
    say: (line) => values.quiet || process.stderr.write(`${line}\n`),
    stopped: () => interrupted,
  };
  const contradictions = await contradicted(options);
  if (interrupted) return 130;
  if (contradictions.length > 0) {
    for (const line of contradictions) process.stderr.write(`${line}\n`);
    return 70;
  }
  options.say(`all ${knownMutants.length} mutants whose fate is known are reported right`);
  const reports: Report[] = [];
  for (const room of rooms) {
    if (interrupted || (positionals.length > 0 && !positionals.includes(room.name))) continue;
    reports.push(await mutationJob(sourcesOf(room, root), options));
  }
  out(
    values.json
      ? JSON.stringify(reports, null, 2)
      : reports.map((report) => textOf(report, values.uncovered)).join('\n\n'),
  );
  return interrupted ? 130 : 0;
}

function refused(message: string): number {
  process.stderr.write(`${message}\n\n${HELP}`);
  return 2;
}

/** What the job says of the mutants whose fate is known, where it is wrong. */
async function contradicted(options: Options): Promise<string[]> {
  const folder = 'src/testing/mutation';
  const { outcomes } = await mutationJob(
    {
      name: 'control',
      files: [`${folder}/control.ts`],
      tests: [`${folder}/control-tests.ts`],
      suite: [`${folder}/control-suite.ts`],
    },
    { ...options, only: MUTATORS, sample: null, suite: 1, resume: false, say: () => undefined },
  );
  return knownMutants.flatMap(({ original, replacement, fate, suite = null, why }) => {
    const found = outcomes.find((o) => o.original === original && o.replacement === replacement);
    const [wanted, said] = [
      [fate, suite],
      [found?.fate, found?.suite?.fate ?? null],
    ].map((fates) => fates.filter(Boolean).join(', by the suite '));
    return said === wanted
      ? []
      : [`control: ${original} → ${replacement} must be ${wanted} (${why}), not ${said}`];
  });
}

function textOf(report: Report, listUncovered: boolean): string {
  const { room, mutants, covered, excluded, tests, leftOut, outcomes, unsound } = report;
  const count = (fate: Outcome['fate']) => outcomes.filter((o) => o.fate === fate).length;
  const noticed = count('killed') + count('timed out');
  const tried = noticed + count('survived');
  const seconds = outcomes.reduce((sum, o) => sum + o.seconds, 0);
  const changes = (fate: Outcome['fate']) =>
    outcomes.filter((o) => o.fate === fate).map((o) => `  ${fate} ${changeOf(o)}${bySuite(o)}`);
  return [
    `${room}: ${mutants} mutants, ${covered} reached by ${tests} tests, ${leftOut.length} tests left out`,
    `  tried ${tried}: killed ${count('killed')}, did not end ${count('timed out')}, survived ${count('survived')}`,
    `  score ${score(noticed, tried)}, ${(seconds / Math.max(1, tried)).toFixed(1)} s a mutant`,
    ...suiteLines(report, noticed, tried),
    ...Object.entries(excluded).map(
      ([reason, n]) => `  ${n} more not tried: ${REASONS[reason as Reason]}`,
    ),
    ...(unsound > 0
      ? [`  ${unsound} kills not believed: the test fails without the mutant too`]
      : []),
    ...changes('survived'),
    ...uncoveredLines(outcomes),
    ...(listUncovered ? changes('not covered') : []),
    ...leftOut.map((line) => `  left out ${whole(line)}`),
  ].join('\n');
}

const whole = (text: string) => text.replaceAll(/\s+/g, ' ').slice(0, 90);
const changeOf = ({ file, line, mutator, original, replacement }: Outcome) =>
  `${file}:${line} ${mutator}: ${whole(original)} → ${whole(replacement) || '(removed)'}`;
const bySuite = ({ suite }: Outcome) =>
  suite === null ? '' : `; the suite: ${suite.fate}${suite.by ? ` by ${whole(suite.by)}` : ''}`;

function score(noticed: number, tried: number): string {
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
  const [low, high] = interval(noticed, tried);
  return `${percent(noticed / Math.max(1, tried))} (95 %: ${percent(low)} to ${percent(high)})`;
}

/** What the rest of the suite adds, apart from what the room's own tests notice. */
function suiteLines({ suite, outcomes }: Report, noticed: number, tried: number): string[] {
  if (suite === null) return [];
  const count = (fate: Outcome['fate']) => outcomes.filter((o) => o.suite?.fate === fate).length;
  const more = count('killed') + count('timed out');
  const seconds = outcomes.reduce((sum, o) => sum + (o.suite?.seconds ?? 0), 0);
  return [
    `  the rest of the suite (${suite.tests} tests, ${suite.leftOut.length} left out) of the survivors: killed ${count('killed')}, did not end ${count('timed out')}, survived ${count('survived')}, not reached ${count('not covered')}`,
    `  score with the suite ${score(noticed + more, tried)}, ${seconds.toFixed(0)} s for its trials`,
  ];
}

/** How many mutants of each file no test reaches. */
function uncoveredLines(outcomes: readonly Outcome[]): string[] {
  const byFile = new Map<string, number>();
  for (const { fate, file } of outcomes)
    if (fate === 'not covered') byFile.set(file, (byFile.get(file) ?? 0) + 1);
  return [...byFile].map(([file, n]) => `  reached by no test: ${n} of ${file}`);
}

process.exitCode = await main();

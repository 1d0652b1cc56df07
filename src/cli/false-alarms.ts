#!/usr/bin/env node
/** `npm run soak`: a long look for false alarms (`hunt/soak.ts`), resumable, on all cores. */
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import process from 'node:process';
import { Command, InvalidArgumentError } from 'commander';
import writeFileAtomic from 'write-file-atomic';
import type { ChunkResult } from '../campaigns/chunk.ts';
import {
  chunkCount,
  INCONCLUSIVE_BELOW,
  isAlarm,
  runSoak,
  SOAK_RUNS,
  type Soak,
  type SoakReport,
  soakReports,
} from '../campaigns/false-alarms.ts';
import { claims } from '../campaigns/without-cut-offs.ts';
import { createWorkerPool } from '../campaigns/worker-pool.ts';
import { sentenceOf } from '../claims/sentence.ts';
import { writeJson } from '../json/write-json.ts';
import { loadModelFile } from '../models/model-file.ts';
import { falsimVersion } from '../version.ts';
import { collectedFiles } from './options.ts';

/** Seconds after which an instance counts as stuck. */
const RUN_LIMIT = 120;
/** Milliseconds between two writes of the state. */
const SAVE_INTERVAL = 5000;

interface State {
  readonly version: string;
  readonly seed: number;
  readonly runs: number;
  readonly chunks: readonly (readonly [number, ChunkResult])[];
}

/** A state of another version or seed, or a damaged one, counts as none. */
function readState(file: string, seed: number): Map<number, ChunkResult> {
  if (!existsSync(file)) return new Map();
  try {
    const state = JSON.parse(readFileSync(file, 'utf8')) as State;
    const fits = state.version === falsimVersion && state.seed === seed && state.runs === SOAK_RUNS;
    return new Map(fits ? state.chunks : []);
  } catch {
    return new Map();
  }
}

function writeState(file: string, seed: number, chunks: ReadonlyMap<number, ChunkResult>): void {
  const state: State = { version: falsimVersion, seed, runs: SOAK_RUNS, chunks: [...chunks] };
  mkdirSync(dirname(file), { recursive: true });
  writeFileAtomic.sync(file, JSON.stringify(state));
}

function percent(share: number): string {
  return `${(100 * share).toFixed(2)} %`;
}

function lineOf(report: SoakReport): string {
  const { target, tries, counts, causes, worstMargin, inconclusiveShare, defects } = report;
  const margin = worstMargin === null ? '–' : worstMargin.toFixed(2);
  const why = Object.entries(causes).map(([cause, n]) => `    ${cause}: ${percent(n / tries)}\n`);
  return (
    `${target.claim.id}: ${tries} cases, ${counts.falsified} falsified, ${counts.survived} survived, ` +
    `inconclusive ${percent(inconclusiveShare)} (bound ${percent(INCONCLUSIVE_BELOW)}), ` +
    `vacuous ${percent(counts.vacuous / tries)}, worst margin ${margin}\n` +
    why.join('') +
    defects.map((defect) => `    defect: ${defect}\n`).join('')
  );
}

function saveFailures(reports: readonly SoakReport[], folder: string, seed: number): string[] {
  return reports.flatMap(({ target, failures }) =>
    failures.map(({ index, failure }) => {
      const file = join(folder, `soak-${target.claim.id}-${seed}-${index}-${failure.run}.json`);
      mkdirSync(folder, { recursive: true });
      writeFileAtomic.sync(file, writeJson(failure.instance));
      return `falsified: ${target.claim.id}, ${failure.verdict.by.clause}: ${sentenceOf(failure.verdict)}\n    ${file}\n`;
    }),
  );
}

function whole(least: number) {
  return (text: string): number => {
    const value = Number(text);
    if (Number.isSafeInteger(value) && value >= least) return value;
    throw new InvalidArgumentError(`expected a whole number, at least ${least}`);
  };
}

interface Options {
  readonly cases: number;
  readonly seed: number;
  readonly jobs: number;
  readonly folder: string;
  readonly model: readonly string[];
}

async function soakFor({ cases, seed, jobs, folder, model }: Options): Promise<number> {
  const soak: Soak = { claims, cases, seed };
  const file = join(folder, `soak-${seed}.json`);
  const all = readState(file, seed);
  const done = new Map([...all].filter(([index]) => index < chunkCount(soak)));
  const controller = new AbortController();
  const interrupt = () => controller.abort();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, interrupt);
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const registry = new URL(`../campaigns/without-cut-offs.${extension}`, import.meta.url).href;
  const pool = createWorkerPool({
    jobs,
    claims,
    registry,
    modelFiles: model.map((path) => resolve(path)),
    runLimit: RUN_LIMIT,
  });
  const before = done.size * SOAK_RUNS;
  const begin = performance.now();
  let [checked, found, saved] = [before, 0, begin];
  const streams = {
    out: (text: string) => process.stdout.write(text),
    err: (text: string) => process.stderr.write(text),
    isTerminal: process.stderr.isTTY === true,
  };
  const timer = setInterval(
    () => {
      const seconds = (performance.now() - begin) / 1000;
      const rate = (checked - before) / seconds;
      const left = rate > 0 ? `${Math.ceil((cases - checked) / rate / 60)} min left` : 'starting';
      const line = `soak: ${checked} of ${cases} cases, ${found} falsified, ${rate.toFixed(0)}/s, ${left}`;
      streams.err(streams.isTerminal ? `\r\x1b[K${line}` : `${line}\n`);
    },
    streams.isTerminal ? 500 : 15_000,
  );
  try {
    const results = await runSoak(pool, soak, {
      done,
      signal: controller.signal,
      onChunk(index, result) {
        all.set(index, result);
        checked += result.tries;
        found += result.counts.falsified;
        if (performance.now() - saved < SAVE_INTERVAL) return;
        saved = performance.now();
        writeState(file, seed, all);
      },
    });
    writeState(file, seed, all);
    const reports = soakReports(soak, results);
    if (streams.isTerminal) streams.err('\r\x1b[K');
    streams.out(reports.map(lineOf).join(''));
    streams.out(saveFailures(reports, folder, seed).join(''));
    const missing = chunkCount(soak) - results.size;
    if (missing > 0) streams.out(`${missing} chunks of ${SOAK_RUNS} are left: run it again.\n`);
    const tooMany = reports.some((r) => r.inconclusiveShare >= INCONCLUSIVE_BELOW);
    return reports.some(isAlarm) ? 1 : tooMany || missing > 0 ? 3 : 0;
  } finally {
    clearInterval(timer);
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, interrupt);
    await pool.close();
  }
}

const options = new Command('soak')
  .description(
    'Look for false alarms: true claims on hostile instances. 1: falsified, 3: undecided.',
  )
  .option('--cases <n>', 'instances', whole(1), 100_000)
  .option('--seed <n>', 'whole number', whole(0), 1)
  .option('--jobs <n>', 'threads; 0: none', whole(0), availableParallelism())
  .option('--folder <path>', 'where the state and what is falsified are kept', '.falsim')
  .option('--model <file>', 'file with models of your own; may be repeated', collectedFiles, [])
  .parse()
  .opts<Options>();
for (const file of options.model) await loadModelFile(file);
process.exitCode = await soakFor(options);

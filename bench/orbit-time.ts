/** Points at which orbits are timed, and the clocks: processor time of the process, and of the thread that computes alone. */
import { readFileSync } from 'node:fs';
import type { Instance, ModelSpec } from '../src/instances/instance.ts';
import { layoutOf, unflatten } from '../src/instances/layout.ts';
import { createRng } from '../src/numerics/random.ts';
import type { Row } from './rows.ts';

/** Integers up to ±1000: a generic point for these models. */
export function genericInstance(model: ModelSpec, seed: string): Instance {
  const rng = createRng(seed);
  const theta = Array.from({ length: layoutOf(model).size }, () => rng.integer(1, 1000));
  return {
    model,
    parameters: unflatten(
      model,
      theta.map((v) => (rng.chance(0.5) ? v : -v)),
    ),
  };
}

export const seconds = (ms: number) =>
  ms < 1000 ? `${ms.toFixed(1)} ms` : `${(ms / 1000).toFixed(2)} s`;
/** A row with a goal for the time itself. */
export const timeRow = (work: string, ms: number, atMost: number): Row => ({
  work,
  unit: 's',
  measured: ms / 1000,
  goal: { of: 'measured', atMost },
});

/** Milliseconds of processor time. */
export const cpu = () => process.cpuUsage().user / 1000;

/** The same of the thread that computes alone; of all threads where that cannot be had, which is but on Linux. */
function ownThread(): number {
  try {
    return Number(readFileSync('/proc/thread-self/schedstat', 'utf8').split(' ')[0]) / 1e6;
  } catch {
    return cpu();
  }
}

export interface Timed<R> {
  readonly result: R;
  /** Milliseconds of all threads. */
  readonly ms: number;
  /** Of the thread that computes: what is waited for where others may compile beside it. */
  readonly waited: number;
}

export function timed<R>(run: () => R): Timed<R> {
  const [start, own] = [cpu(), ownThread()];
  const result = run();
  return { result, ms: cpu() - start, waited: ownThread() - own };
}

export const peak = () => `${Math.round(process.resourceUsage().maxRSS / 1024)} MiB`;

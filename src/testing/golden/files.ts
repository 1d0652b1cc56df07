/** The golden files and where they lie. */
import { fileURLToPath } from 'node:url';
import { drawnCases } from './drawn.ts';
import { isotropyCases } from './isotropies.ts';
import type { GoldenCase } from './line.ts';
import { counterexampleCases, exampleCases } from './orbits.ts';
import { shrunkCases } from './shrunk.ts';
import { verdictCases } from './verdicts.ts';

export interface GoldenFile {
  readonly name: string;
  readonly path: string;
  readonly cases: readonly GoldenCase[];
  /** One case in this many is compared by default; all of them where FALSIM_TESTS=full. */
  readonly every: number;
  /** Relative difference of numbers that is none; default 0. */
  readonly tolerance?: number;
}

/** Margins are measured along trajectories, whose steps other versions of V8 choose in the last place differently. */
const OF_MARGINS = 1e-4;

function goldenFile(
  name: string,
  cases: readonly GoldenCase[],
  every: number,
  tolerance = 0,
): GoldenFile {
  const path = fileURLToPath(new URL(`${name}.jsonl`, import.meta.url));
  return { name, path, cases, every, tolerance };
}

export function goldenFiles(): GoldenFile[] {
  return [
    goldenFile('verdicts', verdictCases(), 24, OF_MARGINS),
    goldenFile('examples', exampleCases(), 1),
    goldenFile('isotropies', isotropyCases(), 1),
    goldenFile('counterexamples', counterexampleCases(), 1),
    goldenFile('drawn', drawnCases(), 1),
    goldenFile('shrunk', shrunkCases(), 64),
  ];
}

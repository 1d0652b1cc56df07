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
  /** One case in this many is compared by default; all of them where FALSIM_GOLDEN=full. */
  readonly every: number;
}

function goldenFile(name: string, cases: readonly GoldenCase[], every: number): GoldenFile {
  return { name, path: fileURLToPath(new URL(`${name}.jsonl`, import.meta.url)), cases, every };
}

export function goldenFiles(): GoldenFile[] {
  return [
    goldenFile('verdicts', verdictCases(), 4),
    goldenFile('examples', exampleCases(), 1),
    goldenFile('isotropies', isotropyCases(), 1),
    goldenFile('counterexamples', counterexampleCases(), 1),
    goldenFile('drawn', drawnCases(), 1),
    goldenFile('shrunk', shrunkCases(), 8),
  ];
}

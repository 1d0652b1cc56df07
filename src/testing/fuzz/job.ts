/** The search of readers; evaluated with marks in all blocks of the sources. */
import { type Coverage, markedBlocks } from './coverage.ts';
import { type Options, type Search, search } from './fuzz.ts';
import { plantedReaders } from './planted.ts';
import { readers } from './readers.ts';

export interface Job {
  readonly names: readonly string[];
  readonly planted: readonly string[];
  search(name: string, options: Omit<Options, 'coverage'>): Search & Pick<Coverage, 'reached'>;
}

export function job(): Job {
  return {
    names: readers.map(({ name }) => name),
    planted: plantedReaders.map(({ name }) => name),
    search(name, options) {
      const reader = [...readers, ...plantedReaders].find((one) => one.name === name)!;
      const coverage = markedBlocks();
      return { ...search(reader, { ...options, coverage }), reached: coverage.reached };
    },
  };
}

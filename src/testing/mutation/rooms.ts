/**
 * What is mutated, and by whose tests. Tests elsewhere can kill more: the share that is killed is a lower
 * bound for that of the whole suite.
 */
export interface Room {
  readonly name: string;
  /** Folder of the sources, under src. */
  readonly folder: string;
  /** Folders whose tests take part, the nearest first. */
  readonly tests: readonly string[];
}

export const rooms: readonly Room[] = [
  { name: 'verifier', folder: 'verifier', tests: ['verifier'] },
  { name: 'numerics', folder: 'numerics', tests: ['numerics', 'analytic', 'symmetry', 'orbits'] },
  { name: 'dynamics', folder: 'dynamics', tests: ['dynamics', 'claims'] },
  { name: 'symmetry', folder: 'symmetry', tests: ['symmetry', 'orbits', 'claims'] },
  { name: 'orbits', folder: 'orbits', tests: ['orbits', 'claims'] },
  { name: 'shrinking', folder: 'shrinking', tests: ['shrinking', 'counterexamples'] },
  { name: 'oracles', folder: 'claims/oracles', tests: ['claims'] },
];

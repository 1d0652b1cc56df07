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
  { name: 'numerics', folder: 'numerics', tests: ['numerics', 'analytic'] },
  { name: 'dynamics', folder: 'dynamics', tests: ['dynamics'] },
  { name: 'symmetry', folder: 'symmetry', tests: ['symmetry'] },
  { name: 'orbits', folder: 'orbits', tests: ['orbits'] },
  { name: 'shrinking', folder: 'shrinking', tests: ['shrinking'] },
  {
    name: 'oracles',
    folder: 'claims/oracles',
    tests: ['claims/oracles', 'claims'],
  },
];

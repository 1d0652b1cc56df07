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

/**
 * Folders whose tests are asked where those of a room notice nothing, the most telling first. Campaigns, hunts and
 * command lines are none of them: hardly a test of theirs is quick, and each must be run once to know what it reaches.
 */
export const SUITE: readonly string[] = [
  'testing/golden',
  'claims',
  'orbits',
  'verifier',
  'symmetry',
  'models',
  'dynamics',
  'shrinking',
  'numerics',
  'analytic',
];

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

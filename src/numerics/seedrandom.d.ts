/** The two generators of the package that are used, each a file of its own there: loading all seven takes time. */
declare module 'seedrandom/seedrandom.js' {
  import seedrandom from 'seedrandom';
  export = seedrandom;
}

declare module 'seedrandom/lib/alea.js' {
  import type seedrandom from 'seedrandom';

  function alea(seed: string): seedrandom.PRNG;
  export = alea;
}

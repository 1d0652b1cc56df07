/**
 * Which reflections of units count: those that are proved, or what a claim asserts after its hypothesis on
 * parity has been dropped.
 *
 * `by-parity`: what the functions really have. `odd`, `even`: as if every function were odd or even about
 * 0, whatever it is. `none`: permutations only.
 */
export type SignRule = 'by-parity' | 'odd' | 'even' | 'none';

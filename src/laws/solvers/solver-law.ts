/** What a law of solvers is, and what it looks at. */
import type { solve } from '../../dynamics/solve.ts';
import type { Tableau } from '../../dynamics/tableau.ts';

export interface SolverCase {
  readonly method: Tableau;
  /** The loop that is held to the laws. */
  readonly solve: typeof solve;
}

export interface SolverLaw {
  /** Kebab-case. */
  readonly name: string;
  /** One sentence. */
  readonly statement: string;
  /** Whether there is anything to check. */
  applies(method: Tableau): boolean;
  /** Everything that is wrong. */
  check(given: SolverCase): Iterable<string>;
}

export const always = (): boolean => true;
export const hasEmbedded = ({ embedded }: Tableau): boolean => embedded !== null;
export const hasDense = ({ dense }: Tableau): boolean => dense !== null;

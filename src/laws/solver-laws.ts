/**
 * The laws that every solver obeys: a tableau is held to what it says of itself, and the loop that runs
 * it to what a step keeps. What is stated exactly is checked exactly.
 */
import { solve } from '../dynamics/solve.ts';
import type { Tableau } from '../dynamics/tableau.ts';
import type { LawReport } from './law.ts';
import { denseLaw, embeddedLaw, nodesLaw, orderLaw } from './solvers/coefficients.ts';
import {
  denseOutput,
  errorEstimate,
  floatAgrees,
  observedOrder,
  tolerance,
} from './solvers/convergence.ts';
import { bits, linearInvariant, reversal } from './solvers/invariants.ts';
import type { SolverLaw } from './solvers/solver-law.ts';

const laws: readonly SolverLaw[] = [
  nodesLaw,
  orderLaw,
  embeddedLaw,
  denseLaw,
  observedOrder,
  errorEstimate,
  floatAgrees,
  denseOutput,
  tolerance,
  bits,
  linearInvariant,
  reversal,
];

/** How the laws of solvers are tried. */
export interface SolverLawOptions {
  /** The loop that runs the method, where it is not falsim's own. */
  readonly solve?: typeof solve;
}

/**
 * One report a law; `void` where the method has no embedded result or continuous extension to check.
 * Whoever tests a solver asks that none is `broken`.
 *
 * @example
 * ```ts
 * import { rungeKutta4 } from 'falsim';
 * import { solverLaws } from 'falsim/testing';
 *
 * solverLaws(rungeKutta4).some(({ status }) => status === 'broken'); // false
 * ```
 */
export function solverLaws(method: Tableau, options: SolverLawOptions = {}): LawReport[] {
  const given = { method, solve: options.solve ?? solve };
  return laws.map((law): LawReport => {
    const { name, statement } = law;
    const base = { law: name, statement };
    if (!law.applies(method)) return { ...base, status: 'void', decided: 0 };
    for (const reason of law.check(given)) return { ...base, status: 'broken', decided: 1, reason };
    return { ...base, status: 'held', decided: 1 };
  });
}

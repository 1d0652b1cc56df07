/**
 * No extra invariants: in two-layer networks the symmetries explain every structural invariant
 * manifold. Hypotheses are one by one switchable, and which of them are needed is for the hunt to say.
 *
 * Oracle: exact orbit dimension (prime field, truncated power series) against the dimension of the
 * fixed-point subspace of θ's isotropy.
 */

import type { AnalyticFunction } from '../analytic/analytic-function.ts';
import { resolveFunction } from '../analytic/registry.ts';
import { drawFunction } from '../generation/functions.ts';
import { DEGENERATE, generateInstance } from '../generation/instance.ts';
import type { FunctionSpec } from '../instances/instance.ts';
import type { Rng } from '../numerics/random.ts';
import type { Claim, Hypothesis } from './claim.ts';
import { defineClaim } from './define-claim.ts';
import { exhaustion } from './oracles/orbit-fills-stratum.ts';

/** Holds for a model when `holds` does for all its functions; free gates have none to ask. */
function activationHypothesis(
  id: string,
  statement: string,
  holds: (sigma: AnalyticFunction) => boolean,
): Hypothesis {
  return {
    id,
    statement,
    holds({ facts: { functions, hasFreeInputs } }) {
      return functions.length > 0 ? functions.every(holds) : hasFreeInputs;
    },
  };
}

/** What is asked of σ besides being analytic. */
const functionHypotheses: readonly {
  readonly id: string;
  readonly statement: string;
  readonly holds: (sigma: AnalyticFunction) => boolean;
}[] = [
  {
    id: 'not-polynomial',
    statement: 'σ is not a polynomial.',
    holds: (sigma) => sigma.polynomialDegree === null,
  },
  {
    id: 'value-at-zero',
    statement: 'σ(0) ≠ 0, unless σ is odd.',
    holds: (sigma) => sigma.parity === 'odd' || !sigma.zeroAtZero,
  },
  {
    id: 'slope-at-zero',
    statement: 'σ′(0) ≠ 0; in particular σ is not even.',
    holds: (sigma) => !sigma.derivativeVanishesAtZero,
  },
];

const hypotheses: readonly Hypothesis[] = [
  {
    id: 'analytic',
    statement: 'σ is real analytic; dropped: ReLU networks (with free gates) count as well.',
    holds({ facts: { functions, hasFreeInputs } }) {
      return !hasFreeInputs && functions.length > 0 && functions.every(({ analytic }) => analytic);
    },
  },
  ...functionHypotheses.map(({ id, statement, holds }) =>
    activationHypothesis(id, statement, holds),
  ),
  {
    id: 'sign-symmetries',
    statement:
      'Sign changes of neurons count as symmetries where σ has that parity; dropped: permutations only.',
    holds: () => true,
  },
  {
    id: 'no-bias',
    statement: 'There are no biases.',
    holds: ({ facts }) => facts.network?.hasBias !== true,
  },
  {
    id: 'two-layer',
    statement: 'There is one hidden layer.',
    holds: ({ facts }) => facts.network?.depth === 2,
  },
];

/** Analytic activations that a generator may draw from: those that meet what is in force. */
const CANDIDATES = [
  'tanh',
  'sin',
  'arctan',
  'erf',
  'exp',
  'sigmoid',
  'softplus',
  'gelu',
  'silu',
  'cos',
  'gaussian',
  'identity',
  'square',
  'cube',
];

/** Shares of draws that have a function of another class than the named ones, and a point next to none. */
const OTHER_CLASSES = 0.3;
const SPECIAL = 0.3;

/** Functions to draw from: the named ones, or one of a list, a shift or a Taylor support. */
export function drawFunctions(
  rng: Rng,
  named: readonly string[],
  accepts: (sigma: AnalyticFunction) => boolean,
  others = OTHER_CLASSES,
): readonly FunctionSpec[] {
  const allowed = named.filter((name) => accepts(resolveFunction(name)));
  if (allowed.length > 0 && !rng.chance(others)) return allowed;
  for (const of of rng.shuffle(['polynomial', 'shifted', 'sparse', 'infinite'] as const)) {
    const spec = drawFunction(rng, of, accepts);
    if (spec !== null) return [spec];
  }
  return allowed;
}

/** Exact points, a share of them with what is special about the functions. */
export function drawDegeneratePoint(rng: Rng): typeof DEGENERATE.point | 'special' {
  return rng.chance(SPECIAL) ? 'special' : DEGENERATE.point;
}

export const twoLayerExhaustive: Claim = defineClaim({
  id: 'two-layer-exhaustive',
  statement:
    'In a two-layer network every structural invariant manifold is induced by symmetry: the orbit through θ is as large as the fixed-point subspace of the isotropy of θ.',
  latex: '\\dim O(\\theta)=\\dim\\mathrm{Fix}(G_\\theta)',
  source: 'Zhao, Luo, Zhang, arXiv:2510.09564; the proof is our own (docs/theory.md)',
  status: 'theorem',
  statusReason:
    'Rotations and translations in the algebra move θ to where all neurons are distinct; there powers of growing order separate them.',
  hypotheses,
  domain: () => ({ depth: [2, Number.POSITIVE_INFINITY] }),
  generate(rng, { dropped, size, kinds }) {
    const accepts = (sigma: AnalyticFunction) =>
      functionHypotheses.every(({ id, holds }) => dropped.has(id) || holds(sigma));
    return generateInstance(rng, {
      kinds: dropped.has('analytic') ? ['fully-connected', 'relu-paths'] : ['fully-connected'],
      depth: dropped.has('two-layer') ? [2, 3] : [2, 2],
      outputs: [1, 3],
      bias: dropped.has('no-bias') ? 'either' : false,
      hidden: [1, dropped.has('two-layer') ? 3 : 5],
      activations: drawFunctions(rng, CANDIDATES, accepts),
      ...DEGENERATE,
      point: drawDegeneratePoint(rng),
      only: kinds,
      size,
    });
  },
  check(subject, { dropped }) {
    return exhaustion(subject, dropped.has('sign-symmetries') ? 'none' : 'by-parity');
  },
});

/**
 * No extra invariants: in two-layer networks the symmetries explain every structural invariant
 * manifold. Hypotheses are one by one switchable, and which of them are needed is for the hunt to say.
 *
 * Oracle: exact orbit dimension (prime field, truncated power series) against the dimension of the
 * fixed-point subspace of θ's isotropy.
 */

import type { AnalyticFunction } from '../analytic/analytic-function.ts';
import { resolveFunction } from '../analytic/registry.ts';
import { generateInstance } from '../arbitraries/instance.ts';
import type { Instance } from '../instances/instance.ts';
import { isOfKind } from '../models/kinds/specs.ts';
import { type Claim, type Hypothesis, unmetHypotheses } from './claim.ts';
import { exhaustion } from './oracles/exhaustion.ts';
import { vacuous } from './oracles/finding.ts';

/** Holds for an instance when `holds` does for its activation; free gates have none to ask. */
function activationHypothesis(
  id: string,
  statement: string,
  holds: (sigma: AnalyticFunction) => boolean,
): Hypothesis {
  return {
    id,
    statement,
    holds: ({ model }) =>
      isOfKind(model, 'relu-paths') ||
      (isOfKind(model, 'fully-connected') && holds(resolveFunction(model.activation))),
  };
}

const hypotheses: readonly Hypothesis[] = [
  {
    id: 'analytic',
    statement: 'σ is real analytic; dropped: ReLU networks (with free gates) count as well.',
    holds: ({ model }) =>
      isOfKind(model, 'fully-connected') && resolveFunction(model.activation).analytic,
  },
  activationHypothesis(
    'not-polynomial',
    'σ is not a polynomial.',
    (sigma) => sigma.polynomialDegree === null,
  ),
  activationHypothesis(
    'value-at-zero',
    'σ(0) ≠ 0, unless σ is odd.',
    (sigma) => sigma.parity === 'odd' || !sigma.zeroAtZero,
  ),
  activationHypothesis(
    'slope-at-zero',
    'σ′(0) ≠ 0; in particular σ is not even.',
    (sigma) => !sigma.derivativeVanishesAtZero,
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
    holds: ({ model }) => model['bias'] !== true,
  },
  {
    id: 'one-output',
    statement: 'There is one output.',
    holds: ({ model }) => (model as { readonly widths?: readonly number[] }).widths?.at(-1) === 1,
  },
  {
    id: 'two-layer',
    statement: 'There is one hidden layer.',
    holds: ({ model }) => (model as { readonly widths?: readonly number[] }).widths?.length === 3,
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

function admissible(dropped: ReadonlySet<string>): string[] {
  const probe = (activation: string): Instance => ({
    model: { kind: 'fully-connected', widths: [1, 1, 1], bias: false, activation },
    parameters: { layers: [] },
  });
  return CANDIDATES.filter((name) =>
    hypotheses.every((h) => dropped.has(h.id) || h.holds(probe(name))),
  );
}

export const twoLayerExhaustive: Claim = {
  id: 'two-layer-exhaustive',
  statement:
    'In a two-layer network every structural invariant manifold is induced by symmetry: the orbit through θ is as large as the fixed-point subspace of the isotropy of θ.',
  latex: '\\dim O(\\theta)=\\dim\\mathrm{Fix}(G_\\theta)',
  source: 'Zhao, Luo, Zhang, arXiv:2510.09564',
  planted: false,
  hypotheses,
  generate: (rng, { dropped, size }) =>
    generateInstance(rng, {
      kinds: dropped.has('analytic') ? ['fully-connected', 'relu-paths'] : ['fully-connected'],
      depth: dropped.has('two-layer') ? [2, 3] : [2, 2],
      outputs: dropped.has('one-output') ? [1, 3] : [1, 1],
      bias: dropped.has('no-bias') ? 'either' : false,
      hidden: [1, dropped.has('two-layer') ? 3 : 5],
      activations: admissible(dropped),
      // Zero and opposite neurons also where they are no symmetry: that is where extra invariants hide.
      signs: 'odd',
      point: 'exact-mixture',
      numbers: 'rational',
      size,
    }),
  check(instance, { dropped }) {
    const unmet = unmetHypotheses(twoLayerExhaustive, instance, dropped);
    if (unmet.length > 0) return vacuous('hypothesis', `not ${unmet[0]!.id}`);
    return exhaustion(instance, dropped.has('sign-symmetries') ? 'none' : 'by-parity');
  },
};

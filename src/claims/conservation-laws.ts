/**
 * How many conserved quantities a model has: M − dim Lie, counted against the known laws.
 *
 *   linear networks    the entries of Wₗ Wₗᵀ − Wₗ₊₁ᵀ Wₗ₊₁: as many as have independent gradients at θ
 *   ReLU networks      one for every hidden neuron (paths lifted, gates free)
 *
 * Both sides are exact: the Lie rank by brackets over a prime field, the laws by the rank of their
 * gradients over the same field. Neither uses the other.
 */

import { generateInstance } from '../generation/instance.ts';
import type { ModelSpec } from '../instances/instance.ts';
import { layoutOf } from '../instances/layout.ts';
import { open, type Subject } from '../instances/subject.ts';
import { isOfKind } from '../models/kinds/specs.ts';
import { createRng } from '../numerics/random.ts';
import { isProved } from '../orbits/dimension/orbit-status.ts';
import { type Claim, unmetHypotheses } from './claim.ts';
import { defineClaim } from './define-claim.ts';
import { drawUntil } from './draw-until.ts';
import {
  hasFullRanks,
  hasScalarStretch,
  independentBalances,
  PRIME,
} from './oracles/linear-laws.ts';
import { exactOrbit, isVerdict } from './oracles/orbit-fills-stratum.ts';
import { summaryOf } from './orbit-summary.ts';
import { exactProof } from './proof.ts';
import { falsified, inconclusive, survived, type Verdict, vacuous } from './verdict.ts';

/** How often `generate` draws again for the hypotheses in force. */
const REDRAWS = 20;

function expectedLaws(model: ModelSpec): number {
  if (isOfKind(model, 'relu-paths')) return model.widths.slice(1, -1).reduce((a, b) => a + b, 0);
  return independentBalances(model, genericPoint(layoutOf(model).size));
}

/** A fixed random point mod p. */
function genericPoint(size: number): number[] {
  const rng = createRng('a generic point');
  return Array.from({ length: size }, () => rng.integer(1, PRIME - 1));
}

export const conservationLaws: Claim = defineClaim({
  id: 'conservation-laws',
  statement:
    'At a generic point a linear network has exactly the conserved quantities of its balance matrices, and a ReLU network with lifted paths one for every hidden neuron.',
  latex:
    'M-\\dim\\mathrm{Lie}_\\theta=\\mathrm{rank}\\,D\\bigl(W_lW_l^\\top-W_{l+1}^\\top W_{l+1}\\bigr)_l\\ \\text{(linear)},\\quad \\sum_l n_l\\ \\text{(ReLU)}',
  source: 'Marcotte, Gribonval, Peyré, Abide by the Law and Follow the Flow, NeurIPS 2023',
  status: 'published',
  statusReason: 'Proved in the source for one hidden layer; counted by computer algebra for more.',
  hypotheses: [
    {
      id: 'generic-point',
      statement:
        'θ is generic: no weight is zero, no two have the same absolute value and, in a linear network, no Wₗ or [Wₗ | Wₗ₊₁ᵀ] falls short of full rank.',
      holds: (subject) => {
        const values = subject.exact;
        const sizes = values.map(
          (v) => `${v.numerator < 0n ? -v.numerator : v.numerator}/${v.denominator}`,
        );
        const distinct = new Set(sizes).size === sizes.length;
        return values.every((v) => v.numerator !== 0n) && distinct && hasFullRanks(subject);
      },
    },
    {
      id: 'several-fields',
      statement:
        'In a linear network no two layers of width 1 (inputs and outputs count) have two or more wider layers between them.',
      holds: ({ instance }) => !hasScalarStretch(instance.model),
    },
  ],
  domain: () => ({ kinds: ['linear', 'relu-paths'] }),
  generate(rng, { dropped, size, kinds }) {
    const several = !dropped.has('several-fields');
    const draw = () =>
      generateInstance(rng, {
        kinds: several ? ['linear', 'relu-paths'] : ['linear'],
        depth: [2, 4],
        inputs: several ? [2, 3] : [1, 3],
        outputs: several ? [1, 3] : [1, 2],
        point: dropped.has('generic-point') ? 'exact-mixture' : 'distinct',
        numbers: 'rational',
        bias: 'either',
        only: kinds,
        size,
      });
    // Bottlenecks of width 1 and low ranks turn up by chance.
    return drawUntil(
      draw,
      (instance) => unmetHypotheses(conservationLaws, open(instance), dropped).length === 0,
      REDRAWS,
    );
  },
  check(subject) {
    const { model } = subject.instance;
    if (!isOfKind(model, 'linear') && !isOfKind(model, 'relu-paths')) {
      return vacuous({ reason: 'kind', needs: 'a linear network, or one with free gates' });
    }
    return countedLaws(subject, expectedLaws(model));
  },
});

/** The number of laws at θ against the one that is claimed. */
export function countedLaws(subject: Subject, expected: number): Verdict {
  const result = exactOrbit(subject);
  if (isVerdict(result)) return result;
  const found = result.parameters - result.dimension;
  const orbit = summaryOf(result);
  if (!isProved(result.status)) return inconclusive({ reason: 'orbit', orbit, expected });
  const decision = { clause: 'count', expected, found, orbit } as const;
  return found === expected
    ? survived(decision)
    : falsified(decision, exactProof({ integers: [found, expected] }));
}

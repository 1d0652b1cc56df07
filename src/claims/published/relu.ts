/** ReLU networks: one conserved quantity a hidden unit, ‖outgoing‖² − ‖incoming‖². */
import type { Subject } from '../../instances/subject.ts';
import type { Hypothesis } from '../claim.ts';
import { defineCount } from '../define-count.ts';
import { haveDistinctHyperplanes, preactivations, realised } from '../oracles/realised-gates.ts';

export const DISTINCT_HYPERPLANES: Hypothesis = {
  id: 'distinct-hyperplanes',
  statement:
    'Every hidden unit has a hyperplane on which it opens, and no two have the same; dropped: units with one hyperplane open and close together.',
  holds(subject) {
    const all = preactivations(subject);
    return all === undefined || haveDistinctHyperplanes(all);
  },
};

interface Layers {
  readonly widths: readonly number[];
  readonly bias: boolean;
}

const hiddenOf = ({ widths }: Layers) => widths.slice(1, -1).reduce((sum, n) => sum + n, 0);

export const reluLaws = defineCount({
  id: 'relu-laws',
  statement:
    'A two-layer ReLU network of r hidden units, with or without biases, has r independent conserved quantities.',
  latex: 'M-\\dim\\mathrm{Lie}_\\theta=r',
  source: 'Marcotte, Gribonval, Peyré, NeurIPS 2023 (arXiv:2307.00144), Cor. 4.4',
  status: 'published',
  statusReason: 'Proved in the source; counted here at every size drawn.',
  kinds: ['relu-paths'],
  at: 'given',
  hypotheses: [DISTINCT_HYPERPLANES],
  needs: 'two layers',
  draw: (rng, { upTo, dropped }) => {
    const bias = rng.chance(0.5);
    // Without biases all units of one input open at 0.
    const least = bias || dropped.has(DISTINCT_HYPERPLANES.id) ? 1 : 2;
    const widths = [Math.max(least, upTo(1, 3)), upTo(1, 4), upTo(1, 2)];
    return { kind: 'relu-paths', widths, bias };
  },
  expected({ model }) {
    const spec = model.spec as Layers;
    return spec.widths.length === 3 ? hiddenOf(spec) : undefined;
  },
  counted: realised,
});

interface Convolution {
  readonly hidden: number;
}

export const reluConvolutionLaws = defineCount({
  id: 'relu-convolution-laws',
  statement:
    'A ReLU between two convolutions has one conserved quantity for each hidden channel, Σ‖uⱼ‖² − Σ‖vⱼ‖².',
  latex: 'M-\\dim\\mathrm{Lie}_\\theta=c_1',
  source: 'Marcotte, Gribonval, Peyré, ICML 2025 (arXiv:2506.06194), Thm 3.6',
  status: 'published',
  statusReason: 'Proved in the source; counted here at every size drawn.',
  kinds: ['relu-convolution-paths'],
  at: 'given',
  hypotheses: [DISTINCT_HYPERPLANES],
  needs: 'two convolutions',
  draw: (rng, { upTo }) => {
    const boundary = rng.pick(['valid', 'zero', 'circular'] as const);
    const taps = upTo(1, 2);
    return {
      kind: 'relu-convolution-paths',
      places: upTo(2 * taps - 1, 4),
      channels: upTo(1, 2),
      hidden: upTo(1, 3),
      outputs: upTo(1, 2),
      taps,
      boundary,
    };
  },
  expected: ({ model }) => (model.spec as Convolution).hidden,
  counted: realised,
});

/** Hidden units of a graph with free gates; undefined for two layers of one input, where none is free. */
function unitsOf({ model }: Subject): number {
  const spec = model.spec as Layers & { hidden?: readonly number[] };
  return spec.hidden === undefined ? hiddenOf(spec) : spec.hidden.reduce((sum, n) => sum + n, 0);
}

export const reluGraphLaws = defineCount({
  id: 'relu-graph-laws',
  statement:
    'With paths lifted, a ReLU network on any acyclic graph has one conserved quantity for each hidden unit.',
  latex: 'M-\\dim\\mathrm{Lie}_\\theta=\\sum_ln_l',
  source: 'Marcotte, Peyré, Gribonval, ICLR 2026 (arXiv:2508.07370), Cor. 3.4, by a summary',
  status: 'published',
  statusReason: 'Stated in the source for a dense set of parameters; known here by a summary.',
  kinds: ['relu-paths', 'residual-paths'],
  at: 'generic',
  needs: 'a ReLU network with free gates',
  draw: (rng, { upTo }) => {
    if (rng.chance(0.3)) {
      const hidden = Array.from({ length: upTo(1, 2) }, () => upTo(1, 2));
      return { kind: 'residual-paths', channels: upTo(1, 2), hidden };
    }
    const hidden = Array.from({ length: upTo(1, 3) }, () => upTo(1, 2));
    const widths = [upTo(1, 2), ...hidden, upTo(1, 2)];
    return { kind: 'relu-paths', widths, bias: rng.chance(0.3) };
  },
  expected: unitsOf,
});

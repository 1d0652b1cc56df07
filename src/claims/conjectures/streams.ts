/**
 * How many laws a residual block has between an embedding E and a read-out R, its stream s numbers wide. Found by sweeps
 * over sizes, nowhere in print.
 *
 * GL(s) acts on the stream, and its symmetric matrices give the laws of a product of s factors. With R = Eᵀ only
 * rotations are left, which give none: F is a function of XᵀX, X the s × (d + 2h) matrix (E, Uᵀ, V), its gradient X·B
 * with B symmetric, and the linear relations between the rows of X stay, (s − d − 2h)(d + 2h) numbers.
 */
import type { Hypothesis } from '../claim.ts';
import { defineCount } from '../define-count.ts';
import { independentProducts } from '../published/linear.ts';

const HERE = 'found here: docs/unpublished-counts.md';
const COUNTED = 'Counted exactly at all sizes drawn.';

const SMOOTH = ['tanh', 'silu', 'sin'];

interface Stream {
  readonly inputs: number;
  readonly stream: number;
  readonly hidden: number;
  readonly outputs: number;
  readonly tied: boolean;
}

const ARE_SMOOTH: Hypothesis = {
  id: 'smooth',
  statement: 'σ is tanh, silu or sin; dropped: powers, whose units have laws of their own.',
  holds: ({ facts }) => facts.functions.every(({ name }) => SMOOTH.includes(name)),
};

export const embeddedBlockLaws = defineCount({
  id: 'embedded-block-laws',
  statement:
    'A residual block of h smooth units between an embedding and a read-out has the laws of a product U Vᵀ of s factors, s the width of the stream, with d + c + 2h rows.',
  latex: '\\tfrac12k(2s+1-k),\\quad k=\\min(s,d+c+2h)',
  source: HERE,
  status: 'conjecture',
  statusReason: `${COUNTED} GL(s) acts on the stream.`,
  kinds: ['residual-block'],
  at: 'generic',
  hypotheses: [ARE_SMOOTH],
  needs: 'a residual block, not tied',
  draw: (rng, { upTo, dropped }) => ({
    kind: 'residual-block',
    inputs: upTo(1, 2),
    stream: upTo(1, 3),
    hidden: upTo(1, 2),
    outputs: 1,
    activation: rng.pick(dropped.has('smooth') ? ['identity', 'square'] : SMOOTH),
  }),
  expected({ model }) {
    const { inputs, stream, hidden, outputs, tied } = model.spec as Stream;
    if (tied) return undefined;
    return independentProducts(stream, inputs + outputs + 2 * hidden);
  },
});

export const tiedEmbeddingLaws = defineCount({
  id: 'tied-embedding-laws',
  statement:
    'A residual block of h smooth units on a stream of s numbers between an embedding of d inputs and the same embedding transposed has (s − d − 2h)(d + 2h) conserved quantities where s > d + 2h, and none elsewhere.',
  latex: '(s-d-2h)_+(d+2h)',
  source: HERE,
  status: 'conjecture',
  statusReason: `${COUNTED} That many there are at least: rows of (E, Uᵀ, V) are moved by one matrix.`,
  kinds: ['residual-block'],
  at: 'generic',
  hypotheses: [ARE_SMOOTH],
  needs: 'a residual block between an embedding and its transpose',
  draw(rng, { upTo, dropped }) {
    const inputs = upTo(1, 2);
    const hidden = inputs === 1 ? upTo(1, 2) : 1;
    const rows = inputs + 2 * hidden;
    return {
      kind: 'residual-block',
      inputs,
      stream: rng.chance(0.5) ? rows + upTo(1, rows === 3 ? 2 : 1) : upTo(1, rows),
      hidden,
      outputs: inputs,
      activation: rng.pick(dropped.has(ARE_SMOOTH.id) ? ['identity', 'square'] : SMOOTH),
      tied: true,
    };
  },
  expected({ model }) {
    const { inputs, stream, hidden, tied } = model.spec as Stream;
    const rows = inputs + 2 * hidden;
    return tied ? Math.max(0, stream - rows) * rows : undefined;
  },
});

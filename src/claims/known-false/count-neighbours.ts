/**
 * Known to be false: numbers of laws next to those in print and to those found here. Most are right at small sizes, or
 * where two sizes agree; domain, hypotheses and orbits are those of the claim that they are next to (`define-count.ts`).
 */
import type { Subject } from '../../instances/subject.ts';
import { regluLaws } from '../conjectures/gates.ts';
import { layerNormGainLaws, layerNormLaws, weightNormLaws } from '../conjectures/normalised.ts';
import { groupedQueryLaws, tiedLinearLaws } from '../conjectures/shared.ts';
import { embeddedBlockLaws, tiedEmbeddingLaws } from '../conjectures/streams.ts';
import { type CountClaim, misstated } from '../define-count.ts';
import { attentionHeadLaws, attentionOf } from '../published/attention.ts';
import { smoothFeedForwardLaws, swigluLaws } from '../published/gated.ts';
import { independentProducts, linearFactorLaws } from '../published/linear.ts';
import { scaleLaw, softmaxLayerLaws } from '../published/outputs-and-scales.ts';
import { reluConvolutionLaws, reluGraphLaws, reluLaws } from '../published/relu.ts';
import { residualPairLaws, skipLaws } from '../published/residual.ts';

const sizesOf = <T>({ model }: Subject) => model.spec as T;

const products = (r: number) => (r * (r + 1)) / 2;

interface Factors {
  readonly rank: number;
}

interface Layers {
  readonly widths: readonly number[];
  readonly bias: boolean;
}

interface Stream {
  readonly inputs: number;
  readonly stream: number;
  readonly hidden: number;
  readonly outputs: number;
}

const outputsOf = ({ model }: Subject) => model.output.size;

export const countNeighbours: readonly CountClaim[] = [
  misstated(linearFactorLaws, {
    id: 'linear-factors-never-too-many',
    statement:
      'A product U Vᵀ of r factors has r(r + 1)/2 independent conserved quantities, the entries of UᵀU − VᵀV.',
    statusReason: 'Where r > n + m some of these entries depend on the others.',
    off: 'hypothesis',
    number: (_, subject) => products(sizesOf<Factors>(subject).rank),
  }),
  misstated(linearFactorLaws, {
    id: 'linear-factors-keep-lengths-only',
    statement:
      'A product U Vᵀ of r factors has r independent conserved quantities, ‖U[:,i]‖² − ‖V[:,i]‖².',
    statusReason: 'Products of two columns stay as well; true of r = 1.',
    off: 'constant',
    number: (_, subject) => sizesOf<Factors>(subject).rank,
  }),

  misstated(reluLaws, {
    id: 'relu-units-as-linear-ones',
    statement: 'A two-layer ReLU network of r hidden units has r(r + 1)/2 conserved quantities.',
    statusReason: 'Units with hyperplanes of their own are told apart; true of r = 1.',
    off: 'hypothesis',
    number: products,
  }),
  misstated(reluLaws, {
    id: 'relu-biases-break-laws',
    statement:
      'A two-layer ReLU network of r hidden units conserves r quantities, with biases none.',
    statusReason: 'A unit is homogeneous in weights and bias together.',
    off: 'constant',
    number: (right, subject) => (sizesOf<Layers>(subject).bias ? 0 : right),
  }),

  misstated(reluConvolutionLaws, {
    id: 'relu-convolution-laws-by-place',
    statement:
      'A ReLU between two convolutions has one conserved quantity for each hidden channel and place.',
    statusReason: 'All places of a channel share their weights.',
    off: 'constant',
    number: (right, subject) => right * sizesOf<{ places: number }>(subject).places,
  }),
  misstated(reluConvolutionLaws, {
    id: 'relu-convolution-as-linear-one',
    statement:
      'A ReLU between two convolutions with c hidden channels has c(c + 1)/2 conserved quantities.',
    statusReason: 'Filters with hyperplanes of their own are told apart; true of c = 1.',
    off: 'hypothesis',
    number: products,
  }),

  misstated(reluGraphLaws, {
    id: 'relu-graph-laws-by-unit',
    statement:
      'With paths lifted, a ReLU network has one conserved quantity for each unit, its outputs among them.',
    statusReason:
      'What a unit sends on has to scale with what it takes in; outputs send nothing on.',
    off: 'constant',
    number: (right, subject) => right + outputsOf(subject),
  }),
  misstated(reluGraphLaws, {
    id: 'relu-graph-laws-by-layer',
    statement:
      'With paths lifted, a ReLU network has one conserved quantity for each hidden layer.',
    statusReason: 'One a unit: the ‖Wₗ‖² are their sums; true of layers of one unit.',
    off: 'constant',
    number(_, subject) {
      const { hidden, widths = [] } = sizesOf<{ hidden?: readonly number[]; widths?: number[] }>(
        subject,
      );
      return hidden?.length ?? widths.length - 2;
    },
  }),

  misstated(skipLaws, {
    id: 'skip-adds-a-law',
    statement: 'A residual block x + g(x) has one conserved quantity more than its branch g.',
    statusReason: 'What is added does not depend on θ.',
    off: 'constant',
    number: (right) => right + 1,
  }),
  misstated(skipLaws, {
    id: 'skip-breaks-laws',
    statement: 'A residual block x + g(x) conserves nothing, since its scale is fixed.',
    statusReason: 'The scale of g is fixed without it too, and not those of its layers.',
    off: 'conclusion',
    number: () => 0,
  }),

  misstated(residualPairLaws, {
    id: 'residual-pair-as-blocks',
    statement:
      'x + uσ(vx) + sσ(t(x + uσ(vx))) has 2 conserved quantities, those of its two blocks.',
    statusReason: 'By one product uv and st enter, so that a third law joins the blocks.',
    off: 'constant',
    number: () => 2,
  }),
  misstated(residualPairLaws, {
    id: 'residual-pair-stands-still',
    statement: 'x + uσ(vx) + sσ(t(x + uσ(vx))) conserves all four of u, v, s, t.',
    statusReason: 'The gates are open for some x, and the field is not 0 there.',
    off: 'conclusion',
    number: () => 4,
  }),

  misstated(attentionHeadLaws, {
    id: 'attention-keys-never-too-many',
    statement: 'One softmax head of k keys and values has k(k + 1) conserved quantities.',
    statusReason: 'Where k > 2d some of these quantities depend on the others.',
    off: 'hypothesis',
    number: (_, subject) => 2 * products(attentionOf(subject).keys),
  }),

  misstated(softmaxLayerLaws, {
    id: 'softmax-keeps-row-sums',
    statement: 'A last layer n × m under a softmax keeps its n row sums, and nothing else.',
    statusReason: 'A shift of all logits is one vector for each column; true of n = m.',
    off: 'constant',
    number: (_, subject) => outputsOf(subject),
  }),
  misstated(softmaxLayerLaws, {
    id: 'softmax-keeps-all-sums',
    statement: 'A last layer n × m under a softmax keeps its column sums and its row sums.',
    statusReason: 'Row sums move with the data; true of n = 1.',
    off: 'conclusion',
    number: (right, subject) => right + outputsOf(subject) - 1,
  }),

  misstated(smoothFeedForwardLaws, {
    id: 'smooth-units-as-relu',
    statement:
      'A feed-forward block with GELU or SiLU has one conserved quantity for each hidden unit.',
    statusReason: 'ReLU is homogeneous, GELU and SiLU are near it only.',
    off: 'conclusion',
    number: (_, subject) => sizesOf<Layers>(subject).widths[1],
  }),
  misstated(swigluLaws, {
    id: 'swiglu-scales-both-ways',
    statement: 'SwiGLU, A(silu(Bx) ⊙ Cx) with h units, has 2h independent conserved quantities.',
    statusReason: 'The gate silu(Bx) is not homogeneous in B.',
    off: 'conclusion',
    number: (right) => 2 * right,
  }),

  misstated(regluLaws, {
    id: 'reglu-as-swiglu',
    statement: 'ReGLU, A(ReLU(Bx) ⊙ Cx) with h units, has h conserved quantities, as SwiGLU has.',
    statusReason: 'ReLU is homogeneous and SiLU is not, so that rows of B trade scales, too.',
    off: 'hypothesis',
    number: (right) => right / 2,
  }),
  misstated(regluLaws, {
    id: 'reglu-keeps-angles',
    statement:
      'ReGLU, A(ReLU(Bx) ⊙ Cx) with h units, has 3h conserved quantities, B[i,:]·C[i,:] among them.',
    statusReason: 'At x it moves by a((b·x)² + (c·x)²).',
    off: 'conclusion',
    number: (right) => (3 * right) / 2,
  }),

  misstated(scaleLaw, {
    id: 'scale-law-of-both-layers',
    statement: 'A·RMSNorm(Wx), W ≠ 0, keeps ‖W‖² and ‖A‖²: at least two conserved quantities.',
    statusReason: 'F is linear in A, and not homogeneous of degree 0.',
    off: 'conclusion',
    number: () => 2,
  }),
  misstated(scaleLaw, {
    id: 'scale-law-alone',
    statement: 'A·RMSNorm(Wx), W ≠ 0, keeps ‖W‖² and nothing else.',
    statusReason: 'Units that depend on each other linearly go on to do so in the same way.',
    off: 'conclusion',
    atLeast: false,
    number: (right) => right,
  }),

  misstated(layerNormLaws, {
    id: 'layer-norm-without-row-sums',
    statement:
      'A·LayerNorm(Wx) with n units and d inputs has d conserved quantities more than A·RMSNorm(Wx) with n − 1 units.',
    statusReason: 'The row sums of A stay, too: LayerNorm has no mean.',
    off: 'constant',
    number: (right, subject) => right - outputsOf(subject),
  }),
  misstated(layerNormGainLaws, {
    id: 'layer-norm-gain-keeps-row-sums',
    statement:
      'A(γ ⊙ LayerNorm(Wx) + β) keeps the row sums of A, as A·LayerNorm(Wx) does, besides what it keeps.',
    statusReason: 'What A takes in has a mean, once γ and β are applied.',
    off: 'conclusion',
    number: (right, subject) => right + outputsOf(subject),
  }),
  misstated(weightNormLaws, {
    id: 'weight-norm-balances-gains',
    statement: 'Σₖ aₖσ(gₖ vₖ·x/‖vₖ‖) keeps ‖vₖ‖² and gₖ² − aₖ² of every unit.',
    statusReason: 'Where σ is not homogeneous gₖ and aₖ do not trade scales.',
    off: 'hypothesis',
    number: (right) => 2 * right,
  }),

  misstated(groupedQueryLaws, {
    id: 'grouped-queries-as-heads',
    statement:
      'Softmax attention whose sets of keys and values serve q queries each has the laws of as many heads with keys and values of their own.',
    statusReason: 'What is shared scales once; true of q = 1.',
    off: 'hypothesis',
    number(_, subject) {
      const { heads, queries, keys, values, channels, outputs } = attentionOf(subject);
      const own =
        independentProducts(keys, 2 * channels) + independentProducts(values, channels + outputs);
      return heads * queries * own;
    },
  }),
  misstated(tiedLinearLaws, {
    id: 'tied-linear-keeps-nothing',
    statement: 'A linear autoencoder Wᵀ W x conserves nothing.',
    statusReason: 'More codes than inputs depend on each other; true of n ≤ d.',
    off: 'conclusion',
    number: () => 0,
  }),
  misstated(tiedEmbeddingLaws, {
    id: 'tied-embedding-as-untied-one',
    statement:
      'A residual block between an embedding and the same embedding transposed has the laws of one whose read-out is free.',
    statusReason: 'Of GL(s) on the stream rotations are left, which give no law.',
    off: 'conclusion',
    number(_, subject) {
      const { stream, inputs, hidden } = sizesOf<Stream>(subject);
      return independentProducts(stream, 2 * inputs + 2 * hidden);
    },
  }),
  misstated(tiedEmbeddingLaws, {
    id: 'tied-embedding-without-writes',
    statement:
      'A residual block of h smooth units on a stream of s numbers between an embedding of d inputs and the same embedding transposed has (s − d − h)(d + h) conserved quantities where s > d + h, and none elsewhere.',
    statusReason: 'What the block writes to the stream takes part, too; true of s ≤ d + h.',
    off: 'constant',
    number(_, subject) {
      const { stream, inputs, hidden } = sizesOf<Stream>(subject);
      return Math.max(0, stream - inputs - hidden) * (inputs + hidden);
    },
  }),
  misstated(embeddedBlockLaws, {
    id: 'embedded-block-as-its-ends',
    statement:
      'A residual block between an embedding and a read-out has the laws of the embedding and the read-out alone.',
    statusReason: 'The block reads the stream and writes to it; true of s ≤ d + c.',
    off: 'constant',
    number(_, subject) {
      const { stream, inputs, outputs } = sizesOf<Stream>(subject);
      return independentProducts(stream, inputs + outputs);
    },
  }),
];

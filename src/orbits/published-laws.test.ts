/**
 * Counts of conservation laws that are in print, at three sizes each, and orbits known from elsewhere:
 * M − dim Lie at a generic point. The rank is a lower bound, so a count that is met says: no law beyond
 * those claimed; that those exist is their authors' proof.
 */
import { describe, expect, test } from 'vitest';
import type { ModelJson } from '../models/contract.ts';
import { genericLieRank, type Place } from '../testing/generic-lie-rank.ts';

type Case = readonly [name: string, model: ModelJson, laws: number, place?: Place];

function lawsOf(model: ModelJson, place?: Place): number {
  const { size, rank } = genericLieRank(model, place);
  return size - rank;
}

function counts(title: string, cases: readonly Case[]): void {
  describe(title, () => {
    for (const [name, model, laws, place] of cases)
      test(name, () => {
        expect(lawsOf(model, place)).toBe(laws);
      });
  });
}

const lowRank = (outputs: number, inputs: number, rank: number, more = {}): ModelJson => ({
  kind: 'low-rank',
  inputs,
  rank,
  outputs,
  ...more,
});

const attention = (positions: number, channels: number, keys: number, more = {}): ModelJson => ({
  kind: 'attention',
  positions,
  channels,
  keys,
  values: keys,
  outputs: channels,
  ...more,
});

const rotations = [
  ['3/5', '4/5'],
  ['5/13', '12/13'],
];

const experts = (inputs: number, n: number, hidden: number, more = {}): ModelJson => ({
  kind: 'mixture-of-experts',
  inputs,
  experts: n,
  hidden,
  outputs: 1,
  activation: 'silu',
  ...more,
});

const unit = (kind: string, inputs: number, hidden: number, outputs: number, more = {}) => ({
  kind,
  inputs,
  hidden,
  outputs,
  ...more,
});

describe('orbits at a generic point', () => {
  test.each([
    [
      { kind: 'residual-block', inputs: 2, stream: 2, hidden: 2, outputs: 1, activation: 'tanh' },
      14,
      11,
    ],
    [attention(2, 2, 2, { outputs: 1 }), 14, 8],
    [attention(3, 2, 1), 8, 6],
    [unit('gated', 2, 2, 1, { activation: 'silu' }), 10, 8],
    [{ kind: 'tied-autoencoder', inputs: 2, hidden: 2, activation: 'tanh' }, 4, 4],
    [{ kind: 'convolution', places: 3, taps: 2, hidden: 2, outputs: 1, activation: 'tanh' }, 6, 6],
    [{ kind: 'linear', widths: [2, 3, 2] }, 12, 6],
    [{ kind: 'fully-connected', widths: [2, 3, 1], bias: false, activation: 'tanh' }, 9, 9],
  ] as const)('%j', (model, size, rank) => {
    expect(genericLieRank(model)).toMatchObject({ size, rank });
  });

  test('a residual unit r(x + v tanh(wx)) by its Taylor coefficients: all of ℝ³', () => {
    const features = ['r + r*v*w', 'r*v*w^3', 'r*v*w^5', 'r*v*w^7'];
    const model = { kind: 'polynomial', variables: ['r', 'v', 'w'], features };
    expect(genericLieRank(model, 'point').rank).toBe(3);
  });
});

// k(2r + 1 − k)/2, k = min(r, n + m): Marcotte, Gribonval, Peyré, ICML 2025, Prop. 3.5. Fixed weights
// under the product change F by something that θ does not enter, so nothing of it.
counts('U Vᵀ', [
  ['2×2, r = 1', lowRank(2, 2, 1), 1],
  ['3×2, r = 2', lowRank(3, 2, 2), 3],
  ['2×2, r = 5', lowRank(2, 2, 5), 14],
  ['W₀ + U Vᵀ', lowRank(2, 2, 2, { fixed: [['1/2', 2], [3, 4]] }), 3], // biome-ignore format: one row
  ['tanh(U Vᵀx)', lowRank(3, 2, 2, { activation: 'tanh' }), 3],
]);

// One a hidden neuron: Marcotte et al., NeurIPS 2023, Cor. 4.4; ICLR 2026, Cor. 3.4.
counts('ReLU, paths lifted', [
  ['2-3-1', { kind: 'relu-paths', widths: [2, 3, 1], bias: false }, 3, 'point'],
  ['2-3-2 with biases', { kind: 'relu-paths', widths: [2, 3, 2], bias: true }, 3, 'point'],
  ['1-4-1 with biases', { kind: 'relu-paths', widths: [1, 4, 1], bias: true }, 4, 'point'],
  ['2-3-2-1', { kind: 'relu-paths', widths: [2, 3, 2, 1], bias: false }, 5, 'point'],
  ['1-2-2-1', { kind: 'relu-paths', widths: [1, 2, 2, 1], bias: false }, 4, 'point'],
  ['2-2-2-2-1', { kind: 'relu-paths', widths: [2, 2, 2, 2, 1], bias: false }, 6, 'point'],
]);

const reluConvolution = (
  places: number,
  channels: number,
  hidden: number,
  outputs: number,
  taps: number,
): ModelJson => ({ kind: 'relu-convolution-paths', places, channels, hidden, outputs, taps });

// One a hidden channel: ICML 2025, Thm 3.6.
counts('two-layer ReLU convolution', [
  ['1 → 2 → 1, 2 taps', reluConvolution(4, 1, 2, 1, 2), 2, 'point'],
  ['2 → 2 → 2, 3 taps', reluConvolution(5, 2, 2, 2, 3), 2, 'point'],
  ['1 → 3 → 2, 2 taps', reluConvolution(4, 1, 3, 2, 2), 3, 'point'],
]);

// x + g(x) has the laws of g (Prop. 3.2), several blocks those of each and none across (Thm 4.6, 4.7).
counts('residual networks', [
  ['ReLU, one block', { kind: 'residual-paths', channels: 2, hidden: [3] }, 3, 'point'],
  ['ReLU, two blocks', { kind: 'residual-paths', channels: 2, hidden: [1, 2] }, 3, 'point'],
  ['ReLU, three blocks', { kind: 'residual-paths', channels: 2, hidden: [2, 1, 2] }, 5, 'point'],
  ['tanh', { kind: 'residual', channels: 2, hidden: [2, 2], activation: 'tanh' }, 0],
  [
    // Example 4.8, x + uσ(vx) + sσ(t(x + uσ(vx))): with sgn t = sgn v = sgn u both gates open together,
    // so F is (1 + uv)(1 + st)x or x, one field in four dimensions. With free gates there are two laws.
    'Example 4.8, gates in step',
    { kind: 'polynomial', variables: ['u', 'v', 's', 't'], features: ['(1 + u*v)*(1 + s*t)'] },
    3,
    'point',
  ],
  ['Example 4.8, gates free', { kind: 'residual-paths', channels: 1, hidden: [1, 1] }, 2, 'point'],
]);

// r(2k + 1 − r) a head, r = min(k, 2d): ICML 2025, Thm 3.8, Cor. 3.9, 3.10; Tran et al., ICML 2026, 4.3.
counts('softmax attention', [
  ['d = 2, k = 1', attention(2, 2, 1), 2],
  ['d = 2, k = 3, 3 tokens', attention(3, 2, 3), 12],
  ['d = 1, k = 3', attention(2, 1, 3), 10],
  ['d = 2, k = 5', attention(2, 2, 5), 28],
  ['d = 2, k = 2, read at every position', attention(2, 2, 2, { read: 'all' }), 6],
  ['d = 2, k = 2, causal', attention(2, 2, 2, { read: 'all', causal: true }), 6],
  ['2 heads, k = 1', attention(2, 2, 1, { heads: 2 }), 4],
  ['2 heads, k = 2', attention(2, 2, 2, { heads: 2 }), 12],
  ['3 heads, k = 1', attention(2, 2, 1, { heads: 3 }), 6],
  ['k = 8, d = 16, one output, 4 tokens: M = 392', attention(4, 16, 8, { outputs: 1 }), 72],
  // One token: the only weight is 1, so Q and K do not move.
  ['1 token, k = 1', attention(1, 2, 1), 4 + 1],
]);

// k/2 + k(k + 1)/2 a head: Tran et al., 4.4, for distinct frequencies. Two things must be added.
// - The second term is VVᵀ − OOᵀ, of which r(2k + 1 − r)/2 are independent, r = min(k, 2d): k ≤ 2d.
// - Frequencies must differ up to sign, and none be a half turn. Where two agree, or are opposite (the
//   same after an exchange of coordinates), the rotations commute with U(2) on their four coordinates
//   instead of U(1)², and its Hermitian generators give 2² = 4 for 1 + 1. A half turn commutes with all
//   of GL(2): 3 for 1.
counts('rotary positions', [
  ['k = 2', attention(2, 2, 2, { rotary: rotations.slice(1) }), 4],
  ['k = 2, 3 tokens, 2 heads', attention(3, 2, 2, { heads: 2, rotary: rotations.slice(1) }), 8],
  ['k = 4', attention(2, 3, 4, { rotary: rotations }), 12],
  ['k = 4, d = 1', attention(2, 1, 4, { rotary: rotations }), 2 + 7],
  ['k = 2, half a turn', attention(3, 2, 2, { rotary: [[-1, 0]] }), 3 + 3],
  [
    'k = 4, opposite frequencies',
    attention(3, 2, 4, {
      rotary: [
        ['3/5', '4/5'],
        ['3/5', '-4/5'],
      ],
    }),
    14,
  ],
  ['k = 4, equal frequencies', attention(2, 4, 4, { rotary: [rotations[0], rotations[0]] }), 14],
]);

// Column sums of the last layer: ICML 2025, Prop. 3.11.
counts('softmax output', [
  ['2 × 2', { kind: 'softmax-output', widths: [2, 2] }, 2],
  ['3 × 2', { kind: 'softmax-output', widths: [2, 3] }, 2],
  ['2 × 3 on tanh', { kind: 'softmax-output', widths: [2, 3, 2], activation: 'tanh' }, 3],
]);

// None for GELU and SiLU; ‖A_{:i}‖² − ‖C_{i:}‖² for SwiGLU: Tran et al., 4.1, 4.2. Bilinear units have
// ‖B_{i:}‖² − ‖C_{i:}‖² as well.
counts('gated units', [
  ['GELU', { kind: 'fully-connected', widths: [2, 3, 1], bias: false, activation: 'gelu' }, 0],
  ['SiLU', { kind: 'fully-connected', widths: [3, 2, 1], bias: false, activation: 'silu' }, 0],
  ['SwiGLU 3-2-2', unit('gated', 3, 2, 2, { activation: 'silu' }), 2],
  ['SwiGLU 1-3-1', unit('gated', 1, 3, 1, { activation: 'silu' }), 3],
  ['SwiGLU 2-4-3', unit('gated', 2, 4, 3, { activation: 'silu' }), 4],
  ['GEGLU 2-3-1', unit('gated', 2, 3, 1, { activation: 'gelu' }), 3],
  ['bilinear 3-2-2', unit('gated', 3, 2, 2, { activation: 'identity' }), 4, 'point'],
  ['ReGLU with free gates 2-3-2', unit('gated-paths', 2, 3, 2), 6, 'point'],
]);

// n·h + d with a softmax gate: Tran et al., 4.5, 4.6.
counts('mixtures of experts, softmax gate', [
  ['d = 2, n = 2, h = 1', experts(2, 2, 1), 4],
  ['d = 1, n = 3, h = 2', experts(1, 3, 2), 7],
  ['d = 2, n = 2, h = 2, two outputs', experts(2, 2, 2, { outputs: 2 }), 6],
  ['top 2 of 3, d = 2', experts(2, 3, 1, { top: 2 }), 5],
  ['top 2 of 3, d = 1', experts(1, 3, 2, { top: 2 }), 7],
  ['top 3 of 4', experts(2, 4, 1, { top: 3 }), 6],
  // k = 1: the only weight is 1 whatever the gate says, so the gate's n·d parameters do not move.
  ['top 1 of 3', experts(2, 3, 1, { top: 1 }), 9],
]);

// A normalised sigmoid gate is said to keep Σᵢ wᵢ as well (n·h + d; Tran et al., 4.7, by a summary). It
// does not: pᵢ = σ(sᵢ)/Σσ(sⱼ) has Σₖ ∂ log pᵢ/∂sₖ = (1 − σᵢ) − Σₖ pₖ(1 − σₖ) = Σₖ pₖσₖ − σᵢ, which
// vanishes for all i only where all σ are equal. Only the experts' n·h laws are left.
counts('mixtures of experts, normalised sigmoid gate', [
  ['d = 2, n = 2, h = 1', experts(2, 2, 1, { gate: 'sigmoid' }), 2],
  ['d = 1, n = 3, h = 2', experts(1, 3, 2, { gate: 'sigmoid' }), 6],
  ['top 2 of 3', experts(2, 3, 1, { gate: 'sigmoid', top: 2 }), 3],
]);

describe('counts that are nowhere in print', () => {
  // A(Wx)/‖Wx‖: rotations of the units are no source of laws; the scale of W is one: ‖W‖². With
  // more units than d + c the units' coordinates obey linear relations as well: the units move as
  // vectors of ℝ^{d+c} under all of GL, less the scale, so the orbit has (d + c)² − 1 dimensions.
  counts('RMSNorm', [
    ['2-3-1', unit('rms-norm', 2, 3, 1), 1, 'away'],
    ['3-2-2', unit('rms-norm', 3, 2, 2), 1, 'away'],
    ['2-4-1', unit('rms-norm', 2, 4, 1), 12 - 8, 'away'],
    ['2-3-1 with ε', unit('rms-norm', 2, 3, 1, { epsilon: '1/2' }), 0, 'away'],
    // One input: z = w/‖w‖, F = ±Az. With κ = ‖w‖, P = Az and T = AAᵀ − PPᵀ the field of output e is
    // A˙ = ezᵀ, z˙ = κ⁻²(1 − zzᵀ)Aᵀe, so κ²T˙ = −(TePᵀ + PeᵀT) and κ²(log det T)˙ = −2e·P, while
    // (tr AAᵀ)˙ = 2e·P: beside ‖w‖ the law tr AAᵀ + ‖w‖² log det T, where T has full rank (n > c).
    ['1-3-2', unit('rms-norm', 1, 3, 2), 2, 'away'],
    ['1-4-3', unit('rms-norm', 1, 4, 3), 2, 'away'],
    ['1-3-3', unit('rms-norm', 1, 3, 3), 1, 'away'],
    // γᵢ² − ‖A_{:i}‖² a unit, and ‖W‖² without ε.
    ['2-3-1 with gain', unit('rms-norm', 2, 3, 1, { gain: true }), 4, 'away'],
    ['2-6-1 with gain', unit('rms-norm', 2, 6, 1, { gain: true }), 7, 'away'],
    ['1-3-2 with gain and ε', unit('rms-norm', 1, 3, 2, { gain: true, epsilon: 1 }), 3],
  ]);

  // The mean is not seen: column sums of W (d), row sums of A (c, where no gain
  // stands between), then ‖W‖² without ε. With gain and shift: γᵢ² + βᵢ² − ‖A_{:i}‖² a unit.
  counts('LayerNorm', [
    ['2-3-1', unit('layer-norm', 2, 3, 1), 2 + 1 + 1, 'away'],
    ['2-4-1', unit('layer-norm', 2, 4, 1), 2 + 1 + 1, 'away'],
    ['1-3-2', unit('layer-norm', 1, 3, 2), 1 + 2 + 1, 'away'],
    ['1-3-2 with ε', unit('layer-norm', 1, 3, 2, { epsilon: 1 }), 1 + 2],
    ['2-3-1 with gain', unit('layer-norm', 2, 3, 1, { gain: true }), 3 + 2 + 1, 'away'],
    ['2-4-1 with gain', unit('layer-norm', 2, 4, 1, { gain: true }), 4 + 2 + 1, 'away'],
    ['1-3-2, gain and ε', unit('layer-norm', 1, 3, 2, { gain: true, epsilon: 1 }), 3 + 1],
    // Two units: z = (ζ, −ζ), so (γ₁, β₁, a₁) and (−γ₂, β₂, a₂) move under the same so(2, 1) and their
    // product −γ₁γ₂ + β₁β₂ − a₁·a₂ stays as well.
    ['3-2-2, gain and ε', unit('layer-norm', 3, 2, 2, { gain: true, epsilon: 1 }), 2 + 3 + 1],
  ]);

  // ‖vₖ‖² a unit.
  counts('weight normalisation', [
    ['2-2-1', unit('weight-normalised', 2, 2, 1, { activation: 'tanh' }), 2],
    ['3-2-2', unit('weight-normalised', 3, 2, 2, { activation: 'tanh' }), 2],
    ['2-3-1', unit('weight-normalised', 2, 3, 1, { activation: 'tanh' }), 3],
  ]);

  // Only rotations are left of GL(k) on queries and keys, so of QQᵀ − KKᵀ nothing; ‖Q‖² and ‖K‖² come
  // in, and go again with ε. VVᵀ − OOᵀ (here one number) stays.
  const normalised = { normalised: true, values: 1, outputs: 1 };
  counts('normalised queries and keys', [
    ['k = 2', attention(2, 2, 2, normalised), 3, 'away'],
    ['k = 3, 3 tokens', attention(3, 2, 3, normalised), 3, 'away'],
    ['k = 2, rotary', attention(2, 2, 2, { ...normalised, rotary: [rotations[0]] }), 3, 'away'],
    ['k = 2 with ε', attention(2, 2, 2, { ...normalised, epsilon: 1 }), 1],
    ['k = 3 with ε, 3 tokens', attention(3, 2, 3, { ...normalised, epsilon: 1 }), 1],
  ]);

  // Σ_g Q_gQ_gᵀ − KKᵀ and its like for values: k(k + 1) for each set of keys and values.
  counts('grouped keys and values', [
    ['1 of 2, k = 2', attention(2, 2, 2, { queries: 2 }), 6],
    ['1 of 3, k = 1', attention(2, 2, 1, { queries: 3 }), 2],
    ['2 of 2, k = 1', attention(2, 3, 1, { heads: 2, queries: 2 }), 4],
  ]);

  // One more than under a softmax, ‖Q‖² − ‖O‖²: the scores' scale can be moved to the values.
  counts('linear attention', [
    ['k = 1', attention(2, 2, 1, { weights: 'linear' }), 3, 'point'],
    ['k = 2', attention(2, 2, 2, { weights: 'linear' }), 7, 'point'],
    ['k = 1, two values', attention(3, 2, 1, { weights: 'linear', values: 2 }), 5, 'point'],
  ]);
});

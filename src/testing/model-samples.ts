/** A small spec or two of every model that comes with falsim, options on and off. */
import type { ModelJson } from '../models/contract.ts';

const rotary = [['3/5', '4/5']];
const sizes = { inputs: 2, hidden: 3, outputs: 2 };
const heads = { kind: 'attention', positions: 3, channels: 2, keys: 2, values: 2, outputs: 1 };
const experts = { ...sizes, kind: 'mixture-of-experts', experts: 3, activation: 'silu' };
const convolution = { kind: 'convolution', places: 4, taps: 2, hidden: 2, outputs: 2 };

export const modelSamples: readonly ModelJson[] = [
  { kind: 'fully-connected', widths: [2, 3, 2, 1], bias: true, activation: 'tanh' },
  { kind: 'linear', widths: [2, 3, 2] },
  { kind: 'relu-paths', widths: [2, 3, 2], bias: true },
  { kind: 'diagonal-linear', depth: 3, inputs: 2 },
  { kind: 'polynomial', variables: ['u', 'v'], features: ['u*v^2 - 1/2*u', 'u^2/(1 + v^2)'] },
  { kind: 'low-rank', inputs: 3, rank: 2, outputs: 2 },
  {
    kind: 'low-rank',
    inputs: 2,
    rank: 1,
    outputs: 2,
    fixed: [
      [1, '1/2'],
      [-2, 3],
    ],
    activation: 'tanh',
  },
  { kind: 'tied-autoencoder', inputs: 2, hidden: 3, activation: 'sigmoid' },
  { ...sizes, kind: 'residual-block', stream: 2, activation: 'gelu' },
  { ...sizes, kind: 'residual-block', stream: 2, activation: 'silu', tied: true },
  { kind: 'residual', channels: 2, hidden: [2, 1], activation: 'tanh' },
  { kind: 'residual-paths', channels: 2, hidden: [1, 2] },
  { ...sizes, kind: 'gated', activation: 'silu' },
  { ...sizes, kind: 'gated-paths' },
  experts,
  { ...experts, gate: 'sigmoid', top: 2 },
  { ...convolution, activation: 'tanh' },
  { ...convolution, channels: 2, pooled: false, boundary: 'circular', activation: 'softplus' },
  { ...convolution, taps: 3, pooled: false, boundary: 'zero', activation: 'square' },
  { kind: 'relu-convolution-paths', places: 3, channels: 1, hidden: 2, outputs: 2, taps: 2 },
  heads,
  { ...heads, heads: 2, queries: 2, read: 'all', causal: true },
  { ...heads, rotary, normalised: true, epsilon: '1/4' },
  { ...heads, weights: 'linear', outputs: 2 },
  { kind: 'softmax-output', widths: [2, 3, 2], bias: true, activation: 'tanh' },
  { ...sizes, kind: 'rms-norm' },
  { ...sizes, kind: 'rms-norm', gain: true, epsilon: '1/2' },
  { ...sizes, kind: 'layer-norm' },
  { ...sizes, kind: 'layer-norm', gain: true, epsilon: '1/2' },
  { ...sizes, kind: 'weight-normalised', activation: 'sin' },
];

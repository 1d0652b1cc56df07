/**
 * Claims about orbits with witnesses, from theory that is quoted beside each: what the verifier must
 * accept, and what forgeries are made from.
 */
import { resolveFunction } from '../analytic/registry.ts';
import { axis, choices, defineModel, matvec, tensor } from '../models/contract.ts';
import { registerModel } from '../models/registry.ts';
import { literal, object } from '../models/schema.ts';
import type { CertificateIsometry } from '../verifier/certificate.ts';
import type { ProducerQuestion } from './certificate-producer.ts';

const exp = resolveFunction('exp');

/** One head of softmax attention over two tokens of two channels, k = v = 1, read at the last. */
const attention = defineModel({
  kind: 'test-attention',
  formula: 'F(x) = o Σⱼ softmaxⱼ(⟨q, x₂⟩⟨k, xⱼ⟩) ⟨v, xⱼ⟩',
  spec: object({ kind: literal('test-attention') }),
  architecture() {
    const channel = axis('channels', 2, 'input', null);
    const one = axis('outputs', 1, 'output', null);
    return {
      parameters: { q: tensor(channel), k: tensor(channel), v: tensor(channel), o: tensor(one) },
      inputs: { x: tensor(axis('positions', 2, 'place', null), channel) },
      output: one,
    };
  },
  evaluate(f, { q, k, v, o }, { x }) {
    const asked = f.dot(q, x[1]);
    const weights = matvec(f, x, k).map((score) => f.apply(exp, f.mul(asked, score)));
    const scale = f.inverse(weights.reduce((sum, weight) => f.add(sum, weight)));
    return [f.mul(o[0], f.mul(scale, f.dot(weights, matvec(f, x, v))))];
  },
});

/** F(x; m) = (m₁a₁ + m₂a₂)x over the masks (1, 0) and (0, 1). */
const masked = defineModel({
  kind: 'test-masked',
  formula: 'F(x; m) = ⟨m, a⟩ x',
  spec: object({ kind: literal('test-masked') }),
  architecture() {
    const unit = axis('units', 2, 'hidden', null);
    const one = axis('outputs', 1, 'output', null);
    return {
      parameters: { a: tensor(unit) },
      inputs: {
        x: tensor(one),
        mask: choices(tensor(unit), [
          [1, 0],
          [0, 1],
        ]),
      },
      output: one,
    };
  },
  evaluate: (f, { a }, { x, mask }) => [f.mul(f.dot(mask, a), x[0])],
});

for (const model of [attention, masked]) registerModel(model);

export const dense = (widths: number[], activation: unknown, bias = false) => ({
  kind: 'fully-connected',
  widths,
  bias,
  activation,
});
const polynomial = (variables: string[], ...features: string[]) => ({
  kind: 'polynomial',
  variables,
  features,
});
const origin = (inputs: number, top: number) => ({ base: new Array<number>(inputs).fill(0), top });
const swap = (target: number[], sign?: (1 | -1)[]) => ({
  kind: 'signed-permutation' as const,
  target,
  sign: sign ?? target.map((): 1 => 1),
  shift: null,
});
const terms = (...list: (readonly [number, ...(readonly [number, number])[]])[]) => ({
  terms: list.map(([coefficient, ...powers]) => ({
    coefficient,
    powers: powers.map(([i, e]): [number, number] => [i, e]),
  })),
  logarithms: [],
  on: 'everywhere' as const,
});
/** (wᵢ)² summed minus (aᵢ)² summed. */
const balance = (w: number[], a: number[]) =>
  terms(...w.map((i) => [1, [i, 2]] as const), ...a.map((i) => [-1, [i, 2]] as const));

type Case = ProducerQuestion & { readonly name: string; readonly dimension: number };
type Reflection = Pick<
  Extract<CertificateIsometry, { kind: 'blocks' }>['blocks'][number],
  'matrix' | 'vector'
>;

/** Linear 1-2-1 where w and a are multiples of (1, 2): what reflects both there fixes θ. */
const reflected = (name: string, block: Reflection, on: 'everywhere' | 'subspace'): Case => {
  const layers = [
    [0, 1],
    [2, 3],
  ];
  return {
    name,
    model: { kind: 'linear', widths: [1, 2, 1] },
    theta: [1, 2, 2, 4],
    status: 'explained',
    upperBound: 1,
    upper: {
      isometries: [{ kind: 'blocks', blocks: [{ ...block, on: layers }] }],
      laws: [{ ...balance([0, 1], [2, 3]), on }],
    },
    dimension: 1,
  };
};

export const certificateCases: readonly Case[] = [
  {
    name: 'two-layer tanh, generic (theory.md §3: 9)',
    model: dense([2, 3, 1], 'tanh'),
    theta: [1, 2, 3, '1/2', -1, 4, 2, 5, '7/3'],
    upperBound: 9,
    line: origin(2, 7),
    dimension: 9,
  },
  {
    name: 'two-layer tanh, equal neurons',
    model: dense([1, 2, 1], 'tanh'),
    theta: [2, 2, 3, 3],
    upperBound: 2,
    upper: { isometries: [swap([1, 0, 3, 2])] },
    line: origin(1, 5),
    dimension: 2,
  },
  {
    name: 'two-layer tanh, weights that are multiples of whichever primes were in use',
    model: dense([1, 1, 1], 'tanh'),
    theta: [17591976329777, 17591976329777],
    upperBound: 2,
    line: origin(1, 3),
    dimension: 2,
  },
  {
    name: 'softplus, opposite neurons: a bracket is needed (first-order span 3)',
    model: dense([1, 2, 1], 'softplus'),
    theta: [2, -2, 3, -3],
    upperBound: 4,
    line: origin(1, 6),
    dimension: 4,
  },
  {
    name: 'biased silu, dead neuron (theory.md §8: 1)',
    model: dense([1, 1, 1], 'silu', true),
    theta: [0, 0, 0, 5],
    status: 'explained',
    upperBound: 1,
    upper: { equations: [[[0, 1]], [[1, 1]], [[2, 1]]] },
    line: origin(1, 4),
    dimension: 1,
  },
  {
    name: 'biased tanh at rational biases: exact by Lindemann–Weierstrass',
    model: dense([2, 2, 1], 'tanh', true),
    theta: [1, 2, 3, 4, '1/2', '1/3', 1, 2, 3],
    upperBound: 9,
    line: origin(2, 6),
    dimension: 9,
  },
  {
    name: 'biased gelu: conditional',
    model: dense([1, 1, 1], 'gelu', true),
    theta: [1, '1/2', 2, 3],
    status: 'conditional',
    upperBound: 4,
    line: origin(1, 5),
    dimension: 4,
  },
  {
    name: 'attention, 2 tokens, k = v = 1, two laws',
    model: { kind: 'test-attention' },
    theta: [1, 2, 3, '1/2', -1, 4, 2],
    status: 'explained',
    upperBound: 5,
    upper: { laws: [balance([0, 1], [2, 3]), balance([4, 5], [6])] },
    line: origin(4, 5),
    dimension: 5,
  },
  {
    name: 'attention about x₀ ≠ 0: exponentials of rationals',
    model: { kind: 'test-attention' },
    theta: [1, 2, 3, '1/2', -1, 4, 2],
    status: 'explained',
    upperBound: 5,
    upper: { laws: [balance([0, 1], [2, 3]), balance([4, 5], [6])] },
    line: { base: [1, '1/2', -1, 2], top: 3 },
    dimension: 5,
  },
  {
    name: 'linear 1-2-1: one field, three laws wᵢwⱼ − aᵢaⱼ',
    model: { kind: 'linear', widths: [1, 2, 1] },
    theta: [1, 2, 3, 5],
    status: 'explained',
    upperBound: 1,
    upper: {
      laws: [
        balance([0], [2]),
        balance([1], [3]),
        terms([1, [0, 1], [1, 1]], [-1, [2, 1], [3, 1]]),
      ],
    },
    dimension: 1,
  },
  reflected(
    'linear 1-2-1 on the stratum of a reflection, balanced there',
    { matrix: null, vector: [2, -1] },
    'everywhere',
  ),
  reflected(
    'the same reflection as a matrix',
    {
      matrix: [
        ['-3/5', '4/5'],
        ['4/5', '3/5'],
      ],
      vector: null,
    },
    'subspace',
  ),
  {
    name: 'ReLU paths: gates, one law for each neuron',
    model: { kind: 'relu-paths', widths: [1, 2, 1], bias: false },
    theta: [1, 2, 3, 5],
    status: 'explained',
    upperBound: 2,
    upper: { laws: [balance([0], [2]), balance([1], [3])] },
    dimension: 2,
  },
  {
    name: 'u²v³ at (0, 1): nothing moves',
    model: polynomial(['u', 'v'], 'u^2*v^3'),
    theta: [0, 1],
    status: 'explained',
    upperBound: 0,
    upper: { equations: [[[0, 1]], [[1, 1]]] },
    dimension: 0,
  },
  {
    name: 'a power law: u² + v² conserves u/v',
    model: polynomial(['u', 'v'], 'u^2 + v^2'),
    theta: [1, 2],
    status: 'explained',
    upperBound: 1,
    upper: {
      laws: [
        {
          terms: [],
          logarithms: [
            { factor: 1, form: [[0, 1]], constant: 0 },
            { factor: -1, form: [[1, 1]], constant: 0 },
          ],
          on: 'everywhere',
        },
      ],
    },
    dimension: 1,
  },
  {
    name: 'a reciprocal: u̇ = (u + 1)³, v̇ = 1 conserve v + 1/(2(u + 1)²)',
    model: polynomial(['u', 'v'], '1/4*(u + 1)^4 + v'),
    theta: [2, 3],
    status: 'explained',
    upperBound: 1,
    upper: {
      laws: [
        {
          terms: [{ coefficient: 1, powers: [[1, 1]] }],
          logarithms: [],
          reciprocals: [{ factor: '1/2', form: [[0, 1]], constant: 1, power: 2 }],
          on: 'everywhere',
        },
      ],
    },
    dimension: 1,
  },
  {
    name: 'a reflection about a point that is not 0',
    model: polynomial(['u', 'v'], 'u^2 - 2*u + v', 'v^2'),
    theta: [1, 3],
    upperBound: 1,
    upper: {
      isometries: [{ kind: 'signed-permutation', target: [0, 1], sign: [-1, 1], shift: [2, 0] }],
    },
    dimension: 1,
  },
  {
    name: 'features u and u¹²v at (0, 1): the twelfth bracket (truth 2)',
    model: polynomial(['u', 'v'], 'u', 'u^12*v'),
    theta: [0, 1],
    upperBound: 2,
    order: 12,
    dimension: 2,
  },
  {
    name: 'finite inputs',
    model: { kind: 'test-masked' },
    theta: [1, 2],
    upperBound: 2,
    dimension: 2,
  },
  {
    name: 'a law on the subspace alone: tanh 1-1-1-1 at (w, 0, 0) does not move',
    model: dense([1, 1, 1, 1], 'tanh'),
    theta: [1, 0, 0],
    status: 'explained',
    upperBound: 0,
    upper: {
      isometries: [swap([0, 1, 2], [1, -1, -1])],
      laws: [{ ...terms([1, [0, 1]]), on: 'subspace' }],
    },
    line: origin(1, 3),
    dimension: 0,
  },
  {
    name: 'SwiGLU 2-2-1: (10, 8), a law for each unit (Tran et al., ICML 2026)',
    model: { kind: 'gated', inputs: 2, hidden: 2, outputs: 1, activation: 'silu' },
    theta: [1, 2, 3, -1, '1/2', 5, 2, -3, 4, 7],
    status: 'explained',
    upperBound: 8,
    upper: { laws: [balance([4, 5], [8]), balance([6, 7], [9])] },
    line: origin(2, 5),
    dimension: 8,
  },
  {
    name: 'RMSNorm at x₀ ≠ 0: a square root of a rational; ‖W‖² is conserved (Kunin et al., ICLR 2021)',
    model: { kind: 'rms-norm', inputs: 2, hidden: 2, outputs: 1 },
    theta: [1, 2, 3, -1, '1/2', 5],
    status: 'explained',
    upperBound: 5,
    upper: { laws: [balance([0, 1, 2, 3], [])] },
    line: { base: [1, 2], top: 4 },
    dimension: 5,
  },
  {
    name: 'a mixture of experts over all masks: a law for each expert, and the shift of all scores',
    model: {
      kind: 'mixture-of-experts',
      inputs: 1,
      hidden: 1,
      outputs: 1,
      experts: 3,
      top: 2,
      activation: 'silu',
    },
    theta: [1, 2, 3, -1, '1/2', 5, 2, 3, -2, 7, 4, 5],
    status: 'explained',
    upperBound: 8,
    upper: {
      laws: [
        balance([6], [9]),
        balance([7], [10]),
        balance([8], [11]),
        terms([1, [0, 1]], [1, [1, 1]], [1, [2, 1]]),
      ],
    },
    line: origin(1, 5),
    dimension: 8,
  },
  {
    name: 'attention with normalised queries and keys: exponentials of sums of square roots',
    model: {
      kind: 'attention',
      positions: 2,
      channels: 2,
      keys: 2,
      values: 1,
      outputs: 1,
      normalised: true,
    },
    theta: [1, 2, 3, -1, '1/2', 5, 2, 3, -2, 7, 4],
    status: 'explained',
    upperBound: 8,
    upper: {
      laws: [balance([0, 1, 2, 3], []), balance([4, 5, 6, 7], []), balance([8, 9], [10])],
    },
    line: { base: [1, 0, 0, 1], top: 2 },
    dimension: 8,
  },
  {
    name: 'bounds that do not meet',
    model: dense([1, 1, 1], 'gelu'),
    theta: ['0', '0/1'],
    status: 'stationary',
    upperBound: 2,
    line: origin(1, 3),
    dimension: 0,
  },
];

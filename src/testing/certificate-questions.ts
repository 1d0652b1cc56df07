/** What claims about orbits are made of: models, isometries, laws. */
import { resolveFunction } from '../analytic/registry.ts';
import { axis, choices, defineModel, matvec, tensor } from '../models/contract.ts';
import { literal, object } from '../models/schema.ts';
import type { CertificateIsometry } from '../verifier/certificate.ts';
import type { ProducerQuestion } from './certificate-producer.ts';

export const exp = resolveFunction('exp');

/** One head of softmax attention over two tokens of two channels, k = v = 1, read at the last. */
export const attention = defineModel({
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
export const masked = defineModel({
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

/** What questions are about besides the models of falsim: for `registering` where they are asked. */
export const caseModels = [attention, masked];

export const polynomial = (variables: string[], ...features: string[]) => ({
  kind: 'polynomial',
  variables,
  features,
});
export const origin = (inputs: number, top: number) => ({
  base: new Array<number>(inputs).fill(0),
  top,
});
export const swap = (target: number[], sign?: (1 | -1)[]) => ({
  kind: 'signed-permutation' as const,
  target,
  sign: sign ?? target.map((): 1 => 1),
  shift: null,
});
export const terms = (...list: (readonly [number, ...(readonly [number, number])[]])[]) => ({
  terms: list.map(([coefficient, ...powers]) => ({
    coefficient,
    powers: powers.map(([i, e]): [number, number] => [i, e]),
  })),
  logarithms: [],
  on: 'everywhere' as const,
});
/** (wᵢ)² summed minus (aᵢ)² summed. */
export const balance = (w: number[], a: number[]) =>
  terms(...w.map((i) => [1, [i, 2]] as const), ...a.map((i) => [-1, [i, 2]] as const));

export type Case = ProducerQuestion & { readonly name: string; readonly dimension: number };
export type Reflection = Pick<
  Extract<CertificateIsometry, { kind: 'blocks' }>['blocks'][number],
  'matrix' | 'vector'
>;

/** Linear 1-2-1 where w and a are multiples of (1, 2): what reflects both there fixes θ. */
export const reflected = (name: string, block: Reflection, on: 'everywhere' | 'subspace'): Case => {
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

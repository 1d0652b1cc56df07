/** Ranks of functions: numbers in print, points worked out by hand, and the orbit machinery's own first-order rank. */
import { describe, expect, it } from 'vitest';
import type { FunctionSpec, Numeral } from '../../instances/instance.ts';
import { unflatten } from '../../instances/layout.ts';
import { open } from '../../instances/subject.ts';
import { createRng } from '../../numerics/random.ts';
import { orbit } from '../../orbits/dimension/orbit.ts';
import { check } from '../check.ts';
import { spanBounds } from '../oracles/neuron-span.ts';
import { freePartials, neuronsOf } from '../oracles/neurons.ts';
import { claimById } from '../registry.ts';
import { sentenceOf } from '../sentence.ts';
import { convolutionPartials, drawConvolution, kernelsOf, ranksOf } from './convolution-rank.ts';
import { linearSpan, productOf, thinnest } from './matrix-rank.ts';
import { drawNeurons, sigmaOf } from './neuron-rank.ts';

const subjectOf = (model: Parameters<typeof unflatten>[0], theta: readonly Numeral[]) =>
  open({ model, parameters: unflatten(model, theta) });

const network = (
  widths: readonly number[],
  activation: FunctionSpec,
  theta: readonly Numeral[],
  bias = false,
) => subjectOf({ kind: 'fully-connected', widths, bias, activation }, theta);

/** dim span 𝔉 at θ as `falsim orbit` has it, without brackets. */
const firstOrder = (subject: ReturnType<typeof open>): number =>
  orbit(subject, { seed: 1, maxOrder: 0, explain: false }).firstOrderRank;

const said = (id: string, { instance }: ReturnType<typeof open>, drop: string[] = []) => {
  const verdict = check(claimById(id)!, instance, drop);
  return [verdict.kind, sentenceOf(verdict)];
};

describe('neurons', () => {
  it('a θ may have more than its function: (1, 1), (0, 2) has 3 and one neuron 2', () => {
    const more = network([1, 2, 1], 'tanh', [1, 2, 1, 0]);
    expect(spanBounds(freePartials(neuronsOf(more)), sigmaOf(more))).toEqual({
      lower: 3,
      upper: 3,
    });
    expect(said('neuron-rank-at-every-point', more)).toEqual([
      'falsified',
      'rank at θ: 3, and not 2',
    ]);
    expect(check(claimById('neuron-rank')!, more.instance).kind).toBe('survived');
  });

  it('a neuron that takes in nothing is none of its function, and spans the inputs', () => {
    const blind = network([1, 2, 1], 'tanh', [0, 1, 2, 1]);
    expect(spanBounds(freePartials(neuronsOf(blind)), sigmaOf(blind))).toEqual({
      lower: 3,
      upper: 3,
    });
    expect(check(claimById('neuron-rank')!, blind.instance).kind).toBe('survived');
  });

  it('with biases k(d + 1 + c), and c for the output bias: docs/theory.md; with sin neurons of one w are two at most', () => {
    // Weights in, biases, weights out, output bias.
    const two = network([2, 2, 1], 'tanh', [1, 2, 1, 2, 3, -1, 5, 7, 4], true);
    expect(firstOrder(two)).toBe(2 * 4 + 1);
    const wide = network([1, 3, 2], 'tanh', [1, 1, 2, 0, 1, 1, 1, 2, 3, 4, 5, 6, 7, 8], true);
    expect(firstOrder(wide)).toBe(3 * 4 + 2);
    const sines = network([1, 2, 1], 'sin', [1, 1, 0, 1, 2, 3, 0], true);
    // sin x, cos x, x sin x, x cos x, 1.
    expect(firstOrder(sines)).toBe(5);
  });

  it('e^x and e^−x have nothing in common', () => {
    const opposite = network([1, 2, 1], 'exp', [1, -1, 1, -1]);
    const bounds = spanBounds(freePartials(neuronsOf(opposite)), sigmaOf(opposite));
    expect(bounds).toEqual({ lower: 4, upper: 4 });
  });

  it('GELU: opposite neurons give x, and span 3 dimensions', () => {
    const opposite = network([1, 2, 1], 'gelu', [1, -1, 1, -1]);
    expect(said('opposite-neurons-are-free', opposite)).toEqual([
      'falsified',
      'rank at k neurons: 3, and not 4',
    ]);
    expect(firstOrder(opposite)).toBe(3);
  });

  it('is what the fields span, by another machine', () => {
    const functions = ['tanh', 'exp', 'gelu', 'sigmoid', 'cos', 'square', 'cube'] as const;
    for (let seed = 0; seed < 21; seed++) {
      const rng = createRng(`spans/${seed}`);
      const subject = open(
        drawNeurons(rng, { size: 0.4, dropped: new Set() }, [functions[seed % 7]]),
      );
      const { lower, upper } = spanBounds(freePartials(neuronsOf(subject)), sigmaOf(subject));
      const expected = firstOrder(subject);
      expect({ lower, upper }, JSON.stringify(subject.instance)).toEqual({
        lower: expected,
        upper: expected,
      });
    }
  });
});

describe('matrices, 4 × 4', () => {
  const model = { kind: 'linear', widths: [4, 4, 4] };
  const diagonal = (r: number) =>
    Array.from({ length: 16 }, (_, i) => Number(i % 5 === 0 && i / 5 < r));

  it('of rank 1, 2, 3, 4 have rank 7, 12, 15, 16', () => {
    const ranks = [1, 2, 3, 4].map((r) => {
      const subject = subjectOf(model, [...diagonal(4), ...diagonal(r)]);
      expect(check(claimById('matrix-rank')!, subject.instance).kind).toBe('survived');
      // W₁ = 1: all matrices are reached.
      expect(linearSpan(subject)).toBe(16);
      const product = productOf(subject);
      const thin = thinnest(subject, product);
      const moved = subjectOf(
        model,
        thin.map(({ numerator }) => Number(numerator)),
      );
      expect(productOf(moved)).toEqual(product);
      expect(firstOrder(moved)).toBe(linearSpan(subject, thin));
      return linearSpan(subject, thin);
    });
    expect(ranks).toEqual([7, 12, 15, 16]);
  });

  it('more where factors have a higher rank than their product, fewer where weights are tied', () => {
    const half = subjectOf({ kind: 'linear', widths: [2, 1, 2] }, [0, 0, 1, 2]);
    expect(said('matrix-rank-at-every-point', half)).toEqual([
      'falsified',
      'rank at θ: 2, and not 0',
    ]);
    const tied = subjectOf(
      { kind: 'tied-autoencoder', inputs: 2, hidden: 1, activation: 'identity' },
      [1, 2],
    );
    expect(said('matrix-rank', tied, ['untied'])).toEqual([
      'falsified',
      'rank at θ: 2, and not ≥ 3',
    ]);
  });
});

describe('convolutions', () => {
  const spec = (
    places: number,
    taps: number,
    hidden: number,
    activation: FunctionSpec = 'tanh',
  ) => ({
    kind: 'convolution',
    places,
    taps,
    hidden,
    outputs: 1,
    pooled: false,
    activation,
  });

  it('one kernel of 3 taps on 5 inputs: 6 shared, 12 with a kernel at each place, 18 dense', () => {
    const subject = subjectOf(spec(5, 3, 1), [1, 2, 3, 4, 5, 6]);
    const { shared, own, dense } = ranksOf(subject, kernelsOf(subject)!);
    expect([shared, own, dense]).toEqual([6, 12, 18].map((n) => ({ lower: n, upper: n })));
    // With biases in print 7, 15 and 21; a dense network of ours has an output bias besides.
    const weights = [0, 1, 2].flatMap((p) => [0, 1, 2, 3, 4].map((i) => [1, 2, 3][i - p] ?? 0));
    expect(firstOrder(network([5, 3, 1], 'tanh', [...weights, 4, 5, 6], false))).toBe(18);
    expect(firstOrder(network([5, 3, 1], 'tanh', [...weights, 1, 1, 1, 4, 5, 6, 7], true))).toBe(
      22,
    );
  });

  it('is what the fields span, by another machine', () => {
    for (let seed = 0; seed < 20; seed++) {
      const dropped = new Set(seed % 2 === 0 ? [] : ['whole-kernels']);
      const subject = open(drawConvolution(createRng(`kernels/${seed}`), { size: 0.3, dropped }));
      const { shared } = convolutionPartials(kernelsOf(subject)!);
      const { lower, upper } = spanBounds(shared, sigmaOf(subject));
      const expected = firstOrder(subject);
      expect({ lower, upper }, JSON.stringify(subject.instance)).toEqual({
        lower: expected,
        upper: expected,
      });
    }
  });

  it('fewer where kernels meet at different places, or are not read everywhere', () => {
    // (1, 0) at place 2 is (0, 1) at place 1: three neurons for four.
    const meeting = subjectOf(spec(3, 2, 2), [1, 0, 0, 1, 1, 2, 3, 4]);
    expect(said('convolution-rank', meeting, ['whole-kernels'])).toEqual([
      'falsified',
      'rank at θ, weights shared: 7, and not ≥ 8',
    ]);
    const unread = subjectOf(spec(3, 2, 1), [1, 2, 1, 0]);
    expect(said('convolution-rank', unread, ['every-place-read'])).toEqual([
      'falsified',
      'rank with a kernel at each place: 4, and not 6',
    ]);
    expect(check(claimById('convolution-rank')!, unread.instance).kind).toBe('vacuous');
  });
});

/** The claim about smaller models and its false neighbours, on steps that were worked out by hand. */
import { describe, expect, it } from 'vitest';
import { parseInstance } from '../instances/read-instance.ts';
import { open } from '../instances/subject.ts';
import { check } from './check.ts';
import { claimById } from './registry.ts';
import { sentenceOf } from './sentence.ts';

/** F = a₁w₁x + a₂w₂x, one datum (1, 0), L = ½F²; step η = 1/10. */
function twoNeurons(
  theta: readonly (number | string)[],
  method = 'gradient-descent',
  activation: unknown = 'identity',
) {
  const [w1, w2, a1, a2] = theta;
  return parseInstance({
    model: { kind: 'fully-connected', widths: [1, 2, 1], bias: false, activation },
    parameters: {
      layers: [
        { weights: [[w1], [w2]], bias: null },
        { weights: [[a1, a2]], bias: null },
      ],
    },
    data: { inputs: [[1]], targets: [[0]] },
    loss: 'squared',
    training: {
      method,
      ...(method === 'gradient-flow' ? { time: 1 } : { rate: '1/10', steps: 1 }),
    },
  });
}

const claim = (id: string) => claimById(id)!;
const said = (id: string, instance: ReturnType<typeof twoNeurons>, drop: string[] = []) => {
  const verdict = check(claim(id), instance, drop);
  return [verdict.kind, sentenceOf(verdict)];
};

describe('reduced-width', () => {
  // z² has no symmetry but permutations and w ↦ −w: θ = (1, 1, 1, 1), F = 2, ∂w = 2·2·1 = 4, ∂a = 2.
  const square = twoNeurons([1, 1, 1, 1], 'gradient-descent', 'square');

  it('survives exactly where two neurons are equal', () => {
    expect(said('reduced-width', square)).toEqual([
      'survived',
      'the narrower model trains as the stratum does, after 1 step of gradient-descent',
    ]);
  });

  it('falls without the metric, with the numbers of plain training', () => {
    // Narrower: w = 1, A = 2, F = 2, ∂w = 2·A·w·F = 8: w goes to 1/5, on the stratum to 1 − 4/10 = 3/5.
    const expected = [
      'falsified',
      'w of the narrower model is 1/5 after 1 step of gradient-descent, on the stratum 3/5',
    ];
    expect(said('reduced-width', square, ['metric'])).toEqual(expected);
    expect(said('plain-narrower-training', square)).toEqual(expected);
    // n in the place of 1/n: 1 − 2·8/10.
    expect(said('reduced-rates-other-way', square)[1]).toContain('w of the narrower model is -3/5');
  });

  it('says of a θ off the stratum that its shadow goes elsewhere', () => {
    expect(said('reduced-width', twoNeurons([1, 2, 1, 1], 'gradient-descent', 'square'))[0]).toBe(
      'vacuous',
    );
    // w = (1, 3), a = (1, 1): F = 10, ∂w = 2·10·w: the mean of w goes from 2 to 2 − 20·2/10 = −2. Narrower: w = 2,
    // A = 2, F = 8, ∂w/2 = A·w·F = 32: to 2 − 32/10 = −6/5.
    const near = twoNeurons([1, 3, 1, 1], 'gradient-descent', 'square');
    expect(said('near-stratum-reduces', near)).toEqual([
      'falsified',
      'w of the narrower model is -6/5 after 1 step of gradient-descent, on the stratum -2',
    ]);
    expect(said('near-stratum-reduces', square)[0]).toBe('vacuous');
  });

  it('decides in balls where steps are not rational, and Taylor coefficients of flows', () => {
    for (const method of ['momentum', 'gradient-flow']) {
      const tanh = twoNeurons([1, 1, 2, 2], method, 'tanh');
      expect(said('reduced-width', tanh)[0]).toBe('survived');
      expect(said('plain-narrower-training', tanh)[0]).toBe('falsified');
    }
  });

  it('is vacuous where nothing moves or nothing is fixed', () => {
    expect(said('reduced-width', twoNeurons([0, 0, 0, 0]))[0]).toBe('vacuous');
    expect(said('reduced-width', twoNeurons([1, 2, 3, 4], 'momentum', 'exp'))[0]).toBe('vacuous');
    const still = { ...square, data: { inputs: [[0]], targets: [[0]] } };
    expect(said('reduced-width', still)[0]).toBe('vacuous');
  });

  it('counts mini-batches on both sides alike', () => {
    const data = { inputs: [[1], [2], [-1]], targets: [[0], [1], [2]] };
    const training = { method: 'sgd', rate: '1/10', steps: 3, batch: 2 } as const;
    const sgd = { ...square, data, training };
    expect(open(sgd).instance.training?.batch).toBe(2);
    expect(said('reduced-width', sgd)).toEqual([
      'survived',
      'the narrower model trains as the stratum does, after 3 steps of sgd',
    ]);
  });
});

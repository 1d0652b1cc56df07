/** Trajectories of one model against those of another in a metric, where the first order at which they part is known. */
import { describe, expect, it } from 'vitest';
import { open } from '../../instances/subject.ts';
import { rational } from '../../numerics/rational.ts';
import { potential, segment } from '../../testing/potential.ts';
import { reducedTraining } from './reduced-training.ts';

type Given = Parameters<typeof reducedTraining>[0];

/** L = feature(θ) against L = smaller(p), p[j] = factor·(θ[representative] − offset). */
function compared(
  feature: string,
  theta: readonly number[],
  {
    smaller = feature,
    size = theta.length,
    representative = [0, 1],
    factor = [1, 1],
    offset = [0, 0],
    rates,
    training = { method: 'gradient-flow' },
    loss = segment.loss,
    data = 0,
    ...more
  }: Pick<Given, 'shadow'> & {
    smaller?: string;
    size?: number;
    representative?: readonly number[];
    factor?: readonly number[];
    offset?: readonly number[];
    rates: readonly number[];
    training?: object;
    loss?: string;
    from?: readonly number[];
    /** Of the instance itself, which say how much is too much. */
    data?: number;
  },
) {
  const inputs = new Array<number[]>(data).fill([1]);
  const subject = open({
    ...potential(feature, ...theta).instance,
    ...(data > 0 && { data: { inputs, targets: inputs } }),
  });
  const { model } = potential(smaller, ...new Array<number>(size).fill(1));
  return reducedTraining({
    subject,
    reduction: {
      to: 'tied',
      model,
      representative,
      factor,
      offset: offset.map((x) => rational(x)),
      rates: [],
    },
    rates: rates.map((x) => rational(x)),
    data: segment.data,
    loss,
    training: training as Given['training'],
    ...(more.shadow && { shadow: more.shadow }),
    ...(more.from && { from: more.from.map((x) => rational(x)) }),
  });
}
const status = (...given: Parameters<typeof compared>) => {
  const found = compared(...given);
  return 'status' in found ? found.status : found.reason;
};

/** p = 3(θ₀ − 1), L = p²: θ̇₀ = −18(θ₀ − 1), ṗ = −54 (θ₀ − 1) = −9·2p. */
const atRate = (rate: number, more = {}) =>
  status('9*(u - 1)^2 + v', [2, 0], {
    smaller: 'u^2',
    size: 1,
    representative: [0],
    factor: [3],
    offset: [1],
    rates: [rate],
    ...more,
  });

describe('gradient flow', () => {
  it('parts at the order at which a wrong rate is felt', () => {
    // u̇ = −1; −v with v̇ = −1; −v².
    for (const feature of ['u + v', 'u*v + v', 'u*v^2 + v']) {
      expect(status(feature, [0, 0], { rates: [1, 1] })).toBe('holds');
      expect(status(feature, [0, 0], { rates: [2, 1] })).toBe('fails');
    }
  });

  it('of half a parameter is that of a metric', () => {
    expect([atRate(9), atRate(8)]).toEqual(['holds', 'fails']);
  });

  it('of a mean of two parameters is that of their shadow', () => {
    // m = (u + v)/2 has ṁ = −2m where L = u² + v².
    const shadow = { orbit: Int32Array.of(0, 0), sign: Int8Array.of(1, 1) };
    const mean = { smaller: 'u^2', size: 1, representative: [0], rates: [1], from: [2] };
    expect(status('u^2 + v^2', [1, 3], { ...mean, shadow })).toBe('holds');
    expect(status('u^2 + v^2', [1, 3], { ...mean })).toBe('fails');
    const steps = { method: 'gradient-descent', rate: '1/4', steps: 2 };
    expect(status('u^2 + v^2', [1, 3], { ...mean, shadow, training: steps })).toBe('holds');
    expect(status('u^2 + v^2', [1, 3], { ...mean, training: steps })).toBe('fails');
  });

  it('is compared where that is not too much', () => {
    // 2·27 gradients of each datum, of 20 000.
    expect(status('u + v', [0, 0], { rates: [1, 1], data: 370 })).toBe('holds');
    expect(status('u + v', [0, 0], { rates: [1, 1], data: 371 })).toBe('open');
  });

  it('does not start where nothing moves', () => {
    expect(compared('u^2 + v^2', [0, 0], { rates: [1, 1] })).toEqual({
      reason: 'stationary',
      what: 'trajectory',
    });
  });
});

describe('steps', () => {
  const training = { method: 'gradient-descent', rate: '1/4', steps: 3 };

  it('of polynomials are followed over ℚ until they part', () => {
    const found = (rates: readonly number[], feature: string) => {
      const finding = compared(feature, [0, 0], { rates, training });
      if (!('status' in finding) || finding.status === 'open') return finding;
      return [finding.status, finding.decision.steps, finding.decision.apart?.parameter];
    };
    expect(found([1, 1], 'u*v + v')).toEqual(['holds', 3, undefined]);
    // u moves with the second step, v with the first.
    expect(found([2, 1], 'u*v + v')).toEqual(['fails', 2, 'u']);
    expect(found([1, 2], 'u*v + v')).toEqual(['fails', 1, 'v']);
    expect(found([1, 1], 'u^2 + v^2')).toEqual({ reason: 'stationary', what: 'steps' });
  });

  it('need a method that is linear in the gradients', () => {
    const adam = { method: 'adam', rate: 1, steps: 1 };
    expect(status('u + v', [0, 0], { rates: [1, 1], training: adam })).toBe('method');
  });

  it('of other functions are followed in balls', () => {
    const of = (rates: readonly number[]) => status('1/(2 + u) + v', [0, 0], { rates, training });
    expect([of([1, 1]), of([2, 1])]).toEqual(['holds', 'fails']);
    expect(status('1/(2 + u^2)', [0], { rates: [1], representative: [0], training })).toBe(
      'stationary',
    );
  });

  it('count from the centre of what they are reduced to', () => {
    expect([atRate(9, { training }), atRate(8, { training })]).toEqual(['holds', 'fails']);
  });

  it('are taken over ℚ where all is polynomial, else four of them at most in balls', () => {
    const of = (feature: string, loss: string, steps: number) => {
      const given = { rates: [1, 1], loss, training: { ...training, steps } };
      const found = compared(feature, [0, 0], given);
      if (!('status' in found) || found.status !== 'holds') return found;
      return [found.decision.over, found.decision.steps];
    };
    expect([of('u*v + v', 'linear', 5), of('v', 'linear', 1)]).toEqual([
      ['rationals', 5],
      ['rationals', 1],
    ]);
    expect([of('u*v + v', 'log-cosh', 5), of('u*v + v', 'log-cosh', 2)]).toEqual([
      ['balls', 4],
      ['balls', 2],
    ]);
    expect(of('1/(2 + u) + v', 'linear', 9)).toEqual(['balls', 4]);
    const once = { training: { ...training, steps: 1 }, rates: [2, 1] };
    expect(status('1/(2 + u) + v', [0, 0], once)).toBe('fails');
    // 2·4 gradients of each datum, of 20 000.
    const many = { rates: [1, 1], training: { ...training, steps: 9 } };
    expect(status('1/(2 + u) + v', [0, 0], { ...many, data: 2500 })).toBe('holds');
    expect(status('1/(2 + u) + v', [0, 0], { ...many, data: 2501 })).toBe('open');
  });

  it('of weight decay move what is not 0', () => {
    const decay = { method: 'weight-decay', rate: '1/4', decay: '1/2', steps: 1 };
    const of = (centre: number, given: object) =>
      status(`1/(2 + (u - ${centre})^2)`, [centre], {
        representative: [0],
        rates: [1],
        training: given,
      });
    expect([of(1, decay), of(0, decay), of(1, training)]).toEqual([
      'holds',
      'stationary',
      'stationary',
    ]);
  });
});

/** The oracles as instruments: known answers, and agreement of float64 with decimals. */
import { Decimal } from 'decimal.js';
import { describe, expect, it } from 'vitest';
import type { Instance } from '../../instances/instance.ts';
import { flatten } from '../../instances/layout.ts';
import { open, type Subject } from '../../instances/subject.ts';
import { rational } from '../../numerics/rational.ts';
import { polynomial } from '../../orbits/conserved/invariants-polynomial.ts';
import { isotropyOf } from '../../symmetry/isotropy/isotropy.ts';
import type { StepsDecision } from '../decision.ts';
import { digitsBetween, MARGIN_LIMIT, marginOf, marginOfDecision } from '../margin.ts';
import { decimalProof } from '../proof.ts';
import { balance } from './balance.ts';
import { conclude, doubtful, type Finding, fails, holds } from './conclude.ts';
import { decimalModel, OutOfReach, withinReach } from './decimal-model.ts';
import { driftBound } from './drift-bound.ts';
import { legsOf } from './manifold.ts';
import type { Subspace } from './subspace.ts';
import { tangency } from './tangency.ts';
import { trajectory } from './trajectory.ts';

/** Two neurons, one input, one output, no biases. */
function pair(
  activation: string,
  w: readonly [number, number],
  a: readonly [number, number],
  more: Partial<Instance> = {},
): Subject {
  return open({
    model: { kind: 'fully-connected', widths: [1, 2, 1], bias: false, activation },
    parameters: {
      layers: [
        { weights: [[w[0]], [w[1]]], bias: null },
        { weights: [[...a]], bias: null },
      ],
    },
    ...more,
  });
}

const onOneDatum: Partial<Instance> = {
  data: { inputs: [[1]], targets: [[2]] },
  loss: 'squared',
  training: { method: 'gradient-flow', time: 1 },
};

/** Steps of a distance 10^−margin times its bound. */
function finding(status: Finding['status'], margin: number, method = 'sgd'): Finding {
  const decision: StepsDecision = {
    clause: 'steps',
    method,
    steps: 1,
    rate: 1,
    distance: 10 ** -margin,
    bound: 1,
    moved: 1,
    decimal: null,
  };
  const proof = decimalProof({ digits: 9, distance: new Decimal(1), error: new Decimal(0) });
  if (status === 'open') return doubtful({ reason: 'float-only', decision });
  return status === 'holds' ? holds(decision) : fails(decision, proof);
}

describe('digitsBetween', () => {
  it('is log₁₀(bound / distance), clipped, and decides nothing without numbers', () => {
    expect(digitsBetween(1e-3, 1)).toBeCloseTo(3, 12);
    expect(digitsBetween(1, 1e-3)).toBeCloseTo(-3, 12);
    expect(digitsBetween(0, 0)).toBe(MARGIN_LIMIT);
    expect(digitsBetween(1e-300, 1)).toBe(MARGIN_LIMIT);
    expect(digitsBetween(1, 1e-300)).toBe(-MARGIN_LIMIT);
    expect(digitsBetween(Number.NaN, 1)).toBe(0);
    expect(digitsBetween(Number.POSITIVE_INFINITY, 1)).toBe(0);
  });
});

describe('conclude', () => {
  it('puts failures before doubts and doubts before survival', () => {
    const [held, doubt, failed] = [finding('holds', 5), finding('open', 0), finding('fails', -2)];
    const verdict = conclude([held, doubt, failed], 0);
    expect(verdict.kind).toBe('falsified');
    expect(marginOf(verdict)).toBeCloseTo(-2, 12);
    expect(conclude([held, doubt], 0).kind).toBe('inconclusive');
    const closest = conclude([held, finding('holds', 3, 'adam')], 0);
    expect(closest).toMatchObject({
      kind: 'survived',
      by: { method: 'adam' },
      and: [{ method: 'sgd' }],
    });
    expect(marginOf(closest)).toBeCloseTo(3, 12);
    expect(conclude([], 0).kind).toBe('vacuous');
  });
  it('leaves a failure fainter than the strictness undecided', () => {
    expect(conclude([finding('fails', -0.4)], 0).kind).toBe('falsified');
    expect(conclude([finding('fails', -0.4)], 0.5).kind).toBe('inconclusive');
  });
});

describe('balance', () => {
  // F = 2·1·x + 1·3·x on x = 1, y = 1: r = 4, ∂w = 4a, ∂a = 4w.
  const balanceUnder = (training: NonNullable<Instance['training']>) =>
    balance(
      pair('identity', [1, 3], [2, 1], {
        data: { inputs: [[1]], targets: [[1]] },
        loss: 'squared',
        training,
      }),
    );

  it('takes exact steps of the method that is named', () => {
    const fraction = (training: NonNullable<Instance['training']>) => {
      const finding = balanceUnder(training);
      return 'decision' in finding ? finding.decision.broken : finding;
    };
    // η = 1/8: w₁ = 1 − 4·2/8 = 0, a₁ = 2 − 4·1/8 = 3/2: a² − w² goes from 3 to 9/4.
    const descent = { neuron: 1, before: '3', after: '9/4' };
    expect(fraction({ method: 'gradient-descent', rate: '1/8' })).toEqual(descent);
    expect(fraction({ method: 'sgd', rate: '1/8', batch: 1 })).toEqual(descent);
    // Decay takes another (1/8)(1/100) of each first: −1/800 and 1.5 − 2/800 = 599/400.
    const decay = { neuron: 1, before: '3', after: '1435203/640000' };
    expect(fraction({ method: 'weight-decay', rate: '1/8' })).toEqual(decay);
  });

  it('says nothing of steps that are not rational', () => {
    expect(balanceUnder({ method: 'adam', rate: '1/8' })).toEqual({
      reason: 'no-law',
      why: 'a step of adam is not rational',
    });
  });
});

describe('decimalModel', () => {
  it('says where it cannot reach instead of computing without end', () => {
    const far = decimalModel(pair('sin', [1e300, 1], [1, 1]), 40);
    const x = [new Decimal('1e10')];
    expect(() => far.outputGradient(far.theta, x, 0)).toThrow(OutOfReach);
    expect(withinReach(() => far.outputGradient(far.theta, x, 0))).toBeUndefined();
    expect(withinReach(() => 7)).toBe(7);
  });
});

describe('tangency', () => {
  it('finds the normal component of opposite softplus neurons, known in closed form', () => {
    // θ = (w, −w, a, −a): σ(z) + σ(−z) and a(σ′(z) − σ′(−z)) do not cancel as an odd σ would have it.
    const [w, a] = [0.75, 0.5];
    const instance = pair('softplus', [w, -w], [a, -a]);
    const found = tangency(instance, isotropyOf(instance, 'odd').subspace);
    const softplus = (z: number) => Math.log1p(Math.exp(z));
    const sigmoid = (z: number) => 1 / (1 + Math.exp(-z));
    // ∂F/∂w = (aσ′(w), −aσ′(−w)), ∂F/∂a = (σ(w), σ(−w)); normal part of (p, q): |p + q|/√2.
    const inWeights = a * (sigmoid(w) - sigmoid(-w));
    const inOutputs = softplus(w) + softplus(-w);
    const expected = Math.hypot(inWeights, inOutputs) / Math.SQRT2;
    if (found.status !== 'fails') expect.fail(`${found.status}, not fails`);
    const distance = found.decision.worst?.decimal.distance;
    expect(Math.abs((distance ?? 0) / expected - 1)).toBeLessThan(1e-13);
    expect(found.proof).toMatchObject({ by: 'decimals', digits: 60 });
  });
  it('holds for the same point under tanh, and for equal neurons of any activation', () => {
    const odd = pair('tanh', [0.75, -0.75], [0.5, -0.5]);
    expect(tangency(odd, isotropyOf(odd, 'odd').subspace).status).toBe('holds');
    for (const activation of ['softplus', 'exp', 'gelu', 'relu']) {
      const equal = pair(activation, [0.75, 0.75], [0.5, 0.5]);
      expect(tangency(equal, isotropyOf(equal).subspace).status).toBe('holds');
    }
  });
});

describe('trajectory', () => {
  it('climbs to decimals and fails where tangency holds at the start only', () => {
    // F = a tanh(wx) at a = 0: ∂F/∂w = 0, so { w = 1/2 } is tangent; but a moves, and then so does w.
    const escaping = open({
      model: { kind: 'fully-connected', widths: [1, 1, 1], bias: false, activation: 'tanh' },
      parameters: {
        layers: [
          { weights: [[0.5]], bias: null },
          { weights: [[0]], bias: null },
        ],
      },
      ...onOneDatum,
    });
    const plane: Subspace = {
      size: 2,
      dimension: 1,
      orbit: Int32Array.of(-1, 0),
      sign: Int8Array.of(1, 1),
      distance: (theta) => Math.abs(theta[0]! - 0.5),
      contains: (theta) => theta[0] === 0.5,
      normalComponent(vector, out) {
        out.set([vector[0]!, 0]);
        return out;
      },
      describe: () => 'w = 1/2',
    };
    expect(tangency(escaping, plane).status).toBe('holds');
    const flown = trajectory(escaping, plane, legsOf(escaping), true);
    if (flown.status !== 'fails') expect.fail(`${flown.status}, not fails`);
    expect(marginOfDecision(flown.decision)).toBeLessThan(0);
    expect(flown.decision.decimal?.distances).toHaveLength(3);
    expect(flown.proof).toMatchObject({ by: 'decimals' });
    // Float64 sees it as well, and may not say so.
    expect(trajectory(escaping, plane, legsOf(escaping), false)).toMatchObject({
      status: 'open',
      doubt: { reason: 'float-only' },
    });
  });
  it('holds on the stratum of equal neurons', () => {
    const equal = pair('tanh', [0.5, 0.5], [0.25, 0.25], onOneDatum);
    const flown = trajectory(equal, isotropyOf(equal).subspace, legsOf(equal), true);
    if (flown.status !== 'holds') expect.fail(`${flown.status}, not holds`);
    expect(flown.decision.moved).toBeGreaterThan(1e-3);
  });
  it('does not stay with an answer where flow blows up at once', () => {
    // ẇ = 2a w x, ȧ = w²: reaches infinity in finite time; only a prefix can be judged.
    const exploding = pair('square', [1e3, 1e3], [1e3, 1e3], {
      ...onOneDatum,
      data: { inputs: [[1e3]], targets: [[-1]] },
      loss: 'linear',
    });
    const flown = trajectory(exploding, isotropyOf(exploding).subspace, legsOf(exploding), true);
    expect(flown.status).not.toBe('fails');
  });
});

describe('driftBound', () => {
  it('bounds what an error of θ does to a polynomial, and is met by its worst case', () => {
    const h = polynomial([
      { coefficient: rational(1), powers: [[0, 2]] },
      { coefficient: rational(-3), powers: [[1, 2]] },
    ]);
    const { bound, magnitude } = driftBound(h, [2, -1], 0.1);
    // (2.1² − 2²) + 3(1.1² − 1²).
    expect(bound).toBeCloseTo(0.41 + 0.63, 12);
    expect(magnitude).toBe(7);
  });
});

describe('flatten', () => {
  it('keeps the order that the closed forms above assume', () => {
    expect(flatten(pair('tanh', [1, 2], [3, 4]).instance.parameters)).toEqual([1, 2, 3, 4]);
  });
});

/** The oracles as instruments: known answers, and agreement of float64 with enclosures. */
import { describe, expect, it } from 'vitest';
import { ballsField } from '../../analytic/fields/balls.ts';
import type { Instance } from '../../instances/instance.ts';
import { flatten } from '../../instances/layout.ts';
import { open, type Subject } from '../../instances/subject.ts';
import { ballOfDouble, toNumber } from '../../numerics/balls/ball.ts';
import { polynomial } from '../../numerics/polynomial.ts';
import { rational } from '../../numerics/rational.ts';
import { lawTerms } from '../../orbits/conserved/evaluate-law.ts';
import { driftAlong } from '../../orbits/conserved/explain-drift.ts';
import { type Law, polynomialLaw } from '../../orbits/conserved/law.ts';
import { isotropyOf } from '../../symmetry/isotropy/isotropy.ts';
import type { StepsDecision } from '../decision.ts';
import { digitsBetween, MARGIN_LIMIT, marginOf, marginOfDecision } from '../margin.ts';
import { enclosureProof } from '../proof.ts';
import { balance } from './balance.ts';
import { conclude, doubtful, type Finding, fails, holds } from './conclude.ts';
import { driftBound } from './drift-bound.ts';
import { provenEscape } from './escape.ts';
import { legsOf } from './manifold.ts';
import { modelOver, normalComponent } from './model-over-field.ts';
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
    enclosure: null,
  };
  const proof = enclosureProof({ digits: 9, distance: 1n, radius: 0n });
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

describe('modelOver', () => {
  it('is the gradient in closed form: ½(sin x − 2)² at w = 1, a = 1', () => {
    const subject = open({
      model: { kind: 'fully-connected', widths: [1, 1, 1], bias: false, activation: 'sin' },
      parameters: {
        layers: [
          { weights: [[1]], bias: null },
          { weights: [[1]], bias: null },
        ],
      },
      ...onOneDatum,
    });
    const model = modelOver(subject, ballsField(200));
    const [w, a] = model.lossGradient(model.theta, subject.instance.data!, 'squared').map(toNumber);
    expect(w).toBeCloseTo((Math.sin(1) - 2) * Math.cos(1), 14);
    expect(a).toBeCloseTo((Math.sin(1) - 2) * Math.sin(1), 14);
  });

  it('takes normal components of signed groups, of free and of fixed parameters', () => {
    const normal = normalComponent(
      ballsField(53),
      { orbit: Int32Array.of(0, 1, 0, -1), sign: Int8Array.of(1, 1, -1, 1) },
      [3, 7, 1, 5].map(ballOfDouble),
    );
    // (3, 1) against (1, −1)·t: the nearest has t = 1, the rest is (2, 2).
    expect(normal.map(toNumber)).toEqual([2, 0, 2, 5]);
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
    const distance = found.decision.worst?.enclosure?.distance;
    expect(Math.abs((distance ?? 0) / expected - 1)).toBeLessThan(1e-13);
    expect(found.proof).toMatchObject({ by: 'enclosure', digits: 60 });
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
  // F = a tanh(wx) at a = 0: ∂F/∂w = 0, so { w = 1/2 } is tangent; but a moves, and then so does w.
  function tangentAtFirst() {
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
      distance: (theta) => Math.abs(theta[0] - 0.5),
      contains: (theta) => theta[0] === 0.5,
      normalComponent(vector, out) {
        out.set([vector[0], 0]);
        return out;
      },
      describe: () => 'w = 1/2',
    };
    return { escaping, plane };
  }

  it('fails by a proved coefficient where tangency holds at the start only', () => {
    const { escaping, plane } = tangentAtFirst();
    expect(tangency(escaping, plane).status).toBe('holds');
    const flown = trajectory(escaping, plane, legsOf(escaping), true);
    if (flown.status !== 'fails') expect.fail(`${flown.status}, not fails`);
    expect(marginOfDecision(flown.decision)).toBeLessThan(-10);
    expect(flown.proof).toMatchObject({ by: 'enclosure' });
    // With r = F − 2 = −2: a′ = 2t, t = tanh ½, and ∂L/∂w = r·a(1 − t²): −4t(1 − t²)·time + …
    const t = Math.tanh(0.5);
    expect(flown.decision.proved?.order).toBe(1);
    expect(flown.decision.proved?.enclosure.distance).toBeCloseTo(4 * t * (1 - t * t), 13);
    // Float64 sees it as well, and may not say so.
    expect(trajectory(escaping, plane, legsOf(escaping), false)).toMatchObject({
      status: 'open',
      doubt: { reason: 'float-only' },
    });
  });

  it('leaves after a switch to data that pull off the plane, and not before', () => {
    // { w = 1/2 } again, but the first datum is 0: nothing moves, and the second pulls on a alone.
    const { escaping, plane } = tangentAtFirst();
    const still = { data: { inputs: [[0]], targets: [[1]] }, loss: 'squared', duration: 1 };
    const pulling = { ...still, data: { inputs: [[1]], targets: [[1]] } };
    expect(provenEscape(escaping, plane, [still, still])).toBe(null);
    // The first leg stands still: the second, from the start, leaves to order 1.
    expect(provenEscape(escaping, plane, [still, pulling])).toMatchObject({
      coefficient: { leg: 1, order: 1 },
    });
    expect(provenEscape(escaping, plane, [pulling, still])).toMatchObject({
      coefficient: { leg: 0, order: 1 },
    });
  });

  it('proves nothing where pieces of a function meet', () => {
    const { escaping, plane } = tangentAtFirst();
    const model = { ...escaping.instance.model, activation: 'relu' };
    const flat = { weights: [[0]], bias: null };
    const at = (w: number) =>
      open({
        ...escaping.instance,
        model,
        parameters: { layers: [{ weights: [[w]], bias: null }, flat] },
      });
    const legs = legsOf(escaping);
    expect(provenEscape(at(0.5), plane, legs)).toMatchObject({ coefficient: { leg: 0, order: 1 } });
    expect(provenEscape(at(0), plane, legs)).toBe(null);
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
    const { bound, magnitude } = driftBound(polynomialLaw(h), [2, -1], 0.1);
    // (2.1² − 2²) + 3(1.1² − 1²).
    expect(bound).toBeCloseTo(0.41 + 0.63, 12);
    expect(magnitude).toBe(7);
  });

  // 3 log|u − 2v| + 5/v² at (2, −1), |δ| ≤ 1/10: l = 4 ± 0.3 and v = −1 ± 0.1, both at their worst inside.
  const u = { coefficient: rational(1), powers: [[0, 1]] as const };
  const v = { coefficient: rational(1), powers: [[1, 1]] as const };
  const twice = { ...v, coefficient: rational(-2) };
  const singular: Law = {
    polynomial: { terms: [] },
    poles: [
      { coefficient: rational(3), form: { terms: [u, twice] }, power: 0 },
      { coefficient: rational(5), form: { terms: [v] }, power: 2 },
    ],
  };

  it('of a law with poles', () => {
    const { bound } = driftBound(singular, [2, -1], 0.1);
    expect(bound).toBeCloseTo(3 * Math.log(4 / 3.7) + 5 * (1 / 0.81 - 1), 12);
  });

  it('that reaches a pole is infinite', () => {
    expect(driftBound(singular, [2, -1], 1.001).bound).toBe(Number.POSITIVE_INFINITY);
  });

  it('drifts of such a law are those of its terms, in float64 and over balls', () => {
    const drift = driftAlong(singular, [
      [2, -1],
      [2, -2],
    ]);
    expect(drift.absolute).toBeCloseTo(Math.abs(3 * Math.log(6 / 4) + 5 * (1 / 4 - 1)), 12);
    const terms = lawTerms(ballsField(100), singular, [2, -1].map(ballOfDouble));
    expect(terms.map(toNumber)).toEqual([expect.closeTo(3 * Math.log(4), 13), 5]);
  });
});

describe('flatten', () => {
  it('keeps the order that the closed forms above assume', () => {
    expect(flatten(pair('tanh', [1, 2], [3, 4]).instance.parameters)).toEqual([1, 2, 3, 4]);
  });
});

/** The oracles as instruments: known answers, and agreement of float64 with decimals. */
import { describe, expect, it } from 'vitest';
import { ballsField } from '../../analytic/fields/balls.ts';
import { decimalsField } from '../../analytic/fields/decimals.ts';
import type { Instance } from '../../instances/instance.ts';
import { flatten } from '../../instances/layout.ts';
import { ballOfDouble, toNumber } from '../../numerics/balls/ball.ts';
import { decimalFromDouble } from '../../numerics/decimal-ring.ts';
import { createRng } from '../../numerics/random.ts';
import { rational } from '../../numerics/rational.ts';
import { lawTerms } from '../../orbits/conserved/evaluate-law.ts';
import { driftAlong } from '../../orbits/conserved/explain-drift.ts';
import { polynomial } from '../../orbits/conserved/invariants-polynomial.ts';
import { type Law, polynomialLaw } from '../../orbits/conserved/law.ts';
import { lossNames, resolveLoss } from '../../training/loss.ts';
import { driftBound } from './drift-bound.ts';
import { provenEscape } from './escape.ts';
import { conclude, type Finding, MARGIN_LIMIT, marginOf } from './finding.ts';
import { lossSlope } from './loss-over-field.ts';
import { legsOf, stratumOf } from './manifold.ts';
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
): Instance {
  return {
    model: { kind: 'fully-connected', widths: [1, 2, 1], bias: false, activation },
    parameters: {
      layers: [
        { weights: [[w[0]], [w[1]]], bias: null },
        { weights: [[...a]], bias: null },
      ],
    },
    ...more,
  };
}

const onOneDatum: Partial<Instance> = {
  data: { inputs: [[1]], targets: [[2]] },
  loss: 'squared',
  training: { method: 'gradient-flow', time: 1 },
};

function finding(status: Finding['status'], margin: number, clause = 'c'): Finding {
  return { clause, status, margin, reason: '', evidence: {} };
}

describe('marginOf', () => {
  it('is log₁₀(bound / distance), clipped, and decides nothing without numbers', () => {
    expect(marginOf(1e-3, 1)).toBeCloseTo(3, 12);
    expect(marginOf(1, 1e-3)).toBeCloseTo(-3, 12);
    expect(marginOf(0, 0)).toBe(MARGIN_LIMIT);
    expect(marginOf(1e-300, 1)).toBe(MARGIN_LIMIT);
    expect(marginOf(1, 1e-300)).toBe(-MARGIN_LIMIT);
    expect(marginOf(Number.NaN, 1)).toBe(0);
    expect(marginOf(Number.POSITIVE_INFINITY, 1)).toBe(0);
  });
});

describe('conclude', () => {
  it('puts failures before doubts and doubts before survival', () => {
    const [holds, open, fails] = [
      finding('holds', 5),
      finding('undecided', 0),
      finding('fails', -2),
    ];
    expect(conclude([holds, open, fails], 0)).toMatchObject({ kind: 'falsified', margin: -2 });
    expect(conclude([holds, open], 0).kind).toBe('inconclusive');
    expect(conclude([holds, finding('holds', 3, 'd')], 0)).toMatchObject({
      kind: 'survived',
      margin: 3,
      clause: 'd',
    });
    expect(conclude([], 0).kind).toBe('vacuous');
  });
  it('leaves a failure fainter than the strictness undecided', () => {
    expect(conclude([finding('fails', -0.4)], 0).kind).toBe('falsified');
    expect(conclude([finding('fails', -0.4)], 0.5).kind).toBe('inconclusive');
  });
});

describe('lossSlope', () => {
  it.each(lossNames)('agrees with float64 for %s, over decimals and over balls', (name) => {
    const loss = resolveLoss(name);
    const rng = createRng(`loss ${name}`);
    const [decimals, balls] = [decimalsField(40), ballsField(120)];
    for (let n = 0; n < 20; n++) {
      for (const c of [1, 3]) {
        const y = Float64Array.from({ length: c }, () => 2 * rng.gaussian());
        // Signs and masses suit every kind of target: ±1, or one class.
        const t = Float64Array.from({ length: c }, (_, o) => (o === n % c ? 1 : 0));
        const gradient = new Float64Array(c);
        loss.gradient(y, t, 0, c, gradient);
        const decimal = lossSlope(
          decimals,
          name,
          Array.from(y, (v) => decimalFromDouble(v, 80)),
          Array.from(t, (v) => decimalFromDouble(v, 80)),
        );
        const enclosed = lossSlope(
          balls,
          name,
          Array.from(y, ballOfDouble),
          Array.from(t, ballOfDouble),
        );
        // A few dozen roundings at the scale of the largest term.
        const scale = Math.max(1, ...gradient.map(Math.abs));
        for (const [o, g] of gradient.entries()) {
          for (const value of [decimal[o]!.toNumber(), toNumber(enclosed[o]!)])
            expect(Math.abs(value - g)).toBeLessThan(64 * 2 ** -52 * scale);
        }
      }
    }
  });

  it('refuses a loss that it does not know', () => {
    expect(() => lossSlope(ballsField(53), 'hinge', [], [])).toThrow(RangeError);
  });
});

describe('modelOver', () => {
  it('is the gradient in closed form: ½(sin x − 2)² at w = 1, a = 1', () => {
    const instance: Instance = {
      model: { kind: 'fully-connected', widths: [1, 1, 1], bias: false, activation: 'sin' },
      parameters: {
        layers: [
          { weights: [[1]], bias: null },
          { weights: [[1]], bias: null },
        ],
      },
      ...onOneDatum,
    };
    const model = modelOver(instance, ballsField(200));
    const [w, a] = model.lossGradient(model.theta, instance.data!, 'squared').map(toNumber);
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
    const found = tangency(instance, stratumOf(instance, 'odd'));
    expect(found.status).toBe('fails');
    const softplus = (z: number) => Math.log1p(Math.exp(z));
    const sigmoid = (z: number) => 1 / (1 + Math.exp(-z));
    // ∂F/∂w = (aσ′(w), −aσ′(−w)), ∂F/∂a = (σ(w), σ(−w)); normal part of (p, q): |p + q|/√2.
    const inWeights = a * (sigmoid(w) - sigmoid(-w));
    const inOutputs = softplus(w) + softplus(-w);
    const expected = Math.hypot(inWeights, inOutputs) / Math.SQRT2;
    const { enclosure } = found.evidence as { enclosure: { distance: number } };
    expect(Math.abs(enclosure.distance / expected - 1)).toBeLessThan(1e-13);
  });
  it('holds for the same point under tanh, and for equal neurons of any activation', () => {
    const odd = pair('tanh', [0.75, -0.75], [0.5, -0.5]);
    expect(tangency(odd, stratumOf(odd, 'odd')).status).toBe('holds');
    for (const activation of ['softplus', 'exp', 'gelu', 'relu']) {
      const equal = pair(activation, [0.75, 0.75], [0.5, 0.5]);
      expect(tangency(equal, stratumOf(equal, 'by-parity')).status).toBe('holds');
    }
  });
});

describe('trajectory', () => {
  // F = a tanh(wx) at a = 0: ∂F/∂w = 0, so { w = 1/2 } is tangent; but a moves, and then so does w.
  function tangentAtFirst() {
    const escaping: Instance = {
      model: { kind: 'fully-connected', widths: [1, 1, 1], bias: false, activation: 'tanh' },
      parameters: {
        layers: [
          { weights: [[0.5]], bias: null },
          { weights: [[0]], bias: null },
        ],
      },
      ...onOneDatum,
    };
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
    return { escaping, plane };
  }

  it('fails by a proved coefficient where tangency holds at the start only', () => {
    const { escaping, plane } = tangentAtFirst();
    expect(tangency(escaping, plane).status).toBe('holds');
    const flown = trajectory(escaping, plane, legsOf(escaping), true);
    expect(flown.status).toBe('fails');
    expect(flown.margin).toBeLessThan(-10);
    // With r = F − 2 = −2: a′ = 2t, t = tanh ½, and ∂L/∂w = r·a(1 − t²): −4t(1 − t²)·time + …
    const t = Math.tanh(0.5);
    const { order, distance } = flown.evidence['escape'] as { order: number; distance: number };
    expect(order).toBe(1);
    expect(distance).toBeCloseTo(4 * t * (1 - t * t), 13);
  });

  it('does not fail unless it is asked to look twice', () => {
    const { escaping, plane } = tangentAtFirst();
    expect(trajectory(escaping, plane, legsOf(escaping), false).status).toBe('undecided');
  });

  it('leaves after a switch to data that pull off the plane, and not before', () => {
    // { w = 1/2 } again, but the first datum is 0: nothing moves, and the second pulls on a alone.
    const { escaping, plane } = tangentAtFirst();
    const still = { data: { inputs: [[0]], targets: [[1]] }, loss: 'squared', duration: 1 };
    const pulling = { ...still, data: { inputs: [[1]], targets: [[1]] } };
    expect(provenEscape(escaping, plane, [still, still])).toBe(null);
    // The first leg stands still: the second, from the start, leaves to order 1.
    expect(provenEscape(escaping, plane, [still, pulling])).toMatchObject({ leg: 1, order: 1 });
    expect(provenEscape(escaping, plane, [pulling, still])).toMatchObject({ leg: 0, order: 1 });
  });

  it('proves nothing where pieces of a function meet', () => {
    const { escaping, plane } = tangentAtFirst();
    const model = { ...escaping.model, activation: 'relu' };
    const flat = { weights: [[0]], bias: null };
    const at = (w: number): Instance => ({
      ...escaping,
      model,
      parameters: { layers: [{ weights: [[w]], bias: null }, flat] },
    });
    const legs = legsOf(escaping);
    expect(provenEscape(at(0.5), plane, legs)).toMatchObject({ leg: 0, order: 1 });
    expect(provenEscape(at(0), plane, legs)).toBe(null);
  });

  it('holds on the stratum of equal neurons', () => {
    const equal = pair('tanh', [0.5, 0.5], [0.25, 0.25], onOneDatum);
    const flown = trajectory(equal, stratumOf(equal, 'by-parity'), legsOf(equal), true);
    expect(flown.status).toBe('holds');
    expect(flown.moved).toBeGreaterThan(1e-3);
  });
  it('does not stay with an answer where flow blows up at once', () => {
    // ẇ = 2a w x, ȧ = w²: reaches infinity in finite time; only a prefix can be judged.
    const exploding = pair('square', [1e3, 1e3], [1e3, 1e3], {
      ...onOneDatum,
      data: { inputs: [[1e3]], targets: [[-1]] },
      loss: 'linear',
    });
    const flown = trajectory(exploding, stratumOf(exploding, 'by-parity'), legsOf(exploding), true);
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
    expect(flatten(pair('tanh', [1, 2], [3, 4]).parameters)).toEqual([1, 2, 3, 4]);
  });
});

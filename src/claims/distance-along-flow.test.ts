/**
 * The distance to two equal neurons along a flow that is known: F = a₁w₁x + a₂w₂x on the datum (1, 0) with a = w has
 * F = F₀/(1 + 2F₀t) and ẇ = −Fw, so that ‖δ(t)‖ = ‖δ(0)‖/√(1 + 2F₀t).
 */
import { describe, expect, it } from 'vitest';
import type { Instance } from '../instances/instance.ts';
import { parseInstance } from '../instances/read-instance.ts';
import { open } from '../instances/subject.ts';
import { createRng } from '../numerics/random.ts';
import { check } from './check.ts';
import type { DistanceFlowDecision } from './decision.ts';
import { distanceAlongFlow, NEAR_FLOW } from './distance-along-flow.ts';
import { distanceInTime } from './oracles/distance-flow.ts';
import { isIntegrated } from './oracles/integrated.ts';
import { segmentsOf } from './oracles/manifold.ts';
import { equalNeurons } from './oracles/subspace.ts';
import { claimById } from './registry.ts';
import type { Verdict } from './verdict.ts';

const twoNeurons = (
  activation: string,
  [first, second]: readonly [readonly [number, number], readonly [number, number]],
  { inputs, targets, loss }: { inputs: number[]; targets: number[][]; loss: string },
) =>
  parseInstance({
    model: { kind: 'fully-connected', widths: [1, 2, targets[0].length], bias: false, activation },
    parameters: {
      layers: [
        { weights: [[first[0]], [second[0]]], bias: null },
        {
          weights: targets[0].map((_, o) => [first, second].map(([, a]) => a * (o + 1))),
          bias: null,
        },
      ],
    },
    data: { inputs: inputs.map((x) => [x]), targets },
    loss,
    training: { method: 'gradient-flow', time: 1 },
  });

const bothAt = ([w1, w2]: readonly [number, number]) =>
  parseInstance({
    model: { kind: 'fully-connected', widths: [1, 2, 1], bias: false, activation: 'identity' },
    parameters: {
      layers: [
        { weights: [[w1], [w2]], bias: null },
        { weights: [[w1, w2]], bias: null },
      ],
    },
    data: { inputs: [[1]], targets: [[0]] },
    loss: 'squared',
    training: { method: 'gradient-flow', time: 1 },
  });

const followed = (at: readonly [number, number]) => followedFrom(bothAt(at));

/** The whole way, whether or not this instance is one of the share that is followed. */
const followedFrom = (instance: Instance): DistanceFlowDecision => {
  const subject = open(instance);
  const finding = distanceInTime(subject, equalNeurons(subject), segmentsOf(subject)[0]);
  if (!('status' in finding) || finding.status !== 'holds')
    throw new Error(JSON.stringify(finding));
  return finding.decision;
};

const clausesOf = (verdict: Verdict) =>
  verdict.kind === 'survived' ? [verdict.by, ...verdict.and].map(({ clause }) => clause) : [];

describe('the distance to a stratum along gradient flow', () => {
  it.each([
    [5, [1, 2]],
    [2, [1, 1 + 2 ** -40]],
  ] as const)('is what it has to be, F₀ = %d', (start, at) => {
    const { grown, said, until, between, apart } = followed(at);
    const known = -0.5 * Math.log1p(2 * start * Number(until));
    expect(until).toBeGreaterThan(0.01);
    expect(Math.abs(grown - known)).toBeLessThan(1e-6 * Math.abs(known));
    expect(Math.abs(said - known)).toBeLessThan(1e-6 * Math.abs(known));
    // Halving a step of a method of order five.
    expect(apart[2]).toBeLessThan(apart[1] / 8);
    expect(grown).toBeGreaterThanOrEqual(between![0] - 1e-3);
    expect(grown).toBeLessThanOrEqual(between![1]);
  });

  it('takes the extreme rates where it moves as the extreme directions do', () => {
    // Next to the stratum the curvatures across it are ±F, and δ is the direction of F.
    const { grown, between } = followed([1, 1 + 2 ** -40]);
    expect(between![0]).toBeCloseTo(grown, 2);
    expect(between![1]).toBeCloseTo(-grown, 2);
  });

  it('is decided for curvature that five points of a rule do not see', () => {
    // erf′ is nothing but within 10⁻⁵ of where the first weight passes 0, between the neurons and their mean.
    const instance = twoNeurons(
      'erf',
      [
        [1e5, 1],
        [-3e5, 2],
      ],
      { inputs: [1], targets: [[1]], loss: 'squared' },
    );
    const { grown, between } = followedFrom(instance);
    expect(grown).toBeGreaterThan(between![0]);
    expect(grown).toBeLessThan(between![1]);
  });

  it('is followed where squares of curvatures are past float64', () => {
    // Drawn by a search for false alarms: e^(600) in the slopes, which rotations of an eigenvalue solver square.
    const instance = parseInstance({
      model: { kind: 'fully-connected', widths: [1, 3, 1], bias: true, activation: 'exp' },
      parameters: {
        layers: [
          {
            weights: [[-0.6049986040516396], [-0.6050005631992766], [1.9999981806574825]],
            bias: [-1.4285710076479916, -1.4285712194075397, 3.166668027981348],
          },
          {
            weights: [[-0.11069881187683084, -0.11070015438205011, -38.1573248991088]],
            bias: [45.25551088827111],
          },
        ],
      },
      data: { inputs: [[-1018.3331855945968]], targets: [[-13.135650263823852]] },
      loss: 'log-cosh',
      training: { method: 'gradient-flow', time: '1/2' },
    });
    const { grown, said, between } = followedFrom(instance);
    expect(said).toBeCloseTo(grown, 6);
    expect(between![0]).toBeLessThanOrEqual(grown);
    expect(between![1]).toBeGreaterThanOrEqual(grown);
  });

  it('is followed where entries of curvatures are so small that quotients by them are past float64', () => {
    // Drawn by a search for false alarms: gelu′ of 4548 next to that of numbers near 0.
    const instance = parseInstance({
      model: { kind: 'fully-connected', widths: [1, 3, 2], bias: true, activation: 'gelu' },
      parameters: {
        layers: [
          {
            weights: [[-4548.015022829112], [2719.537161118869], [2719.537161118869]],
            bias: [-0.2560035647227742, -1.2264345595138835, -1.2264345595138835],
          },
          {
            weights: [
              [2.499997457286518, 3.3620580880071884, 3.3620580880071884],
              [-0.08332716357299184, -2.000008390935443, -2.0000083909354434],
            ],
            bias: [2.000008681821998, -0.34801985078792824],
          },
        ],
      },
      data: {
        inputs: [[-1.4417901317553063], [1.4417901317553063], [0]],
        targets: Array.from({ length: 3 }, () => [1, -1]),
      },
      loss: 'logistic',
      training: { method: 'gradient-flow', time: 5 },
    });
    const { grown, between } = followedFrom(instance);
    expect(between![0]).toBeLessThanOrEqual(grown);
    expect(between![1]).toBeGreaterThanOrEqual(grown);
  });

  it('is followed where slopes, and so times, are past float64', () => {
    // ℓ = e^{F}, F = a₁w₁ + a₂w₂ = 5000: a flow along ∇F, at e⁵⁰⁰⁰ of its speed.
    const instance = twoNeurons(
      'identity',
      [
        [50, 50],
        [50 + 2 ** -20, 50],
      ],
      {
        inputs: [1],
        targets: [[-1]],
        loss: 'exponential',
      },
    );
    const { until, grown, said, between } = followedFrom(instance);
    expect(until).toMatch(/^\d\.\d{3}e-217\d$/);
    expect(Math.abs(grown - said)).toBeLessThan(1e-6 * Math.abs(said));
    expect(grown).toBeGreaterThan(between![0]);
    expect(grown).toBeLessThan(between![1]);
  });

  it('is followed for a share of the instances, and compared at the start for all', () => {
    const met = new Set<string>();
    for (let k = 1; k <= 24; k++) {
      const instance = bothAt([1, 1 + k / 64]);
      const isFollowed = isIntegrated(open(instance));
      expect(clausesOf(check(distanceAlongFlow, instance)).includes('distance-flow')).toBe(
        isFollowed,
      );
      met.add(`${isFollowed}`);
    }
    expect([...met].sort()).toEqual(['false', 'true']);
  });

  it('is vacuous where the distance stays as it is', () => {
    // The residual is 0, so nothing moves; and F = 0 on data that are 0, whatever moves.
    const still = { ...bothAt([1, 2]), data: { inputs: [[1]], targets: [[5]] } };
    const blind = { ...bothAt([1, 2]), data: { inputs: [[0]], targets: [[1]] } };
    for (const instance of [still, blind].map((one) => parseInstance(one)))
      expect(check(distanceAlongFlow, instance)).toMatchObject({
        kind: 'vacuous',
        because: { reason: 'start' },
      });
  });

  it('is asked off the stratum only', () => {
    expect(check(distanceAlongFlow, bothAt([1, 1])).kind).toBe('vacuous');
  });

  it.each([
    // r‖δ‖² = F₀ · 1 once too often.
    ['distance-along-flow-twice', 5],
    // −Ḟ‖δ‖² = 2F₀².
    ['distance-keeps-first-rate', 50],
    // F(Pθ) = 4.5 pulls the incoming weights by 4.5 (1, 2), δ = ∓½.
    ['distance-to-equal-inputs-along-flow', -2.25],
  ])('%s falls', (id, distance) => {
    const verdict = check(claimById(id)!, bothAt([1, 2]));
    expect(verdict.kind).toBe('falsified');
    const by = verdict.kind === 'falsified' ? verdict.by : undefined;
    expect(by && 'enclosure' in by && by.enclosure?.distance).toBeCloseTo(distance, 9);
  });

  it('is drawn from 10⁻¹² to 10⁻¹ of a stratum, and far from it', () => {
    const logs = Array.from({ length: 40 }, (_, k) => {
      const instance = NEAR_FLOW.generate(createRng(`near/${k}`), {
        dropped: new Set(),
        size: 0.5,
      });
      const subject = open(instance);
      return Math.log10(equalNeurons(subject).distance(subject.float));
    }).filter(Number.isFinite);
    for (const [low, high] of [
      [-13, -9],
      [-9, -5],
      [-5, -1],
      [-1, 9],
    ])
      expect(logs.filter((x) => x > low && x <= high).length).toBeGreaterThan(2);
  });
});

it.each(['polynomial', 'residual', 'attention'])(
  'is drawn of %s too, where there may be no two neurons',
  (kind) => {
    for (let seed = 0; seed < 10; seed++) {
      const options = { dropped: new Set<string>(), size: 0.3, kinds: [kind] };
      const { model } = NEAR_FLOW.generate(createRng(`x${seed}`), options);
      expect(model.kind).toBe(kind);
    }
  },
);

/** What is decided by tangency is integrated for a share of the instances, and those can still object. */
import { describe, expect, it } from 'vitest';
import { open, type Subject } from '../../instances/subject.ts';
import { createRng } from '../../numerics/random.ts';
import { isotropyOf } from '../../symmetry/isotropy/isotropy.ts';
import { onOneDatum, pair, tangentAtFirst } from '../../testing/two-neurons.ts';
import { symmetryInducesSim } from '../symmetry-induces-sim.ts';
import type { Verdict } from '../verdict.ts';
import { doubtful } from './conclude.ts';
import { isIntegrated } from './integrated.ts';
import { saysNothing, segmentsOf, staysOn } from './manifold.ts';
import { trajectory } from './trajectory.ts';

const inForce = { dropped: new Set<string>(), strictness: 0 };
const clauses = (verdict: Verdict) =>
  verdict.kind === 'survived'
    ? [verdict.by, ...verdict.and].map(({ clause }) => clause).sort()
    : [];

/** θ of two equal neurons, the k-th of a list with and without integration. */
function equalNeurons(integrated: boolean, rest: Parameters<typeof pair>[3] = onOneDatum): Subject {
  for (let k = 1; ; k++) {
    const subject = pair('tanh', [k / 64, k / 64], [0.25, 0.25], rest);
    if (isIntegrated(subject) === integrated) return subject;
  }
}

describe('the share that is integrated', () => {
  it('is at least a tenth, and does not depend on who asks', () => {
    const drawn = Array.from({ length: 800 }, (_, i) =>
      symmetryInducesSim.generate(createRng(`share ${i}`), { dropped: new Set(), size: 0.3 }),
    );
    const integrated = drawn.filter((instance) => isIntegrated(open(instance)));
    // 1/8, and four standard deviations of 0.012.
    expect(integrated.length / drawn.length).toBeGreaterThan(0.1);
    expect(integrated.length / drawn.length).toBeLessThan(0.175);
    expect(integrated.every((one) => isIntegrated(open(structuredClone(one))))).toBe(true);
  });

  it('is followed along trajectories and bits; the others are decided by their fields', () => {
    const followed = symmetryInducesSim.check(equalNeurons(true), inForce);
    expect(clauses(followed)).toEqual(['bitwise', 'tangency', 'trajectory']);
    expect(clauses(symmetryInducesSim.check(equalNeurons(false), inForce))).toEqual(['tangency']);
  });
});

describe('where tangency decides', () => {
  it('nothing is said of what stands still', () => {
    // The residual is 0.
    const still = { ...onOneDatum, data: { inputs: [[0]], targets: [[0]] } };
    for (const integrated of [true, false])
      expect(symmetryInducesSim.check(equalNeurons(integrated, still), inForce)).toMatchObject({
        kind: 'vacuous',
        because: { reason: 'stationary' },
      });
  });

  it('a trajectory that breaks off objects to nothing, one that nobody can explain does', () => {
    const brokenOff = doubtful({
      reason: 'broken-off',
      clause: 'trajectory',
      end: 'blown-up',
      durations: [1],
    });
    expect(saysNothing(brokenOff)).toBe(true);
    expect(saysNothing(doubtful({ reason: 'not-finite', clause: 'trajectory' }))).toBe(true);
    const subject = equalNeurons(true);
    const flown = trajectory(subject, isotropyOf(subject).subspace, segmentsOf(subject), true);
    if (flown.status !== 'holds') expect.fail(flown.status);
    expect(saysNothing(flown)).toBe(false);
    expect(saysNothing(doubtful({ reason: 'float-only', decision: flown.decision }))).toBe(false);
  });

  it('a trajectory that leaves objects all the same', () => {
    // No symmetry proves that the plane is kept.
    for (let k = 1; ; k++) {
      const { escaping, plane } = tangentAtFirst(k / 64);
      const checks = { segments: segmentsOf(escaping), bitwise: () => false, proved: true };
      const { kind } = staysOn(escaping, plane, checks, inForce);
      expect(kind).toBe(isIntegrated(escaping) ? 'falsified' : 'survived');
      if (isIntegrated(escaping)) return;
    }
  });
});

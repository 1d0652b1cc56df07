/** A campaign goes on exploring: whatever a claim is about is drawn sooner or later, small instances always. */
import { describe, expect, it } from 'vitest';
import { functionNames, resolveFunction } from '../analytic/registry.ts';
import type { Claim } from '../claims/claim.ts';
import { type Domain, whyOutside } from '../claims/domain.ts';
import { drawWithin } from '../claims/draw-within.ts';
import { open, type Subject } from '../instances/subject.ts';
import { undecided } from '../testing/toy-claims.ts';
import { ceiling, envelope, LARGEST_SIZE, sizeOf } from './growth.ts';
import { randomSource } from './source.ts';

const CHUNK = 20;

const about = (domain: Domain): Claim => ({
  ...undecided,
  domain: () => domain,
  generate: (rng, options) => drawWithin(domain, rng, options),
});

/** Subjects that the chunks draw. */
function drawn(claim: Claim, indices: readonly number[], seed = 1): Subject[] {
  return indices.flatMap((index) => {
    const source = randomSource(claim, {
      claimId: claim.id,
      dropped: [],
      seed,
      index,
      runs: CHUNK,
    });
    return Array.from({ length: CHUNK }, (_, run) => {
      const draw = source.draw(run);
      if (!('instance' in draw)) throw new Error(draw.reason);
      return open(draw.instance);
    });
  });
}

const upTo = (n: number, from = 0) => Array.from({ length: n - from }, (_, i) => from + i);
const sorted = (values: Iterable<number>) => [...new Set(values)].sort((a, b) => a - b);

describe('sizes along a campaign', () => {
  it('stay below a ceiling below an envelope that grows to 2', () => {
    expect(envelope(0)).toBe(1);
    expect(envelope(255)).toBe(1.5);
    expect([2 ** 16 - 1, 1e9].map(envelope)).toEqual([2, 2]);
    expect(LARGEST_SIZE).toBe(2);
    for (const index of [0, 1, 7, 1000, 1e7]) {
      const sizes = upTo(100).map((run) => sizeOf(index, run));
      expect(Math.max(...sizes)).toBeLessThan(envelope(index));
      expect(Math.min(...sizes)).toBeGreaterThanOrEqual(0);
    }
  });

  it('are spread evenly over every stretch of chunks, and over every n-th chunk', () => {
    for (const step of [1, 2, 3, 4, 5, 8, 16]) {
      const relative = upTo(200).map((k) => {
        const index = 1000 + k * step;
        return ceiling(index) / envelope(index);
      });
      // Uniform on 1/3 … 1.
      const share = relative.filter((c) => c > 2 / 3).length / relative.length;
      expect(share, `step ${step}`).toBeGreaterThan(0.45);
      expect(share, `step ${step}`).toBeLessThan(0.55);
    }
  });

  it('are small within the first runs of every chunk', () => {
    for (const index of upTo(500)) {
      const smallest = Math.min(...upTo(CHUNK).map((run) => sizeOf(index, run)));
      // {5 φ} = 0.09…, times a ceiling of at most 2.
      expect(smallest).toBeLessThan(0.1 * envelope(index));
    }
  });
});

describe('what a claim is about', () => {
  it('is drawn within ten chunks: kinds, depths, widths, functions, points', () => {
    const functions = ['tanh', 'sin', 'square', 'exp'];
    const domain: Domain = {
      kinds: ['fully-connected', 'diagonal-linear', 'gated'],
      functions,
    };
    const subjects = drawn(about(domain), upTo(10));
    const kinds = new Set(subjects.map(({ instance }) => instance.model.kind));
    expect([...kinds].sort()).toEqual([...domain.kinds!].sort());
    const met = subjects.flatMap((s) => s.facts.functions.map(({ spec }) => spec));
    expect([...new Set(met)].sort()).toEqual([...functions].sort());
    for (const point of ['distinct', 'stratum', 'equal-inputs'] as const)
      expect(
        subjects.some((s) => whyOutside({ point }, s) === undefined),
        point,
      ).toBe(true);
  });

  it('is drawn to the ends that it declares', () => {
    const subjects = drawn(about({ depth: [1, 4], hidden: [2, 7] }), upTo(15));
    const networks = subjects.map(({ facts }) => facts.network!);
    expect(sorted(networks.map(({ depth }) => depth))).toEqual([2, 3, 4]);
    expect(sorted(networks.flatMap(({ widths }) => widths.slice(1, -1)))).toEqual(upTo(8, 2));
  });

  it('is drawn larger as the campaign goes on', () => {
    const widest = (from: number) =>
      Math.max(
        ...drawn(about({ kinds: ['fully-connected'] }), upTo(from + 20, from)).flatMap(
          ({ facts }) => facts.network!.widths.slice(1, -1),
        ),
      );
    expect(widest(0)).toBeGreaterThanOrEqual(5);
    expect(widest(2 ** 16)).toBeGreaterThanOrEqual(8);
  });

  it('has every analytic function where it names none', () => {
    const subjects = drawn(about({ kinds: ['fully-connected'] }), upTo(15));
    const met = new Set(subjects.flatMap((s) => s.facts.functions.map(({ spec }) => String(spec))));
    const analytic = functionNames.filter((name) => resolveFunction(name).analytic);
    // Points at which 1/√ is undefined are mostly redrawn.
    expect(analytic.filter((name) => !met.has(name))).toEqual([]);
  });
});

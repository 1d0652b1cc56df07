import { describe, expect, it } from 'vitest';
import { claimById } from '../claims/registry.ts';
import { signatureOf } from '../claims/signature.ts';
import { open } from '../instances/subject.ts';
import { spend } from '../numerics/budget.ts';
import { createRng } from '../numerics/random.ts';
import {
  bounded,
  broken,
  costly,
  flaky,
  neverNegative,
  slow,
  undecided,
} from '../testing/toy-claims.ts';
import { CHUNK_RUNS, runChunk } from './chunk.ts';
import { specOf, streamOf } from './chunk-spec.ts';

const spec = { claimId: 'bounded', dropped: ['small'], seed: 1, index: 0, runs: CHUNK_RUNS };

describe('runChunk', () => {
  it('is a function of all that says what is drawn', () => {
    const result = runChunk(bounded, spec);
    expect(runChunk(bounded, spec)).toStrictEqual(result);
    const streams = [
      spec,
      { ...spec, seed: 2 },
      { ...spec, index: 1 },
      { ...spec, dropped: [] },
      { ...spec, claimId: 'x' },
      { ...spec, kinds: ['linear'] },
      { ...spec, kinds: ['gated'] },
      { ...spec, instead: [] },
      { ...spec, instead: ['weaker'] },
      { ...spec, edgeCases: true as const },
    ].map(streamOf);
    expect(new Set(streams).size).toBe(streams.length);
    expect(streamOf({ ...spec, dropped: ['b', 'a'] })).toBe(
      streamOf({ ...spec, dropped: ['a', 'b'] }),
    );
  });

  it('is told all that its target says', () => {
    const target = { claim: bounded, dropped: ['small'], kinds: ['linear'], instead: ['weaker'] };
    expect(specOf({ ...target, edgeCases: true }, 7, 3, 20)).toEqual({
      claimId: 'bounded',
      dropped: ['small'],
      kinds: ['linear'],
      instead: ['weaker'],
      edgeCases: true,
      seed: 7,
      index: 3,
      runs: 20,
    });
    expect(specOf({ claim: bounded, dropped: [] }, 7, 3, 20)).toEqual({
      claimId: 'bounded',
      dropped: [],
      seed: 7,
      index: 3,
      runs: 20,
    });
  });

  it('counts every verdict and keeps the first failure of every signature', () => {
    const result = runChunk(bounded, spec);
    const { survived, falsified, inconclusive, vacuous } = result.counts;
    expect(result.tries).toBe(CHUNK_RUNS);
    expect(survived + falsified).toBe(CHUNK_RUNS);
    expect(inconclusive + vacuous).toBe(0);
    expect(Math.min(survived, falsified)).toBeGreaterThan(5);
    const signatures = result.failures.map((f) => signatureOf(f.verdict.by));
    expect(new Set(signatures)).toEqual(new Set(['x-size: large', 'x-size: huge']));
    expect(result.failures).toHaveLength(2);
    expect(result.worstMargin).toBeCloseTo(Math.log10(9.5 / 40), 12);
  });

  it('counts what a claim draws that is no instance as a defect, and keeps none', () => {
    const model = { kind: 'linear', widths: [1, 1] };
    for (const [drawn, reason] of [
      [null, 'generate: instance: expected an object'],
      [{ model, parameters: { layers: [[['a']]] } }, 'generate: parameters'],
      [
        undefined,
        'generate: expected JSON: TypeError: writeJson: expected a JSON value, received undefined',
      ],
    ] as const) {
      const claim = { ...bounded, generate: () => drawn as never };
      const { counts, causes, lost } = runChunk(claim, { ...spec, runs: 3 });
      expect(counts.inconclusive).toBe(3);
      expect(causes).toEqual({ defect: 3 });
      expect(lost).toEqual([{ run: 0, cause: 'defect', reason: expect.stringContaining(reason) }]);
    }
  });

  it('has the same first runs when it is shorter', () => {
    const half = runChunk(bounded, { ...spec, runs: 50 });
    const whole = runChunk(bounded, spec);
    expect(half.tries).toBe(50);
    expect(half.failures).toStrictEqual(whole.failures.filter((f) => f.run < 50));
  });

  it('ends early when told to and keeps what it has', () => {
    const result = runChunk(bounded, spec, (done) => done === 30);
    expect(result.tries).toBe(30);
    expect(result.defects).toEqual([]);
    expect(result.failures).toStrictEqual(runChunk(bounded, { ...spec, runs: 30 }).failures);
  });

  it('does not check runs that are to be skipped', () => {
    const skip = [3, 7].map((run) => ({ run, cause: 'time-limit', reason: 'no end' }) as const);
    const result = runChunk(slow, { ...spec, claimId: 'slow', runs: 20, skip });
    expect(result.counts).toEqual({ survived: 18, falsified: 0, inconclusive: 2, vacuous: 0 });
    expect(result.causes).toEqual({ 'time-limit': 2 });
    expect(result.lost.map(({ run }) => run)).toEqual([3, 7]);
    for (const { instance } of result.lost)
      expect(slow.check(open(instance!), { dropped: new Set(), strictness: 0 }).kind).toBe(
        'survived',
      );
  });

  it('believes no failure that does not happen twice', () => {
    const result = runChunk(flaky, { ...spec, claimId: 'flaky', runs: 10 });
    expect(result.counts.falsified).toBe(0);
    expect(result.causes).toEqual({ flaky: 10 });
    expect(result.defects[0]).toMatch(/^flaky: /);
  });

  it('reports defects of falsim and goes on', () => {
    const result = runChunk(broken, { ...spec, claimId: 'broken', runs: 10 });
    expect(result.counts.inconclusive).toBe(10);
    expect(result.defects).toEqual(['RangeError: no such thing']);
    const generate = () => {
      throw new RangeError('cannot draw');
    };
    expect(runChunk({ ...bounded, generate }, spec).defects[0]).toMatch(/^generate: .*cannot draw/);
  });

  it('keeps what takes more operations than a verdict may, and goes on', () => {
    const result = runChunk(costly, { ...spec, claimId: 'costly', runs: 20 });
    const { survived, inconclusive } = result.counts;
    expect(result.causes).toEqual({ 'too-costly': inconclusive });
    expect(Math.min(survived, inconclusive)).toBeGreaterThan(2);
    expect(result.defects).toEqual([]);
    expect(result.lost).toHaveLength(Math.min(5, inconclusive));
    for (const { instance, cause, reason } of result.lost) {
      expect(instance!.model).toMatchObject({ widths: [3, 1] });
      expect({ cause, reason }).toEqual({
        cause: 'too-costly',
        reason: 'to decide it takes more than 2e+10 operations',
      });
    }
    const generate = () =>
      spend(1e15) ?? bounded.generate(createRng(1), { dropped: new Set(), size: 0 });
    const undrawn = runChunk({ ...bounded, generate }, { ...spec, runs: 2 });
    expect(undrawn.causes).toEqual({ 'too-costly': 2 });
    expect(undrawn.lost[0].instance).toBeUndefined();
  });

  it('gives causes for what was not decided', () => {
    const result = runChunk(undecided, { ...spec, claimId: 'undecided', runs: 5 });
    expect(result.causes).toEqual({ 'x-size': 5 });
    expect(result.worstMargin).toBeNull();
  });

  it('tells how many have failed, so that it can end at the first', () => {
    const whole = { ...spec, claimId: 'never-negative' };
    const result = runChunk(neverNegative, whole, (_, failed) => failed > 0);
    expect(result.counts.falsified).toBe(1);
    const [first] = runChunk(neverNegative, whole).failures;
    expect(result.failures).toStrictEqual([first]);
    expect(result.tries).toBe(first.run + 1);
  });

  it('finds a planted falsehood in its first runs', () => {
    const result = runChunk(neverNegative, { ...spec, claimId: 'never-negative' });
    expect(result.failures[0].run).toBeLessThan(10);
  });
});

it('orbits under discrete steps, seed 2: most starts leave theirs, and none ends in a defect or a loss', () => {
  const claim = claimById('orbit-is-sim')!;
  const dropped = ['exact-gradient-flow'];
  const { counts, defects, lost } = runChunk(claim, {
    ...{ claimId: claim.id, dropped, seed: 2, index: 0, runs: 15 },
  });
  expect(counts.falsified).toBeGreaterThan(10);
  expect([defects, lost]).toEqual([[], []]);
});

import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../json/canonical-json.ts';
import { inlineJson } from '../json/write-json.ts';
import { bounded, claims } from '../testing/toy-claims.ts';
import { openCampaignState } from './campaign-state.ts';
import { runChunk } from './chunk.ts';
import { lastCampaign } from './resume.ts';

const fresh = () => join(mkdtempSync(join(tmpdir(), 'falsim-state-')), 'hunt.json');
const target = { claim: bounded, dropped: ['small'] };

/** A state with one chunk that has failures. */
function written(): string {
  const file = fresh();
  const spec = { claimId: 'bounded', dropped: ['small'], seed: 1, index: 0, runs: 100 };
  const state = openCampaignState(file, 'code');
  state.write(target, 1, 100, { chunks: [runChunk(bounded, spec)], seconds: 1, stored: {} });
  state.flush();
  state.close();
  return file;
}

/** Opens the state after a change of its content, with the checksum that fits. */
function forged(change: (chunk: ChunkJson, chunks: ChunkJson[]) => void) {
  const file = written();
  const json = JSON.parse(readFileSync(file, 'utf8'));
  const [{ chunks }] = Object.values(json.content.targets) as [{ chunks: ChunkJson[] }];
  change(chunks[0], chunks);
  writeFileSync(file, JSON.stringify({ ...json, checksum: sha256(inlineJson(json.content)) }));
  openCampaignState(file, 'code').close();
}

interface ChunkJson {
  tries: number;
  counts: { survived: number; falsified: number };
  failures: { run: number; verdict: { kind: string; by: { margin: number } }; instance: unknown }[];
  causes: { [cause: string]: number };
}

describe('the state of a campaign', () => {
  it('gives back chunks as they were, and none of another build, seed or length', () => {
    const file = written();
    const state = openCampaignState(file, 'code');
    const { chunks } = state.read(target, 1, 100)!;
    const spec = { claimId: 'bounded', dropped: ['small'], seed: 1, index: 0, runs: 100 };
    expect(chunks).toStrictEqual([runChunk(bounded, spec)]);
    expect(state.read(target, 2, 100)).toBe(undefined);
    expect(state.read(target, 1, 20)).toBe(undefined);
    expect(state.read({ ...target, edgeCases: true }, 1, 100)).toBe(undefined);
    state.close();
    const other = openCampaignState(file, 'other code');
    expect(other.outdated).toBe(true);
    expect(other.read(target, 1, 100)).toBe(undefined);
    other.close();
  });

  it('is refused to a second campaign', () => {
    const file = written();
    const state = openCampaignState(file, 'code');
    expect(() => openCampaignState(file, 'code')).toThrow(/nothing else works/);
    state.close();
  });

  it('a forgery that changes nothing is read', () => {
    forged(() => undefined);
  });

  it.each<[string, string, (chunk: ChunkJson, chunks: ChunkJson[]) => void]>([
    ['tries', 'do not add up to the tries', (c) => (c.tries += 1)],
    ['counts', 'do not add up to the tries', (c) => (c.counts.survived += 1)],
    ['negative counts', '>=0', (c) => (c.counts.survived = -1)],
    ['fractions', 'integer', (c) => (c.counts.survived += 0.5)],
    ['causes', 'what was not decided', (c) => (c.causes['made up'] = 1)],
    ['no failures', 'not as many', (c) => (c.failures = [])],
    ['runs', 'outside its chunk', (c) => (c.failures[0].run = 100)],
    ['verdicts', 'is falsified', (c) => (c.failures[0].verdict.kind = 'survived')],
    ['margins', 'is falsified', (c) => (c.failures[0].verdict.by.margin = 1)],
    ['instances', 'an instance', (c) => (c.failures[0].instance = {})],
    ['two of one chunk', 'there twice', (c, all) => all.push(c)],
  ])('one of %s is refused', (_, message, change) => {
    expect(() => forged(change)).toThrow(message);
  });
});

describe('lastCampaign', () => {
  const record = (seed: number, ...ids: string[]) => ({
    seed,
    budget: { runs: 5 },
    targets: ids.map((claim) => ({ claim, dropped: [] })),
  });
  const targetsOf = (...ids: string[]) =>
    ids.map((id) => ({ claim: claims.find((c) => c.id === id)!, dropped: [] }));

  it('is the last, or the last of the same claims', () => {
    const state = openCampaignState(fresh(), 'code');
    for (const r of [record(1, 'slow'), record(2, 'slow'), record(3, 'bounded')]) state.begin(r);
    expect(lastCampaign(state, undefined, 'f').seed).toBe(3);
    expect(lastCampaign(state, targetsOf('slow'), 'f').seed).toBe(2);
    state.begin(record(1, 'slow'));
    expect(lastCampaign(state, targetsOf('slow'), 'f').seed).toBe(1);
    expect(state.campaigns).toHaveLength(3);
    expect(() => lastCampaign(state, targetsOf('undecided'), 'f')).toThrow(
      '--resume: expected --seed, or one of the hunts in f: slow --seed 1; bounded --seed 3; ' +
        'slow --seed 2, received undecided',
    );
    state.close();
  });

  it('says that there is none', () => {
    const state = openCampaignState(fresh(), 'code');
    expect(() => lastCampaign(state, undefined, 'f')).toThrow('a hunt in f, received none');
    state.close();
  });
});

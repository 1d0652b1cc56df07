/**
 * One instance, opened once: while a chunk with a failure is hunted, shrunk and stored, θ's numerals are
 * read by `open` alone and the isotropy of each opened point is found at most once for each rule of signs; so too
 * by `check`, `orbit` and `flow`. And no call climbs back up: on every stack that the engine's profiler saw, rooms stand in
 * the order of docs/design.md, so that each is met once, but for those who call what was handed down to them. These
 * were found by tracing every call of this walk, so that what is seen at whatever moment is among them.
 */
import { mkdtempSync } from 'node:fs';
import { type Profiler, Session } from 'node:inspector';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { runChunk } from '../campaigns/chunk.ts';
import { counterexampleOf } from '../campaigns/shrinking.ts';
import { check } from '../claims/check.ts';
import { claimById } from '../claims/registry.ts';
import { replay } from '../counterexamples/replay.ts';
import { save } from '../counterexamples/store.ts';
import type { Instance } from '../instances/instance.ts';
import { open } from '../instances/subject.ts';
import { orbit } from '../orbits/dimension/orbit.ts';
import { follow } from './trajectory.ts';

const seen = vi.hoisted(() => ({
  /** Files that read a numeral, how often. */
  readers: new Map<string, number>(),
  /** How often isotropy was found, by point and symmetry. */
  isotropies: new Map<object, Map<object, number>>(),
}));

vi.mock('../numerics/numeral.ts', async (original) => {
  const real = await original<typeof import('../numerics/numeral.ts')>();
  const noted = () => {
    const frames = (new Error().stack ?? '').split('\n').slice(1);
    const files = frames.map((frame) => /src\/([\w/-]+(?:\.test)?\.ts)/.exec(frame)?.[1]);
    const file = files.find((f) => f !== undefined && !/numeral\.ts|open-once/.test(f)) ?? 'nobody';
    seen.readers.set(file, (seen.readers.get(file) ?? 0) + 1);
  };
  return {
    ...real,
    toRational(numeral: number | string) {
      noted();
      return real.toRational(numeral);
    },
    toFloat(numeral: number | string) {
      noted();
      return real.toFloat(numeral);
    },
  };
});

vi.mock('../symmetry/isotropy/found-isotropy.ts', async (original) => {
  const real = await original<typeof import('../symmetry/isotropy/found-isotropy.ts')>();
  return {
    ...real,
    foundIsotropy: ((symmetry, theta, work) => {
      const bySymmetry = seen.isotropies.get(theta) ?? new Map<object, number>();
      seen.isotropies.set(theta, bySymmetry);
      bySymmetry.set(symmetry, (bySymmetry.get(symmetry) ?? 0) + 1);
      return real.foundIsotropy(symmetry, theta, work);
    }) satisfies typeof real.foundIsotropy,
  };
});

beforeEach(() => {
  seen.readers.clear();
  seen.isotropies.clear();
});

/** From the ground up, as `npm run boundaries` has them. */
const ROOMS = (
  createRequire(import.meta.url)('../../.dependency-cruiser.cjs') as {
    readonly forbidden: readonly { readonly name: string }[];
  }
).forbidden.flatMap(({ name }) => /^(\w+)-imports-only-downwards$/.exec(name)?.slice(1, 2) ?? []);

/** Files that call into a room above theirs, since they were given what to call, and why. */
const HANDED_DOWN = [
  // What is computed within a budget, or once.
  'numerics/budget.ts',
  'numerics/drawn-primes.ts',
  // Entries of a list.
  'numerics/list-of.ts',
  // Fields of what is written that are computed when they are read.
  'json/canonical-json.ts',
  'json/write-json.ts',
  // Operations of the field whose numbers are on the tape, and of the ring of degrees.
  'numerics/tape-ring.ts',
  'models/homogeneity.ts',
  // Where a trajectory ends, and what of each step; which methods and functions a claim is about.
  'dynamics/solve.ts',
  'training/methods.ts',
  'generation/functions.ts',
  // Whether a candidate fails as well, and a changed instance.
  'shrinking/shrink.ts',
  'counterexamples/irrelevance.ts',
];

/** Microseconds between two looks at the stack. */
const INTERVAL = 200;

/** The rooms that were seen at work while `run` ran, and files of which a call climbs up. */
function watched<T>(run: () => T) {
  const session = new Session();
  session.connect();
  session.post('Profiler.enable');
  session.post('Profiler.setSamplingInterval', { interval: INTERVAL });
  session.post('Profiler.start');
  const value = run();
  let nodes: readonly Profiler.ProfileNode[] = [];
  session.post('Profiler.stop', (_, { profile }) => {
    nodes = profile.nodes;
  });
  session.disconnect();
  return { value, ...climbsOf(nodes) };
}

/** Of one look alone the engine names a frame wrongly now and then, where code is being replaced by faster code. */
const LOOKS = 2;

/** Of a tree of calls: what is called is above who calls it, at more than one look, files of no room left out. */
function climbsOf(nodes: readonly Profiler.ProfileNode[]) {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const met = new Set<string>();
  const looks = new Map<string, number>();
  const looksAt = ({ hitCount = 0, children = [] }: Profiler.ProfileNode): number =>
    children.reduce((sum, id) => sum + looksAt(byId.get(id)!), hitCount);
  const heightOf = (file: string) => ROOMS.indexOf(file.split('/')[0]);
  const descend = (called: Profiler.ProfileNode, caller: string): void => {
    const { callFrame, children = [] } = called;
    const [, file = ''] = /src\/(\w+\/[\w/-]+\.ts)/.exec(callFrame.url) ?? [];
    const isInRoom = heightOf(file) >= 0;
    if (isInRoom) met.add(file.split('/')[0]);
    if (isInRoom && caller !== '' && heightOf(file) > heightOf(caller))
      looks.set(caller, (looks.get(caller) ?? 0) + looksAt(called));
    for (const id of children) descend(byId.get(id)!, isInRoom ? file : caller);
  };
  descend(nodes[0], '');
  return { met, climbing: [...looks.keys()].filter((file) => looks.get(file)! >= LOOKS) };
}

/** Hunts one chunk, shrinks what it finds first, stores and replays it. */
function walk(id: string, dropped: readonly string[], runs: number) {
  const claim = claimById(id)!;
  const chunk = runChunk(claim, { claimId: id, dropped, seed: 1, index: 0, runs });
  const [failure] = chunk.failures;
  expect(failure).toBeDefined();
  const counterexample = counterexampleOf(claim, {
    claimId: id,
    dropped,
    seed: 1,
    tries: failure.run + 1,
    instance: failure.instance,
    verdict: failure.verdict,
    maxEvaluations: 400,
  });
  const folder = mkdtempSync(join(tmpdir(), 'falsim-'));
  expect(save(folder, counterexample).status).toBe('stored');
  const found = replay(counterexample, 'x', claimById);
  expect(found.status).toBe('reproduced');
  return { failure: failure, counterexample };
}

const FLOW = { rtol: 1e-6, atol: 1e-9, maxSteps: 1000, target: [] };

const trained = (): Instance => ({
  model: { kind: 'fully-connected', widths: [1, 2, 1], bias: false, activation: 'tanh' },
  parameters: {
    layers: [
      { weights: [['1/2'], ['1/2']], bias: null },
      { weights: [['1/4', '1/4']], bias: null },
    ],
  },
  data: { inputs: [[1]], targets: [[1]] },
  loss: 'squared',
  training: { method: 'gradient-flow', time: 1 },
});

describe('one instance from generation to the store', () => {
  it.each([
    ['two-layer-exhaustive', ['value-at-zero'], 40],
    ['symmetry-induces-sim', ['odd-activation'], 12],
  ] as const)('%s: is opened once', (id, dropped, runs) => {
    const { value, met, climbing } = watched(() => walk(id, dropped, runs));
    const { failure, counterexample } = value;
    // Generating makes numerals and shrinking edits them; data are read by those who train on them.
    const allowed = /^(instances\/subject|generation\/|shrinking\/|training\/|models\/|analytic\/)/;
    const probes = /^claims\/oracles\/(tangency|manifold)\.ts$/;
    const others = [...seen.readers.keys()].filter((f) => !allowed.test(f) && !probes.test(f));
    expect(others).toEqual([]);
    expect(seen.readers.get('instances/subject.ts')).toBeGreaterThan(0);

    const counts = [...seen.isotropies.values()].flatMap((bySymmetry) => [...bySymmetry.values()]);
    expect(counts.length).toBeGreaterThan(runs);
    expect(Math.max(...counts)).toBe(1);
    for (const instance of [failure.instance, counterexample.instance])
      expect(seen.isotropies.has(open(instance).exact)).toBe(true);

    expect(climbing.filter((file) => !HANDED_DOWN.includes(file))).toEqual([]);
    for (const room of ['campaigns', 'counterexamples', 'shrinking', 'claims', 'symmetry'])
      expect([room, met.has(room)]).toEqual([room, true]);
  });

  it('knows a call that climbs from one that goes down, past files of no room', () => {
    const node = (id: number, file: string, ...children: number[]) => ({
      id,
      hitCount: 1,
      callFrame: {
        functionName: 'f',
        scriptId: '',
        url: `/src/${file}`,
        lineNumber: 0,
        columnNumber: 0,
      },
      children,
    });
    const root = node(1, 'reports/open-once.test.ts', 2);
    const tree = [root, node(2, 'claims/check.ts', 3), node(3, 'remember.ts', 4, 5)];
    const leaves = [node(4, 'symmetry/isotropy/isotropy.ts', 6), node(5, 'claims/scope.ts', 7)];
    const once = [node(7, 'numerics/gcd.ts', 8), node(8, 'analytic/jet-field.ts')];
    const above = [node(6, 'orbits/dimension/orbit.ts', 9), node(9, 'orbits/dimension/orbit.ts')];
    const { met, climbing } = climbsOf([...tree, ...leaves, ...above, ...once]);
    expect([...met].sort()).toEqual(['analytic', 'claims', 'numerics', 'orbits', 'symmetry']);
    expect(climbing).toEqual(['symmetry/isotropy/isotropy.ts']);
  });

  it('reads each numeral of an opened point once', () => {
    const instance = {
      model: { kind: 'fully-connected', widths: [1, 2, 1], bias: false, activation: 'gelu' },
      parameters: {
        layers: [
          { weights: [['1/3'], ['1/3']], bias: null },
          { weights: [['1/7', 0]], bias: null },
        ],
      },
    };
    const subject = open(instance);
    const claim = claimById('two-layer-exhaustive')!;
    const options = { dropped: new Set(['value-at-zero']), strictness: 0 };
    claim.check(subject, options);
    claim.check(open(instance), options);
    expect([...subject.float]).toEqual([1 / 3, 1 / 3, 1 / 7, 0]);
    expect([...seen.readers]).toEqual([['instances/subject.ts', 4]]);
  });

  it.each<[string, (instance: Instance) => unknown, number]>([
    ['check', (instance) => check(claimById('symmetry-induces-sim')!, instance).kind, 4],
    ['orbit', (instance) => orbit(instance, { seed: '1' }).dimension, 4],
    ['flow', (instance) => follow('x', instance, FLOW).end, 4],
  ])('%s reads each number of θ once, and finds each isotropy once', (_, run, parameters) => {
    expect(run(trained())).toBeDefined();
    expect(seen.readers.get('instances/subject.ts')).toBe(parameters);
    // Data, the time of training and probes of other data are read where they are used.
    const allowed =
      /^(instances\/subject|training\/|claims\/oracles\/(tangency|manifold)\.|reports\/trajectory\.)/;
    expect([...seen.readers.keys()].filter((file) => !allowed.test(file))).toEqual([]);
    const counts = [...seen.isotropies.values()].flatMap((bySymmetry) => [...bySymmetry.values()]);
    expect(counts.length).toBeGreaterThan(0);
    expect(Math.max(...counts)).toBe(1);
  });

  it('leaves θ in doubles as it is, though everybody shares it', () => {
    const claim = claimById('orbit-is-sim')!;
    const dropped = new Set(['exact-gradient-flow']);
    const subject = open({
      model: { kind: 'linear', widths: [1, 1, 1] },
      parameters: {
        layers: [
          { weights: [[0.5]], bias: null },
          { weights: [[2]], bias: null },
        ],
      },
      data: { inputs: [[1]], targets: [[2]] },
      loss: 'squared',
      training: { method: 'gradient-descent', rate: 0.1, steps: 3 },
    });
    claim.check(subject, { dropped, strictness: 0 });
    claimById('affine-sim-discrete')!.check(subject, { dropped: new Set(), strictness: 0 });
    claimById('flow-equivariance')!.check(subject, { dropped: new Set(), strictness: 0 });
    claimById('symmetry-induces-sim')!.check(subject, { dropped: new Set(), strictness: 0 });
    expect([...subject.float]).toEqual([0.5, 2]);
  });
});

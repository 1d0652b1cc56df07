/** Strata of small networks and the orbits through their points, counted by hand. */
import { describe, expect, it } from 'vitest';
import type { ModelJson } from '../../models/contract.ts';
import { strataOf } from './strata-orbits.ts';

const net = (activation: string, widths = [1, 2, 1]): ModelJson => ({
  kind: 'fully-connected',
  widths,
  bias: false,
  activation,
});

describe('strata with their orbits', () => {
  it('of two tanh neurons: everything, equal up to sign, one zero, both', () => {
    const asked: [number, number][] = [];
    const found = strataOf(net('tanh'), {
      seed: 'seed',
      onStratum: (i, n) => asked.push([i, n]),
    });
    expect([found.parameters, found.hasRotations]).toEqual([4, false]);
    expect(
      found.strata.map(({ dimension, description, orbit, isDefined }) => [
        dimension,
        description,
        orbit?.lowerBound,
        isDefined,
      ]),
    ).toEqual([
      [4, 'everything', 4, true],
      [2, 'neurons 1 = 2 in layer 1', 2, true],
      [2, 'neuron 1 zero in layer 1', 2, true],
      [0, 'neurons 1, 2 zero in layer 1', 0, true],
    ]);
    expect(asked).toEqual([0, 1, 2, 3].map((i) => [i, 4]));
    expect(found.strata.map(({ orbit }) => orbit!.stratum.dimension)).toEqual([4, 2, 2, 0]);
  });

  it('are computed where they are asked for', () => {
    const asked: number[] = [];
    const options = { seed: 'seed', orbits: false, onStratum: (i: number) => asked.push(i) };
    const { strata } = strataOf(net('gelu'), options);
    expect(strata.map(({ dimension, orbit }) => [dimension, orbit])).toEqual([
      [4, null],
      [2, null],
    ]);
    expect(asked).toEqual([]);
  });

  it('of cubes are smaller by what is conserved', () => {
    // 3a² − w².
    const { strata } = strataOf(net('cube', [1, 1, 1]), { seed: 'seed' });
    expect(strata.map(({ dimension, orbit }) => [dimension, orbit?.lowerBound])).toEqual([
      [2, 1],
      [0, 0],
    ]);
  });

  it('are left out where F has no value', () => {
    // W x/‖W x‖ where W = 0.
    const asked: [number, number][] = [];
    const { strata } = strataOf(
      { kind: 'rms-norm', inputs: 1, hidden: 1, outputs: 1 },
      { seed: 'seed', onStratum: (i, n) => asked.push([i, n]) },
    );
    const undefinedOnes = strata.filter(({ isDefined }) => !isDefined);
    expect(undefinedOnes.length).toBeGreaterThan(0);
    for (const { orbit } of undefinedOnes) expect(orbit).toBeNull();
    expect(asked).toHaveLength(strata.length - undefinedOnes.length);
    expect(asked[0]).toEqual([0, strata.length]);
  });

  it('say whether whole rotations act', () => {
    expect(
      strataOf({ kind: 'linear', widths: [1, 2, 1] }, { seed: 'seed', orbits: false }).hasRotations,
    ).toBe(true);
  });
});

describe('descriptions', () => {
  it('that are cut short are told apart by the whole', () => {
    // Each variable is 0 or not, 2⁵ in all; of four or five that are 0 three are named, and how many more.
    const variables = ['u', 'v', 'w', 'z', 's'];
    const features = variables.map((name) => `${name}^2`);
    const { strata } = strataOf(
      { kind: 'polynomial', variables, features },
      { seed: 'seed', orbits: false },
    );
    expect(strata).toHaveLength(32);
    expect(new Set(strata.map(({ description }) => description)).size).toBe(32);
    const of = (dimension: number) =>
      strata
        .filter((stratum) => stratum.dimension === dimension)
        .map(({ description, wholeDescription }) => description === wholeDescription);
    // s, z, w and u, and s, z, w and v would be one name.
    expect([5, 4, 3, 2].map((n) => of(n).every(Boolean))).toEqual([true, true, true, true]);
    expect(of(1).filter(Boolean)).toHaveLength(2);
    expect([of(1).length, of(0)]).toEqual([5, [false]]);
    expect(strata[0]).toMatchObject({
      description: 'everything',
      wholeDescription: 'everything',
      dimension: 5,
    });
  });
});

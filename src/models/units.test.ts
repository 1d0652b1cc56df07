import { describe, expect, it } from 'vitest';
import { bind } from './bind.ts';
import { factsOf } from './facts.ts';
import { parameterNames } from './names.ts';
import { specFields } from './spec-fields.ts';
import { unitAxes } from './units.ts';

function named(model: Parameters<typeof bind>[0], axis: string, unit: number) {
  const bound = bind(model);
  const { name } = parameterNames(bound);
  const found = unitAxes(bound, ['input', 'hidden', 'output']).find((u) => u.axis.name === axis)!;
  return {
    incoming: found.incoming[unit].map((i) => name[i]),
    outgoing: found.outgoing[unit].map((i) => name[i]),
  };
}

const sizes = { inputs: 2, hidden: 2, outputs: 1 };

describe('units', () => {
  it('of a layer take their row and bias and give their column', () => {
    // F = a₁σ(w₁·x + b₁) + a₂σ(w₂·x + b₂) + c.
    const model = { kind: 'fully-connected', widths: [2, 2, 1], bias: true, activation: 'tanh' };
    expect(named(model, 'hidden', 1)).toEqual({
      incoming: ['w₂[1]', 'w₂[2]', 'b₂'],
      outgoing: ['a₂'],
    });
    expect(named(model, 'inputs', 0)).toEqual({ incoming: [], outgoing: ['w₁[1]', 'w₂[1]'] });
    expect(named(model, 'outputs', 0)).toEqual({ incoming: ['a₁', 'a₂', 'c'], outgoing: [] });
  });

  it('of two layers are told apart in the matrix between them', () => {
    const model = { kind: 'linear', widths: [1, 2, 3, 1] };
    const first = named(model, 'hidden 1', 0);
    expect(first).toEqual({
      incoming: ['W₁[1,1]'],
      outgoing: ['W₂[1,1]', 'W₂[2,1]', 'W₂[3,1]'],
    });
    expect(named(model, 'hidden 2', 2)).toEqual({
      incoming: ['W₂[3,1]', 'W₂[3,2]'],
      outgoing: ['W₃[1,3]'],
    });
  });

  it('of a gated layer take gate and value', () => {
    // F = Σₖ readₖ σ(gateₖ·x)(valueₖ·x).
    const { incoming, outgoing } = named(
      { ...sizes, kind: 'gated', activation: 'silu' },
      'hidden',
      0,
    );
    expect([incoming.length, outgoing.length]).toEqual([4, 1]);
  });

  it('of tied weights take and give the same numbers', () => {
    const bound = bind({ kind: 'tied-autoencoder', inputs: 2, hidden: 2, activation: 'tanh' });
    const [hidden] = unitAxes(bound);
    // W[k, :] multiplies x, the same for all k, and hₖ: it counts as given, and as a whole.
    expect(hidden.outgoing[0]).toEqual([0, 1]);
    expect(hidden.incoming[0]).toEqual([]);
  });
});

describe('facts', () => {
  it('know a network by its program', () => {
    const network = (model: Parameters<typeof bind>[0]) => factsOf(bind(model)).network;
    const tanh = { kind: 'fully-connected', widths: [2, 3, 1], activation: 'tanh' };
    const expected = {
      depth: 2,
      widths: [2, 3, 1],
      hasBias: false,
      isLinear: false,
      isGated: false,
    };
    expect(network({ ...tanh, bias: false })).toEqual(expected);
    expect(network({ ...tanh, bias: true })).toEqual({ ...expected, hasBias: true });
    expect(network({ kind: 'linear', widths: [1, 1, 1, 2] })).toEqual({
      ...expected,
      depth: 3,
      widths: [1, 1, 1, 2],
      isLinear: true,
    });
    expect(network({ kind: 'relu-paths', widths: [2, 3, 1], bias: false })).toEqual({
      ...expected,
      isGated: true,
    });
    // Shared taps, products of units, skips, tied weights: no such networks.
    for (const model of [
      { kind: 'convolution', places: 3, taps: 2, hidden: 2, outputs: 1, activation: 'tanh' },
      { ...sizes, kind: 'gated', activation: 'silu' },
      { ...sizes, kind: 'residual-block', stream: 2, activation: 'tanh' },
      { kind: 'tied-autoencoder', inputs: 2, hidden: 2, activation: 'tanh' },
    ])
      expect(network(model)).toBeNull();
  });

  it('list functions, named and built in, and what they come to', () => {
    const { functions, isPolynomial } = factsOf(
      bind({ kind: 'attention', positions: 2, channels: 1, keys: 1, values: 1, outputs: 1 }),
    );
    expect(functions.map(({ name }) => name)).toEqual(['exp']);
    expect(isPolynomial).toBe(false);
    const cube = factsOf(bind({ ...sizes, kind: 'gated', activation: 'cube' }));
    expect(cube.functions.map(({ name }) => name)).toEqual(['cube']);
    expect(cube.isPolynomial).toBe(true);
  });
});

describe('fields of a spec', () => {
  it('are what its schema leaves open', () => {
    const { model } = bind({
      kind: 'fully-connected',
      widths: [1, 1],
      bias: false,
      activation: 'sin',
    });
    expect(specFields(model.spec).map(({ is, path }) => [is, path.join('.')])).toEqual([
      ['sizes', 'widths'],
      ['boolean', 'bias'],
      ['function', 'activation'],
    ]);
  });
});

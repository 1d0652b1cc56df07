import { describe, expect, it } from 'vitest';
import type { Parity } from '../analytic/analytic-function.ts';
import { functionNames, resolveFunction } from '../analytic/registry.ts';
import { createRng, type Rng } from '../numerics/random.ts';
import { allDerivatives, drawCase, type Model } from '../testing/network-case.ts';
import { bind } from './bind.ts';
import { createNetwork } from './float-network.ts';
import { createProgramNetwork } from './float-program.ts';
import { layersOf } from './layered-layout.ts';

const networks = [
  ['dense kernel', createNetwork],
  ['program', (model: Model, batch: number) => createProgramNetwork(bind(model), batch)],
] as const;

describe.each(networks)('bit for bit: %s', (_, create) => {
  type Sign = -1 | 0 | 1;

  /** A neuron's weights are those of its group, times these signs; 0 is the zero neuron. */
  interface Role {
    readonly group: number;
    readonly incoming: Sign;
    readonly outgoing: Sign;
  }

  const free = (width: number): Role[] =>
    Array.from({ length: width }, (_, group) => ({ group, incoming: 1, outgoing: 1 }));

  /** Random groups of equal, opposite and (odd σ) zero neurons, reaching across the tiles of four. */
  function roles(rng: Rng, width: number, parity: Parity): Role[] {
    const groups = Math.max(1, Math.ceil(width / 2));
    return Array.from({ length: width }, () => {
      const sign = parity === 'none' || rng.chance(0.5) ? 1 : -1;
      const incoming = parity === 'odd' && rng.chance(0.2) ? 0 : sign;
      return {
        group: rng.integer(0, groups - 1),
        incoming,
        outgoing: parity === 'even' ? 1 : incoming,
      };
    });
  }

  /** Calls back with every parameter's class and sign under the roles of its two neurons. */
  function forEachParameter(
    model: Model,
    layers: readonly Role[][],
    visit: (index: number, key: string, sign: number) => void,
  ): void {
    layersOf(bind(model).tensors)!.forEach(({ rows, columns, weights, bias }, l) => {
      for (let j = 0; j < rows; j++) {
        const row = layers[l + 1][j];
        for (let k = 0; k < columns; k++) {
          const column = layers[l][k];
          visit(
            weights + j * columns + k,
            `${l}:${row.group},${column.group}`,
            row.incoming * column.outgoing,
          );
        }
        if (bias >= 0) visit(bias + j, `${l}:${row.group},bias`, row.incoming);
      }
    });
  }

  function onStratum(rng: Rng, model: Model, layers: readonly Role[][]): Float64Array {
    const values = new Map<string, number>();
    const theta = new Float64Array(bind(model).size);
    forEachParameter(model, layers, (index, key, sign) => {
      if (!values.has(key)) values.set(key, rng.gaussian());
      theta[index] = sign * values.get(key)!;
    });
    return theta;
  }

  /** Number of parameters that are tied to another one, after checking that all ties hold bitwise. */
  function checkTies(model: Model, layers: readonly Role[][], g: Float64Array): number {
    const first = new Map<string, number>();
    const broken: number[] = [];
    let tied = 0;
    forEachParameter(model, layers, (index, key, sign) => {
      const seen = first.get(key);
      if (sign !== 0 && seen === undefined) {
        first.set(key, sign * g[index]);
        return;
      }
      tied++;
      if (g[index] !== (sign === 0 ? 0 : sign * seen!)) broken.push(index);
    });
    expect(broken).toEqual([]);
    return tied;
  }

  const shapes: readonly (readonly number[])[] = [
    [2, 4, 1],
    [3, 5, 2],
    [1, 7, 6, 1],
    [4, 9, 3, 2],
    [2, 6, 5, 7, 3],
    [5, 33, 1],
  ];

  it.each(functionNames)('ties of neurons carry over to all derivatives: %s', (activation) => {
    const rng = createRng(`ties/${activation}`);
    const { parity } = resolveFunction(activation);
    let tied = 0;
    for (const widths of shapes) {
      for (const batch of [1, 2, 5, 130]) {
        const bias = rng.chance(0.5);
        const model: Model = { kind: 'fully-connected', widths, bias, activation };
        const layers = widths.map((width, l) =>
          l === 0 || l === widths.length - 1 ? free(width) : roles(rng, width, parity),
        );
        const theta = onStratum(rng, model, layers).map((t) => 0.5 * t);
        const v = onStratum(rng, model, layers);
        const given = { ...drawCase(model, batch, () => rng.gaussian()), theta, v };
        const received = allDerivatives(create(model, batch), given);
        if (![...received.pullbackDerivative].every(Number.isFinite)) continue;
        tied += checkTies(model, layers, received.pullback);
        tied += checkTies(model, layers, received.pullbackDerivative);
      }
    }
    expect(tied).toBeGreaterThan(2000);
  });

  it('does not depend on the place of a datum or a neuron in a tile', () => {
    const rng = createRng('tiles');
    const model: Model = {
      kind: 'fully-connected',
      widths: [3, 11, 6, 5],
      bias: true,
      activation: 'tanh',
    };
    const theta = Float64Array.from({ length: bind(model).size }, () => rng.gaussian());
    const x = Float64Array.from({ length: 9 * 3 }, () => rng.gaussian());
    const whole = new Float64Array(9 * 5);
    create(model, 9).forward(theta, x, whole);
    const single = create(model, 1);
    for (let i = 0; i < 9; i++) {
      const out = new Float64Array(5);
      single.forward(theta, x.subarray(3 * i, 3 * i + 3), out);
      expect(out).toEqual(whole.slice(5 * i, 5 * i + 5));
    }
  });
});

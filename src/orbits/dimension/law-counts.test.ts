/** How many laws models have at some sizes, known in closed form. */
import { describe, expect, it } from 'vitest';
import { InputError, ModelError } from '../../errors.ts';
import { axis, defineModel, type ModelJson, tensor } from '../../models/contract.ts';
import { literal, object, size } from '../../models/schema.ts';
import { registering } from '../../testing/registering.ts';
import { lawCounts, MOST_POINTS, sizesOf, type VariedSize } from './law-counts.ts';

const linear = (widths: readonly number[]): ModelJson => ({ kind: 'linear', widths });
const net = (activation: string, widths = [1, 1, 1], bias = false): ModelJson => ({
  kind: 'fully-connected',
  widths,
  bias,
  activation,
});
const hidden = (...values: number[]): VariedSize => ({
  name: 'widths[1]',
  paths: [['widths', 1]],
  values,
});

/** F = Σ θᵢ x, whose definition fails where there are two parameters. */
const failsAtTwo = defineModel({
  kind: 'fails-at-two',
  formula: 'F = Σ θᵢ x',
  spec: object({ kind: literal('fails-at-two'), count: size }),
  architecture: ({ count }) => {
    if (count === 2) throw new ModelError('architecture', 'another size', '2');
    return {
      parameters: { theta: tensor(axis('place', count, 'place', null)) },
      inputs: { x: tensor(axis('inputs', 1, 'input', null)) },
      output: axis('outputs', 1, 'output', null),
    };
  },
  evaluate: (f, { theta }, { x }) => [
    f.mul(
      x[0],
      theta.reduce((sum, t) => f.add(sum, t)),
    ),
  ],
});

registering(failsAtTwo);

describe('sizes of a spec', () => {
  it('are its numbers and the entries of its lists', () => {
    expect([...sizesOf(net('tanh', [2, 3, 1]))]).toEqual([
      ['widths[0]', ['widths', 0]],
      ['widths[1]', ['widths', 1]],
      ['widths[2]', ['widths', 2]],
    ]);
    const attention = { kind: 'attention', positions: 2, channels: 1, keys: 3, values: 1 };
    const found = sizesOf({ ...attention, outputs: 1 });
    expect(found.get('keys')).toEqual(['keys']);
    expect(found.has('kind')).toBe(false);
  });
});

describe('counts', () => {
  it('of F = Σ aₖwₖx: a + w and a − w keep their directions, ‖a‖² − ‖w‖² its value', () => {
    // Of 2m parameters one dimension is left: 2m − 1 laws.
    const asked: [number, number][] = [];
    const model = linear([1, 2, 1]);
    const found = lawCounts(model, [hidden(1, 2, 3)], 'seed', (i, n) => asked.push([i, n]));
    expect(found.counts.map(({ sizes, laws, isDecided }) => [sizes, laws, isDecided])).toEqual([
      [[1], 1, true],
      [[2], 3, true],
      [[3], 5, true],
    ]);
    expect(asked).toEqual([
      [0, 3],
      [1, 3],
      [2, 3],
    ]);
    expect([found.refused, found.model, found.varied.length]).toEqual([0, model, 1]);
    expect([found.own.sizes, found.own.laws, found.own.orbit.parameters]).toEqual([[], 3, 4]);
    // 2m − 1.
    const monomials = found.fit!.terms.map(({ powers }) => powers);
    expect([monomials.length, found.counts.length]).toEqual([2, 3]);
  });

  it('over a grid run through the last size first, and sizes may be tied', () => {
    // One unit, n inputs and outputs: a·w xᵀ of 2n parameters has ‖a‖² − ‖w‖² alone.
    const ends = (...values: number[]): VariedSize => ({
      name: 'widths[0]=widths[2]',
      paths: [
        ['widths', 0],
        ['widths', 2],
      ],
      values,
    });
    const { counts } = lawCounts(linear([1, 1, 1]), [hidden(1), ends(1, 2)], 'seed');
    expect(counts.map(({ sizes, laws, orbit }) => [sizes, laws, orbit.parameters])).toEqual([
      [[1, 1], 1, 2],
      [[1, 2], 1, 4],
    ]);
    const grid = lawCounts(linear([1, 1, 1]), [ends(1, 2), hidden(1, 2)], 'seed');
    expect(grid.counts.map(({ sizes }) => sizes)).toEqual([
      [1, 1],
      [1, 2],
      [2, 1],
      [2, 2],
    ]);
  });

  it('without sizes are of the model as it is', () => {
    const asked: number[] = [];
    const found = lawCounts(net('cube'), [], 'seed', (i) => asked.push(i));
    // 3a² − w² is conserved.
    expect([found.counts, found.fit, found.refused, found.own.laws]).toEqual([[], null, 0, 1]);
    expect([found.own.isDecided, found.own.orbit.lowerBound, asked]).toEqual([true, 1, []]);
  });

  it('leave out sizes that the model does not have', () => {
    const filters = { kind: 'convolution', places: 2, taps: 1, hidden: 1, outputs: 1 };
    const taps: VariedSize = { name: 'taps', paths: [['taps']], values: [1, 3, 2] };
    const model = { ...filters, activation: 'identity' };
    const asked: [number, number][] = [];
    const found = lawCounts(model, [taps], 'seed', (i, n) => asked.push([i, n]));
    expect([found.refused, found.counts.map(({ sizes }) => sizes)]).toEqual([1, [[1], [2]]]);
    expect(asked).toEqual([
      [0, 3],
      [2, 3],
    ]);
    const none = () => lawCounts(model, [{ ...taps, values: [3, 4] }], 'seed');
    expect(none).toThrow(InputError);
    expect(none).toThrow('sizes that the model has');
  });

  it('are not told of a model whose definition fails at a size', () => {
    const count: VariedSize = { name: 'count', paths: [['count']], values: [1, 2] };
    expect(() => lawCounts({ kind: 'fails-at-two', count: 1 }, [count], 'seed')).toThrow(
      ModelError,
    );
  });

  it('that are not decided have no formula', () => {
    // GELU with a bias: what its constants are worth together nobody knows.
    const found = lawCounts(net('gelu', [1, 1, 1], true), [hidden(1)], 'seed');
    expect(found.counts.map(({ isDecided, laws }) => [isDecided, laws])).toEqual([[false, 0]]);
    expect(found.fit).toBeNull();
  });

  it('are of 400 combinations at most', () => {
    const sizes = (n: number) => hidden(...Array.from({ length: n }, () => 0));
    expect(MOST_POINTS).toBe(400);
    expect(() => lawCounts(linear([1, 1, 1]), [sizes(401)], 'seed')).toThrow('at most 400');
    expect(() => lawCounts(linear([1, 1, 1]), [sizes(201), sizes(2)], 'seed')).toThrow(
      'at most 400 combinations',
    );
    // There is no width 0.
    expect(() => lawCounts(linear([1, 1, 1]), [sizes(200), sizes(2)], 'seed')).toThrow(
      'sizes that the model has',
    );
  });

  it('are at a point of halves of different integers, of either sign', () => {
    const { own } = lawCounts(linear([2, 2, 1]), [], 'seed');
    const { exact } = own.orbit.witness.subject;
    const doubled = exact.map(({ numerator, denominator }) => (2n * numerator) / denominator);
    const sizes = doubled.map((n) => Number(n < 0n ? -n : n)).sort((a, b) => a - b);
    expect(sizes).toEqual([2, 3, 4, 5, 6, 7]);
    expect(new Set(doubled.map((n) => n < 0n)).size).toBe(2);
    const same = lawCounts(linear([2, 2, 1]), [], 'seed').own.orbit.witness.subject.exact;
    expect(same).toEqual(exact);
    const other = lawCounts(linear([2, 2, 1]), [], 'other').own.orbit.witness.subject.exact;
    expect(other).not.toEqual(exact);
  });
});

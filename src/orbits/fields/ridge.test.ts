/** Networks of two layers, told from programs that only look like them. */
import { describe, expect, it } from 'vitest';
import { bind } from '../../models/bind.ts';
import { axis, defineModel, matvec, tensor } from '../../models/contract.ts';
import { activation, literal, object, oneOf } from '../../models/schema.ts';
import { rational } from '../../numerics/rational.ts';
import { registering } from '../../testing/registering.ts';
import { ridgeOf } from './ridge.ts';

describe('two layers', () => {
  const variants = [
    'plain',
    'outer first',
    'inputs turned',
    'weights turned',
    'constant inputs',
    'units turned',
    'derivative',
    'twice',
    'bent twice',
    'idle parameter',
  ] as const;
  const twoLayers = defineModel({
    kind: 'two-layers-in-some-way',
    formula: 'F(x) = Σₖ aₖ f(wₖ·x), or nearly that',
    spec: object({
      kind: literal('two-layers-in-some-way'),
      first: activation,
      second: activation,
      way: oneOf(...variants),
    }),
    architecture({ way }) {
      const input = axis('inputs', 2, 'input');
      const unit = axis('units', 2);
      const one = axis('outputs', 1, 'output', null);
      const isFirst = way === 'outer first';
      return {
        parameters: {
          before: isFirst ? tensor(one, unit) : null,
          into: tensor(unit, input),
          after: isFirst ? null : tensor(one, unit),
          idle: way === 'idle parameter' ? tensor(one) : null,
        },
        inputs: { x: tensor(input) },
        output: one,
      };
    },
    evaluate(field, { before, into, after }, { x }, { first, second, way }) {
      const rows = way === 'weights turned' ? [into[1], into[0]] : into;
      const three = field.rational(rational(3));
      const datum =
        way === 'inputs turned' ? [x[1], x[0]] : way === 'constant inputs' ? [three, three] : x;
      const [p, q] = matvec(field, rows, datum);
      const bent = field.apply(first, way === 'bent twice' ? field.apply(first, p) : p);
      const other =
        way === 'derivative' ? field.applyDerivative(second, 1, q) : field.apply(second, q);
      const hidden = way === 'units turned' ? [other, bent] : [bent, other];
      const y = matvec(field, before ?? after!, hidden);
      return way === 'twice' ? [field.add(y[0], y[0])] : y;
    },
  });
  registering(twoLayers);
  const found = (model: object) => {
    const ridge = ridgeOf(bind(model as never).program);
    return ridge && [ridge.inputs, ridge.hidden, ridge.outputs, ridge.f.name];
  };
  const some = (way: (typeof variants)[number], first = 'tanh', second = 'tanh') =>
    found({ kind: 'two-layers-in-some-way', first, second, way });
  const net = (widths: number[], bias = false) => ({
    kind: 'fully-connected',
    widths,
    bias,
    activation: 'tanh',
  });

  it('are seen in programs', () => {
    expect(found(net([2, 3, 1]))).toEqual([2, 3, 1, 'tanh']);
    expect(found(net([1, 2, 3]))).toEqual([1, 2, 3, 'tanh']);
    expect(found(net([1, 1, 1]))).toEqual([1, 1, 1, 'tanh']);
    expect(found(net([1, 2, 2, 1]))).toBeNull();
    expect(found(net([1, 2, 1], true))).toBeNull();
    expect(found({ kind: 'linear', widths: [1, 2, 1] })).toBeNull();
    // There is no Taylor series of it.
    expect(found({ ...net([2, 3, 1]), activation: 'relu' })).toBeNull();
  });

  it('are not seen in what only looks like them', () => {
    expect(some('plain')).toEqual([2, 2, 1, 'tanh']);
    expect(some('plain', 'tanh', 'sin')).toBeNull();
    for (const way of variants.slice(1)) expect([way, some(way)]).toEqual([way, null]);
  });
});

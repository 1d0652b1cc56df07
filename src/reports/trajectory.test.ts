import { expect, it } from 'vitest';
import { axis, defineModel, tensor } from '../models/contract.ts';
import { registerModel, unregisterModel } from '../models/registry.ts';
import { literal, object } from '../models/schema.ts';
import { follow } from './trajectory.ts';

const OPERATIONS = 20_000;

const one = axis('one', 1, 'input', null);
const long = defineModel({
  kind: 'long',
  formula: 'F(x) = a + x + x + …',
  spec: object({ kind: literal('long') }),
  architecture: () => ({ parameters: { a: tensor() }, inputs: { x: tensor(one) }, output: one }),
  evaluate(field, { a }, { x }) {
    let total = a;
    for (let n = 0; n < OPERATIONS; n++) total = field.add(total, x[0]);
    return [total];
  },
});

const limits = { until: 1e-6, rtol: 1e-3, atol: 1e-3, maxSteps: 10, target: [] };

it('data on which a look at ∇L takes 10⁹ operations and more are refused, with both numbers', () => {
  registerModel(long);
  try {
    const instanceOf = (data: number) => ({
      model: { kind: 'long' },
      parameters: { a: 0 },
      data: { inputs: new Array(data).fill([0]), targets: new Array(data).fill([1]) },
      loss: 'squared' as const,
    });
    const flow = (data: number) => follow('long.json', instanceOf(data) as never, limits);
    // The program holds a and x beside the sums.
    expect(() => flow(1e9 / OPERATIONS)).toThrow(
      'long.json: data: expected data on which F takes at most 1e+9 operations in all, received ' +
        `${1e9 / OPERATIONS} data at ${OPERATIONS + 2} operations each`,
    );
    expect(flow(3).end).toBe('reached');
  } finally {
    unregisterModel(long);
  }
});

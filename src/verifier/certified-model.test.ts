/** Models that are not what their architecture says are told as such by whoever binds them. */
import { expect, it } from 'vitest';
import { ModelError } from '../errors.ts';
import { axis, choices, defineModel, tensor } from '../models/contract.ts';
import { literal, object } from '../models/schema.ts';
import { certifiedModel } from './certified-model.ts';

const one = axis('one', 1, 'output', null);

/** F(x) = θx, with as many outputs as are asked for and inputs beside x that take finitely many values. */
function model(outputs: number, values = 0) {
  const kind = 'test-subject';
  return defineModel({
    kind,
    formula: kind,
    spec: object({ kind: literal(kind) }),
    architecture() {
      const finite = () =>
        choices(
          tensor(one),
          Array.from({ length: values }, (_, i) => [i]),
        );
      const others: object = values === 0 ? {} : { m: finite(), n: finite() };
      return { parameters: { t: tensor(one) }, inputs: { x: tensor(one), ...others }, output: one };
    },
    evaluate: (f, { t }, { x }) => Array.from({ length: outputs }, () => f.mul(t[0], x[0])),
  });
}

/** A model whose inputs are not called x. */
const nameless = {
  ...model(1),
  architecture: () => ({ parameters: {}, inputs: { y: tensor(one) }, output: one }),
};

const bound = (outputs: number, values?: number) =>
  certifiedModel(model(outputs, values), { kind: 'test-subject' });

it('has every pair of values of two finite inputs, and no more than 5000', () => {
  expect(bound(1, 70).choices).toHaveLength(4900);
  expect(() => bound(1, 71)).toThrow('at most 5000 values of finite inputs');
});

it.each([0, 2])('refuses %d outputs where one is declared', (outputs) => {
  const numbers = {
    name: 'degrees of nothing',
    mul: () => 0,
  };
  const run = () => bound(outputs).evaluate(numbers as never, [0], [0], []);
  expect(run).toThrow(ModelError);
  expect(run).toThrow('an array of 1');
});

it('refuses a model without an input x', () => {
  const read = () => certifiedModel(nameless as never, { kind: 'test-subject' });
  expect(read).toThrow(ModelError);
  expect(read).toThrow('an input x');
});

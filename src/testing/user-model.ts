/** The text of a user's model, F(x) = a tanh(w x), and an instance of it. */
import type { Instance } from '../instances/instance.ts';

export const userModelText = `
import { axis, defineModel, literal, object, tanh, tensor } from 'falsim/model';

const one = axis('one', 1, 'hidden', null);

export const bump = defineModel({
  kind: 'user-bump',
  formula: 'F(x) = a tanh(w x)',
  spec: object({ kind: literal('user-bump') }),
  architecture: () => ({
    parameters: { w: tensor(one), a: tensor(one) },
    inputs: { x: tensor(axis('inputs', 1, 'input', null)) },
    output: axis('outputs', 1, 'output', null),
  }),
  evaluate: (field, { w, a }, { x }) => [
    field.mul(a[0]!, field.apply(tanh, field.mul(w[0]!, x[0]!))),
  ],
});
`;

export function instanceOfUser([w, a]: readonly [number, number]): Instance {
  return { model: { kind: 'user-bump' }, parameters: { w: [w], a: [a] } };
}

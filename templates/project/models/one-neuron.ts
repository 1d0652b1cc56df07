/** One neuron: F(x) = a σ(w x). Its file is all that falsim needs of a model. */
import { activation, axis, defineModel, literal, object, tensor } from 'falsim/model';

export const oneNeuron = defineModel({
  kind: 'one-neuron',
  formula: 'F(x) = a σ(w x)',
  spec: object({ kind: literal('one-neuron'), activation }),
  architecture() {
    const unit = axis('neurons', 1, 'hidden', null);
    return {
      parameters: { w: tensor(unit), a: tensor(unit) },
      inputs: { x: tensor(axis('inputs', 1, 'input', null)) },
      output: axis('outputs', 1, 'output', null),
    };
  },
  evaluate: (field, { w, a }, { x }, { activation: sigma }) => [
    field.mul(a[0], field.apply(sigma, field.mul(w[0], x[0]))),
  ],
});

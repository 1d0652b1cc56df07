/**
 * Gradient flow of a linear network F(x) = a·Wx under a diagonal preconditioner, W′ = −p ∂F/∂W,
 * a′ = −q ∂F/∂a. WWᵀ − aaᵀ of the plain flow becomes q WWᵀ − p aaᵀ.
 */
import {
  axis,
  defineFamily,
  literal,
  matvec,
  object,
  rational,
  scaled,
  size,
  tensor,
} from 'falsim/model';

export const preconditioned = defineFamily({
  kind: 'preconditioned-linear',
  formula: 'W′ = −p ∂F/∂W, a′ = −q ∂F/∂a, F(x) = a·Wx',
  spec: object({
    kind: literal('preconditioned-linear'),
    inputs: size,
    hidden: size,
    first: rational,
    second: rational,
  }),

  architecture({ inputs, hidden }) {
    const input = axis('inputs', inputs, 'input');
    const unit = axis('hidden', hidden);
    return {
      parameters: { w: tensor(unit, input), a: tensor(unit) },
      inputs: { x: tensor(input) },
    };
  },

  field(field, { w, a }, { x }, { first, second }) {
    const [p, q] = [field.rational(first), field.rational(second)];
    return {
      w: a.map((value) => x.map((entry) => field.neg(field.mul(p, field.mul(value, entry))))),
      a: scaled(field, field.neg(q), matvec(field, w, x)),
    };
  },
});

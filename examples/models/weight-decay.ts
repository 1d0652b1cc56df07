/**
 * A drift that is always on, weight decay, beside the fields of a linear network F(x) = a·Wx:
 *
 *   θ′ = −λθ − Σᵢ cᵢ(t) ∇F(θ)(xᵢ)
 *
 * Two members of one family, told apart by the finite input `term`. The orbit is that of the family which
 * drift and fields span; it runs the drift backwards too, so what can be reached may be smaller.
 */
import {
  axis,
  choices,
  defineFamily,
  literal,
  matvec,
  object,
  rational,
  size,
  tensor,
} from 'falsim/model';

export const weightDecay = defineFamily({
  kind: 'weight-decay-linear',
  formula: 'θ′ = −λθ − ∇F(θ)(x), F(x) = a·Wx',
  source: 'Krogh & Hertz, A simple weight decay can improve generalization, NeurIPS 1991',
  spec: object({
    kind: literal('weight-decay-linear'),
    inputs: size,
    hidden: size,
    decay: rational,
  }),

  architecture({ inputs, hidden }) {
    const input = axis('inputs', inputs, 'input');
    const unit = axis('hidden', hidden);
    return {
      parameters: { w: tensor(unit, input), a: tensor(unit) },
      inputs: {
        x: tensor(input),
        term: choices(tensor(axis('terms', 2, 'place', null)), [
          [1, 0],
          [0, 1],
        ]),
      },
    };
  },

  field(field, { w, a }, { x, term }, { decay }) {
    const rate = field.mul(term[0], field.rational(decay));
    const pulled = term[1];
    const outputs = matvec(field, w, x);
    return {
      w: w.map((row, k) =>
        row.map((value, j) =>
          field.neg(field.add(field.mul(rate, value), field.mul(pulled, field.mul(a[k], x[j])))),
        ),
      ),
      a: a.map((value, k) =>
        field.neg(field.add(field.mul(rate, value), field.mul(pulled, outputs[k]))),
      ),
    };
  },
});

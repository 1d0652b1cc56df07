/**
 * Gradient flow with momentum (heavy ball) of a two-layer network, a family in phase space (θ, v):
 *
 *   θ′ = v,   v′ = −γv − Σᵢ cᵢ(t) ∇F(θ)(xᵢ),   F(x) = Σₖ aₖ σ(wₖ·x)
 *
 * The drift (v, −γv) is always on, the fields (0, −∇F(x)) are what data and loss choose. They are two
 * members of one family, told apart by the finite input `term`; orbits are those of the family that both
 * span. What can be reached with the drift always on lies in it and may be smaller.
 *
 * Source: Polyak, *Some methods of speeding up the convergence of iteration methods*, 1964.
 */
import {
  activation,
  axis,
  choices,
  defineFamily,
  gradientAlong,
  literal,
  nonNegative,
  object,
  size,
  tensor,
} from 'falsim/model';

export const momentum = defineFamily({
  kind: 'momentum',
  formula: 'θ′ = v, v′ = −γv − ∇F(θ)(x), F(x) = Σₖ aₖ σ(wₖ·x)',
  source: 'Polyak 1964',
  spec: object({
    kind: literal('momentum'),
    inputs: size,
    hidden: size,
    activation,
    friction: nonNegative,
  }),

  architecture({ inputs, hidden }) {
    const input = axis('inputs', inputs, 'input');
    const unit = axis('hidden', hidden);
    const weights = { w: tensor(unit, input), a: tensor(unit) };
    return {
      parameters: { position: weights, velocity: weights },
      inputs: {
        x: tensor(input),
        term: choices(tensor(axis('terms', 2, 'place', null)), [
          [1, 0],
          [0, 1],
        ]),
      },
    };
  },

  field(field, { position, velocity }, { x, term }, { activation: sigma, friction }) {
    const [drifting, pulled] = [term[0], term[1]];
    const { w, a } = position;
    const gradient = gradientAlong(field, [...w.flat(), ...a], (record, flat) => {
      const datum = x.map(record.constant);
      return record.dot(
        flat.slice(w.length * x.length),
        w.map((_, k) =>
          record.apply(sigma, record.dot(flat.slice(k * x.length, (k + 1) * x.length), datum)),
        ),
      );
    });
    const gamma = field.rational(friction);
    const force = (v: (typeof term)[number], slope: (typeof term)[number]) =>
      field.neg(field.add(field.mul(drifting, field.mul(gamma, v)), field.mul(pulled, slope)));
    return {
      position: {
        w: velocity.w.map((row) => row.map((v) => field.mul(drifting, v))),
        a: velocity.a.map((v) => field.mul(drifting, v)),
      },
      velocity: {
        w: velocity.w.map((row, k) => row.map((v, j) => force(v, gradient[k * x.length + j]))),
        a: velocity.a.map((v, k) => force(v, gradient[w.length * x.length + k])),
      },
    };
  },
});

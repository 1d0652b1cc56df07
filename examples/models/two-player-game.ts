/**
 * A bilinear two-player game f = Σᵢ zᵢ uᵢ vᵢ: player u ascends, player v descends,
 *
 *   uᵢ′ = zᵢ vᵢ,   vᵢ′ = −zᵢ uᵢ.
 *
 * Every pair of strategies goes round: uᵢ² + vᵢ² is conserved, and no gradient flow does that.
 */
import { axis, defineFamily, hadamard, literal, object, size, tensor } from 'falsim/model';

export const twoPlayerGame = defineFamily({
  kind: 'two-player-game',
  formula: 'u′ = z ∘ v, v′ = −z ∘ u',
  source: 'Mescheder, Geiger & Nowozin, ICML 2018',
  spec: object({ kind: literal('two-player-game'), strategies: size }),

  architecture({ strategies }) {
    const strategy = axis('strategies', strategies, 'input');
    return {
      parameters: { u: tensor(strategy), v: tensor(strategy) },
      inputs: { x: tensor(strategy) },
    };
  },

  field(field, { u, v }, { x }) {
    return { u: hadamard(field, x, v), v: hadamard(field, x, u).map((value) => field.neg(value)) };
  },
});

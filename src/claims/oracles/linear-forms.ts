/** Linear forms on parameter space that are said to keep their values: what of a subspace steps are held against. */
import type { Subject } from '../../instances/subject.ts';
import type { BoundModel } from '../../models/bind.ts';
import { unitAxes } from '../../models/units.ts';
import { ONE, type Rational, rational } from '../../numerics/rational.ts';
import type { Isometry } from '../../symmetry/group/isometry.ts';
import { kernel } from '../../symmetry/orthogonal/relations.ts';

/** Σ cᵢθᵢ, by its terms. */
export type LinearForm = readonly (readonly [index: number, coefficient: Rational])[];

/** θ_{π(i)} − sᵢθᵢ for the isometries Qθ[π(i)] = sᵢθ[i] + shift: all of them keep their values where all Q fix θ. */
export function formsOf(isometries: readonly Pick<Isometry, 'target' | 'sign'>[]): LinearForm[] {
  return isometries.flatMap(({ target, sign }) =>
    Array.from(target).flatMap((to, i): LinearForm[] => {
      if (to !== i)
        return [
          [
            [to, ONE],
            [i, rational(-sign[i])],
          ],
        ];
      return sign[i] === -1 ? [[[i, ONE]]] : [];
    }),
  );
}

/** Numbers of one unit: what comes in, then what goes out. */
function vectorsOf(bound: BoundModel): readonly (readonly (readonly number[])[])[] {
  return unitAxes(bound).map(({ incoming, outgoing }) =>
    incoming.map((own, k) => [...own, ...outgoing[k]]),
  );
}

/**
 * Σ_k c_k u_k[n] for all relations Σ_k c_k u_k = 0 among the vectors u_k of the units of each hidden axis, that θ has:
 * what rotations of the units that fix θ say of it where the layers are linear.
 */
export function relationsOf({ model, exact }: Subject): LinearForm[] {
  return vectorsOf(model).flatMap((units) => {
    const unit = (k: number) => units.map((_, l) => (l === k ? 1n : 0n));
    const basis = units.map((_, k) => unit(k));
    const images = units.map((own) => own.map((i) => exact[i]));
    return kernel(basis, images).flatMap((c) =>
      units[0].map(
        (_, n): LinearForm =>
          c.flatMap((value, k) => (value === 0n ? [] : [[units[k][n], rational(value)] as const])),
      ),
    );
  });
}

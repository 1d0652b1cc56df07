/**
 * What is drawn of a model: points in a plane, one a unit of a hidden axis, two of its parameters being the
 * coordinates. A model without hidden units is one point, θ itself.
 */
import type { BoundModel } from '../../models/bind.ts';
import { parameterNames } from '../../models/names.ts';
import { unitAxes } from '../../models/units.ts';
import type { FixedPointSubspace } from '../../symmetry/subspaces/fixed-point-subspace.ts';

export interface UnitGroup {
  /** `hidden units of layer 1`, `θ`. */
  readonly label: string;
  /** What one of them is called. */
  readonly noun: string;
  /** Parameters of each unit, in an order common to all. */
  readonly units: readonly (readonly number[])[];
  /** What the parameters are called, of whichever unit: `wₖ[1]`. */
  readonly coordinates: readonly string[];
  /** Positions among the coordinates that are drawn at first. */
  readonly drawn: readonly [number, number];
}

/** Hidden axes whose units have two parameters at least, else θ as a whole. */
export function unitGroups(bound: BoundModel): readonly UnitGroup[] {
  const { name } = parameterNames(bound);
  const axes = unitAxes(bound).filter(
    ({ incoming, outgoing }) => incoming.length > 0 && incoming[0].length + outgoing[0].length > 1,
  );
  if (axes.length === 0)
    return [
      {
        label: 'θ',
        noun: 'θ',
        units: [Array.from({ length: bound.size }, (_, i) => i)],
        coordinates: name,
        drawn: [0, Math.min(1, bound.size - 1)],
      },
    ];
  return axes.map(({ incoming, outgoing }, a) => {
    const units = incoming.map((own, k) => [...own, ...outgoing[k]]);
    const first = incoming[0].length;
    return {
      label: axes.length === 1 ? 'hidden units' : `hidden units of layer ${a + 1}`,
      noun: 'neuron',
      units,
      coordinates: units[0].map((_, c) => common(units.map((unit) => name[unit[c]]))),
      drawn: first > 0 && outgoing[0].length > 0 ? [0, first] : [0, 1],
    };
  });
}

/** `neuron 1`, `θ`. */
export function unitName({ noun }: UnitGroup, k: number): string {
  return noun === 'θ' ? 'θ' : `${noun} ${k + 1}`;
}

/** The first unit that cannot move alone without leaving the subspace; −1: none. */
export function boundUnit(
  { units }: UnitGroup,
  { orbit, multiplicity }: Pick<FixedPointSubspace, 'orbit' | 'multiplicity'>,
): number {
  return units.findIndex((unit) => unit.some((i) => orbit[i] < 0 || multiplicity[orbit[i]] > 1));
}

/** `w₁[2]` and `w₂[2]` are `wₖ[2]`; `W₂[1,3]` and `W₂[1,4]` are `W₂[1,k]`. */
function common([first, second = first]: readonly string[]): string {
  const pieces = (text: string) => text.match(/[₀-₉]+|\d+|[^₀-₉\d]+/gu) ?? [];
  const others = pieces(second);
  return pieces(first)
    .map((piece, i) => (piece === others[i] ? piece : /[₀-₉]/u.test(piece) ? 'ₖ' : 'k'))
    .join('');
}

/** The stratum that a set of symmetries cuts out, in words and as a type. */
import { format, isZero } from '../../numerics/rational.ts';
import type { ModelSymmetry } from '../group/model-symmetry.ts';
import type { SignedMove } from '../group/signed-move.ts';
import { arrows, nameCoordinates } from '../group/symmetry-names.ts';
import { unitSteps } from '../group/unit-action.ts';
import { type UnitAxis, type UnitStep, within } from '../group/units.ts';
import { signedPartition } from '../subspaces/signed-partition.ts';

interface Sorted {
  /** Moves of units of one axis. */
  readonly single: readonly (readonly UnitStep[])[];
  /** Moves of units of several axes. */
  readonly coupled: readonly (readonly UnitStep[])[];
  /** Moves that do not take units to units. */
  readonly other: readonly SignedMove[];
}

function sorted({ axes, places }: ModelSymmetry, moves: readonly SignedMove[]): Sorted {
  const single: (readonly UnitStep[])[] = [];
  const coupled: (readonly UnitStep[])[] = [];
  const other: SignedMove[] = [];
  for (const move of moves) {
    const steps = unitSteps(move, axes, places);
    if (steps === null) other.push(move);
    else if (steps.every(({ axis }) => axis === steps[0]?.axis)) single.push(steps);
    else coupled.push(steps);
  }
  return { single, coupled, other };
}

/** Orbits of units: signed members, and whether some symmetry takes a member to itself with another sign. */
interface UnitOrbit {
  readonly axis: UnitAxis;
  readonly members: readonly { readonly label: number; readonly sign: number }[];
  readonly selfOpposite: boolean;
  /** Tensors in which it does, so that they are zero: each has signs of its own. */
  readonly set: number;
}

function unitOrbits(
  axes: readonly UnitAxis[],
  moves: readonly (readonly UnitStep[])[],
): UnitOrbit[] {
  return axes.flatMap((axis) => {
    const count = axis.slices.length;
    const own = moves.flat().filter((step) => step.axis === axis.label);
    const classesOf = (signOf: (set: number) => 1 | -1) => {
      const partition = signedPartition(count);
      for (const { from, to, set } of own) partition.relate(from, to, signOf(set));
      return partition.classes();
    };
    const group = classesOf(() => 1);
    const { sign } = classesOf((set) => (set === 0 ? 1 : -1));
    const zeroIn = Array.from(
      { length: axis.tensors },
      (_, t) => classesOf((set) => ((set >> t) & 1 ? -1 : 1)).orbit,
    );
    const setOf = (unit: number) =>
      zeroIn.reduce((set, orbit, t) => (orbit[unit] === -1 ? set | (1 << t) : set), 0);
    const orbits = Array.from({ length: group.count }, () => [] as number[]);
    for (let u = 0; u < count; u++) orbits[group.orbit[u]].push(u);
    return orbits.map((members) => ({
      axis,
      selfOpposite: setOf(members[0]) !== 0,
      set: setOf(members[0]),
      members: members.map((u) => ({ label: u + 1, sign: sign[u] })),
    }));
  });
}

/** Units that symmetries of single axes tie together or hold at zero, and what others do, in words. */
export interface FixedUnits {
  readonly groups: readonly FixedGroup[];
  readonly others: readonly string[];
}

export interface FixedGroup {
  /** As people call the axis: `layer 1`. */
  readonly label: string;
  readonly noun: string;
  /** Counted from 1. */
  readonly members: readonly { readonly label: number; readonly sign: number }[];
  /** What is zero: nothing, everything, what comes in, or tensors by name. */
  readonly zero: 'nothing' | 'all' | 'inputs' | readonly string[];
}

export function fixedUnits(symmetry: ModelSymmetry, moves: readonly SignedMove[]): FixedUnits {
  const { single, coupled, other } = sorted(symmetry, moves);
  return {
    groups: unitOrbits(symmetry.axes, single)
      .filter(({ members, selfOpposite }) => members.length > 1 || selfOpposite)
      .map((orbit) => ({
        label: orbit.axis.label,
        noun: orbit.axis.noun,
        members: orbit.members,
        zero: zeroOf(orbit),
      })),
    others: [
      ...coupled.map((steps) => `${arrows(steps, symmetry.axes)} together`),
      ...other.map((move) => nameCoordinates(move, symmetry.names)),
    ],
  };
}

/** How many symmetries that are not seen from one axis are spelled out. */
const MOST_COUPLED = 3;

/**
 * `neurons 1 = 2 = −4 in layer 1; neuron 3 zero in layer 1`.
 *
 * @param isWhole whether all symmetries are spelled out to the end, so that what differs is never called the same.
 */
export function describeMoves(
  symmetry: ModelSymmetry,
  moves: readonly SignedMove[],
  isWhole = false,
): string {
  const { single, coupled, other } = sorted(symmetry, moves);
  const orbits = unitOrbits(symmetry.axes, single);
  const parts = orbits.flatMap(describeOrbit);
  const together = [
    ...coupled.map((steps) => `${arrows(steps, symmetry.axes)} together`),
    ...other.map((move) => nameCoordinates(move, symmetry.names, isWhole)),
  ];
  const most = isWhole ? together.length : MOST_COUPLED;
  for (const text of together.slice(0, most)) parts.push(`unchanged by ${text}`);
  const more = together.length - most;
  if (more > 0)
    parts.push(`and by ${more} more${other.length === 0 ? ' that move several layers' : ''}`);
  if (parts.length === 0) return 'no symmetry';
  return parts.join('; ') + note(symmetry, orbits, parts.join());
}

function zeroOf(orbit: UnitOrbit): FixedGroup['zero'] {
  const { axis, set } = orbit;
  if (set === 0) return 'nothing';
  if (isInputOnly(orbit)) return 'inputs';
  return within(axis, set) === '' ? 'all' : axis.symbols.filter((_, t) => (set >> t) & 1);
}

function isInputOnly({ axis, set }: UnitOrbit): boolean {
  return set !== 0 && set === axis.inputs && set !== 2 ** axis.tensors - 1;
}

function describeOrbit(orbit: UnitOrbit): string[] {
  const { axis, members, selfOpposite } = orbit;
  if (members.length === 1 && !selfOpposite) return [];
  const noun = members.length === 1 ? axis.noun : `${axis.noun}s`;
  const where = `in ${axis.label}`;
  if (!selfOpposite) {
    const list = members.map(({ label, sign }) => `${sign === -1 ? '−' : ''}${label}`).join(' = ');
    return [`${noun} ${list} ${where}`];
  }
  const labels = members.map(({ label }) => label);
  if (isInputOnly(orbit)) return [`${noun} ${labels.join(' = ')} with zero input weights ${where}`];
  // `units 1, 2 zero in Q, K in axis "heads"`.
  return [`${noun} ${labels.join(', ')} zero${within(axis, orbit.set)} ${where}`];
}

function note({ form }: ModelSymmetry, orbits: readonly UnitOrbit[], text: string): string {
  if (!(text.includes('−') || text.includes('zero'))) return '';
  const notes: string[] = [];
  if (text.includes('−') && orbits.some(isInputOnly)) notes.push('− reflects the input side only');
  if (!isZero(form.center)) notes.push(`biases count from ${format(form.center)}`);
  return notes.length === 0 ? '' : ` (${notes.join('; ')})`;
}

/** `1, 1, 1` as `1^3`. */
function runs(names: readonly string[]): string[] {
  const list: string[] = [];
  for (let from = 0; from < names.length; ) {
    let to = from;
    while (names[to] === names[from]) to++;
    list.push(to - from === 1 ? names[from] : `${names[from]}^${to - from}`);
    from = to;
  }
  return list;
}

/**
 * The type of the stratum, the same for all points of an orbit of the model's symmetry group: for each
 * hidden axis the sizes of the orbits of its units, those that are their own opposite as `0×size`
 * (repeated entries as powers), then the dimension and, where symmetries are not seen from single axes, the
 * order of the group. Equal ids do not prove two strata conjugate then; unequal ids prove that they are not.
 */
export function stratumName(
  symmetry: ModelSymmetry,
  moves: readonly SignedMove[],
  dimension: number,
  order: bigint,
): string {
  const { axes } = symmetry;
  const { single, coupled, other } = sorted(symmetry, moves);
  const orbits = unitOrbits(axes, [...single, ...coupled]);
  const parts = axes.map((axis) => {
    const mine = orbits.filter((orbit) => orbit.axis === axis);
    const sizes = (selfOpposite: boolean): number[] =>
      mine
        .filter((orbit) => orbit.selfOpposite === selfOpposite)
        .map(({ members }) => members.length)
        .sort((a, b) => b - a);
    const names = [...sizes(false).map(String), ...sizes(true).map((n) => `0×${n}`)];
    return `[${runs(names).join(' ')}]`;
  });
  parts.push(`dimension ${dimension}`);
  if (axes.length === 0 || coupled.length > 0 || other.length > 0) parts.push(`order ${order}`);
  return parts.join(' ');
}

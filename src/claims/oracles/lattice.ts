/**
 * The lattice of strata of a model, attacked stratum by stratum at a generic point of each:
 *
 *   invariance   every field is tangent to the stratum there
 *   closure      the isotropy group of the point fixes the stratum and nothing less or more, Fix(G_θ) = Fix(H)
 *   inclusion    the group of a stratum that lies inside another is a proper multiple of the other's
 *
 * and, where the lattice is complete, that the stratum of the given θ is one of it.
 */
import type { Instance } from '../../instances/instance.ts';
import { unflatten } from '../../instances/layout.ts';
import { open, type Subject } from '../../instances/subject.ts';
import type { ModelJson } from '../../models/contract.ts';
import { createRng } from '../../numerics/random.ts';
import { format } from '../../numerics/rational.ts';
import { memory } from '../../remember.ts';
import type { ModelSymmetry } from '../../symmetry/group/model-symmetry.ts';
import { fixedBy, isotropyMoves, pointClasses } from '../../symmetry/isotropy/found-isotropy.ts';
import { isotropyOf, symmetryOf } from '../../symmetry/isotropy/isotropy.ts';
import { genericPoint, subspaceOf } from '../../symmetry/strata/generic-point.ts';
import {
  type StrataLattice,
  type Stratum,
  strataLattice,
} from '../../symmetry/strata/strata-lattice.ts';
import { includes } from '../../symmetry/subspaces/hierarchy.ts';
import type { CountedDecision } from '../decision.ts';
import { doubtful, type Finding } from './conclude.ts';
import { counted } from './exact-finding.ts';
import { tangency } from './tangency.ts';

/** Strata of one model that are looked at; of larger lattices a sample. */
const MOST = 12;
const MOST_PARAMETERS = 60;
const SEED = 'hierarchy';

const known = memory<object, StrataLattice>();

/** The lattice of a model's strata, once for each model that symmetries are found for. */
export function latticeOf(model: ModelJson): StrataLattice {
  const symmetry = symmetryOf(model);
  return known.of(symmetry, '', () => strataLattice(symmetry));
}

/** Largest group whose lattice is made for a claim. */
const LARGEST_ORDER = 1000n;

/** Whether the model is too large, or its group, in words. */
export function tooLargeForLattice({ instance, model }: Subject): string | undefined {
  if (model.size > MOST_PARAMETERS) return `a model of more than ${MOST_PARAMETERS} parameters`;
  return symmetryOf(instance.model).whole.order > LARGEST_ORDER
    ? `a symmetry group of more than ${LARGEST_ORDER} elements`
    : undefined;
}

/** A generic point of a stratum as an instance of the model. */
export function onStratum(model: ModelJson, stratum: Stratum, number: number): Instance {
  const subspace = subspaceOf(symmetryOf(model), stratum);
  const theta = genericPoint(subspace, `${SEED}/${number}`);
  return { model, parameters: unflatten(model, theta.map(format)) };
}

/** Numbers of strata that are looked at: all, or the largest, the smallest and some between. */
export function lookedAt({ strata }: StrataLattice): number[] {
  const all = [...strata.keys()];
  if (all.length <= MOST) return all;
  const between = createRng(SEED)
    .shuffle(all.slice(1, -1))
    .slice(0, MOST - 2);
  return [0, ...between.sort((a, b) => a - b), all.length - 1];
}

/** The findings about every stratum that is looked at, and about that of θ. */
export function latticeFindings(subject: Subject): Finding[] {
  const model = subject.instance.model;
  const symmetry = symmetryOf(model);
  const lattice = latticeOf(model);
  const orders = memory<Stratum, bigint>();
  const orderOf = (number: number): bigint => {
    const stratum = lattice.strata[number];
    return orders.of(stratum, '', () => groupAt(symmetry, stratum, number).order);
  };
  const findings: Finding[] = lookedAt(lattice).flatMap((number) => {
    const stratum = lattice.strata[number];
    const found = attacked(model, symmetry, stratum, number);
    // In a sample a stratum stands for others of its type, and what lies inside one need not lie inside another.
    if (!lattice.complete || found.some(({ status }) => status === 'open')) return found;
    return [...found, ...stratum.below.map((inner) => reverses(number, inner, orderOf))];
  });
  if (lattice.complete) findings.push(holdsTheta(subject, lattice));
  return findings;
}

function groupAt(symmetry: ModelSymmetry, stratum: Stratum, number: number) {
  const theta = genericPoint(subspaceOf(symmetry, stratum), `${SEED}/${number}`);
  return isotropyMoves(symmetry, pointClasses(symmetry, theta));
}

function attacked(
  model: ModelJson,
  symmetry: ModelSymmetry,
  stratum: Stratum,
  number: number,
): Finding[] {
  const subspace = subspaceOf(symmetry, stratum);
  const tangent = tangency(open(onStratum(model, stratum, number)), subspace);
  const group = groupAt(symmetry, stratum, number);
  if (!group.complete)
    return [
      tangent,
      doubtful({
        reason: 'unsupported',
        what: 'the search for symmetries of a stratum was cut short',
      }),
    ];
  const fixed = fixedBy(symmetry, group.moves);
  const closed: CountedDecision = {
    clause: 'lattice',
    what: `dimension of what the symmetries of a generic point of stratum ${number + 1} fix`,
    found: fixed.dimension,
    expected: subspace.dimension,
    relation: '=',
  };
  const equal: CountedDecision = {
    clause: 'lattice',
    what: `subspaces that are fixed by the symmetries of stratum ${number + 1}`,
    // Of one dimension, as is asked for above: either inside the other is both.
    found: includes(subspace, fixed) ? 1 : 2,
    expected: 1,
    relation: '=',
  };
  return [tangent, counted(closed), counted(equal)];
}

/** |G_inner| is a proper multiple of |G_outer|. */
export function reverses(
  outer: number,
  inner: number,
  orderOf: (number: number) => bigint,
): Finding<CountedDecision> {
  const [large, small] = [orderOf(inner), orderOf(outer)];
  const index = large % small === 0n ? Number(large / small) : 0;
  return counted({
    clause: 'lattice',
    what: `index of the group of stratum ${outer + 1} in that of stratum ${inner + 1} inside it`,
    found: index,
    expected: 2,
    relation: '≥',
  });
}

/** A stratum of θ's type is among those listed. */
function holdsTheta(subject: Subject, { strata }: StrataLattice): Finding<CountedDecision> {
  const { subspace } = isotropyOf(subject);
  const own = typeOf(subspace.orbit, subspace.dimension);
  const found = strata.filter(
    ({ classes, dimension }) =>
      typeOf(
        classes.map((v) => Math.abs(v) - 1),
        dimension,
      ) === own,
  );
  return counted({
    clause: 'lattice',
    what: 'strata of the type of the stratum of θ',
    found: found.length,
    expected: 1,
    relation: '≥',
  });
}

/** Sizes of the classes, in one order: the same for subspaces that symmetries take to each other. */
function typeOf(orbit: Int32Array, dimension: number): string {
  const sizes = new Int32Array(dimension);
  for (const k of orbit) if (k !== -1) sizes[k] += 1;
  return sizes.sort().join();
}

/**
 * Known to be false: neighbours of `diagonal-linear` and `constant-rank`. A dimension for every input, or for every weight; one
 * rank on each stratum, or for each function.
 */
import { DEGENERATE, generateInstance } from '../../generation/instance.ts';
import type { Instance } from '../../instances/instance.ts';
import { flatten, withParameters } from '../../instances/layout.ts';
import { open, type Subject } from '../../instances/subject.ts';
import { bind } from '../../models/bind.ts';
import { unitAxes } from '../../models/units.ts';
import { format, isZero } from '../../numerics/rational.ts';
import { isotropyOf } from '../../symmetry/isotropy/isotropy.ts';
import { genericPoint } from '../../symmetry/strata/generic-point.ts';
import type { Claim, Off } from '../claim.ts';
import { constantRank } from '../constant-rank.ts';
import { defineClaim } from '../define-claim.ts';
import { diagonalLinear } from '../diagonal-linear.ts';
import { exactOrbit, isVerdict } from '../oracles/orbit-fills-stratum.ts';
import { decided, undecided, vacuous } from '../verdict.ts';
import { beside } from './beside.ts';

/** A dimension of orbits of diagonal linear networks. */
function diagonal(
  off: Off,
  id: string,
  statement: string,
  statusReason: string,
  claimed: (subject: Subject) => number,
): Claim {
  return beside(diagonalLinear, off, {
    id,
    statement,
    statusReason,
    check(subject) {
      const result = exactOrbit(subject);
      if (isVerdict(result)) return result;
      const { lowerBound, upperBound, status } = result;
      if (lowerBound !== upperBound || status === 'generic' || status === 'conditional')
        return undecided('x-dimension', `the orbit is ${status}`);
      const expected = claimed(subject);
      return decided(
        {
          clause: 'x-dimension',
          margin: upperBound === expected ? 16 : -Math.abs(upperBound - expected),
          says: `the orbit has dimension ${upperBound}, ${expected} is claimed`,
          evidence: { dimension: upperBound, claimed: expected },
        },
        { integers: [upperBound, expected] },
      );
    },
  });
}

export const diagonalByInput = diagonal(
  'hypothesis',
  'diagonal-every-input-moves',
  'In a diagonal linear network the orbit has one dimension for every input.',
  'An input whose weights are all 0 does not move; true elsewhere.',
  ({ model }) => model.inputs.datum,
);

export const diagonalByWeight = diagonal(
  'constant',
  'diagonal-every-weight-moves',
  'In a diagonal linear network the orbit has one dimension for every weight other than 0.',
  'The two weights of an input move along one curve.',
  ({ exact }) => exact.filter((v) => !isZero(v)).length,
);

/** Says that orbits through θ and through another point have one dimension. */
function sameRank(
  id: string,
  off: Off,
  statement: string,
  statusReason: string,
  other: (subject: Subject) => Instance | null,
  needs: string,
  drawn: (instance: Instance) => Instance = (instance) => instance,
): Claim {
  return defineClaim({
    id,
    statement,
    source: `a neighbour of ${constantRank.id}`,
    status: 'known-false',
    statusReason,
    neighbour: { of: [constantRank.id], off },
    domain: { kinds: ['fully-connected'], depth: [2, 2], bias: false },
    generate: (rng, { size, kinds }) =>
      drawn(
        generateInstance(rng, {
          kinds: ['fully-connected'],
          depth: [2, 2],
          hidden: [1, 3],
          inputs: [1, 2],
          outputs: [1, 2],
          bias: false,
          activations: ['tanh', 'cube', 'silu'],
          ...DEGENERATE,
          only: kinds,
          size,
        }),
      ),
    check(subject) {
      const there = other(subject);
      if (there === null) return vacuous({ reason: 'start', needs });
      const [here, away] = [subject, open(there)].map((at) => exactOrbit(at));
      if (isVerdict(here)) return here;
      if (isVerdict(away)) return away;
      if ([here, away].some(({ status }) => status === 'generic' || status === 'conditional'))
        return undecided('x-one-rank', 'a rank is not known at the given point');
      const gap = Math.max(away.lowerBound - here.upperBound, here.lowerBound - away.upperBound);
      const bounds = [here, away].map(({ lowerBound, upperBound }) => [lowerBound, upperBound]);
      if (gap <= 0 && bounds.some(([low, high]) => low !== high))
        return undecided('x-one-rank', 'a rank stands still');
      return decided(
        {
          clause: 'x-one-rank',
          margin: gap > 0 ? -gap : 1,
          says: `the orbit has dimension ${here.dimension} at θ, and ${away.dimension} at the other point`,
          evidence: { here: here.dimension, away: away.dimension },
        },
        { integers: [here.dimension, away.dimension] },
      );
    },
  });
}

/** The first neuron puts out nothing and takes in something. */
function withSilentNeuron(instance: Instance): Instance {
  const [units] = unitAxes(bind(instance.model));
  const theta = [...flatten(instance.parameters)];
  for (const i of units.outgoing[0]) theta[i] = 0;
  theta[units.incoming[0][0]] = 1;
  return withParameters(instance, theta);
}

/** The same function at another θ: neurons that put out nothing take in nothing; null where there is none. */
function silenced({ model, exact, instance }: Subject): Instance | null {
  const [units] = unitAxes(model);
  const theta = exact.map(format);
  let changed = false;
  units.outgoing.forEach((out, k) => {
    if (!out.every((i) => isZero(exact[i]))) return;
    for (const i of units.incoming[k]) {
      changed ||= !isZero(exact[i]);
      theta[i] = '0';
    }
  });
  return changed ? withParameters(instance, theta) : null;
}

export const oneRankAStratum = sameRank(
  'one-rank-a-stratum',
  'hypothesis',
  'The rank is the same all over a stratum: at θ what it is at a generic point of Fix(G_θ).',
  'It is constant on orbits; a neuron of GELU or z³ may stand still where no isometry holds it.',
  (subject) => {
    const generic = genericPoint(isotropyOf(subject).subspace, 'one rank');
    return withParameters(subject.instance, generic.map(format));
  },
  'a stratum',
);

export const oneRankAFunction = sameRank(
  'one-rank-a-function',
  'conclusion',
  'The rank is the same at all θ that give one function.',
  'A neuron that puts out nothing is fixed where it takes in nothing, and moves elsewhere.',
  silenced,
  'a neuron that puts out nothing and takes in something',
  withSilentNeuron,
);

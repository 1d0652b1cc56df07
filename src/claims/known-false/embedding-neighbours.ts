/**
 * Known to be false: neighbours of `embedding`. A strict minimum stays a minimum; outgoing weights need not add up; a unit
 * without outgoing weights may take in anything; and every parameter more is a zero eigenvalue more.
 */
import { rationals } from '../../analytic/fields/rationals.ts';
import type { Instance } from '../../instances/instance.ts';
import { open } from '../../instances/subject.ts';
import { writeRational } from '../../numerics/numeral.ts';
import type { Rng } from '../../numerics/random.ts';
import { ONE, rational, ZERO } from '../../numerics/rational.ts';
import type { Claim, GenerateOptions, Off } from '../claim.ts';
import { type ClaimDefinition, defineClaim } from '../define-claim.ts';
import { whyOutside } from '../domain.ts';
import { outputsAt } from '../oracles/critical-point.ts';
import { counted } from '../oracles/exact-finding.ts';
import {
  hessianInertia,
  isCritical,
  nameOf,
  SHARES,
  withSplitUnit,
} from '../oracles/split-units.ts';
import { drawSplittable, EMBEDDING_DOMAIN, ofSign, splitFindings } from '../published/embedding.ts';

function neighbour(
  definition: Pick<ClaimDefinition, 'id' | 'statement' | 'statusReason' | 'check'> &
    Partial<ClaimDefinition>,
  off: Off,
): Claim {
  return defineClaim({
    source: 'a neighbour of embedding',
    status: 'known-false',
    neighbour: { of: ['embedding'], off },
    domain: EMBEDDING_DOMAIN,
    generate: (rng, options) => drawSplittable(rng, options),
    ...definition,
  });
}

/** Targets next to what the network gives: residuals too small to undo what ∇F∇Fᵀ curves up. */
function drawNearMinimum(rng: Rng, options: GenerateOptions): Instance {
  const instance = drawSplittable(rng, options, {
    depth: [2, 2],
    activations: [
      { name: 'polynomial', coefficients: [1, 1, 1] },
      { name: 'polynomial', coefficients: [0, 1, 1] },
    ],
    losses: ['squared'],
    point: 'distinct',
  });
  const subject = open(instance);
  const data = instance.data;
  // Kinds of models that were asked for need not be networks, nor have values over the rationals.
  if (data === undefined || whyOutside(EMBEDDING_DOMAIN, subject) !== undefined) return instance;
  const outputs = outputsAt(subject, data);
  const c = subject.model.output.size;
  const targets = data.inputs.map((_, i) =>
    Array.from({ length: c }, (_, o) =>
      writeRational(rationals.add(outputs[i * c + o], rational(rng.integer(-9, 9), 1000))),
    ),
  );
  return { ...instance, data: { inputs: data.inputs, targets } };
}

export const minimaStayMinima = neighbour(
  {
    id: 'embedding-keeps-minima',
    statement: 'A strict minimum of a network stays a minimum where units are split.',
    statusReason:
      'Copies that move apart see the residuals alone: A·S is positive, or negative, whatever the minimum was.',
    generate: drawNearMinimum,
    check: (subject, options) =>
      splitFindings(subject, options, (critical, units) => {
        const { zero, negative } = hessianInertia(critical);
        if (zero + negative > 0) return { reason: 'start', needs: 'a strict minimum' };
        return units.flatMap((unit) =>
          SHARES.map((shares) => {
            const after = hessianInertia(open(withSplitUnit(critical, unit, shares)));
            return counted({ ...ofSign('negative', unit, after.negative, 0), relation: '=' });
          }),
        );
      }),
  },
  'conclusion',
);

export const anySharesEmbed = neighbour(
  {
    id: 'embedding-any-shares',
    statement: 'A unit of a critical point may be split with any outgoing weights.',
    statusReason: 'They have to add up to what they were, or F is another function.',
    domain: { ...EMBEDDING_DOMAIN, losses: ['squared'] },
    generate: (rng, options) => drawSplittable(rng, options, { losses: ['squared'] }),
    check: (subject, options) =>
      splitFindings(subject, options, (critical, units) =>
        units.map((unit) => {
          const wide = open(withSplitUnit(critical, unit, [ONE, rational(1, 2)]));
          return isCritical(wide, `after ${nameOf(unit)} is split into 1 and 1/2 of it`);
        }),
      ),
  },
  'hypothesis',
);

export const silentUnitsEmbed = neighbour(
  {
    id: 'silent-units-stay-critical',
    statement:
      'A critical point stays critical with one unit more that puts out nothing, whatever it takes in.',
    statusReason: 'Its outgoing weights have the slope Σ r σ(w·x), which vanishes for few w only.',
    check: (subject, options) =>
      splitFindings(subject, options, (critical, units) =>
        units.map((unit) => {
          const wide = open(withSplitUnit(critical, unit, [ONE, ZERO], ONE));
          return isCritical(wide, `with a unit more that takes in 1 more than ${nameOf(unit)}`);
        }),
      ),
  },
  'hypothesis',
);

export const splitsAreFlat = neighbour(
  {
    id: 'embedding-adds-only-zeros',
    statement: 'Each parameter that a split adds is a zero eigenvalue more of the Hessian.',
    statusReason: 'Where residuals curve, A·S ≠ 0, copies that move apart are not flat.',
    check: (subject, options) =>
      splitFindings(subject, options, (critical, units) => {
        const before = hessianInertia(critical);
        return units.map((unit) => {
          const wide = open(withSplitUnit(critical, unit, SHARES[0]));
          const added = wide.exact.length - critical.exact.length;
          return counted(ofSign('zero', unit, hessianInertia(wide).zero, before.zero + added));
        });
      }),
  },
  'conclusion',
);

/**
 * Known to be false: neighbours of `equal-units-stay-equal`, `sign-strata-stay` and `unit-relations-stay`, each with a method
 * that does not commute with the symmetry in question.
 */
import { generateInstance, type InstanceConstraints } from '../../generation/instance.ts';
import type { DiscreteMethod } from '../../training/methods.ts';
import type { Claim } from '../claim.ts';
import { defineClaim } from '../define-claim.ts';
import { withEqualNeurons } from '../equal-neurons.ts';
import { permutationsOf, stayOnFixedPoints } from '../equal-units-stay-equal.ts';
import { formsOf } from '../oracles/linear-forms.ts';
import { formsShown } from '../shown.ts';
import { signChangesOf } from '../sign-strata-stay.ts';
import { drawRelated, RELATED, relationsShown, relationsStay } from '../unit-relations-stay.ts';

interface Neighbour {
  readonly id: string;
  readonly statement: string;
  readonly statusReason: string;
  readonly method: DiscreteMethod;
}

const of = (claim: string) => ({
  source: `a neighbour of ${claim} with a method that it leaves out`,
  status: 'known-false' as const,
  neighbour: { of: [claim], off: 'hypothesis' as const },
});

function aboutStrata(
  { method, ...said }: Neighbour,
  claim: string,
  signs: 'none' | 'by-parity',
  constraints: InstanceConstraints,
  isOpposite = false,
): Claim {
  const fixing = signs === 'none' ? permutationsOf : signChangesOf;
  return defineClaim({
    ...said,
    ...of(claim),
    domain: { trainable: true, data: true, methods: [method] },
    shown: (subject, by) => formsShown(by, formsOf(fixing(subject))),
    generate(rng, { size, kinds }) {
      const instance = generateInstance(rng, {
        only: kinds,
        hidden: [2, 4],
        point: 'stratum',
        signs,
        data: true,
        points: [1, 3],
        training: 'discrete',
        methods: [method],
        ...constraints,
        size: Math.min(1, size),
      });
      return isOpposite ? withEqualNeurons(instance, -1) : instance;
    },
    check: (subject, options) => stayOnFixedPoints(subject, options, fixing(subject)),
  });
}

const ODD = ['tanh', 'sin', 'identity', 'cube'];

export const noiseKeepsEqualUnits = aboutStrata(
  {
    id: 'noise-keeps-equal-units',
    statement:
      'Equal units stay equal where noise is added to every gradient, since its mean is 0.',
    statusReason: 'Two equal units draw two different numbers.',
    method: 'gradient-noise',
  },
  'equal-units-stay-equal',
  'none',
  {},
);

export const dropoutKeepsEqualUnits = aboutStrata(
  {
    id: 'dropout-keeps-equal-units',
    statement: 'Equal units stay equal under dropout, since all are left out equally often.',
    statusReason: 'The first mask that leaves out one of two equal units parts them.',
    method: 'dropout',
  },
  'equal-units-stay-equal',
  'none',
  {},
);

export const sharedNoiseKeepsOppositeUnits = aboutStrata(
  {
    id: 'shared-noise-keeps-opposite-units',
    statement: 'Opposite units stay opposite where one noise is added to all gradients.',
    statusReason: 'They move by the same number and not by opposite ones: equal units stay equal.',
    method: 'shared-noise',
  },
  'sign-strata-stay',
  'by-parity',
  { activations: ODD },
  true,
);

export const dropoutKeepsOppositeUnits = aboutStrata(
  {
    id: 'dropout-keeps-opposite-units',
    statement: 'Opposite units stay opposite under dropout, as zero units stay zero.',
    statusReason: 'The first mask that leaves out one of two opposite units parts them.',
    method: 'dropout',
  },
  'sign-strata-stay',
  'by-parity',
  { activations: ODD },
  true,
);

export const decoupledDecayKeepsPinnedBiases = aboutStrata(
  {
    id: 'decoupled-decay-keeps-pinned-biases',
    statement:
      'AdamW keeps a bias that a reflection of σ pins, since its decay is not in the gradient.',
    statusReason:
      'Decay pulls to 0 whether it is coupled or not; the reflection pins another number.',
    method: 'adamw',
  },
  'sign-strata-stay',
  'by-parity',
  { bias: true, hidden: [1, 3], activations: [{ name: 'shifted', base: 'tanh', shift: '1/2' }] },
);

function keepsRelations(neighbour: Neighbour): Claim {
  const { method, ...said } = neighbour;
  return defineClaim({
    ...said,
    ...of('unit-relations-stay'),
    domain: { ...RELATED, functions: ['identity'], methods: [method] },
    generate: (rng, options) => drawRelated(rng, options, [method]),
    check: relationsStay,
    shown: relationsShown,
  });
}

export const adamKeepsRelations = keepsRelations({
  id: 'adam-keeps-unit-relations',
  statement: 'In a linear network Adam keeps every linear relation between the units.',
  statusReason:
    'It divides every entry by a length of its own: only equal, opposite and zero units stay.',
  method: 'adam',
});

export const rmspropKeepsRelations = keepsRelations({
  id: 'rmsprop-keeps-unit-relations',
  statement: 'In a linear network RMSProp keeps every linear relation between the units.',
  statusReason:
    'It divides every entry by a length of its own: only equal, opposite and zero units stay.',
  method: 'rmsprop',
});

export const signDescentKeepsRelations = keepsRelations({
  id: 'sign-descent-keeps-unit-relations',
  statement: 'In a linear network sign descent keeps every linear relation between the units.',
  statusReason:
    'Signs of multiples of one number are equal, so that a unit and its double take the same step.',
  method: 'sign-descent',
});

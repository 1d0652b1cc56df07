/**
 * Strata of opposite and zero units under discrete steps. A change of sign asks for more than a permutation: the step
 * has to be odd. Noise has a mean of 0 and is no odd step; decay to the origin is none about another centre.
 *
 * Oracle: that of `equal-units-stay-equal`, with the signs that the parity of σ gives.
 */
import { generateInstance } from '../generation/instance.ts';
import { open, type Subject } from '../instances/subject.ts';
import type { Isometry } from '../symmetry/group/isometry.ts';
import { isotropyOf } from '../symmetry/isotropy/isotropy.ts';
import { methodFacts, methodsThat } from '../training/methods.ts';
import type { Claim } from './claim.ts';
import { defineClaim } from './define-claim.ts';
import { drawUntil } from './draw-until.ts';
import { withEqualNeurons } from './equal-neurons.ts';
import { stayOnFixedPoints, treatedAlike } from './equal-units-stay-equal.ts';
import { formsOf } from './oracles/linear-forms.ts';
import { methodIs } from './oracles/steps-keep.ts';
import { formsShown } from './shown.ts';

const ANY = methodsThat(() => true);
const KEEPING = methodsThat(({ alike, odd }) => alike && odd);
const NOT_ODD = methodsThat(({ alike, odd }) => alike && !odd);
const APART = methodsThat(({ alike, odd }) => !alike && odd);
const DECAYING = methodsThat(({ decays }) => decays);

/** Functions with parity, and a shifted one whose reflection pins a bias. */
const WITH_PARITY = ['tanh', 'sin', 'erf', 'identity', 'cube', 'square', 'cos', 'gaussian'];
const PINNING = [{ name: 'shifted', base: 'tanh', shift: '1/2' }] as const;

/** How often an instance is drawn again in which only permutations fix θ. */
const REDRAWS = 4;

/** The symmetries that fix θ and change signs: no permutations, of which `equal-units-stay-equal` speaks. */
export const signChangesOf = (subject: Subject): readonly Isometry[] =>
  isotropyOf(subject).generators.filter(({ sign }) => sign.some((s) => s < 0));

const isDecaying = ({ instance: { training } }: Subject) =>
  training !== undefined &&
  training.method !== 'gradient-flow' &&
  methodFacts[training.method].decays;

export const signStrataStay: Claim = defineClaim({
  id: 'sign-strata-stay',
  statement:
    'Opposite units stay opposite and zero units zero, as far as the parity of σ makes them a stratum, under every method that treats parameters alike and whose steps are odd.',
  latex:
    '\\Psi(-\\theta,-g)=-\\Psi(\\theta,g)\\ \\text{by entries},\\ Q\\theta_0=\\theta_0\\ \\Rightarrow\\ Q\\theta_k=\\theta_k\\ \\forall k',
  source: 'our own (docs/theory.md)',
  status: 'theorem',
  statusReason:
    'A step that does the same to all parameters and is odd commutes with every signed permutation, and gradients are equivariant.',
  hypotheses: [
    {
      id: 'odd-update',
      statement:
        'The step is odd in parameters, gradients and memory; dropped: one noise is added to all gradients.',
      holds: (subject) => methodIs(subject, 'odd'),
    },
    treatedAlike('by-parity'),
    {
      id: 'through-origin',
      statement:
        'Where the method decays the subspace contains the origin; dropped: reflections of σ may pin a bias elsewhere.',
      holds: (subject) => !isDecaying(subject) || isotropyOf(subject).subspace.pinned === null,
    },
  ],
  domain: () => ({ trainable: true, data: true, methods: ANY }),
  manifold: (subject) => isotropyOf(subject).subspace,
  shown: (subject, by) => formsShown(by, formsOf(signChangesOf(subject))),
  generate(rng, { dropped, size, kinds }) {
    const draw = () =>
      generateInstance(rng, {
        others: dropped.size === 0,
        only: kinds,
        point: 'stratum',
        data: true,
        training: 'discrete',
        activations: rng.chance(0.2) ? PINNING : WITH_PARITY,
        methods: dropped.has('odd-update')
          ? NOT_ODD
          : dropped.has('treated-alike')
            ? APART
            : KEEPING,
        ...(dropped.has('through-origin') && {
          methods: DECAYING,
          bias: true,
          activations: PINNING,
        }),
        size: Math.min(1, size),
      });
    const isOpposite = rng.chance(dropped.has('treated-alike') ? 0.8 : 0.3);
    return drawUntil(
      () => (isOpposite ? withEqualNeurons(draw(), -1) : draw()),
      (instance) => signChangesOf(open(instance)).length > 0,
      REDRAWS,
    );
  },
  check: (subject, options) => stayOnFixedPoints(subject, options, signChangesOf(subject)),
});

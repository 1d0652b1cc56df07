/**
 * Rotation strata. Where the layers on both sides of a hidden layer are linear, every rotation of its units is a
 * symmetry, and the rotations that fix θ say exactly that relations Σ c_k u_k = 0 hold among the vectors u_k of what comes
 * into a unit and what goes out of it. Gradients keep them, and so does what is linear in gradients; what acts on one
 * parameter at a time keeps the relations u_k = ±u_l and u_k = 0, and no others.
 *
 * Oracle: the relations of θ, exactly, and steps in float64, over ℚ or in balls (`oracles/steps-keep.ts`).
 */
import { generateInstance } from '../generation/instance.ts';
import type { Instance } from '../instances/instance.ts';
import { flatten, withParameters } from '../instances/layout.ts';
import type { Subject } from '../instances/subject.ts';
import { bind } from '../models/bind.ts';
import { unitAxes } from '../models/units.ts';
import { toRational } from '../numerics/numeral.ts';
import type { Rng } from '../numerics/random.ts';
import { add, format, multiply, type Rational, rational, ZERO } from '../numerics/rational.ts';
import { methodsThat } from '../training/methods.ts';
import type { CheckOptions, Claim, GenerateOptions } from './claim.ts';
import type { Decision } from './decision.ts';
import { defineClaim } from './define-claim.ts';
import type { Domain } from './domain.ts';
import { conclude } from './oracles/conclude.ts';
import { relationsOf } from './oracles/linear-forms.ts';
import { methodIsOneOf, stepsKeep } from './oracles/steps-keep.ts';
import { formsShown } from './shown.ts';
import { type Verdict, vacuous } from './verdict.ts';

const ANY = methodsThat(() => true);
/** A mask common to all units stretches the u_k alike. */
const KEEPING = methodsThat(({ linear, alike, draws }) => linear || (alike && draws === 'masks'));
const BY_ENTRY = methodsThat(({ linear, draws }) => !linear && draws === 'nothing');

/** Of a relation: neither equal, opposite nor zero. */
const FACTORS = [2, -2, 3, '1/2', '-1/2', '3/2'] as const;

/** The last unit of the first hidden layer becomes a combination of the others. */
export function withRelatedUnits(rng: Rng, instance: Instance): Instance {
  const [units] = unitAxes(bind(instance.model));
  if (units === undefined || units.axis.size < 2) return instance;
  const theta = [...flatten(instance.parameters)];
  const last = units.axis.size - 1;
  const factors = Array.from({ length: last }, (_, k) =>
    k === 0 || rng.chance(0.5) ? toRational(rng.pick(FACTORS)) : ZERO,
  );
  for (const own of [units.incoming, units.outgoing])
    own[last].forEach((at, n) => {
      const sum = factors.reduce(
        (total: Rational, c, k) => add(total, multiply(c, toRational(theta[own[k][n]]))),
        rational(0),
      );
      theta[at] = format(sum);
    });
  return withParameters(instance, theta);
}

export const RELATED: Domain = {
  kinds: ['fully-connected', 'linear'],
  trainable: true,
  data: true,
  hidden: [2, Number.POSITIVE_INFINITY],
};

export function drawRelated(
  rng: Rng,
  { size, kinds }: Pick<GenerateOptions, 'size' | 'kinds'>,
  methods: typeof ANY,
  activations: readonly string[] = ['identity'],
): Instance {
  const instance = generateInstance(rng, {
    kinds: activations.includes('identity') ? RELATED.kinds! : ['fully-connected'],
    only: kinds,
    activations,
    depth: [2, 3],
    hidden: [2, 4],
    points: [1, 3],
    point: 'generic',
    numbers: 'rational',
    losses: ['squared', 'linear', 'quartic', 'logistic', 'log-cosh'],
    training: 'discrete',
    methods,
    size: Math.min(1, size),
  });
  return withRelatedUnits(rng, instance);
}

export function relationsStay(subject: Subject, { strictness }: CheckOptions): Verdict {
  const kept = relationsOf(subject);
  if (kept.length === 0) return vacuous({ reason: 'start', needs: 'units that are related' });
  const finding = stepsKeep(subject, kept);
  return 'reason' in finding ? vacuous(finding) : conclude([finding], strictness);
}

export const relationsShown = (subject: Subject, by: Decision) =>
  formsShown(by, relationsOf(subject));

export const unitRelationsStay: Claim = defineClaim({
  id: 'unit-relations-stay',
  statement:
    'In a linear network the linear relations between the units of a hidden layer, what all rotations of them that fix θ fix, stay under gradient descent, SGD, momentum, Nesterov, weight decay, noise of the labels and one mask for all units.',
  latex:
    '\\sum_kc_ku_k(0)=0\\ \\Rightarrow\\ \\sum_kc_ku_k(t)=0\\ \\forall t,\\quad u_k=(w_k,b_k,a_k)',
  source: 'our own (docs/theory.md)',
  status: 'theorem',
  statusReason:
    'The gradient of each unit is one and the same matrix times u_k, so that a relation of the u_k is one of their gradients.',
  hypotheses: [
    {
      id: 'linear-in-gradients',
      statement:
        'The step is linear in gradients and parameters, the same for all units; dropped: Adam, AdamW, RMSProp, sign descent.',
      holds: methodIsOneOf(KEEPING),
    },
    {
      id: 'linear-layers',
      statement: 'σ is the identity; dropped: any other.',
      holds: ({ facts }) => facts.functions.every(({ spec }) => spec === 'identity'),
    },
  ],
  domain: () => ({ ...RELATED, methods: ANY }),
  generate: (rng, { dropped, ...options }) =>
    drawRelated(
      rng,
      options,
      dropped.has('linear-in-gradients') ? BY_ENTRY : KEEPING,
      dropped.has('linear-layers') ? ['tanh', 'square', 'exp', 'gelu'] : undefined,
    ),
  check: relationsStay,
  shown: relationsShown,
});

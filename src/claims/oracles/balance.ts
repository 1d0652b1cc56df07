/**
 * Balance laws of homogeneous two-layer networks under discrete steps. For F = Σₖ aₖ (wₖ·x)^p gradient
 * flow keeps hₖ = p aₖ² − ‖wₖ‖² for every neuron; its level sets are curved SIMs, and a step of finite
 * length leaves them:
 *
 *     h(θ − η∇L) = h(θ) + η² (p (∂L/∂aₖ)² − ‖∂L/∂wₖ‖²).
 *
 * The steps are carried out over the rationals, so the answer is exact: no tolerance is involved.
 */

import { rationals } from '../../analytic/fields/rationals.ts';
import type { TrainingSpec } from '../../instances/instance.ts';
import type { Subject } from '../../instances/subject.ts';
import { type UnitAxis, unitAxes } from '../../models/units.ts';
import type { Polynomial } from '../../numerics/polynomial.ts';
import {
  add,
  compare,
  equal,
  multiply,
  type Rational,
  rational,
  subtract,
  ZERO,
} from '../../numerics/rational.ts';
import { lossGradient } from '../../training/field-objective.ts';
import { type FieldMethod, startTraining, trainingStep } from '../../training/field-optimiser.ts';
import { linearFieldMethod } from '../../training/field-training.ts';
import type { BalanceDecision } from '../decision.ts';
import type { Vacuity } from '../doubt.ts';
import { exactProof } from '../proof.ts';
import { type Finding, fails, holds } from './conclude.ts';
import { shortText } from './exact-finding.ts';
import { POLYNOMIAL_LOSSES } from './exact-steps.ts';

/** p of a two-layer network whose σ(z) is a multiple of z^p, p ≥ 1; 0 for others. */
export function homogeneity({ facts: { network, functions } }: Subject): number {
  const [sigma] = functions;
  if (network === null || network.depth !== 2 || sigma === undefined) return 0;
  const p = sigma.polynomialDegree ?? 0;
  return p > 0 && sigma.taylor?.next(0) === p ? p : 0;
}

/** hₖ = p‖aₖ‖² − ‖wₖ‖² (− bₖ²) of every hidden neuron of a two-layer network. */
function balances(units: UnitAxis, theta: readonly Rational[], p: number): Rational[] {
  const squares = (indices: readonly number[]) =>
    indices.reduce((sum, i) => add(sum, multiply(theta[i], theta[i])), ZERO);
  return units.incoming.map((incoming, k) =>
    subtract(multiply(rational(p), squares(units.outgoing[k])), squares(incoming)),
  );
}

/** p‖aₖ‖² − ‖wₖ‖² (− bₖ²) of hidden neuron k as a polynomial; undefined where σ is no power. */
export function balanceLaw(subject: Subject, k: number): Polynomial | undefined {
  const p = homogeneity(subject);
  const [units] = unitAxes(subject.model);
  if (p === 0 || units === undefined) return undefined;
  const squares = (indices: readonly number[], coefficient: Rational) =>
    indices.map((i) => ({ coefficient, powers: [[i, 2]] as const }));
  return {
    terms: [
      ...squares(units.outgoing[k], rational(p)),
      ...squares(units.incoming[k], rational(-1)),
    ],
  };
}

/** Of methods that are no descent on a part of the data; undefined for Adam, which takes roots. */
function exactMethod(training: TrainingSpec, samples: number): FieldMethod<Rational> | undefined {
  if (training.method === 'sgd' && (training.batch ?? 0) < samples) return undefined;
  return linearFieldMethod(rationals, training);
}

/** A balance law that outlives two steps is broken by none: nothing moved, or |∂L/∂a| = |∂L/∂w|. */
const MAX_STEPS = 2;

const noLaw = (why: string): Vacuity => ({ reason: 'no-law', why });

/**
 * Does the discrete method of the instance keep every hₖ, exactly?
 * @returns a vacuity where there is no law, or no step that says anything about it.
 */
export function balance(subject: Subject): Finding<BalanceDecision> | Vacuity {
  const p = homogeneity(subject);
  const { training } = subject.instance;
  const [units] = unitAxes(subject.model);
  if (p === 0) return noLaw('no balance law is known for this activation');
  if (units === undefined) return noLaw('no axis of the model is one of hidden units');
  if (training === undefined) return noLaw('the instance says nothing of training');
  const start = subject.exact;
  const before = balances(units, start, p);
  const { data, loss } = subject.instance;
  if (data === undefined || loss === undefined || !POLYNOMIAL_LOSSES.includes(loss))
    return noLaw('exact steps need a polynomial loss and activation');
  const method = exactMethod(training, data.inputs.length);
  if (method === undefined) return noLaw(`a step of ${training.method} is not rational`);
  let state = startTraining(rationals, start);
  let after: readonly Rational[] = before;
  let broken = -1;
  let steps = 0;
  // Numerators grow by a factor of 2p + 1 in length with every step: stop at the first that breaks.
  while (broken === -1 && steps < Math.min(training.steps ?? 1, MAX_STEPS)) {
    const gradient = lossGradient(subject.model, rationals, state.theta, data, loss);
    state = trainingStep(rationals, method, state, gradient);
    after = balances(units, state.theta, p);
    broken = before.findIndex((h, k) => compare(h, after[k]) !== 0);
    steps++;
  }
  const law = p === 1 ? 'a² − ‖w‖²' : `${p}a² − ‖w‖²`;
  const decision = { clause: 'balance', law, method: training.method, steps } as const;
  const from = before[broken];
  const to = after[broken];
  if (from === undefined || to === undefined) {
    const still = start.every((v, i) => equal(v, state.theta[i]));
    return still ? { reason: 'stationary', what: 'steps' } : holds({ ...decision, broken: null });
  }
  const neuron = { neuron: broken + 1, before: shortText(from), after: shortText(to) };
  return fails({ ...decision, broken: neuron }, exactProof({ rationals: [from, to] }));
}

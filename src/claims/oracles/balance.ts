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
import type { Subject } from '../../instances/subject.ts';
import { gradientOf } from '../../models/gradient.ts';
import { unitAxes } from '../../models/units.ts';
import { toRational } from '../../numerics/numeral.ts';
import {
  add,
  compare,
  format,
  isZero,
  multiply,
  type Rational,
  rational,
  subtract,
  toDouble,
  ZERO,
} from '../../numerics/rational.ts';
import type { BalanceDecision } from '../decision.ts';
import type { Vacuity } from '../doubt.ts';
import { exactProof } from '../proof.ts';
import { type Finding, fails, holds } from './conclude.ts';

/** p of a two-layer network whose σ(z) is a multiple of z^p, p ≥ 1; 0 for others. */
export function homogeneity({ facts: { network, functions } }: Subject): number {
  const [sigma] = functions;
  if (network === null || network.depth !== 2 || sigma === undefined) return 0;
  const p = sigma.polynomialDegree ?? 0;
  return p > 0 && sigma.taylor?.next(0) === p ? p : 0;
}

/** hₖ = p‖aₖ‖² − ‖wₖ‖² (− bₖ²) of every hidden neuron of a two-layer network. */
function balances({ model }: Subject, theta: readonly Rational[], p: number): Rational[] {
  const [units] = unitAxes(model);
  if (units === undefined) return [];
  const squares = (indices: readonly number[]) =>
    indices.reduce((sum, i) => add(sum, multiply(theta[i]!, theta[i]!)), ZERO);
  return units.incoming.map((incoming, k) =>
    subtract(multiply(rational(p), squares(units.outgoing[k]!)), squares(incoming)),
  );
}

/** dℓ/dŷ of the losses that are polynomial, exactly; undefined for the others. */
function residual(loss: string, y: Rational, t: Rational): Rational | undefined {
  const r = subtract(y, t);
  switch (loss) {
    case 'squared':
      return r;
    case 'linear':
      return t;
    case 'quartic':
      return multiply(r, multiply(r, r));
    default:
      return undefined;
  }
}

/** ∇L over the rationals, or undefined for a loss that is not polynomial. */
function exactGradient(
  { instance: { data, loss }, model: bound }: Subject,
  theta: readonly Rational[],
): Rational[] | undefined {
  if (data === undefined || loss === undefined) return undefined;
  const total: Rational[] = theta.map(() => ZERO);
  const share = rational(1, data.inputs.length);
  for (const [i, row] of data.inputs.entries()) {
    const x = row.map(toRational);
    const prediction = bound.evaluate(rationals, theta, x);
    for (const [o, y] of prediction.entries()) {
      const r = residual(loss, y, toRational(data.targets[i]![o]!));
      if (r === undefined) return undefined;
      const weight = multiply(r, share);
      gradientOf(bound, rationals, theta, x, o).forEach((g, k) => {
        total[k] = add(total[k]!, multiply(weight, g));
      });
    }
  }
  return total;
}

/** Heavy ball, as in `training/optimiser.ts`: v ← 9/10 v + ∇L, θ ← θ − ηv. */
const FRICTION = rational(9, 10);

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
  if (p === 0) return noLaw('no balance law is known for this activation');
  if (training === undefined) return noLaw('the instance says nothing of training');
  const rate = toRational(training.rate ?? 1);
  const start = subject.exact;
  const before = balances(subject, start, p);
  let theta: readonly Rational[] = start;
  let after: readonly Rational[] = before;
  let velocity: readonly Rational[] = theta.map(() => ZERO);
  let broken = -1;
  let steps = 0;
  // Numerators grow by a factor of 2p + 1 in length with every step: stop at the first that breaks.
  while (broken < 0 && steps < Math.min(training.steps ?? 1, MAX_STEPS)) {
    const g = exactGradient(subject, theta);
    if (g === undefined) return noLaw('exact steps need a polynomial loss and activation');
    velocity =
      training.method === 'momentum'
        ? velocity.map((v, i) => add(multiply(FRICTION, v), g[i]!))
        : g;
    theta = theta.map((v, i) => subtract(v, multiply(rate, velocity[i]!)));
    after = balances(subject, theta, p);
    broken = before.findIndex((h, k) => compare(h, after[k]!) !== 0);
    steps++;
  }
  const law = p === 1 ? 'a² − ‖w‖²' : `${p}a² − ‖w‖²`;
  const { method } = training;
  const decision = { clause: 'balance', law, method, steps } as const;
  const from = before[broken];
  const to = after[broken];
  if (from === undefined || to === undefined) {
    const still = start.every((v, i) => isZero(subtract(v, theta[i]!)));
    return still ? { reason: 'stationary', what: 'steps' } : holds({ ...decision, broken: null });
  }
  const neuron = { neuron: broken + 1, before: short(from), after: short(to) };
  return fails({ ...decision, broken: neuron }, exactProof({ rationals: [from, to] }));
}

/** The fraction itself where it is short, else the double next to it. */
function short(q: Rational): string {
  const text = format(q);
  return text.length <= 24 ? text : String(toDouble(q));
}

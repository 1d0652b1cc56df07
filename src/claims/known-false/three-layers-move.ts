/**
 * Known to be false: F = a·tanh(v·tanh(w x)) is at rest at (w, 0, 0), where two of the three layers vanish. Exact
 * by conserved quantities that leave no dimension to the orbit.
 */
import type { Subject } from '../../instances/subject.ts';
import { unitAxes } from '../../models/units.ts';
import { isZero, type Rational, ZERO } from '../../numerics/rational.ts';
import type { Claim } from '../claim.ts';
import { defineClaim } from '../define-claim.ts';
import { conclude } from '../oracles/conclude.ts';
import { networkOf } from '../oracles/float-model.ts';
import { exactOrbit, isVerdict } from '../oracles/orbit-fills-stratum.ts';
import { keptAway, met } from '../oracles/quantity.ts';
import { probesOf } from '../oracles/tangency.ts';
import { summaryOf } from '../orbit-summary.ts';
import { inconclusive, vacuous } from '../verdict.ts';

export const threeLayersMove: Claim = defineClaim({
  id: 'three-layers-move',
  statement:
    'A three-layer network without biases whose first layer has no zero unit is moved by some datum and loss.',
  latex: 'w_k\\neq 0\\ \\Rightarrow\\ \\dim O(\\theta)\\ge 1',
  source: 'a neighbour of two-layer-exhaustive, true of two layers with σ′(0) ≠ 0',
  status: 'known-false',
  neighbour: { of: ['two-layer-exhaustive'], off: 'hypothesis' },
  statusReason: 'Where two of three layers vanish each gradient has a factor 0.',
  hypotheses: [
    {
      id: 'first-layer',
      statement: 'No unit of the first layer has incoming weights that are all zero.',
      holds: ({ model, exact }) =>
        unitAxes(model)[0]?.incoming.every((own) => own.some((i) => !isZero(exact[i]))) ?? false,
    },
  ],
  domain: {
    kinds: ['fully-connected'],
    depth: [3, 3],
    hidden: [3, 3],
    inputs: [3, 3],
    outputs: [2, 2],
    point: 'degenerate',
    bias: false,
    functions: ['tanh', 'sin', 'arctan', 'erf'],
  },
  shown: () => ({ kind: 'orbit' }),
  check(subject, { strictness }) {
    if (subject.exact.every(isZero))
      return vacuous({ reason: 'start', needs: 'weights other than 0' });
    const what = 'the largest ‖∇F(θ)(x)‖';
    if (hasTwoZeros(subject)) {
      const measured = { what, value: '0', relative: 0 };
      return conclude([met(measured, { zero: ZERO })], strictness);
    }
    const pull = largestPull(subject);
    if (pull > 0) {
      // Near 0 gradients have the size of ‖θ‖², far from it that of 1.
      const scale = Math.min(1, Math.hypot(...subject.float) ** 2);
      const relative = pull / (pull + scale);
      return conclude([keptAway({ what, value: pull.toPrecision(3), relative })], strictness);
    }
    const result = exactOrbit(subject);
    if (isVerdict(result)) return result;
    if (result.upperBound > 0) return inconclusive({ reason: 'orbit', orbit: summaryOf(result) });
    const measured = { what, value: '0', relative: 0 };
    return conclude([met(measured, { integers: [result.upperBound, 1] })], strictness);
  },
});

/** Over the probes and outputs, in float64. */
function largestPull(subject: Subject): number {
  const network = networkOf(subject);
  const gradient = new Float64Array(network.size);
  let largest = 0;
  for (const x of probesOf(subject))
    for (let output = 0; output < subject.model.output.size; output++) {
      network.outputGradient(subject.float, x, output, gradient);
      let square = 0;
      for (const g of gradient) square += g * g;
      largest = Math.max(largest, Math.sqrt(square));
    }
  return largest;
}

/**
 * Whether two of the three weights of every path from an input to an output are 0: then each gradient,
 * ∂F/∂a = σ(Σ v σ(w·x)), ∂F/∂v = a σ′(·) σ(w·x), ∂F/∂w = Σ a σ′(·) v σ′(·) x, has a factor 0, since σ(0) = 0.
 */
function hasTwoZeros({ model, exact, facts }: Subject): boolean {
  const [, first, second] = facts.network?.widths ?? [];
  const [W, V, A] = model.tensors.map(({ offset, size }) => exact.slice(offset, offset + size));
  const zero = (values: readonly Rational[]) => values.every(isZero);
  const columns = W.length / first;
  for (let j = 0; j < first; j++) {
    const noInput = zero(W.slice(j * columns, (j + 1) * columns));
    for (let k = 0; k < second; k++) {
      const noLink = isZero(V[k * first + j]);
      const noOutput = zero(A.filter((_, i) => i % second === k));
      if (Number(noInput) + Number(noLink) + Number(noOutput) < 2) return false;
    }
  }
  return true;
}

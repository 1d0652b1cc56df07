/**
 * The Lie rank as floating point would have it: fields X = ∇F_o(x) with the real σ and their first
 * brackets [X, Y] = DY·X − DX·Y, at a point moved a little along the orbit, into a singular value
 * decomposition. It stands beside the exact rank to show where floats mislead; nothing is decided by it.
 */

import type { AnalyticFunction } from '../analytic/analytic-function.ts';
import { resolveFunction } from '../analytic/registry.ts';
import type { Instance, ModelSpec } from '../instances/instance.ts';
import { flatten, inputDimension, outputDimension } from '../instances/layout.ts';
import { isOfKind } from '../models/kinds/specs.ts';
import { gateCount, gradient } from '../models/readable-network.ts';
import { dualRing, liftSmooth } from '../numerics/dual-ring.ts';
import { type FloatRank, floatRank } from '../numerics/float-rank.ts';
import { floatRing } from '../numerics/float-ring.ts';
import { toFloat } from '../numerics/numeral.ts';
import type { Rng } from '../numerics/random.ts';
import type { Smooth } from '../numerics/ring.ts';

export interface FloatLieRankOptions {
  readonly rng: Rng;
  /** Singular values below this fraction of the largest count as zero. Default 1e−7. */
  readonly relativeCut?: number;
  /** Pieces of flow by which the point is moved. Default 4; 0 stays at θ. */
  readonly moves?: number;
  /** Time of each piece; default 1/4. The nearer to a degenerate θ, the smaller the last values. */
  readonly time?: number;
  /** Models with more parameters are not computed. Default 64. */
  readonly maxSize?: number;
}

interface Member {
  readonly x: readonly number[];
  readonly gates: readonly number[];
  readonly output: number;
}

/** Null where it makes no sense (no float σ) or is too large. */
export function floatLieRank(instance: Instance, options: FloatLieRankOptions): FloatRank | null {
  const { model } = instance;
  const { rng, relativeCut = 1e-7, moves = 4, time = 1 / 4, maxSize = 64 } = options;
  const activation = isOfKind(model, 'fully-connected') ? resolveFunction(model.activation) : null;
  let theta = flatten(instance.parameters).map(toFloat);
  const size = theta.length;
  if (size > maxSize || activation?.floatable === false) return null;
  const sigma = smoothOf(activation);
  const field = (member: Member, at: readonly number[]) =>
    gradient(floatRing, model, at, member.x, sigma, member.output, member.gates);

  for (let move = 0; move < moves; move++) {
    const member = drawMember(model, rng);
    const sign = rng.chance(0.5) ? 1 : -1;
    theta = flowed((at) => field(member, at).map((v) => sign * v), theta, time);
  }
  if (theta.some((v) => !Number.isFinite(v))) return null;

  const rows: number[][] = [];
  for (let i = 0; i < 2 * size + 2; i++) rows.push(field(drawMember(model, rng), theta));
  const dual = dualRing(floatRing);
  const lifted = liftSmooth(floatRing, sigma);
  const constant = (value: number) => ({ value, tangent: 0 });
  /** [DX·v] for the member's field X. */
  const along = (member: Member, v: readonly number[]) =>
    gradient(
      dual,
      model,
      theta.map((value, i) => ({ value, tangent: v[i] })),
      member.x.map(constant),
      lifted,
      member.output,
      member.gates.map(constant),
    ).map((d) => d.tangent);
  for (let i = 0; i < 2 * size + 2; i++) {
    const [a, b] = [drawMember(model, rng), drawMember(model, rng)];
    const bent = along(a, field(b, theta));
    rows.push(along(b, field(a, theta)).map((v, j) => v - bent[j]));
  }
  return floatRank(Float64Array.from(rows.flat()), rows.length, size, relativeCut);
}

function drawMember(model: ModelSpec, rng: Rng): Member {
  return {
    x: Array.from({ length: inputDimension(model) }, () => rng.gaussian()),
    gates: Array.from({ length: gateCount(model) }, () => rng.gaussian()),
    output: rng.integer(0, outputDimension(model) - 1),
  };
}

function smoothOf(activation: AnalyticFunction | null): Smooth<number> {
  if (activation === null) return () => 0;
  return (order, z) => {
    switch (order) {
      case 0:
        return activation.value(z);
      case 1:
        return activation.derivative(z);
      case 2:
        return activation.second(z);
      default:
        throw new RangeError(
          `float Lie rank: expected a derivative of order ≤ 2, received ${order}`,
        );
    }
  };
}

/** θ after flowing along a field for `time`: 16 classical Runge–Kutta steps. */
function flowed(
  field: (theta: readonly number[]) => number[],
  theta: readonly number[],
  time: number,
): number[] {
  const steps = 16;
  const h = time / steps;
  let at = [...theta];
  const moved = (k: readonly number[], s: number) => at.map((v, i) => v + s * k[i]);
  for (let n = 0; n < steps; n++) {
    const k1 = field(at);
    const k2 = field(moved(k1, h / 2));
    const k3 = field(moved(k2, h / 2));
    const k4 = field(moved(k3, h));
    at = at.map((v, i) => v + (h / 6) * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]));
  }
  return at;
}

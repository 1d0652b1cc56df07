/**
 * The Lie rank as floating point would have it: fields X = ∇F_o(x) with the real σ and their first
 * brackets [X, Y] = DY·X − DX·Y, at a point moved a little along the orbit, into a singular value
 * decomposition. It stands beside the exact rank to show where floats mislead; nothing is decided by it.
 */

import { dualField } from '../../analytic/fields/dual.ts';
import { float64 } from '../../analytic/fields/float64.ts';
import type { Subject } from '../../instances/subject.ts';
import type { BoundModel } from '../../models/bind.ts';
import { gradientOf } from '../../models/gradient.ts';
import { type FloatRank, floatRank } from '../../numerics/float-rank.ts';
import type { Rng } from '../../numerics/random.ts';

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
  /** The datum and the free inputs. */
  readonly inputs: readonly number[];
  readonly output: number;
}

/** Null where it makes no sense (no float σ) or is too large. */
export function floatLieRank(subject: Subject, options: FloatLieRankOptions): FloatRank | null {
  const { rng, relativeCut = 1e-7, moves = 4, time = 1 / 4, maxSize = 64 } = options;
  const bound = subject.model;
  let theta: number[] = Array.from(subject.float);
  const size = theta.length;
  if (size > maxSize || !hasFloats(bound)) return null;
  const field = (member: Member, at: readonly number[]) =>
    bound.fields === 'given'
      ? [...bound.evaluate(float64, at, member.inputs)]
      : gradientOf(bound, float64, at, member.inputs, member.output);

  for (let move = 0; move < moves; move++) {
    const member = drawMember(bound, rng);
    const sign = rng.chance(0.5) ? 1 : -1;
    theta = flowed((at) => field(member, at).map((v) => sign * v), theta, time);
  }
  if (theta.some((v) => !Number.isFinite(v))) return null;

  const rows: number[][] = [];
  for (let i = 0; i < 2 * size + 2; i++) rows.push(field(drawMember(bound, rng), theta));
  const dual = dualField(float64);
  const constant = (value: number) => ({ value, tangent: 0 });
  /** [DX·v] for the member's field X. */
  const along = (member: Member, v: readonly number[]) => {
    const moving = theta.map((value, i) => ({ value, tangent: v[i] }));
    const inputs = member.inputs.map(constant);
    const values =
      bound.fields === 'given'
        ? bound.evaluate(dual, moving, inputs)
        : gradientOf(bound, dual, moving, inputs, member.output);
    return values.map((d) => d.tangent);
  };
  for (let i = 0; i < 2 * size + 2; i++) {
    const [a, b] = [drawMember(bound, rng), drawMember(bound, rng)];
    const bent = along(a, field(b, theta));
    rows.push(along(b, field(a, theta)).map((v, j) => v - bent[j]));
  }
  return floatRank(Float64Array.from(rows.flat()), rows.length, size, relativeCut);
}

function drawMember({ inputs, output }: BoundModel, rng: Rng): Member {
  const drawn = Array.from({ length: inputs.size }, () => rng.gaussian());
  for (const { offset, choices } of inputs.finite)
    rng.pick(choices).forEach((value, k) => {
      drawn[offset + k] = value;
    });
  return { inputs: drawn, output: rng.integer(0, output.size - 1) };
}

function hasFloats({ program }: BoundModel): boolean {
  return program.operations.every((operation) => operation.op !== 'apply' || operation.f.floatable);
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

/** Biases count from where a reflection of σ is centred: σ(c + z) = ±σ(c − z) changes the sign of b − c, not of b. */
import { toDouble } from '../../numerics/rational.ts';
import type { NormalForm } from '../group/normal-form.ts';

type Centres = Pick<NormalForm, 'center' | 'centered'>;

/** θ with c taken from the parameters that count from it. */
export function centred({ center, centered }: Centres, theta: Float64Array): Float64Array {
  const from = toDouble(center);
  return theta.map((x, p) => (centered[p] === 1 ? x - from : x));
}

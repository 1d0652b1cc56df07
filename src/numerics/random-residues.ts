/** Residues mod p, each as likely as any other. */
import type { Rng } from './random.ts';

/** out ← residues. */
export function drawResidues(rng: Rng, prime: number, out: Float64Array): void {
  for (let i = 0; i < out.length; i++) out[i] = Math.floor(rng.uniform() * prime);
}

export function randomResidues(rng: Rng, prime: number, count: number): Float64Array<ArrayBuffer> {
  const out = new Float64Array(count);
  drawResidues(rng, prime, out);
  return out;
}

/**
 * v = 1/a over 𝔽_p[t]/(t^L) ⊗ 𝔽_p[s]: slice by slice from a·v = 1,
 *
 *   v₀ = 1/a₀,   v_k = −v₀ Σ_{j ≥ 1} a_j v_{k−j},   v̇ = −v²ȧ,   d(−v²) = −2v·v̇.
 */
import { NotInvertible } from '../../errors.ts';
import { EMPTY, enlarged } from '../../numerics/doubles.ts';
import { DELAY, inverseModulo, residue } from '../../numerics/prime-field.ts';
import { addSeriesProduct, multiplySeries, reduceSeries } from '../../numerics/truncated-series.ts';
import type { Gather, Gatherer } from './gather.ts';
import type { InversionStep, Run } from './tape.ts';

export interface Inversion {
  /** v and −v². @throws NotInvertible where a vanishes mod p at s = t = 0. */
  evaluate(step: InversionStep, value: Float64Array, length: number): void;
  /** v̇ and −2v·v̇. */
  along(step: InversionStep, value: Float64Array, tangent: Float64Array, length: number): void;
}

export function createInversion(prime: number, gatherer: Gatherer): Inversion {
  const reciprocal = 1 / prime;
  let first = EMPTY;
  let mix = EMPTY;

  /** first ← 1/a₀ in 𝔽_p[t]/(t^L). */
  function invertSeries(a: Float64Array, at: number, length: number): void {
    const constant = a[at];
    if (constant === 0) throw new NotInvertible(`the field modulo ${prime}`, '0');
    const inverse = inverseModulo(constant, prime);
    first[0] = inverse;
    for (let k = 1; k < length; k++) {
      let sum = 0;
      for (let j = 1; j <= k; j++) sum += a[at + j] * first[k - j];
      const negative = residue(sum, prime, reciprocal);
      first[k] = residue((prime - negative) * inverse, prime, reciprocal);
    }
  }

  /** The run ← −factor times a sum of products, which has some for each of its places. */
  function negated(
    run: Run,
    list: Gather,
    second: Float64Array,
    factor: 1 | 2,
    value: Float64Array,
    length: number,
  ): void {
    const from = run.at * length;
    const count = run.count * length;
    gatherer.set(list, value, value, second, length);
    for (let i = from; i < from + count; i++) value[i] = (prime - value[i]) * factor;
    reduceSeries(value, from, count, prime, reciprocal);
  }

  return {
    evaluate({ out, a, slope, square }, value, length) {
      first = enlarged(first, length);
      mix = enlarged(mix, length);
      invertSeries(value, a.at * length, length);
      const most = Math.max(1, Math.floor(DELAY / length) - 1);
      for (let k = 0; k < out.count; k++) {
        const to = (out.at + k) * length;
        if (k === 0) {
          for (let l = 0; l < length; l++) value[to + l] = first[l];
          continue;
        }
        mix.fill(0, 0, length);
        let terms = 0;
        for (let j = 1; j < a.count && j <= k; j++) {
          if (terms === most) {
            reduceSeries(mix, 0, length, prime, reciprocal);
            terms = 0;
          }
          addSeriesProduct(mix, 0, value, (a.at + j) * length, value, to - j * length, length);
          terms++;
        }
        reduceSeries(mix, 0, length, prime, reciprocal);
        multiplySeries(value, to, mix, 0, first, 0, length, prime, reciprocal);
        for (let l = to; l < to + length; l++) value[l] = value[l] === 0 ? 0 : prime - value[l];
      }
      negated(slope, square, value, 1, value, length);
    },
    along({ slopeDot, chain, squareDot }, value, tangent, length) {
      gatherer.set(chain, tangent, tangent, value, length);
      negated(slopeDot, squareDot, tangent, 2, value, length);
    },
  };
}

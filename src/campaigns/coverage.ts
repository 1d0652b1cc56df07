/**
 * How much is left: what a campaign that found no more says of what it has not met. Of kinds of instances
 * (`reached.ts`) with counts N = Σ n_c:
 *
 *   estimate   N₁/N, N₁ the number of cells met once (Good–Turing: I. J. Good, The population frequencies of
 *              species, Biometrika 40, 1953): what is expected of the mass that is missing
 *   bound      the draws are split at random into halves. Those of the second that lie in no cell of the first,
 *              k of n₂, are trials for the mass missing after the first half, of which what is missing after both
 *              is a part. Its upper limit is that of Clopper and Pearson (Biometrika 26, 1934).
 *
 * The split needs the counts alone: whichever draws were made, all splits are as likely. The distribution of
 * draws may change along a campaign: then the trials are independent with unlike probabilities, and the limit
 * holds for their mean (W. Hoeffding, Ann. Math. Statist. 27, 1956: among sums with the same mean n p̄ ≥ k + 1 the
 * binomial one has the largest probability of k or fewer). So what is bounded is the chance of a draw like
 * those of this campaign on average. Bounds without a split (McAllester and Schapire, COLT 2000) exceed N₁/N by
 * some 4.6 √(log(3/δ)/N), which is of use from N = 10⁵ on only.
 *
 * Draws of a guided search depend on each other: nothing of this holds for them.
 */
import { createRng } from '../numerics/random.ts';
import type { Counts } from './reached.ts';

/** One minus the confidence. */
export const RISK = 0.05;

export interface MissingMass {
  /** Kinds of instances met, and of these once. */
  readonly cells: number;
  readonly once: number;
  /** Good–Turing. */
  readonly estimate: number;
  /** At 95 %; 1 where there is nothing to say. */
  readonly bound: number;
}

/** A cell this large lies in one half with probability 2⁻⁶⁰. */
const LARGE = 60;

/** @param counts how often each cell was met. */
export function missingMass(counts: Counts): MissingMass {
  const sizes = Object.values(counts);
  const total = sizes.reduce((a, b) => a + b, 0);
  const once = sizes.filter((n) => n === 1).length;
  const second = total >> 1;
  if (second === 0) return { cells: sizes.length, once, estimate: 1, bound: 1 };
  const rng = createRng(`halves of ${total} in ${sizes.length}`);
  let [left, places, fresh] = [total, second, 0];
  for (const n of sizes) {
    if (n > LARGE) continue;
    let inSecond = 0;
    for (let i = 0; i < n; i++) {
      if (rng.uniform() * left < places) {
        inSecond++;
        places--;
      }
      left--;
    }
    if (inSecond === n) fresh += n;
  }
  return {
    cells: sizes.length,
    once,
    estimate: once / total,
    bound: upperLimit(fresh, second),
  };
}

/**
 * Clopper and Pearson's upper limit at 95 % of a probability with k successes in n trials: the p at which
 * P(Bin(n, p) ≤ k) = 0.05, to twelve digits; 1 for k = n.
 */
export function upperLimit(k: number, n: number): number {
  if (k >= n) return 1;
  let [low, high] = [k / n, 1];
  for (let step = 0; step < 200 && high - low > 1e-12 * high; step++) {
    const p = (low + high) / 2;
    if (logTail(k, n, p) > Math.log(RISK)) low = p;
    else high = p;
  }
  return high;
}

/** log P(Bin(n, p) ≤ k), 0 < p < 1, summed from the largest term down. */
function logTail(k: number, n: number, p: number): number {
  const odds = Math.log(p) - Math.log1p(-p);
  let term = n * Math.log1p(-p);
  let [largest, sum] = [term, 1];
  for (let j = 0; j < k; j++) {
    term += Math.log(n - j) - Math.log(j + 1) + odds;
    if (term > largest) {
      sum = sum * Math.exp(largest - term) + 1;
      largest = term;
    } else sum += Math.exp(term - largest);
  }
  return largest + Math.log(sum);
}

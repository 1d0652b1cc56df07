/** Upper bounds on the distance to strata of many units: the clusters whose union costs least are joined. */
import type { NearStratum, Pinning } from './near-stratum.ts';

interface Group {
  readonly units: readonly number[];
  /** Sum of the units, each with the sign that brings it next to the others. */
  readonly sum: Float64Array;
  /** Σ‖u − mean‖² with these signs. */
  readonly spread: number;
}

/** Joins two clusters, or pins one, whichever costs least for each dimension it saves. */
export function byAgglomeration(
  units: readonly Float64Array[],
  pinnings: readonly Pinning[],
): NearStratum[] {
  const [free] = pinnings;
  let groups: Group[] = units.map((unit, i) => ({ units: [i], sum: unit.slice(), spread: 0 }));
  const found: NearStratum[] = [];
  record();
  while (groups.length > 1) {
    let best = { cost: Number.POSITIVE_INFINITY, a: 0, b: 0, sign: free.signs[0] };
    for (let a = 0; a < groups.length; a++)
      for (let b = a + 1; b < groups.length; b++)
        for (const sign of free.signs) {
          const cost = joined(groups[a], groups[b], sign);
          if (cost < best.cost) best = { cost, a, b, sign };
        }
    const [one, two] = [groups[best.a], groups[best.b]];
    const union: Group = {
      units: [...one.units, ...two.units].sort((i, j) => i - j),
      sum: one.sum.map((x, k) => x + best.sign[k] * two.sum[k]),
      spread: one.spread + two.spread + best.cost,
    };
    groups = [...groups.filter((_, i) => i !== best.a && i !== best.b), union];
    record();
  }
  return found;

  /** The clusters as they are, and with the cheapest of them pinned, one after the other. */
  function record(): void {
    const choices = groups.map((group) =>
      pinnings.map((pinning) => ({
        dimension: pinning.dimension,
        cost:
          group.spread +
          group.sum.reduce(
            (sum, x, k) => (pinning.kept[k] === 0 ? sum + (x * x) / group.units.length : sum),
            0,
          ),
      })),
    );
    const chosen = choices.map(() => 0);
    for (;;) {
      const cost = chosen.reduce((sum, p, g) => sum + choices[g][p].cost, 0);
      found.push({
        dimension: chosen.reduce((sum, p, g) => sum + choices[g][p].dimension, 0),
        distance: Math.sqrt(cost),
        clusters: groups.map(({ units: own }, g) => ({
          units: own,
          dimension: choices[g][chosen[g]].dimension,
        })),
      });
      let next = { price: Number.POSITIVE_INFINITY, g: -1, p: 0 };
      choices.forEach((options, g) => {
        options.forEach((option, p) => {
          const saved = options[chosen[g]].dimension - option.dimension;
          if (saved < 1) return;
          const price = (option.cost - options[chosen[g]].cost) / saved;
          if (price < next.price) next = { price, g, p };
        });
      });
      if (next.g === -1) return;
      chosen[next.g] = next.p;
    }
  }
}

/** What joining costs: n₁n₂/(n₁ + n₂) ‖mean₁ − s·mean₂‖². */
function joined(one: Group, two: Group, sign: Int8Array): number {
  const [n, m] = [one.units.length, two.units.length];
  let square = 0;
  for (let k = 0; k < one.sum.length; k++) {
    const apart = one.sum[k] / n - (sign[k] * two.sum[k]) / m;
    square += apart * apart;
  }
  return (n * m * square) / (n + m);
}

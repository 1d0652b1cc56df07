/**
 * Isotropy groups of fixed random points of all kinds of models, strata and degenerate points among them:
 * order of the finite group, dimension of the stratum, its name.
 */
import { generateInstance } from '../../generation/instance.ts';
import type { PointKind } from '../../generation/points.ts';
import { flatten } from '../../instances/layout.ts';
import type { KnownKind } from '../../models/kinds/specs.ts';
import { toRational } from '../../numerics/numeral.ts';
import { createRng } from '../../numerics/random.ts';
import type { Isometry } from '../../symmetry/group/isometry.ts';
import { isotropy } from '../../symmetry/isotropy/isotropy.ts';
import { stratumAt } from '../../symmetry/isotropy/stratum.ts';
import { type GoldenCase, instanceDigest } from './line.ts';

const KINDS: readonly KnownKind[] = [
  'fully-connected',
  'linear',
  'relu-paths',
  'diagonal-linear',
  'polynomial',
];
const POINTS: readonly PointKind[] = [
  'generic',
  'stratum',
  'stratum',
  'equal-inputs',
  'degenerate',
  'degenerate',
];
const ROUNDS = 10;

/** Groups above this order are not counted. */
const LARGEST_ORDER = 5000;

export function isotropyCases(): GoldenCase[] {
  return KINDS.flatMap((kind) =>
    POINTS.flatMap((point, p) =>
      Array.from({ length: ROUNDS }, (_, round): GoldenCase => {
        const key = `${kind}/${p}-${point}/${round + 1}`;
        return {
          key,
          line: () => {
            const instance = generateInstance(createRng(`golden/isotropy/${key}`), {
              kinds: [kind],
              depth: [2, 3],
              signs: 'odd',
              point,
              numbers: 'rational',
              size: round / ROUNDS,
            });
            const theta = flatten(instance.parameters).map(toRational);
            const { dimension, stratumId } = stratumAt(instance.model, theta);
            const { generators } = isotropy(instance.model, theta);
            return [instanceDigest(instance), orderOf(generators), dimension, stratumId];
          },
        };
      }),
    ),
  );
}

/** Number of elements of the group generated; null above the limit. */
function orderOf(generators: readonly Isometry[]): number | null {
  const size = generators[0]?.size ?? 0;
  // An element is where each coordinate goes, with its sign.
  const identity = Array.from({ length: size }, (_, i) => i + 1);
  const met = new Set([identity.join()]);
  const queue = [identity];
  for (const element of queue) {
    for (const { target, sign } of generators) {
      const next = element.map((at) => {
        const i = Math.abs(at) - 1;
        return Math.sign(at) * sign[i] * (target[i] + 1);
      });
      const name = next.join();
      if (met.has(name)) continue;
      if (met.size === LARGEST_ORDER) return null;
      met.add(name);
      queue.push(next);
    }
  }
  return met.size;
}

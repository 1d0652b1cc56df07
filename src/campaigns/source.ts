/** Where a chunk's instances come from. */
import type { Claim } from '../claims/claim.ts';
import { MOST_OPERATIONS } from '../claims/scope.ts';
import { edgeCaseOf } from '../generation/edge-cases.ts';
import type { Instance } from '../instances/instance.ts';
import { BudgetExceeded, withBudget } from '../numerics/budget.ts';
import { createRng, type Rng } from '../numerics/random.ts';
import { type ChunkSpec, streamOf } from './chunk-spec.ts';
import { sizeOf } from './growth.ts';
import type { Corpus } from './guided/corpus.ts';
import { type Draw, messageOf, type Outcome } from './outcome.ts';
import { instancesOf, type Slice } from './sweep/small-scope.ts';

/** Made anew for every chunk: what it gives depends on the chunk's spec and on what came of earlier runs of it. */
export interface InstanceSource {
  /** Asked once for each run, in order. */
  draw(run: number): Draw;
  /** Told what came of it, before the next run is drawn. */
  learn?(run: number, draw: Draw, outcome: Outcome): void;
  /** What a guided search found that is nearer to failing than what it started from. */
  learnt?(): Corpus;
}

/** Independent draws: a run is a function of the chunk and its own index. */
export function randomSource(claim: Claim, spec: ChunkSpec): InstanceSource {
  const dropped = new Set(spec.dropped);
  const stream = streamOf(spec);
  return {
    draw(run) {
      const rng = createRng(`${stream}/${run}`);
      return drawOf(() => drawn(claim, spec, dropped, rng, sizeOf(spec.index, run)));
    },
  };
}

/** Those of a small scope, in their order. */
export function listedSource(slices: readonly Slice[]): InstanceSource {
  const instances = instancesOf(slices);
  return { draw: (run) => ({ instance: instances.at(run) }) };
}

/** An instance, which may take as many operations as a verdict; or why there is none. */
export function drawOf(draw: () => Instance): Draw {
  try {
    return { instance: withBudget(MOST_OPERATIONS, draw).value };
  } catch (error) {
    const cause = error instanceof BudgetExceeded ? 'too-costly' : 'defect';
    return { cause, reason: `generate: ${messageOf(error)}` };
  }
}

/** Half of the edge cases are as large as they usually get. */
function drawn(
  claim: Claim,
  { kinds, edgeCases }: ChunkSpec,
  dropped: ReadonlySet<string>,
  rng: Rng,
  size: number,
): Instance {
  if (!edgeCases) return claim.generate(rng, { dropped, size, kinds });
  const large = rng.chance(0.5);
  return edgeCaseOf(rng, claim.generate(rng, { dropped, size: large ? 1 : size, kinds }));
}

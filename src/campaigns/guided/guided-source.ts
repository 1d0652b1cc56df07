/** A source of instances that climbs: a pure function of the chunk's spec, the corpus in it included. */
import type { Claim } from '../../claims/claim.ts';
import { marginOfDecision } from '../../claims/margin.ts';
import { MOST_OPERATIONS, whyOutOfScope } from '../../claims/scope.ts';
import type { Instance } from '../../instances/instance.ts';
import { parseInstance } from '../../instances/read-instance.ts';
import { open } from '../../instances/subject.ts';
import { bind } from '../../models/bind.ts';
import { withBudget } from '../../numerics/budget.ts';
import { createRng } from '../../numerics/random.ts';
import { type ChunkSpec, streamOf } from '../chunk-spec.ts';
import { cellOf } from '../reached.ts';
import { type InstanceSource, randomSource } from '../source.ts';
import { Climb } from './climb.ts';
import { type Corpus, corpusDigest, mergeCorpora } from './corpus.ts';

/** Parameters that a climb does not go beyond, however units are repeated. */
const LARGEST = 120;

export interface GuidedSource extends InstanceSource {
  learnt(): Corpus;
  /** False where all margins that were seen are alike. */
  readonly isClimbable: boolean;
}

/** @param start what was known when the chunk's generation began. */
export function guidedSource(claim: Claim, spec: ChunkSpec, start: Corpus): GuidedSource {
  const dropped = new Set(spec.dropped);
  const { functions, losses } = claim.domain(dropped);
  const rng = createRng(`${streamOf(spec)}/guided by ${corpusDigest(start)}`);
  const fresh = randomSource(claim, spec);
  const climb = new Climb(start, rng, { functions, losses }, inScope);

  function inScope(instance: Instance): boolean {
    const kinds = spec.kinds ?? [];
    if (kinds.length > 0 && !kinds.includes(instance.model.kind)) return false;
    try {
      // Moves know nothing of what a model's numbers have to be.
      parseInstance(instance);
      if (bind(instance.model).size > LARGEST) return false;
      const { value } = withBudget(MOST_OPERATIONS, () =>
        whyOutOfScope(claim, open(instance), dropped),
      );
      return value === undefined;
    } catch {
      // No instance, or one of which a hypothesis cannot be asked: nobody's.
      return false;
    }
  }

  return {
    draw(run) {
      const instance = climb.next();
      return instance === null ? fresh.draw(run) : { instance };
    },
    learn(_, draw, outcome) {
      if (outcome.kind !== 'survived' || !('instance' in draw)) return;
      const { instance } = draw;
      climb.learn({ cell: cellOf(open(instance)), margin: marginOfDecision(outcome.by), instance });
    },
    learnt() {
      const before = new Map(start.map(({ cell, margin }) => [cell, margin]));
      return mergeCorpora([
        climb.corpus.filter(({ cell, margin }) => margin < (before.get(cell) ?? Infinity)),
      ]);
    },
    get isClimbable() {
      return climb.isClimbable;
    },
  };
}

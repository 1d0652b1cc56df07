/**
 * A claim beyond its hypotheses: what is dropped fails, and a weaker form of it may hold in its place. Asked
 * whether a hypothesis is needed, only such instances count: where it happens to hold, the claim with all
 * hypotheses in force has been tried once more.
 *
 * Generator, oracle and scope are the claim's own, so a counterexample of this claim is one of the claim
 * without the hypothesis.
 */
import { InputError } from '../errors.ts';
import type { Instance } from '../instances/instance.ts';
import { open } from '../instances/subject.ts';
import { received } from '../nearest.ts';
import type { Claim, Condition, GenerateOptions } from './claim.ts';
import { drawUntil } from './draw-until.ts';
import { guard } from './scope.ts';

/** How often an instance is drawn again that does not belong. */
const REDRAWS = 100;

/** Ids of the weaker forms of what is dropped. */
export function weakerForms(claim: Claim, dropped: readonly string[]): Condition[] {
  return claim.hypotheses.flatMap(({ id, weaker = [] }) => (dropped.includes(id) ? weaker : []));
}

/**
 * @param dropped hypotheses that fail; those `inStatement` cannot be seen to.
 * @param instead weaker forms of these that hold.
 * @throws InputError when there is no such form.
 */
export function weakened(
  claim: Claim,
  dropped: readonly string[],
  instead: readonly string[],
): Claim {
  const forms = weakerForms(claim, dropped);
  const kept = instead.map((id) => {
    const form = forms.find((f) => f.id === id);
    const known = forms.map((f) => f.id);
    if (form === undefined)
      throw new InputError('instead', `one of ${known.join(', ') || 'none'}`, received(id, known));
    return form;
  });
  const failing = claim.hypotheses
    .filter((h) => dropped.includes(h.id) && h.inStatement === undefined)
    .map(
      ({ id, statement, holds }): Condition => ({
        id: `not-${id}`,
        statement: `Not so: ${statement}`,
        holds: (subject) => !holds(subject),
      }),
    );
  const conditions = [...failing, ...kept];
  const belongs = (instance: Instance) => {
    const subject = open(instance);
    return conditions.every(({ holds }) => holds(subject));
  };
  return guard({
    ...claim,
    hypotheses: [...claim.hypotheses, ...conditions],
    generate(rng, options: GenerateOptions) {
      return drawUntil(() => claim.generate(rng, { ...options, instead }), belongs, REDRAWS);
    },
  });
}

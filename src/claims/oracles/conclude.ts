/** What one oracle found out, and how several findings make a verdict. */
import type { Subject } from '../../instances/subject.ts';
import type { Decision } from '../decision.ts';
import type { Doubt, Vacuity } from '../doubt.ts';
import { marginOfDecision } from '../margin.ts';
import type { Proof } from '../proof.ts';
import {
  falsified,
  inconclusive,
  survived,
  type Vacuous,
  type Verdict,
  vacuous,
} from '../verdict.ts';

/** What one look of an oracle comes to; `conclude` makes a verdict of several. */
export type Finding<D extends Decision = Decision> =
  | { readonly status: 'holds'; readonly decision: D }
  | { readonly status: 'fails'; readonly decision: D; readonly proof: Proof }
  | { readonly status: 'open'; readonly doubt: Doubt };

/** The claim holds in this respect. */
export function holds<D extends Decision>(decision: D): Finding<D> {
  return { status: 'holds', decision };
}

/** The claim fails in this respect, by a proof. */
export function fails<D extends Decision>(decision: D, proof: Proof): Finding<D> {
  return { status: 'fails', decision, proof };
}

/** Nothing was decided in this respect. */
export function doubtful(doubt: Doubt): Finding<never> {
  return { status: 'open', doubt };
}

/**
 * The verdict of a list of findings, most damning first: one that fails by at least `strictness`
 * falsifies; else one that is open (or fails by less) leaves the whole inconclusive; else the claim
 * survived with the smallest of the margins. No finding at all is vacuous.
 *
 * @param idle why surviving would say nothing, where it would.
 */
export function conclude(
  findings: readonly Finding[],
  strictness: number,
  idle: Vacuity | null = null,
): Verdict {
  const held: Decision[] = [];
  let doubt: Doubt | undefined;
  for (const finding of findings) {
    switch (finding.status) {
      case 'fails':
        if (marginOfDecision(finding.decision) <= -strictness)
          return falsified(finding.decision, finding.proof);
        doubt ??= { reason: 'faint', decision: finding.decision };
        break;
      case 'open':
        doubt ??= finding.doubt;
        break;
      case 'holds':
        held.push(finding.decision);
        break;
    }
  }
  if (doubt !== undefined) return inconclusive(doubt);
  const [first] = held;
  if (first === undefined) return vacuous({ reason: 'nothing' });
  if (idle !== null) return vacuous(idle);
  const worst = held.reduce((a, b) => (marginOfDecision(b) < marginOfDecision(a) ? b : a), first);
  return survived(
    worst,
    held.filter((decision) => decision !== worst),
  );
}

/** A model that is quantified over more than data, such as free gates, has no loss to follow. */
export function whyUntrainable({ model }: Subject): Vacuous | undefined {
  const { size, datum } = model.inputs;
  return size === datum ? undefined : vacuous({ reason: 'free-inputs' });
}

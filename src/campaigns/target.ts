/** What a hunt aims at: a claim with some of its hypotheses dropped. */
import type { Claim } from '../claims/claim.ts';
import { isHeldTrue } from '../claims/status.ts';
import { InputError } from '../errors.ts';
import { modelOf, registeredModels } from '../models/registry.ts';
import { oneOf, received } from '../nearest.ts';
import type { SmallScope } from './sweep/small-scope.ts';

export interface Target {
  readonly claim: Claim;
  /** Sorted ids. */
  readonly dropped: readonly string[];
  /** Sorted; models of other kinds are not drawn. Absent: what the claim draws. */
  readonly kinds?: readonly string[];
  /** Given, even if empty: what is dropped fails, these weaker forms of it hold (`weakened.ts`). */
  readonly instead?: readonly string[];
  /** Whether what the claim draws is made an edge case. */
  readonly edgeCases?: true;
  /** Its instances, one after the other, are checked; absent: they are drawn. */
  readonly scope?: SmallScope;
}

/** Same key, same target. */
export function targetKey({ claim, dropped, kinds, instead, edgeCases }: Target): string {
  const beyond = instead === undefined ? [] : [`beyond${instead.map((id) => ` +${id}`).join('')}`];
  const key = [[claim.id, ...dropped].join(' −'), ...beyond].join(' ');
  const drawn = kinds === undefined ? key : `${key} of ${kinds.join(', ')}`;
  return edgeCases ? `${drawn} on edge cases` : drawn;
}

export interface TargetChoice {
  /** Ids of claims; empty for all that may be true. */
  readonly claims: readonly string[];
  /** Where the list of claims is empty, what it stands for; absent or empty: all there are. */
  readonly own?: readonly string[];
  /** Hypotheses to drop together, from the claims that have them; or `each`, one after the other. */
  readonly drop: readonly string[] | 'each';
  /** Kinds of models to draw; none: what each claim draws. */
  readonly kinds?: readonly string[];
  /** Whether an empty list of claims means as well those that are refuted or known to be false. */
  readonly knownFalse: boolean;
}

/**
 * Claims that are about none of the kinds to draw are left out: they would be asked in vain.
 *
 * @throws InputError for names that do not exist, with those that do, and where no claim is left.
 */
export function chooseTargets(all: readonly Claim[], choice: TargetChoice): Target[] {
  const kinds = [...new Set(choice.kinds ?? [])].sort();
  const registered = registeredModels().map(({ kind }) => kind);
  const unknown = kinds.find((kind) => !registered.includes(kind));
  if (unknown !== undefined)
    throw new InputError(
      '--kind',
      `one of ${registered.join(', ')}`,
      received(unknown, registered),
    );
  const targets = targetsOf(all, choice);
  if (kinds.length === 0) return targets;
  const about = targets.filter((target) => isAboutSome(target, kinds));
  if (about.length === 0 && targets.length > 0)
    throw new InputError(
      '--kind',
      'a kind of models that one of the claims is about',
      `${kinds.join(', ')}, which none of them is`,
    );
  return about.map((target) => ({ ...target, kinds }));
}

/** Whether the claim's domain has models of one of these kinds, as far as kinds decide. */
function isAboutSome({ claim, dropped }: Target, kinds: readonly string[]): boolean {
  const domain = claim.domain(new Set(dropped));
  const isGradient = (kind: string) => (modelOf(kind).fields ?? 'gradient') === 'gradient';
  return kinds.some(
    (kind) => domain.kinds?.includes(kind) !== false && (!domain.trainable || isGradient(kind)),
  );
}

function targetsOf(all: readonly Claim[], choice: TargetChoice): Target[] {
  const known = all.map((claim) => claim.id);
  const chosen =
    choice.claims.length === 0
      ? all.filter(
          ({ id, status }) =>
            (choice.knownFalse || isHeldTrue(status)) &&
            (choice.own === undefined || choice.own.length === 0 || choice.own.includes(id)),
        )
      : [...new Set(choice.claims)].map((id) => {
          const claim = all.find((c) => c.id === id);
          if (claim === undefined)
            throw new InputError(
              'claim',
              oneOf(known, 'claims', 'falsim claims'),
              received(id, known),
            );
          return claim;
        });
  if (choice.drop === 'each') {
    return chosen.flatMap((claim) => claim.hypotheses.map((h) => ({ claim, dropped: [h.id] })));
  }
  const wanted = [...new Set(choice.drop)].sort();
  const existing = [...new Set(chosen.flatMap((claim) => claim.hypotheses.map((h) => h.id)))];
  for (const id of wanted) {
    if (!existing.includes(id)) {
      const names =
        existing.length === 0
          ? 'no hypothesis: there are none'
          : oneOf(existing, 'hypotheses', 'falsim claims');
      throw new InputError('--drop', names, received(id, existing));
    }
  }
  return chosen
    .map((claim) => ({
      claim,
      dropped: wanted.filter((id) => claim.hypotheses.some((h) => h.id === id)),
    }))
    .filter(({ dropped }) => wanted.length === 0 || dropped.length > 0);
}

/** What a verdict says to people is never empty: sentences, reasons, clauses and signatures of claims of somebody else. */
import type { Decision } from './decision.ts';
import type { Doubt, Vacuity } from './doubt.ts';

/** A verdict that would say nothing. Whoever drives the claim names it (`scope.ts`). */
export class WordlessVerdict extends RangeError {
  override readonly name = 'WordlessVerdict';
}

const OWN_NAME = /^x-[a-z0-9]+(-[a-z0-9]+)*$/;

/** @throws WordlessVerdict unless the name of a clause or a reason is one. */
export function requireOwnName(where: string, what: 'clause' | 'reason', name: unknown): void {
  if (typeof name === 'string' && OWN_NAME.test(name)) return;
  throw new WordlessVerdict(
    `${where}: expected a ${what} such as x-largest, received ${JSON.stringify(name)}`,
  );
}

/**
 * @param where what builds it, e.g. `vacuous`.
 * @throws WordlessVerdict where a name is none, a sentence is missing, or any text is empty or blank.
 */
export function requireWords(where: string, arm: Decision | Doubt | Vacuity): void {
  const [what, name] =
    'clause' in arm && !('reason' in arm)
      ? (['clause', arm.clause] as const)
      : (['reason', (arm as Doubt | Vacuity).reason] as const);
  if (typeof name !== 'string' || name.startsWith('x-') || name.trim() === '') {
    requireOwnName(where, what, name);
    requireText(`${where}: ${name}`, 'says', (arm as { readonly says?: unknown }).says);
  }
  for (const [field, value] of Object.entries(arm)) {
    if (typeof value === 'string') requireText(`${where}: ${name}`, field, value);
  }
  if ('decision' in arm) requireWords(where, arm.decision);
}

function requireText(where: string, field: string, text: unknown): void {
  if (typeof text === 'string' && text.trim() !== '') return;
  const expected = field === 'says' ? 'a sentence' : 'no empty text';
  throw new WordlessVerdict(
    `${where}: ${field}: expected ${expected}, received ${JSON.stringify(text)}`,
  );
}

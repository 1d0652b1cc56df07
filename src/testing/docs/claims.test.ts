/** Every claim that is no planted one has its paragraph on the pages of the theory, which says what its status is. */
import { expect, it } from 'vitest';
import type { Claim } from '../../claims/claim.ts';
import { claims, lawCounts } from '../../claims/registry.ts';
import { readPage } from './pages.ts';

const theory = readPage('docs/theory.md');
const counts = readPage('docs/unpublished-counts.md');

/** Up to the next paragraph or item. */
function paragraphsOf({ id }: Claim): string[] {
  return theory
    .split(/\n\n|\n- /)
    .filter((text) =>
      new RegExp(`^\\**\`${id}\`|^\\| \`${id}\`|\\*\\*\`${id}\`\\*\\*`, 'm').test(text),
    );
}

it.each(
  claims.filter(({ status }) => status !== 'known-false').map((one) => [one.id, one] as const),
)('%s', (id, claim) => {
  if (claim.status === 'conjecture' && lawCounts.includes(claim)) {
    // Formulas in the sizes, with what they fall without.
    expect(counts).toMatch(new RegExp(`^\\| .* \\| \`${id}\` \\| .*\\S.* \\|$`, 'm'));
    return;
  }
  const own = paragraphsOf(claim);
  expect(own.join('\n').length).toBeGreaterThan(id.length + 40);
  const said = own.some((text) => text.includes(claim.status) || isUnderPublished(text));
  expect(said).toBe(true);
  const { hypotheses, status } = claim;
  if (status === 'theorem' && hypotheses.length > 0)
    expect(theory).toMatch(new RegExp(`\`${id}\`[^]{0,3500}[Nn]eed`));
});

/** Ranks of functions are told in one paragraph that is said to be published, with a table. */
function isUnderPublished(text: string): boolean {
  const at = theory.indexOf(text);
  return text.startsWith('| claim') && /published/.test(theory.slice(Math.max(0, at - 700), at));
}

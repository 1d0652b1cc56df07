/**
 * Every claim that is held true has three false neighbours at least. Each is a statement of its own, and where two give
 * numbers of laws they give different ones; that each falls is for `properties/` and `npm run bench:power` to see.
 */
import { describe, expect, it } from 'vitest';
import { open } from '../instances/subject.ts';
import { createRng } from '../numerics/random.ts';
import type { Claim } from './claim.ts';
import type { CountClaim } from './define-count.ts';
import { LEAST_NEIGHBOURS, neighboursOf } from './neighbours.ts';
import { claims } from './registry.ts';
import { isHeldTrue } from './status.ts';

const held = claims.filter(({ status }) => isHeldTrue(status));

/** What a false neighbour says that the claim does not. */
const says = ({ claim, dropped }: ReturnType<typeof neighboursOf>[number]) =>
  dropped.length === 0
    ? claim.statement
    : `not: ${claim.hypotheses.find(({ id }) => id === dropped[0])!.statement}`;

const isCount = (claim: Claim): claim is CountClaim => 'definition' in claim;

/** Sizes at which formulas differ are met sooner. */
const MOST_DRAWN = 80;
const FEW_DRAWN = 4;

describe('false neighbours', () => {
  it.each(held.map((claim) => [claim.id, claim] as const))(
    'of %s are three, and differ',
    (_, claim) => {
      const neighbours = neighboursOf(claim, claims);
      expect(new Set(neighbours.map(says)).size).toBe(neighbours.length);
      expect(neighbours.length).toBeGreaterThanOrEqual(LEAST_NEIGHBOURS);
      for (const { claim: other, dropped } of neighbours) {
        expect(other === claim).toBe(dropped.length === 1);
        if (other !== claim) expect(isHeldTrue(other.status)).toBe(false);
      }
    },
  );

  it('are met: what is dropped fails on some instance, or belongs to what is said', () => {
    for (const claim of held)
      for (const { id, inStatement, holds } of claim.hypotheses) {
        const dropped = new Set([id]);
        const fails = (n: number) => {
          const rng = createRng(`dropped/${claim.id}/${id}/${n}`);
          return !holds(open(claim.generate(rng, { dropped, size: (n % 4) / 3 })));
        };
        const most = inStatement === undefined ? MOST_DRAWN : FEW_DRAWN;
        const isMet = Array.from({ length: most }, (_, n) => n).some(fails);
        expect([claim.id, id, isMet]).toEqual([claim.id, id, inStatement === undefined]);
      }
  });

  it('leave no claim known to be false without one that it is next to', () => {
    const ids = new Set(held.map(({ id }) => id));
    for (const { id, status, neighbour } of claims) {
      if (status !== 'known-false') continue;
      expect([id, neighbour?.of.length ?? 0]).not.toEqual([id, 0]);
      for (const of of neighbour!.of) expect([id, of, ids.has(of)]).toEqual([id, of, true]);
    }
  });

  it('that count laws count others than the claim, and than each other', () => {
    let compared = 0;
    for (const claim of held.filter(isCount)) {
      const counts = [
        claim,
        ...neighboursOf(claim, claims)
          .filter(({ dropped }) => dropped.length === 0)
          .map((neighbour) => neighbour.claim)
          .filter(isCount),
      ];
      const numbers = counts.map(({ definition }) => (definition.atLeast ? '≥' : '='));
      const differ = () => new Set(numbers).size === counts.length;
      for (let n = 0; n < MOST_DRAWN && !differ(); n++) {
        const rng = createRng(`neighbours/${claim.id}/${n}`);
        const subject = open(claim.generate(rng, { dropped: new Set(), size: (n % 4) / 3 }));
        counts.forEach(({ definition }, k) => {
          numbers[k] += `${definition.expected(subject)},`;
        });
      }
      expect([claim.id, differ(), numbers]).toEqual([claim.id, true, numbers]);
      compared += counts.length - 1;
    }
    expect(compared).toBeGreaterThan(20);
  });
});

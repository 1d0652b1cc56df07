/** Models of any kind may be asked for where a claim names none: what is drawn may lie outside, and nothing is thrown. */
import { describe, expect, it } from 'vitest';
import { registeredModels } from '../models/registry.ts';
import { createRng } from '../numerics/random.ts';
import { isTurn, turn } from '../testing/share.ts';
import { whyOutside } from './domain.ts';
import { claims } from './registry.ts';

const none: ReadonlySet<string> = new Set();
const open = claims.filter((claim) => claim.domain(none).kinds === undefined);
const today = open.filter(({ id }, i) => id === 'embedding-keeps-minima' || isTurn(i, 8));

describe.each(today.map((claim) => [claim.id, claim] as const))(
  `%s, some of ${open.length} claims: FALSIM_SEED=${turn}`,
  (id, claim) => {
    it('draws an instance of each kind that is asked for', () => {
      for (const { kind } of registeredModels()) {
        const instance = claim.generate(createRng(`${id} of ${kind}`), {
          ...{ dropped: none, size: 0.5, kinds: [kind] },
        });
        expect(instance.model.kind).toBe(kind);
        expect(() => whyOutside(claim.domain(none), instance)).not.toThrow();
      }
    });
  },
);

/** What a hunt aims at when kinds of models are asked for. */
import { expect, it } from 'vitest';
import { momentum } from '../../examples/models/momentum.ts';
import { whyOutside } from '../claims/domain.ts';
import { claims } from '../claims/registry.ts';
import { generateInstance } from '../generation/instance.ts';
import { registeredModels } from '../models/registry.ts';
import { createRng } from '../numerics/random.ts';
import { registering } from '../testing/registering.ts';
import { chooseTargets } from './target.ts';

registering(momentum);

const chosen = (kind: string, ids: readonly string[] = []) =>
  chooseTargets(claims, { claims: ids, drop: [], knownFalse: true, kinds: [kind] }).map(
    ({ claim }) => claim.id,
  );

it('leaves out only claims whose domains have no instance of the kind', () => {
  const leftOut: string[] = [];
  for (const { kind } of registeredModels()) {
    const instance = generateInstance(createRng(kind), { only: [kind], data: true, size: 0.3 });
    const left = chosen(kind);
    for (const { id, domain } of claims) {
      if (left.includes(id)) continue;
      leftOut.push(id);
      expect(whyOutside(domain(new Set()), instance), `${id} of ${kind}`).toBeDefined();
    }
  }
  expect(leftOut.length).toBeGreaterThan(100);
});

it('aims at families of vector fields with what is not about training', () => {
  expect(chosen('momentum')).toContain('constant-rank');
  expect(chosen('momentum')).not.toContain('symmetry-induces-sim');
  expect(chosen('momentum')).not.toContain('attention-laws');
});

it('refuses claims that are about none of the kinds', () => {
  expect(() => chosen('momentum', ['symmetry-induces-sim'])).toThrow(
    /--kind: expected a kind of models that one of the claims is about, received momentum/,
  );
});

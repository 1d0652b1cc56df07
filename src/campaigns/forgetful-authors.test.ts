/**
 * An attack: every claim, as its author would have written it who forgot each check. It fails wherever it is
 * asked, so that shrinking runs downhill as far as it is let. What it is asked about is compared with what the
 * claim is about in words of this file's own.
 */
import { describe, expect, it } from 'vitest';
import { check } from '../claims/check.ts';
import type { Claim } from '../claims/claim.ts';
import { claims, lawCountNeighbours, lawCounts } from '../claims/registry.ts';
import { whyOutOfScope } from '../claims/scope.ts';
import type { Instance } from '../instances/instance.ts';
import { open } from '../instances/subject.ts';
import { createRng } from '../numerics/random.ts';
import { complexity, isSimpler } from '../shrinking/complexity.ts';
import { shrink } from '../shrinking/shrink.ts';
import { isTurn, share, turn } from '../testing/share.ts';
import { alwaysFails } from './claim-laws.ts';
import { counterexampleOf } from './shrinking.ts';

interface Plain {
  readonly model: {
    readonly kind: string;
    readonly widths?: readonly number[];
    readonly bias?: boolean;
    readonly activation?: unknown;
  };
  readonly parameters: { readonly layers?: readonly { readonly weights: number[][] }[] };
  readonly data?: unknown;
  readonly loss?: string;
  readonly training?: { readonly method: string };
  readonly then?: unknown;
}

type Dropped = ReadonlySet<string>;

const canBeTrained = ({ model }: Plain) => !/^relu-.*paths$/.test(model.kind);
const layers = ({ model }: Plain) => (model.widths?.length ?? Number.NaN) - 1;
const hasTwoNeurons = (plain: Plain) => layers(plain) === 2 && plain.model.widths![1] >= 2;
const oneNeuron = (method: string) => (plain: Plain) =>
  String(plain.model.widths) === '1,1,1' &&
  plain.training?.method === method &&
  plain.data !== undefined;

/** Whether the claim says anything about the instance, as far as a few words go. */
const ABOUT: { readonly [id: string]: (plain: Plain, dropped: Dropped) => boolean } = {
  'symmetry-induces-sim': canBeTrained,
  'flow-equivariance': canBeTrained,
  'orbit-is-sim': canBeTrained,
  'data-independence': (plain) => canBeTrained(plain) && plain.then !== undefined,
  'affine-sim-discrete': (plain) =>
    canBeTrained(plain) &&
    plain.data !== undefined &&
    plain.loss !== undefined &&
    /^(gradient-descent|sgd|momentum|adam|weight-decay)$/.test(plain.training?.method ?? ''),
  'two-layer-exhaustive': (plain, dropped) =>
    layers(plain) >= 2 &&
    (dropped.has('two-layer') || layers(plain) === 2) &&
    (dropped.has('no-bias') || plain.model.bias !== true) &&
    (dropped.has('not-polynomial') ||
      !/^(identity|square|cube)$/.test(`${plain.model.activation}`)),
  'conservation-laws': ({ model }) => /^(linear|relu-paths)$/.test(model.kind),
  'diagonal-linear': ({ model }) => model.kind === 'diagonal-linear',
  'equal-inputs-stay-equal': (plain) => {
    const rows = plain.parameters.layers![0].weights.map(String);
    return hasTwoNeurons(plain) && new Set(rows).size < rows.length;
  },
  'distance-never-grows': (plain) => hasTwoNeurons(plain) && plain.data !== undefined,
  'gradient-descent-keeps-balance': oneNeuron('gradient-descent'),
  'momentum-keeps-balance': oneNeuron('momentum'),
};

const MOST = share(100, 250);

/** A network of zeros may be smallest as it is drawn. */
function firstThatShrinks(draw: () => Instance): Instance {
  for (let tries = 0; tries < 10; tries++) {
    const instance = draw();
    if (/[1-9]/.test(JSON.stringify((instance as Plain).parameters))) return instance;
  }
  throw new Error('nothing but zeros is drawn');
}

// Claims that count laws are made by one factory: some stand for all.
const counting = [...lawCounts, ...lawCountNeighbours];
const some = claims.filter((claim) => counting.indexOf(claim) % 6 < 1);
describe.each(some.filter((_, i) => isTurn(i, 4)))(
  `$id without a check of its own, FALSIM_SEED=${turn}`,
  (claim) => {
    // Domains differ most where nothing is dropped and where the first hypothesis is.
    const choices = [[], ...claim.hypotheses.map(({ id }) => [id])].slice(0, share(2, Infinity));

    it.each(choices.map((dropped) => [dropped] as const))(
      'stays in its domain, with %j dropped',
      (given) => {
        const dropped = new Set(given);
        const asked: Instance[] = [];
        const forgetful: Claim = {
          ...claim,
          check: ({ instance }) => {
            asked.push(instance);
            return alwaysFails;
          },
        };
        const rng = createRng(`forgetful ${claim.id} ${given}`);
        const instance = firstThatShrinks(() => claim.generate(rng, { dropped, size: 0.6 }));
        const { instance: smallest } = counterexampleOf(forgetful, {
          claimId: claim.id,
          dropped: given,
          seed: 1,
          tries: 1,
          instance,
          verdict: alwaysFails,
          maxEvaluations: MOST,
        });
        expect(isSimpler(smallest, complexity(instance))).toBe(true);
        const about = ABOUT[claim.id];
        for (const one of [...asked, smallest]) {
          expect(whyOutOfScope(claim, open(one), dropped)).toBeUndefined();
          if (about !== undefined) expect([about(one as Plain, dropped), one]).toEqual([true, one]);
        }

        // The same search, not asked to stay: where it ends outside, `check` says so and asks nothing.
        const away = shrink(instance, () => true, { maxEvaluations: MOST }).instance;
        if (whyOutOfScope(claim, open(away), dropped) === undefined) return;
        asked.length = 0;
        expect(check(forgetful, away, given).kind).toBe('vacuous');
        expect(asked).toEqual([]);
      },
    );
  },
);

it('a search that is not asked to stay leaves the domain of most claims', () => {
  const left = claims.filter((claim) => {
    const instance = claim.generate(createRng('left'), { dropped: new Set(), size: 0.6 });
    const away = shrink(instance, () => true, { maxEvaluations: MOST }).instance;
    return whyOutOfScope(claim, open(away), new Set()) !== undefined;
  });
  expect(left.length).toBeGreaterThan(claims.length / 2);
});

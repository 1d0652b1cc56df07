/**
 * Claims that give the number of conserved quantities of a model as a formula in its sizes: drawn are sizes and
 * a θ, decided is M − dim Lie_θ(𝔉), exactly (`oracles/law-count.ts`).
 */
import { drawPoint, type PointKind } from '../generation/points.ts';
import type { Instance } from '../instances/instance.ts';
import { unflatten } from '../instances/layout.ts';
import { open, type Subject } from '../instances/subject.ts';
import type { ModelJson } from '../models/contract.ts';
import { undefinedAt } from '../models/undefined-at.ts';
import type { Rng } from '../numerics/random.ts';
import { isZero } from '../numerics/rational.ts';
import {
  type Claim,
  type GenerateOptions,
  type Hypothesis,
  type Off,
  unmetHypotheses,
} from './claim.ts';
import { type ClaimDefinition, defineClaim } from './define-claim.ts';
import { drawUntil } from './draw-until.ts';
import { drawWithin } from './draw-within.ts';
import { decideCount } from './oracles/law-count.ts';
import { exactOrbit } from './oracles/orbit-fills-stratum.ts';
import { type Verdict, vacuous } from './verdict.ts';

/** What a draw of sizes is told. */
export interface SizeWish {
  /** 0 … 1. */
  readonly size: number;
  readonly dropped: ReadonlySet<string>;
  /** An integer from `low` to `high`, the larger ones for larger sizes only. */
  upTo(low: number, high: number): number;
}

/** A claim that gives the number of conserved quantities by a formula in the sizes. */
export interface CountDefinition
  extends Pick<ClaimDefinition, 'id' | 'statement' | 'latex' | 'source' | 'status' | 'neighbour'> {
  readonly statusReason: string;
  readonly kinds: readonly string[];
  /**
   * `generic`: the number is that at generic θ, a hypothesis that can be dropped. `given`: at every θ that the
   * hypotheses allow.
   */
  readonly at: 'generic' | 'given';
  /** Besides `generic-point`. */
  readonly hypotheses?: readonly Hypothesis[];
  /** Specs within the hypotheses in force, for the most part. */
  draw(rng: Rng, wish: SizeWish): ModelJson;
  /** Where θ lies; default: distinct numbers at generic points, degenerate ones too elsewhere. */
  point?(dropped: ReadonlySet<string>): PointKind;
  /** The number by the formula; undefined where the claim is not about such a model. */
  expected(subject: Subject): number | undefined;
  /** What it is about, in words. */
  readonly needs: string;
  /** Whether the formula gives the least number. Default: the number. */
  readonly atLeast?: boolean;
  /** Laws that a proof gives at generic θ (docs/theory.md), where the machinery may not see them. */
  byProof?(subject: Subject): number;
  /** Whose orbit is counted; default: that of the instance. */
  counted?(subject: Subject): Subject | Verdict;
}

/** θ without coincidences that can be seen in its numbers. */
export const GENERIC_POINT: Hypothesis = {
  id: 'generic-point',
  statement:
    'The number is that at a generic θ (no weight is 0, no two have the same absolute value); dropped: that at every θ.',
  holds: ({ exact }) => {
    const sizes = exact.map(({ numerator, denominator }) => {
      const size = numerator < 0n ? -numerator : numerator;
      return `${size}/${denominator}`;
    });
    return exact.every((q) => !isZero(q)) && new Set(sizes).size === sizes.length;
  },
};

/** How often `generate` draws again for the hypotheses in force, and for a θ at which F has values. */
const REDRAWS = 40;

/** A claim of this form, with what it was made of. */
export interface CountClaim extends Claim {
  readonly definition: CountDefinition;
}

/** What stands in the place of the formula of a claim, and is wrong. */
export interface Misstatement extends Required<Pick<Claim, 'id' | 'statement' | 'statusReason'>> {
  readonly off: Off;
  /** @param right the number by the claim's own formula. */
  number(right: number, subject: Subject): number;
  /** Whether it is the least number; default: what the claim itself says. */
  readonly atLeast?: boolean;
}

/** The same claim with another formula, known to be false: domain, hypotheses, sizes and orbits are the claim's own. */
export function misstated(
  { id: of, definition }: CountClaim,
  { off, number, ...wrong }: Misstatement,
): CountClaim {
  return defineCount({
    ...definition,
    ...wrong,
    latex: '',
    source: `a neighbour of ${of}`,
    status: 'known-false',
    neighbour: { of: [of], off },
    expected(subject) {
      const right = definition.expected(subject);
      return right === undefined ? undefined : number(right, subject);
    },
  });
}

/** A claim from such a definition: instances, hypotheses and the check are filled in. */
export function defineCount(definition: CountDefinition): CountClaim {
  const { kinds, at, draw, expected, needs, atLeast = false } = definition;
  const counted = definition.counted ?? ((subject) => subject);
  const hypotheses = [
    ...(definition.hypotheses ?? []),
    ...(at === 'generic' ? [GENERIC_POINT] : []),
  ];
  const isGeneric = (dropped: ReadonlySet<string>) =>
    at === 'generic' && !dropped.has(GENERIC_POINT.id);
  const pointOf =
    definition.point ?? ((dropped) => (isGeneric(dropped) ? 'distinct' : 'exact-mixture'));
  const claim: Claim = defineClaim({
    id: definition.id,
    statement: definition.statement,
    latex: definition.latex ?? '',
    source: definition.source ?? '',
    status: definition.status ?? 'conjecture',
    statusReason: definition.statusReason,
    ...(definition.neighbour !== undefined && { neighbour: definition.neighbour }),
    hypotheses,
    domain: { kinds },
    generate: (rng, options) =>
      drawCounted(claim, rng, options, {
        kinds,
        draw: (wish) => draw(rng, wish),
        point: pointOf(options.dropped),
      }),
    shown(subject) {
      const whose = counted(subject);
      return 'kind' in whose ? undefined : { kind: 'orbit', whose };
    },
    check(subject, { dropped }) {
      const number = expected(subject);
      if (number === undefined) return vacuous({ reason: 'shape', needs });
      const whose = counted(subject);
      if ('kind' in whose) return whose;
      const result = exactOrbit(whose);
      if ('kind' in result) return result;
      const where = isGeneric(dropped) ? 'generic' : 'given';
      return decideCount(result, {
        expected: number,
        at: where,
        atLeast,
        byProof: definition.byProof?.(subject),
      });
    },
  });
  return Object.assign(claim, { definition });
}

export interface Drawing {
  readonly kinds: readonly string[];
  draw(wish: SizeWish): ModelJson;
  readonly point: PointKind;
}

/** Sizes and a θ, drawn again until the hypotheses in force hold and F has values. */
export function drawCounted(
  claim: Claim,
  rng: Rng,
  { size, dropped, kinds: only }: GenerateOptions,
  { kinds, draw, point }: Drawing,
): Instance {
  if (only !== undefined && !only.some((kind) => kinds.includes(kind)))
    return drawWithin({ kinds }, rng, { size, kinds: only });
  const share = 0.3 + size;
  const upTo = (low: number, high: number) =>
    rng.integer(low, Math.max(low, Math.min(high, low + Math.round((high - low) * share))));
  const drawn = () => {
    const model = draw({ size, dropped, upTo });
    const theta = drawPoint(rng, model, point, { style: 'rational' });
    return { model, parameters: unflatten(model, theta) } as Instance;
  };
  return drawUntil(drawn, (instance) => suits(claim, instance, dropped), REDRAWS);
}

function suits(claim: Claim, instance: Instance, dropped: ReadonlySet<string>): boolean {
  const subject = open(instance);
  return (
    unmetHypotheses(claim, subject, dropped).length === 0 &&
    undefinedAt(subject.model, subject.exact) === null
  );
}

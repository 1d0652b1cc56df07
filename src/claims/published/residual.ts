/** Residual networks: what a skip leaves of the laws of its branch, and laws across blocks. */
import type { Instance } from '../../instances/instance.ts';
import { open, type Subject } from '../../instances/subject.ts';
import { bind } from '../../models/bind.ts';
import type { ModelJson } from '../../models/contract.ts';
import type { PlacedTensor } from '../../models/structure.ts';
import type { Rng } from '../../numerics/random.ts';
import { isZero, type Rational } from '../../numerics/rational.ts';
import { independentLawsWithin } from '../../orbits/dimension/independent-laws.ts';
import { isDecided, isProved } from '../../orbits/dimension/orbit-status.ts';
import { projectedRank } from '../../orbits/dimension/projected-rank.ts';
import type { Claim, Hypothesis } from '../claim.ts';
import { defineClaim } from '../define-claim.ts';
import { defineCount, drawCounted, GENERIC_POINT, type SizeWish } from '../define-count.ts';
import { refutedCount } from '../oracles/law-count.ts';
import { exactOrbit, isVerdict } from '../oracles/orbit-fills-stratum.ts';
import { isProportional } from '../oracles/sign-descent.ts';
import { summaryOf } from '../orbit-summary.ts';
import { inconclusive, survived, type Verdict, vacuous } from '../verdict.ts';

const SOURCE = 'Marcotte, Gribonval, Peyré, ICML 2025 (arXiv:2506.06194)';
export const RESIDUAL_KINDS = ['residual', 'residual-paths'] as const;

interface Blocks {
  readonly channels: number;
  readonly hidden: readonly number[];
}

export const blocksOf = ({ model }: Subject) => model.spec as Blocks;

/** The branch of a block as a model of its own: same parameters, same order, nothing added. */
export function branchOf({ model, numerals }: Subject, block: number): Subject {
  const { channels, hidden } = model.spec as Blocks;
  const widths = [channels, hidden[block], channels];
  const activation = model.json['activation'];
  const json: ModelJson =
    model.json.kind === 'residual-paths'
      ? { kind: 'relu-paths', widths, bias: false }
      : { kind: 'fully-connected', widths, bias: false, activation };
  const [into, out] = tensorsOf(model.tensors, block);
  const cut = ({ offset, axes }: PlacedTensor) => {
    const [rows, columns] = axes.map(({ size }) => size);
    return Array.from({ length: rows }, (_, i) =>
      numerals.slice(offset + i * columns, offset + (i + 1) * columns),
    );
  };
  const layers = [into, out].map((placed) => ({ weights: cut(placed), bias: null }));
  return open({ model: json, parameters: { layers } } as Instance);
}

/** U and V of a block. */
export const tensorsOf = (tensors: readonly PlacedTensor[], block: number) =>
  tensors.slice(2 * block, 2 * block + 2);

export const indicesOf = (tensors: readonly PlacedTensor[]) =>
  tensors.flatMap(({ offset, size }) => Array.from({ length: size }, (_, i) => offset + i));

export function drawBlocks(rng: Rng, { upTo }: SizeWish, least: number, most: number): ModelJson {
  const hidden = Array.from({ length: upTo(least, most) }, () => upTo(1, 2));
  if (rng.chance(0.5)) return { kind: 'residual-paths', channels: upTo(1, 2), hidden };
  const activation = rng.pick(['tanh', 'silu', 'identity', 'square']);
  // In one dimension powers conserve what has no form that is known.
  const channels = activation === 'square' ? 2 : upTo(1, 2);
  return { kind: 'residual', channels, hidden, activation };
}

const ONE_BLOCK: Hypothesis = {
  id: 'one-block',
  statement: 'There is one block; dropped: several, against the sum of what their branches have.',
  holds: (subject) => blocksOf(subject).hidden.length === 1,
};

/** Laws of all branches together, each by itself at θ; undefined where one is undecided. */
function lawsOfBranches(subject: Subject): number | undefined {
  let total = 0;
  for (let block = 0; block < blocksOf(subject).hidden.length; block++) {
    const result = exactOrbit(branchOf(subject, block));
    if (isVerdict(result) || !isProved(result.status)) return undefined;
    total += result.parameters - result.dimension;
  }
  return total;
}

export const skipLaws = defineCount({
  id: 'skip-laws',
  statement: 'A residual block x + g(x) has as many conserved quantities as its branch g.',
  latex: 'M-\\dim\\mathrm{Lie}_\\theta(x+g)=M-\\dim\\mathrm{Lie}_\\theta(g)',
  source: `${SOURCE}, Prop. 3.2`,
  status: 'published',
  statusReason: 'Proved in the source: what is added does not depend on θ.',
  kinds: RESIDUAL_KINDS,
  at: 'given',
  hypotheses: [ONE_BLOCK],
  needs: 'a residual network of which all branches are decided',
  draw: (rng, wish) =>
    wish.dropped.has(ONE_BLOCK.id) ? drawBlocks(rng, wish, 2, 2) : drawBlocks(rng, wish, 1, 1),
  expected: lawsOfBranches,
});

/** What a law of some tensors alone may be about. */
export interface Part {
  readonly indices: readonly number[];
  /** How many there are said to be; undefined where that is not known. */
  readonly expected: number | undefined;
}

/** Laws that are functions of one part of θ, part by part, against the numbers that are claimed. */
export function decideParts(subject: Subject, parts: readonly Part[]): Verdict {
  const result = exactOrbit(subject);
  if (isVerdict(result)) return result;
  const orbit = summaryOf(result);
  const total = parts.reduce((sum, { expected = 0 }) => sum + expected, 0);
  const doubt = inconclusive({ reason: 'orbit', orbit, expected: total });
  if (parts.some(({ expected }) => expected === undefined)) return doubt;
  if (result.assumptions.length > 0) return doubt;
  const most = parts.map(({ indices }) => indices.length - projectedRank(result, indices));
  const least = parts.map(({ indices }) => independentLawsWithin(result, indices));
  for (const [i, { expected = 0 }] of parts.entries()) {
    if (most[i] < expected) return refutedCount(expected, most[i], orbit);
    if (least[i] > expected) return refutedCount(expected, least[i], orbit);
  }
  const found = most.reduce((sum, n) => sum + n, 0);
  return most.every((n, i) => n === least[i])
    ? survived({ clause: 'count', expected: total, found, orbit })
    : doubt;
}

/** Laws of a branch as a model of its own; undefined where undecided. */
export function lawsOfBranch(subject: Subject, block: number): number | undefined {
  const own = exactOrbit(branchOf(subject, block));
  return isVerdict(own) || !isDecided(own.status) ? undefined : own.parameters - own.dimension;
}

export const blockLaws: Claim = defineClaim({
  id: 'block-laws',
  statement:
    'In a residual network the conserved quantities that involve one block alone are those of that block by itself.',
  latex: 'h=h(\\theta_l)\\ \\Rightarrow\\ \\nabla h\\perp\\mathrm{Lie}(g_l)',
  source: `${SOURCE}, Thm 4.6`,
  status: 'published',
  statusReason: 'Proved in the source; counted here at every size drawn.',
  hypotheses: [{ ...GENERIC_POINT, notNeeded: true }],
  domain: { kinds: RESIDUAL_KINDS },
  generate: (rng, options) =>
    drawCounted(blockLaws, rng, options, {
      kinds: RESIDUAL_KINDS,
      draw: (wish) => drawBlocks(rng, wish, 2, 2),
      point: options.dropped.has(GENERIC_POINT.id) ? 'exact-mixture' : 'distinct',
    }),
  check(subject) {
    const { hidden } = blocksOf(subject);
    if (hidden.length < 2) return vacuous({ reason: 'shape', needs: 'two blocks or more' });
    return decideParts(
      subject,
      hidden.map((_, block) => ({
        indices: indicesOf(tensorsOf(subject.model.tensors, block)),
        expected: lawsOfBranch(subject, block),
      })),
    );
  },
});

/** No two rows proportional, none 0. */
function areNotCollinear(rows: readonly (readonly Rational[])[]): boolean {
  return rows.every(
    (a, i) => !a.every(isZero) && rows.slice(0, i).every((b) => !isProportional(a, b)),
  );
}

const NOT_COLLINEAR: Hypothesis = {
  id: 'not-collinear',
  notNeeded: true,
  statement: 'No two rows of a U, nor two columns of a V, are multiples of each other; none is 0.',
  holds({ model, exact }) {
    return model.tensors.every(({ offset, axes }, k) => {
      const [rows, columns] = axes.map(({ size }) => size);
      const byRow = Array.from({ length: rows }, (_, i) =>
        exact.slice(offset + i * columns, offset + (i + 1) * columns),
      );
      if (k % 2 === 0) return areNotCollinear(byRow);
      return areNotCollinear(byRow[0].map((_, j) => byRow.map((row) => row[j])));
    });
  },
};

export const crossSkipLaws: Claim = defineClaim({
  id: 'cross-skip-laws',
  statement:
    'No conserved quantity of a residual ReLU network involves just what leaves one block and enters the next.',
  latex: '\\nabla h(V^l,U^{l+1})\\perp\\mathrm{Lie}\\ \\Rightarrow\\ h\\ \\text{constant}',
  source: `${SOURCE}, Thm 4.7`,
  status: 'published',
  statusReason: 'Proved in the source; counted here at every size drawn.',
  hypotheses: [NOT_COLLINEAR],
  domain: { kinds: ['residual-paths'] },
  generate: (rng, options) =>
    drawCounted(crossSkipLaws, rng, options, {
      kinds: ['residual-paths'],
      draw: ({ upTo }) => {
        const one = options.dropped.has(NOT_COLLINEAR.id);
        const hidden = [upTo(1, 2), upTo(1, 2)];
        return { kind: 'residual-paths', channels: upTo(one ? 1 : 2, 3), hidden };
      },
      point: options.dropped.has(NOT_COLLINEAR.id) ? 'exact-mixture' : 'distinct',
    }),
  check(subject) {
    const { hidden } = blocksOf(subject);
    if (hidden.length < 2) return vacuous({ reason: 'shape', needs: 'two blocks or more' });
    const { tensors } = bind(subject.instance.model);
    return decideParts(
      subject,
      hidden.slice(1).map((_, block) => ({
        indices: indicesOf(tensors.slice(2 * block + 1, 2 * block + 3)),
        expected: 0,
      })),
    );
  },
});

const SIGNS_AGREE: Hypothesis = {
  id: 'signs-agree',
  statement: 'sgn t = sgn v = sgn u; dropped: any signs, so that gates need not open together.',
  holds({ exact: [v, u, t] }) {
    const sign = (q: Rational) => q.numerator > 0n;
    return !isZero(v) && !isZero(u) && sign(v) === sign(u) && !isZero(t) && sign(t) === sign(v);
  },
};

/** θ = (v, u, t, s) of x + uσ(vx) + sσ(t(x + uσ(vx))) with the gates that x > 0 and x < 0 open. */
function realisedPair(subject: Subject): Subject | Verdict {
  const [v, u, t] = subject.float;
  const gates = [1, -1].map((x) => {
    const h = x + (v * x > 0 ? u * v * x : 0);
    return { first: v * x, second: t * h };
  });
  if (gates.some(({ first, second }) => first === 0 || second === 0))
    return vacuous({ reason: 'undefined', why: 'a unit is at its kink for every x' });
  const features = gates.map(({ first, second }) => {
    const [one, two] = [first > 0 ? '(1 + u*v)' : '1', second > 0 ? '(1 + s*t)' : '1'];
    return `${one}*${two}`;
  });
  const layers = [{ weights: [subject.numerals], bias: null }];
  const model = { kind: 'polynomial', variables: ['v', 'u', 't', 's'], features };
  return open({ model, parameters: { layers } } as Instance);
}

export const residualPairLaws = defineCount({
  id: 'residual-pair-laws',
  statement:
    'x + uσ(vx) + sσ(t(x + uσ(vx))) with ReLU and numbers u, v, s, t has 3 conserved quantities, one more than its two blocks.',
  latex: 'M-\\dim\\mathrm{Lie}_\\theta=3',
  source: `${SOURCE}, Ex. 4.8`,
  status: 'published',
  statusReason:
    'Computed in the source: both gates open together, and F is (1 + uv)(1 + st)x or x.',
  kinds: ['residual-paths'],
  at: 'given',
  hypotheses: [SIGNS_AGREE],
  needs: 'two blocks of one unit in one dimension',
  draw: () => ({ kind: 'residual-paths', channels: 1, hidden: [1, 1] }),
  point: () => 'distinct',
  expected(subject) {
    const { channels, hidden } = blocksOf(subject);
    return channels === 1 && hidden.join() === '1,1' ? 3 : undefined;
  },
  counted: realisedPair,
});

/** Softmax attention: QQᵀ − KKᵀ and VVᵀ − OᵀO, head by head; with rotary positions what commutes with the turns. */
import type { Subject } from '../../instances/subject.ts';
import type { Rotation } from '../../models/pieces/rotation.ts';
import type { Rng } from '../../numerics/random.ts';
import { equal, isZero, negate } from '../../numerics/rational.ts';
import type { Hypothesis } from '../claim.ts';
import { defineCount, type SizeWish } from '../define-count.ts';
import { independentProducts, rankOf } from './linear.ts';

/** What the schema of attention makes of a spec. */
export interface Attention {
  readonly positions: number;
  readonly channels: number;
  readonly heads: number;
  readonly queries: number;
  readonly keys: number;
  readonly values: number;
  readonly outputs: number;
  readonly weights: 'softmax' | 'linear';
  readonly normalised: boolean;
  readonly epsilon: { readonly numerator: bigint };
  readonly rotary?: readonly Rotation[];
}

export const attentionOf = ({ model }: Subject) => model.spec as Attention;

/** Heads as in the papers: keys, values and outputs of matching sizes, nothing shared or normalised. */
const isPlain = ({ queries, keys, values, channels, outputs, weights, normalised }: Attention) =>
  queries === 1 && keys === values && outputs === channels && weights === 'softmax' && !normalised;

/** Laws of VVᵀ − OᵀO of a set of values, V k × d and O c × k. */
export const valueLaws = ({ values, channels, outputs, queries }: Attention) =>
  independentProducts(values, channels + queries * outputs);

/** Laws of QQᵀ − KKᵀ. */
export const keyLaws = ({ keys, channels, queries }: Attention) =>
  independentProducts(keys, (1 + queries) * channels);

export const SEVERAL_TOKENS: Hypothesis = {
  id: 'two-tokens',
  statement: 'There are at least two tokens.',
  holds: (subject) => attentionOf(subject).positions >= 2,
};

const FULL_RANK: Hypothesis = {
  id: 'full-rank',
  statement: '(Q K) and (V Oᵀ) have full rank.',
  holds(subject) {
    const { channels: d, keys, values, outputs } = attentionOf(subject);
    const { exact } = subject;
    const rows = (at: number, count: number) =>
      Array.from({ length: count }, (_, i) => exact.slice(at + i * d, at + (i + 1) * d));
    const [q, k] = [rows(0, keys), rows(keys * d, keys)];
    const v = rows(2 * keys * d, values);
    const start = (2 * keys + values) * d;
    const o = (i: number) =>
      Array.from({ length: outputs }, (_, row) => exact[start + row * values + i]);
    return (
      rankOf(q.map((row, i) => [...row, ...k[i]])) === Math.min(keys, 2 * d) &&
      rankOf(v.map((row, i) => [...row, ...o(i)])) === Math.min(values, d + outputs)
    );
  },
};

const tokens = ({ upTo, dropped }: SizeWish) => (dropped.has('two-tokens') ? 1 : upTo(2, 3));

export const attentionHeadLaws = defineCount({
  id: 'attention-head-laws',
  statement:
    'One softmax head with Q, K, V, Oᵀ of k × d has the independent entries of QQᵀ − KKᵀ and VVᵀ − OᵀO for its conserved quantities: r(2k + 1 − r), r = min(k, 2d).',
  latex: 'M-\\dim\\mathrm{Lie}_\\theta=r(2k+1-r),\\quad r=\\min(k,2d)',
  source: 'Marcotte, Gribonval, Peyré, ICML 2025 (arXiv:2506.06194), Thm 3.8, Cor. 3.9',
  status: 'published',
  statusReason: 'Proved in the source; counted here at every size drawn.',
  kinds: ['attention'],
  at: 'given',
  hypotheses: [SEVERAL_TOKENS, FULL_RANK],
  needs: 'one plain softmax head with as many keys as values, and as many outputs as channels',
  draw(_, wish) {
    const [channels, keys] = [wish.upTo(1, 2), wish.upTo(1, 3)];
    const sizes = { channels, keys, values: keys, outputs: channels };
    return { kind: 'attention', positions: tokens(wish), ...sizes };
  },
  expected(subject) {
    const spec = attentionOf(subject);
    if (!isPlain(spec) || spec.heads !== 1 || spec.rotary !== undefined) return undefined;
    return 2 * independentProducts(spec.keys, 2 * spec.channels);
  },
});

const FEW_KEYS: Hypothesis = {
  id: 'few-keys',
  statement: 'A head has at most twice as many keys as there are channels, k ≤ 2d.',
  holds(subject) {
    const { keys, channels } = attentionOf(subject);
    return keys <= 2 * channels;
  },
};

export const attentionLaws = defineCount({
  id: 'attention-laws',
  statement:
    'H softmax heads of k keys and values have H·k(k + 1) independent conserved quantities.',
  latex: 'M-\\dim\\mathrm{Lie}_\\theta=H\\,k(k+1)',
  source:
    'Marcotte, Gribonval, Peyré, ICML 2025 (arXiv:2506.06194), Cor. 3.10; Tran et al., ICML 2026 (arXiv:2606.17816), 4.3, by a summary',
  status: 'published',
  statusReason:
    'That these laws exist is proved in the first source, that there are no more is stated in the second.',
  kinds: ['attention'],
  at: 'generic',
  hypotheses: [SEVERAL_TOKENS, FEW_KEYS],
  needs: 'plain softmax heads with as many keys as values, and as many outputs as channels',
  draw(_, wish) {
    const channels = wish.upTo(1, 2);
    const most = wish.dropped.has('few-keys') ? 3 : Math.min(2, 2 * channels);
    const keys = wish.dropped.has('few-keys') && channels === 1 ? 3 : wish.upTo(1, most);
    const sizes = { channels, heads: wish.upTo(1, 3), keys, values: keys, outputs: channels };
    return { kind: 'attention', positions: tokens(wish), ...sizes };
  },
  expected(subject) {
    const spec = attentionOf(subject);
    if (!isPlain(spec) || spec.rotary !== undefined) return undefined;
    return spec.heads * spec.keys * (spec.keys + 1);
  },
});

const turnsOf = (subject: Subject) => attentionOf(subject).rotary ?? [];

const differ = (other: (turn: Rotation) => Rotation) => (subject: Subject) =>
  turnsOf(subject).every(([c, s], i, all) =>
    all.slice(0, i).every((before) => {
      const [x, y] = other(before);
      return !(equal(c, x) && equal(s, y));
    }),
  );

const ROTARY: readonly Hypothesis[] = [
  {
    id: 'distinct-frequencies',
    statement: 'No two frequencies of a head are equal.',
    holds: differ((turn) => turn),
  },
  {
    id: 'not-opposite',
    statement: 'No two frequencies are opposite. (Not in the summary of the source.)',
    holds: differ(([c, s]) => [c, negate(s)]),
  },
  {
    id: 'turning',
    statement: 'No frequency is zero or half a turn. (Not in the summary of the source.)',
    holds: (subject) => turnsOf(subject).every(([, s]) => !isZero(s)),
  },
];

const TURNS = [
  ['3/5', '4/5'],
  ['5/13', '12/13'],
  ['8/17', '15/17'],
] as const;

/** Frequencies that break what is dropped, and nothing else. */
function drawTurns(rng: Rng, pairs: number, dropped: ReadonlySet<string>) {
  const turns = rng.shuffle(TURNS).slice(0, pairs) as (readonly [
    string | number,
    string | number,
  ])[];
  if (dropped.has('distinct-frequencies') && pairs > 1) turns[1] = turns[0];
  if (dropped.has('not-opposite') && pairs > 1) turns[1] = [turns[0][0], `-${turns[0][1]}`];
  if (dropped.has('turning')) turns[0] = [rng.pick([1, -1]), 0];
  return turns;
}

export const rotaryAttentionLaws = defineCount({
  id: 'rotary-attention-laws',
  statement:
    'H softmax heads of k keys and values with rotary positions have H(k/2 + k(k + 1)/2) independent conserved quantities.',
  latex: 'M-\\dim\\mathrm{Lie}_\\theta=H\\bigl(\\tfrac k2+\\tfrac{k(k+1)}2\\bigr)',
  source: 'Tran et al., ICML 2026 (arXiv:2606.17816), 4.4, by a summary',
  status: 'published',
  statusReason:
    'The summary at hand asks for distinct frequencies only; the other hypotheses on them, and k ≤ 2d, were found here.',
  kinds: ['attention'],
  at: 'generic',
  hypotheses: [SEVERAL_TOKENS, FEW_KEYS, ...ROTARY],
  needs: 'softmax heads with rotary positions, as many keys as values, as many outputs as channels',
  draw(rng, wish) {
    const { dropped, upTo } = wish;
    const twice = dropped.has('distinct-frequencies') || dropped.has('not-opposite');
    const pairs = twice ? 2 : upTo(1, 2);
    const channels = dropped.has('few-keys') ? 1 : Math.max(pairs, upTo(1, 2));
    const keys = 2 * (dropped.has('few-keys') ? 2 : pairs);
    const rotary = drawTurns(rng, keys / 2, dropped);
    const sizes = {
      channels,
      heads: keys > 2 ? 1 : upTo(1, 2),
      keys,
      values: keys,
      outputs: channels,
    };
    return { kind: 'attention', positions: tokens(wish), ...sizes, rotary };
  },
  expected(subject) {
    const spec = attentionOf(subject);
    const { heads, keys } = spec;
    if (!isPlain(spec) || spec.rotary === undefined) return undefined;
    return heads * (keys / 2 + (keys * (keys + 1)) / 2);
  },
});

/** What is shown of a campaign while it runs: a block on a terminal, a line elsewhere, an event for programs. */
import type { ChunkResult, VerdictCounts } from '../campaigns/chunk.ts';
import type { Stage } from '../campaigns/necessity.ts';
import type { WorkerPresent } from '../campaigns/queue/presence.ts';
import { type Target, targetKey } from '../campaigns/target.ts';
import type { Found, LocatedFailure } from '../campaigns/target-report.ts';
import { sentenceOfDecision } from '../claims/sentence.ts';
import { plural } from '../plural.ts';
import { workersText } from './queue-text.ts';
import { stackedBar } from './sparkline.ts';
import { marginText, shortened } from './text.ts';
import { witnessInWords } from './witness-in-words.ts';

export interface LiveTarget {
  readonly target: Target;
  readonly tries: number;
  /** Of runs before this one, which goes on with them; in no other number. */
  readonly earlier: number;
  readonly counts: VerdictCounts;
  readonly worstMargin: number | null;
  /** Kinds of models in its last chunk, the commonest first. */
  readonly kinds: readonly string[];
  /** When its last chunk came, in milliseconds. */
  readonly since: number;
}

export interface LiveState {
  /** Those that are under way, and those that are done. */
  readonly targets: readonly LiveTarget[];
  /** Tries that each target is to have; null where time is what bounds them. */
  readonly runs: number | null;
  /** Instances checked, while shrinking too. */
  readonly checked: number;
  /** Checks a second, over the last seconds and over all. */
  readonly rateNow: number;
  readonly rate: number;
  readonly found: number;
  readonly seconds: number;
  /** Null where nothing tells. */
  readonly secondsLeft: number | null;
  /** What is asked now, where more will be. */
  readonly stage?: Stage | undefined;
  /** Of a hunt that is on a queue. */
  readonly workers?: readonly WorkerPresent[] | undefined;
}

/** The target with the chunk added. */
export function afterChunk(before: LiveTarget, chunk: ChunkResult, now: number): LiveTarget {
  const { counts, worstMargin } = before;
  const margins = [worstMargin, chunk.worstMargin].filter((margin) => margin !== null);
  const kinds = new Map<string, number>();
  for (const [cell, n] of Object.entries(chunk.reached.drawn)) {
    const [kind] = cell.split(' · ');
    kinds.set(kind, (kinds.get(kind) ?? 0) + n);
  }
  return {
    target: before.target,
    earlier: before.earlier,
    tries: before.tries + chunk.tries,
    counts: {
      survived: counts.survived + chunk.counts.survived,
      falsified: counts.falsified + chunk.counts.falsified,
      inconclusive: counts.inconclusive + chunk.counts.inconclusive,
      vacuous: counts.vacuous + chunk.counts.vacuous,
    },
    worstMargin: margins.length === 0 ? null : Math.min(...margins),
    kinds: [...kinds].sort(([, m], [, n]) => n - m).map(([kind]) => kind),
    since: now,
  };
}

/** Targets that the block has room for: the last ones that something came of. */
const MOST_SHOWN = 6;

/** Lines of at most `columns`. @param bars whether each target has one. */
export function liveBlock(state: LiveState, columns: number, bars = false): string[] {
  const { targets, seconds, secondsLeft } = state;
  const left = secondsLeft === null ? '' : `, about ${clockTime(secondsLeft)} left${partOf(state)}`;
  const recent = [...targets].sort((a, b) => b.since - a.since).slice(0, MOST_SHOWN);
  const shown = targets.filter((target) => recent.includes(target));
  const hidden = targets.length - shown.length;
  const kinds = [...new Set(recent.filter(({ kinds: k }) => k.length > 0).flatMap((t) => t.kinds))];
  const lines = linesOf(shown, targets, columns - 2, bars ? (of) => barOf(of, state.runs) : null);
  return [
    `${clockTime(seconds)}${left}; ${foundSoFar(state)}`,
    rates(state),
    ...lines.map((line) => `  ${line}`),
    ...(hidden > 0 ? [`  and ${plural(hidden, 'other')}`] : []),
    ...(kinds.length > 0 ? [`  on ${kinds.join(', ')}`] : []),
    ...(state.workers === undefined ? [] : [`  with ${workersText(state.workers)}`]),
    ...(bars ? [`  ${LEGEND}`] : []),
  ].map((line) => shortened(line, columns));
}

const STAGES: Readonly<Record<Stage, string>> = {
  hypotheses: 'hypotheses',
  forms: 'weaker forms',
  pairs: 'pairs',
  'forms-of-pairs': 'weaker forms of pairs',
};

const partOf = ({ stage }: LiveState) => (stage === undefined ? '' : ` for ${STAGES[stage]}`);

function rates({ checked, rate, rateNow }: LiveState): string {
  return `${checked} checked, ${Math.round(rateNow)}/s now, ${Math.round(rate)}/s on average`;
}

function foundSoFar({ found }: LiveState): string {
  return found === 0 ? 'nothing found' : `${found} found`;
}

const BAR = 14;
/** Columns that the numbers after a bar have, at least. */
const NUMBERS = 34;
const LEGEND = '█ held  ╳ fell  ▒ undecided  ░ vacuous  · to come';

/** What came of the tries; of those that are still to come a part as long. */
function barOf({ tries, earlier, counts }: LiveTarget, runs: number | null): string {
  const shares = [
    { character: '█', count: counts.survived },
    { character: '╳', count: counts.falsified },
    { character: '▒', count: counts.inconclusive },
    { character: '░', count: counts.vacuous },
  ];
  return stackedBar(shares, Math.max((runs ?? 0) - earlier, tries), BAR);
}

function numbersOf({ tries, counts, worstMargin }: LiveTarget): string {
  const fell = counts.falsified > 0 ? `, ${counts.falsified} fell` : '';
  return `${tries}: ${counts.survived} held${fell}, margin ${marginText(worstMargin)}`;
}

/**
 * A line for each of those shown: its name on the left, numbers on the right, the bar between them. Bars stand below one
 * another, and so do numbers after them. Where a name is too long and all targets are of one claim, that is left out.
 */
function linesOf(
  shown: readonly LiveTarget[],
  all: readonly LiveTarget[],
  columns: number,
  barFor: ((target: LiveTarget) => string) | null,
): string[] {
  const numbers = shown.map(numbersOf);
  const widest = Math.max(NUMBERS, ...numbers.map(({ length }) => length));
  const drawn = shown.map((target, k) =>
    barFor === null ? numbers[k] : `${barFor(target)}  ${numbers[k].padEnd(widest)}`,
  );
  const rooms = drawn.map(({ length }) => columns - length - 2);
  const names = shown.map(({ target }) => nameOf(target));
  const isOfOne = new Set(all.map(({ target }) => target.claim.id)).size === 1;
  const isShort = isOfOne && names.some(({ length }, k) => length > rooms[k]);
  return shown.map(({ target }, k) => {
    const name = (isShort && variantOf(target)) || names[k];
    return `${shortened(name, rooms[k]).padEnd(rooms[k])}  ${drawn[k]}`.trimEnd();
  });
}

interface Named extends Pick<Target, 'dropped'> {
  readonly claim: { readonly id: string };
  readonly instead?: Target['instead'] | undefined;
}

function nameOf(named: Named): string {
  return [named.claim.id, variantOf(named)].join(' ').trimEnd();
}

/** What tells one target of a claim from another: `−two-layer +connected-units`, nothing in force of all. */
function variantOf({ dropped, instead = [] }: Pick<Named, 'dropped' | 'instead'>): string {
  return [...dropped.map((id) => `−${id}`), ...instead.map((form) => `+${form}`)].join(' ');
}

/** The same in one line, for files. */
export function liveLine(state: LiveState): string {
  const margins = state.targets.map(({ worstMargin }) => worstMargin).filter((m) => m !== null);
  const margin =
    margins.length === 0 ? '' : `; smallest margin ${marginText(Math.min(...margins))}`;
  const left =
    state.secondsLeft === null ? '' : `; ${clockTime(state.secondsLeft)} left${partOf(state)}`;
  const by = state.workers === undefined ? '' : `; ${workersText(state.workers)}`;
  return `${clockTime(state.seconds)}: ${rates(state)}; ${foundSoFar(state)}${margin}${left}${by}`;
}

/** `42 s`, `3 min 05 s`, `7 h 12 min`. */
export function clockTime(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const two = (n: number) => String(n).padStart(2, '0');
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes} min ${two(whole % 60)} s`;
  return `${Math.floor(minutes / 60)} h ${two(minutes % 60)} min`;
}

/** As it was met. */
export function failureLine(target: Target, { instance, verdict, tries }: LocatedFailure): string {
  const reason = sentenceOfDecision(verdict.by, false);
  return `${nameOf(target)} fails at try ${tries}: ${witnessInWords(instance)}: ${reason}; to be shrunk`;
}

/** As it was shrunk. */
export function foundLine({ counterexample, saved }: Found): string {
  const { claim, droppedHypotheses: dropped, instead, instance, minimality } = counterexample;
  const end = minimality.proven ? '' : ' (not to the end)';
  return `${nameOf({ claim, dropped, instead })} shrunk${end} to ${witnessInWords(instance)}\n  ${saved.file}`;
}

/** A line of JSON of what happened. */
export function liveEvent(state: LiveState) {
  return {
    event: 'progress',
    seconds: state.seconds,
    secondsLeft: state.secondsLeft,
    ...(state.stage && { stage: state.stage }),
    checked: state.checked,
    perSecondNow: state.rateNow,
    perSecond: state.rate,
    found: state.found,
    targets: state.targets.map(({ target, tries, counts, worstMargin, kinds }) => ({
      target: targetKey(target),
      tries,
      ...counts,
      worstMargin,
      kinds,
    })),
    ...(state.workers && {
      workers: state.workers.map(({ name, threads, chunks }) => ({ name, threads, chunks })),
    }),
  };
}

export function failureEvent(target: Target, { instance, verdict, tries }: LocatedFailure) {
  const reason = sentenceOfDecision(verdict.by, false);
  return { event: 'failure', target: targetKey(target), tries, reason, instance };
}

export function foundEvent({ counterexample, saved }: Found) {
  const { claim, droppedHypotheses, reason, instance } = counterexample;
  const { file, status } = saved;
  return { event: 'found', claim: claim.id, droppedHypotheses, file, status, reason, instance };
}

interface Options {
  readonly [option: string]: unknown;
}

/** `profile quick: runs 60, seed 1, shrinks 2000`. @param putAway what the command line says otherwise. */
export function profileLine(name: string, options: Options, putAway: Options): string {
  const list = (all: Options) =>
    Object.entries(all)
      .map(([option, value]) => `${option} ${value}`)
      .join(', ');
  const inForce = list(options) === '' ? '' : `: ${list(options)}`;
  const other = list(putAway) === '' ? '' : `; not ${list(putAway)}, by the command line`;
  return `profile ${name}${inForce}${other}`;
}

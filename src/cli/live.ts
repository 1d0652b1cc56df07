/**
 * Progress of a campaign: a block redrawn in place on a terminal, a line now and then elsewhere, with `--json`
 * lines of JSON. All of it goes to stderr.
 */
import type { ChunkResult } from '../campaigns/chunk.ts';
import type { Stage } from '../campaigns/necessity.ts';
import type { WorkerPresent } from '../campaigns/queue/presence.ts';
import type { Budget } from '../campaigns/schedule.ts';
import type { Target } from '../campaigns/target.ts';
import type { Found, LocatedFailure } from '../campaigns/target-report.ts';
import type { Clock } from '../campaigns/timer.ts';
import type { ProfileInForce } from '../config/profiles.ts';
import { inlineJson } from '../json/write-json.ts';
import {
  afterChunk,
  failureEvent,
  failureLine,
  foundEvent,
  foundLine,
  type LiveState,
  type LiveTarget,
  liveBlock,
  liveEvent,
  liveLine,
  profileLine,
} from '../reports/live-text.ts';
import { printable } from '../reports/printable.ts';
import { wrapped } from '../reports/text.ts';
import type { Streams } from './context.ts';

const TERMINAL_INTERVAL = 250;
const PLAIN_INTERVAL = 10_000;
/** Milliseconds over which the rate of now is taken. */
const NOW = 5000;
/** A terminal may be wider than what is read at a glance; on a narrower one no line may break. */
const MOST_COLUMNS = 80;

/** A campaign that is one of several. */
export interface PartOf {
  /** What it asks, where there is no saying how long the others will take. */
  readonly stage?: Stage;
  /** When all of them end, by the clock. */
  readonly end?: number;
}

export interface LiveOptions {
  readonly streams: Streams;
  readonly json: boolean;
  /** Instances checked so far. */
  checked(): number;
  /** Who runs the chunks of a hunt that is on a queue. */
  workers?(): readonly WorkerPresent[] | undefined;
  /** Milliseconds. Default: that of the system. */
  readonly clock?: Clock;
}

export class Live {
  readonly #options: LiveOptions;
  readonly #clock: Clock;
  readonly #begin: number;
  readonly #timer: NodeJS.Timeout;
  #targets: LiveTarget[] = [];
  #budget: Budget | null = null;
  #part: PartOf = {};
  /** When the campaign under way began. */
  #stage: number;
  #found = 0;
  /** Lines of the block that is drawn. */
  #drawn = 0;
  readonly #columns: number;
  /** Looks at what was checked, the last of them at most `NOW` old but for one. */
  #looks: { readonly at: number; readonly checked: number }[] = [];

  constructor(options: LiveOptions) {
    this.#options = options;
    this.#clock = options.clock ?? (() => performance.now());
    this.#begin = this.#clock();
    this.#columns = Math.min(MOST_COLUMNS, options.streams.columns);
    this.#stage = this.#begin;
    const isDrawn = options.streams.isTerminal && !options.json;
    this.#timer = setInterval(() => this.tick(), isDrawn ? TERMINAL_INTERVAL : PLAIN_INTERVAL);
    this.#timer.unref();
  }

  /** A campaign begins. */
  begin(targets: readonly Target[], budget: Budget, part: PartOf = {}): void {
    this.#budget = budget;
    this.#part = part;
    this.#stage = this.#clock();
    const none = { survived: 0, falsified: 0, inconclusive: 0, vacuous: 0 };
    this.#targets = targets.map((target) => ({
      target,
      tries: 0,
      earlier: 0,
      counts: none,
      worstMargin: null,
      kinds: [],
      since: this.#stage,
    }));
  }

  chunk(target: Target, chunk: ChunkResult): void {
    const k = this.#targets.findIndex((known) => known.target === target);
    if (k >= 0) this.#targets[k] = afterChunk(this.#targets[k], chunk, this.#clock());
  }

  /** So many tries of a target are remembered, and not made again. */
  earlier(target: Target, tries: number): void {
    this.#targets = this.#targets.map((known) =>
      known.target === target ? { ...known, earlier: tries } : known,
    );
  }

  failure(target: Target, failure: LocatedFailure): void {
    this.#say(failureLine(target, failure), failureEvent(target, failure));
  }

  found(found: Found): void {
    this.#found++;
    this.#say(foundLine(found), foundEvent(found));
  }

  profile(chosen: ProfileInForce | null): void {
    if (chosen === null) return;
    const { name, profile, putAway } = chosen;
    if (name === 'default' && Object.keys({ ...profile, ...putAway }).length === 0) return;
    const line = profileLine(name, { ...profile }, { ...putAway });
    this.#say(line, { event: 'profile', name, ...profile });
  }

  /** A line that stays. */
  note(text: string): void {
    this.#say(text, { event: 'note', text });
  }

  /** Shows where things are now. */
  tick(): void {
    const { streams, json } = this.#options;
    const state = this.#state();
    if (json) streams.err(`${inlineJson(liveEvent(state))}\n`);
    else if (streams.isTerminal) this.#draw(state);
    else streams.err(wrapped(liveLine(state), this.#columns));
  }

  end(): void {
    clearInterval(this.#timer);
    this.#clear();
  }

  #state(): LiveState {
    const now = this.#clock();
    const checked = this.#options.checked();
    this.#looks.push({ at: now, checked });
    while (this.#looks.length > 1 && now - this.#looks[1].at >= NOW) this.#looks.shift();
    const [first] = this.#looks;
    const seconds = (now - this.#begin) / 1000;
    const rate = seconds > 0 ? checked / seconds : 0;
    const recent = (now - first.at) / 1000;
    return {
      targets: this.#targets,
      runs: this.#budget !== null && 'runs' in this.#budget ? this.#budget.runs : null,
      checked,
      rateNow: recent > 0 ? (checked - first.checked) / recent : rate,
      rate,
      found: this.#found,
      seconds,
      secondsLeft: this.#left(now),
      stage: this.#part.stage,
      workers: this.#options.workers?.(),
    };
  }

  /**
   * Of the campaign under way, or of all that it is one of: what is left of the time, or what its runs will take at this pace;
   * null where all have been drawn, and what they found is being shrunk.
   */
  #left(now: number): number | null {
    const budget = this.#budget;
    if (budget === null) return null;
    const passed = (now - this.#stage) / 1000;
    if (this.#part.end !== undefined) return Math.max(0, (this.#part.end - now) / 1000);
    if ('seconds' in budget) return Math.max(0, budget.seconds - passed);
    const toCome = ({ tries, earlier, counts }: LiveTarget) =>
      budget.untilFound === true && counts.falsified > 0
        ? 0
        : Math.max(0, budget.runs - earlier - tries);
    const tries = this.#targets.reduce((sum, target) => sum + target.tries, 0);
    const runs = this.#targets.reduce((sum, target) => sum + toCome(target), 0);
    return tries === 0 || runs === 0 ? null : (passed * runs) / tries;
  }

  #say(text: string, event: object): void {
    const { streams, json } = this.#options;
    if (json) {
      streams.err(`${inlineJson(event)}\n`);
      return;
    }
    this.#clear();
    const [first, ...others] = printable(text).split('\n');
    streams.err(`${wrapped(first, this.#columns)}${others.map((line) => `${line}\n`).join('')}`);
    if (streams.isTerminal) this.#draw(this.#state());
  }

  #draw(state: LiveState): void {
    const lines = liveBlock(state, this.#columns, this.#options.streams.plots?.err).map(printable);
    this.#clear();
    this.#options.streams.err(`${lines.join('\n')}\n`);
    this.#drawn = lines.length;
  }

  /** The block is at the end: up to its first line, and all below away. */
  #clear(): void {
    if (this.#drawn > 0) this.#options.streams.err(`\x1b[${this.#drawn}A\r\x1b[J`);
    this.#drawn = 0;
  }
}

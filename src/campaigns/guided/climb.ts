/**
 * The search of one chunk: from what has the lowest margins to instances next to them, one try after the other.
 *
 * Fresh draws come first, and again and again (restarts). An instance is taken up as a parent by the rank of its
 * margin, and less and less while nothing better comes of it; a kind of move is made as often as it has led
 * downwards. Numbers of a parent are moved in turn, and those that made no difference come last.
 *
 * Where one number was moved, the next tries go where the margin would be 0 if it were linear in it (secant), at
 * the simplest fractions there: coincidences are between simple numbers. Where many moved and the margin fell,
 * the same step is made once more.
 *
 * Where all margins are alike there is nothing to climb, and everything is drawn as if there were no guidance.
 */
import type { Instance, Numeral } from '../../instances/instance.ts';
import { inlineJson } from '../../json/write-json.ts';
import { toFloat } from '../../numerics/numeral.ts';
import type { Rng } from '../../numerics/random.ts';
import { type FreeCoordinates, freeCoordinatesOf } from '../../shrinking/free-coordinates.ts';
import type { Corpus, CorpusEntry } from './corpus.ts';
import { type Move, type Neighbourhood, pickWeighted } from './move.ts';
import { numberMoves } from './number-moves.ts';
import { optionMoves } from './option-moves.ts';
import { simplestBetween } from './simplest-between.ts';
import { unitMoves } from './unit-moves.ts';

export const moves: readonly Move[] = [...numberMoves, ...unitMoves, ...optionMoves];

/** Margins that have to be seen before there is anything to climb. */
const FIRST_DRAWS = 8;
/** Share of fresh draws afterwards. */
const RESTARTS = 0.1;
/** Instances looked at for one try, while they are out of scope. */
const REDRAWS = 12;
/** Probability of another move on top of the ones made. */
const ANOTHER = 0.25;
/** Tries without success that weigh as much as a rank. */
const PATIENCE = 8;
/** Probability that the best of all is taken for a parent; else the best of a few. */
const GREED = 0.5;
const TOURNAMENT = 2;
/** Turns that a number loses which made no difference. */
const INERT = 3;
/** How far a secant reaches, in sizes of the number. */
const REACH = 8;

interface Member extends CorpusEntry {
  /** Tries next to it that led to nothing better. */
  tried: number;
  /** Turns of its free numbers. */
  readonly visits: Map<number, number>;
}

interface Success {
  made: number;
  won: number;
}

export class Climb {
  readonly #members = new Map<string, Member>();
  readonly #margins = new Set<number>();
  readonly #successes = new Map<Move, Success>();
  readonly #rng: Rng;
  readonly #around: Neighbourhood;
  readonly #inScope: (instance: Instance) => boolean;
  #pending: { readonly parent: Member; readonly instance: Instance }[] = [];
  /** What the instance under way was made of. */
  #parent: Member | undefined;
  #moves: readonly Move[] = [];
  #decided = 0;

  /** @param inScope whether the claim says anything about an instance. */
  constructor(
    start: Corpus,
    rng: Rng,
    around: Neighbourhood,
    inScope: (instance: Instance) => boolean,
  ) {
    this.#rng = rng;
    this.#around = around;
    this.#inScope = inScope;
    for (const entry of start) this.#keep(entry, new Map());
    this.#decided = start.length;
  }

  /** Whether margins differ, as far as was seen. */
  get isClimbable(): boolean {
    return this.#margins.size > 1;
  }

  /** What is kept, one entry a cell. */
  get corpus(): Corpus {
    return [...this.#members.values()].map(({ cell, margin, instance }) => ({
      cell,
      margin,
      instance,
    }));
  }

  /** An instance next to one that is known, or null where a fresh one is to be drawn. */
  next(): Instance | null {
    this.#parent = undefined;
    this.#moves = [];
    if (!this.isClimbable || this.#decided < FIRST_DRAWS) return null;
    const pending = this.#pending.shift();
    if (pending !== undefined) {
      this.#parent = pending.parent;
      return pending.instance;
    }
    if (this.#rng.chance(RESTARTS)) return null;
    for (let n = 0; n < REDRAWS; n++) {
      const parent = this.#choose();
      const made = this.#moved(parent);
      if (made === null || !this.#inScope(made.instance)) continue;
      parent.tried++;
      this.#parent = parent;
      this.#moves = made.moves;
      return made.instance;
    }
    return null;
  }

  /** @param entry an instance on which the claim survived: the last one that was given, or a fresh one. */
  learn(entry: CorpusEntry): void {
    this.#decided++;
    const parent = this.#parent;
    const known = this.#members.get(entry.cell);
    const isBetter = known === undefined || entry.margin < known.margin;
    const moved = parent === undefined ? null : movedNumbers(parent.instance, entry.instance);
    const fell = parent !== undefined && entry.margin < parent.margin;
    for (const move of this.#moves) this.#count(move, fell);
    const visits = new Map(moved === null ? [] : parent?.visits);
    if (isBetter) this.#keep(entry, visits);
    if (parent === undefined || moved === null || this.#moves.length === 0) return;
    if (moved.length === 1 && entry.margin === parent.margin)
      parent.visits.set(moved[0], (parent.visits.get(moved[0]) ?? 0) + INERT);
    else if (moved.length === 1 || fell) {
      const base = isBetter ? this.#members.get(entry.cell)! : parent;
      const instances = this.#ahead(parent, entry, moved, fell).filter(this.#inScope);
      this.#pending = instances.map((instance) => ({ parent: base, instance }));
    }
  }

  #keep(entry: CorpusEntry, visits: Map<number, number>): void {
    this.#margins.add(entry.margin);
    this.#members.set(entry.cell, { ...entry, tried: 0, visits });
  }

  #count(move: Move, won: boolean): void {
    const before = this.#successes.get(move) ?? { made: 0, won: 0 };
    this.#successes.set(move, { made: before.made + 1, won: before.won + (won ? 1 : 0) });
  }

  /** By rank of the margin, and by how often nothing came of it. */
  #choose(): Member {
    const members = [...this.#members.values()].sort((a, b) => a.margin - b.margin);
    const cost = (rank: number) => rank + members[rank].tried / PATIENCE;
    const ranks = this.#rng.chance(GREED)
      ? [...members.keys()]
      : Array.from({ length: TOURNAMENT }, () => this.#rng.integer(0, members.length - 1));
    return members[ranks.reduce((a, b) => (cost(b) < cost(a) ? b : a))];
  }

  #moved({ instance: parent, visits }: Member): {
    readonly instance: Instance;
    readonly moves: readonly Move[];
  } | null {
    const weightOf = (move: Move): number => {
      const { made, won } = this.#successes.get(move) ?? { made: 0, won: 0 };
      return (move.weight * (1 + won)) / (4 + made);
    };
    let instance: Instance | null = null;
    const made: Move[] = [];
    do {
      const move = pickWeighted(this.#rng, moves, weightOf);
      const around: Neighbourhood = instance === null ? { ...this.#around, visits } : this.#around;
      const next: Instance | null = move.apply(this.#rng, instance ?? parent, around);
      if (next === null) continue;
      instance = next;
      made.push(move);
    } while (instance !== null && this.#rng.chance(ANOTHER));
    return instance === null ? null : { instance, moves: made };
  }

  #ahead(
    parent: CorpusEntry,
    child: CorpusEntry,
    moved: readonly number[],
    fell: boolean,
  ): Instance[] {
    const before = freeCoordinatesOf(parent.instance, 'free');
    const after = freeCoordinatesOf(child.instance, 'free');
    const [at] = moved;
    if (moved.length > 1) return onceMore(before, after, moved);
    if (at === undefined || after.groups[at] === 'schedule') return [];
    const [from, to] = [toFloat(before.values[at]), toFloat(after.values[at])];
    const zero = to - (child.margin * (to - from)) / (child.margin - parent.margin);
    const size = Math.max(Math.abs(from), Math.abs(to));
    if (!(Math.abs(zero) <= REACH * size)) return [];
    const step = Math.abs(zero - (fell ? to : from));
    const near: readonly Numeral[] = [
      simplestBetween(zero - step / 4, zero + step / 4),
      ...(fell ? [simplestBetween(zero - step / 50, zero + step / 50)] : []),
    ];
    return [...new Set(near)].map((x) => after.write(after.values.with(at, x)));
  }
}

/** From θ to θ′ and as far again. */
function onceMore(
  before: FreeCoordinates,
  after: FreeCoordinates,
  moved: readonly number[],
): Instance[] {
  const values = [...after.values];
  for (const k of moved) {
    if (after.groups[k] === 'schedule') return [];
    const next = 2 * toFloat(after.values[k]) - toFloat(before.values[k]);
    if (!Number.isFinite(next)) return [];
    values[k] = next;
  }
  return [after.write(values)];
}

/** The free numbers in which two instances differ; null where they differ in other things as well. */
function movedNumbers(before: Instance, after: Instance): readonly number[] | null {
  const [one, two] = [before, after].map((instance) => freeCoordinatesOf(instance, 'free'));
  if (one.values.length !== two.values.length) return null;
  const moved = one.values.flatMap((x, k) => (x === two.values[k] ? [] : [k]));
  return inlineJson(one.write(two.values)) === inlineJson(after) ? moved : null;
}

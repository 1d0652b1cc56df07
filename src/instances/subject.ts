/**
 * An opened instance: what everybody asks of one, read once. `open` is the only place where θ's numerals are
 * read; what needs symmetries or orbits remembers its answer for a subject in a weak map of its own
 * (`symmetry/isotropy/isotropy.ts`), so that an instance is parsed once and its isotropy found once, however
 * many oracles look at it.
 *
 * Everything is lazy: an oracle that needs no rationals never pays for them.
 */
import { attached } from '../attached.ts';
import { InputError } from '../errors.ts';
import { type BoundModel, bind } from '../models/bind.ts';
import { type Facts, factsOf } from '../models/facts.ts';
import { free } from '../numerics/budget.ts';
import { toRational } from '../numerics/numeral.ts';
import { type Rational, toDouble } from '../numerics/rational.ts';
import type { Data, Instance, Numeral } from './instance.ts';
import { flatten } from './layout.ts';

/** An instance that was opened: its model bound, θ exact and in doubles, facts, symmetry, each found once. */
export interface Subject {
  readonly instance: Instance;
  readonly model: BoundModel;
  /** What hypotheses ask of the model. */
  readonly facts: Facts;
  /** θ as written, M numerals. */
  readonly numerals: readonly Numeral[];
  /** θ exactly. @throws InputError on a parameter that is no rational number. */
  readonly exact: readonly Rational[];
  /** θ in doubles, each the nearest one; −0 is kept. Shared: whoever moves θ takes a copy. */
  readonly float: Float64Array;
}

class Opened implements Subject {
  readonly instance: Instance;
  /** One of the same model and θ, open already. */
  readonly #like: Subject | undefined;
  #model: BoundModel | undefined;
  #numerals: readonly Numeral[] | undefined;
  #exact: readonly Rational[] | undefined;
  #float: Float64Array | undefined;

  constructor(instance: Instance, like?: Subject) {
    this.instance = instance;
    this.#like = like;
  }

  get model(): BoundModel {
    this.#model ??= this.#like?.model ?? bind(this.instance.model);
    return this.#model;
  }

  get facts(): Facts {
    return factsOf(this.model);
  }

  get numerals(): readonly Numeral[] {
    this.#numerals ??= this.#like?.numerals ?? flatten(this.instance.parameters);
    return this.#numerals;
  }

  get exact(): readonly Rational[] {
    // The length of numerals is bounded where they are read.
    this.#exact ??= this.#like?.exact ?? free(() => this.numerals.map(readExact));
    return this.#exact;
  }

  get float(): Float64Array {
    this.#float ??=
      this.#like?.float ??
      new Float64Array(
        this.numerals.map((x, i) => (typeof x === 'number' ? x : toDouble(this.exact[i]))),
      );
    return this.#float;
  }
}

function readExact(numeral: Numeral, i: number): Rational {
  try {
    return toRational(numeral);
  } catch {
    throw new InputError(`parameters[${i}]`, 'a finite rational number', String(numeral));
  }
}

const opened = attached<Instance, Subject>();

/**
 * The subject of an instance, the same one at every call; a subject is open already.
 *
 * @example
 * ```ts
 * import { open, parseInstance } from 'falsim';
 *
 * const gelu = parseInstance({
 *   model: { kind: 'fully-connected', widths: [1, 1, 1], bias: false, activation: 'gelu' },
 *   parameters: { layers: [{ weights: [[0]] }, { weights: [[0]] }] },
 * });
 * open(gelu).facts.network?.depth; // 2
 * open(gelu) === open(gelu); // true: numerals are read once
 * ```
 */
export function open(given: Instance | Subject): Subject {
  if (isSubject(given)) return given;
  let subject = opened.get(given);
  if (subject === undefined) {
    subject = new Opened(given);
    opened.set(given, subject);
  }
  return subject;
}

function isSubject(given: Instance | Subject): given is Subject {
  return given instanceof Opened;
}

/**
 * The same opened instance with other data.
 *
 * @returns a subject that differs in its data only: θ is not read again.
 */
export function withData(subject: Subject, data: Data): Subject {
  return new Opened({ ...subject.instance, data }, subject);
}

/**
 * Instances for fast-check: one 32-bit seed is drawn, the generator does the rest, and shrinks are the
 * simpler candidates of the passes. The value alone can be shrunk, so examples written by hand shrink
 * like generated ones.
 */
import fc from 'fast-check';
import type { Instance } from '../instances/instance.ts';
import { createRng, type Rng } from '../numerics/random.ts';
import { complexity, isSimpler } from '../shrinking/complexity.ts';
import { passes, subjectOf } from '../shrinking/passes.ts';
import type { SignRule } from '../symmetry/group/sign-rule.ts';

/** A pure function of the stream's state; size from 0 to 1. */
export type GenerateInstance = (rng: Rng, size: number) => Instance;

export interface InstanceArbitraryOptions {
  /** Fixed size; by default small while fast-check biases and growing as the bias fades. */
  readonly size?: number;
  readonly signs?: SignRule;
}

function isInstance(value: unknown): value is Instance {
  if (typeof value !== 'object' || value === null) return false;
  return 'model' in value && 'parameters' in value;
}

/** What a generator draws, from one 32-bit seed a value; never shrunk. */
export function drawArbitrary<T>(generate: (rng: Rng, size: number) => T): fc.Arbitrary<T> {
  return new DrawArbitrary(generate, undefined);
}

class DrawArbitrary<T> extends fc.Arbitrary<T> {
  readonly #generate: (rng: Rng, size: number) => T;
  readonly #size: number | undefined;

  constructor(generate: (rng: Rng, size: number) => T, size: number | undefined) {
    super();
    this.#generate = generate;
    this.#size = size;
  }

  override generate(mrng: fc.Random, biasFactor: number | undefined): fc.Value<T> {
    const seed = mrng.nextInt(0, 0x7fffffff);
    // fast-check's bias factor is 2, 3, … as a run goes on, and undefined for an unbiased value.
    const size = this.#size ?? (biasFactor === undefined ? 0.75 : 1 - 1 / biasFactor);
    return new fc.Value(this.#generate(createRng(seed), size), undefined);
  }

  override canShrinkWithoutContext(_value: unknown): _value is T {
    return false;
  }

  override shrink(_value: T): fc.Stream<fc.Value<T>> {
    return fc.Stream.nil();
  }
}

class InstanceArbitrary extends DrawArbitrary<Instance> {
  readonly #options: InstanceArbitraryOptions;

  constructor(generate: GenerateInstance, options: InstanceArbitraryOptions) {
    super(generate, options.size);
    this.#options = options;
  }

  override canShrinkWithoutContext(value: unknown): value is Instance {
    return isInstance(value);
  }

  override shrink(value: Instance): fc.Stream<fc.Value<Instance>> {
    return new fc.Stream(this.#simpler(value));
  }

  *#simpler(value: Instance): IterableIterator<fc.Value<Instance>> {
    const key = complexity(value);
    const subject = subjectOf(value, this.#options.signs ?? 'by-parity');
    for (const pass of passes) {
      for (const candidate of pass.candidates(subject)) {
        if (isSimpler(candidate, key)) {
          yield new fc.Value(candidate, undefined);
        }
      }
    }
  }
}

export function instanceArbitrary(
  generate: GenerateInstance,
  options: InstanceArbitraryOptions = {},
): fc.Arbitrary<Instance> {
  return new InstanceArbitrary(generate, options);
}

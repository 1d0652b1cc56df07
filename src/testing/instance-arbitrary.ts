/**
 * Instances for fast-check: one 32-bit seed is drawn, the generator does the rest, and shrinks are the
 * simpler candidates of the passes. The value alone can be shrunk, so examples written by hand shrink
 * like generated ones.
 */
import fc from 'fast-check';
import type { Instance } from '../instances/instance.ts';
import { createRng, type Rng } from '../numerics/random.ts';
import { complexity, isSimpler } from '../shrinking/complexity.ts';
import { passes, shrinkTargetOf } from '../shrinking/passes.ts';
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

class InstanceArbitrary extends fc.Arbitrary<Instance> {
  readonly #generate: GenerateInstance;
  readonly #options: InstanceArbitraryOptions;

  constructor(generate: GenerateInstance, options: InstanceArbitraryOptions) {
    super();
    this.#generate = generate;
    this.#options = options;
  }

  override generate(mrng: fc.Random, biasFactor: number | undefined): fc.Value<Instance> {
    const seed = mrng.nextInt(0, 0x7fffffff);
    // fast-check's bias factor is 2, 3, … as a run goes on, and undefined for an unbiased value.
    const size = this.#options.size ?? (biasFactor === undefined ? 0.75 : 1 - 1 / biasFactor);
    return new fc.Value(this.#generate(createRng(seed), size), undefined);
  }

  override canShrinkWithoutContext(value: unknown): value is Instance {
    return isInstance(value);
  }

  override shrink(value: Instance): fc.Stream<fc.Value<Instance>> {
    return new fc.Stream(this.#simpler(value));
  }

  *#simpler(value: Instance): IterableIterator<fc.Value<Instance>> {
    const key = complexity(value);
    const target = shrinkTargetOf(value, this.#options.signs ?? 'by-parity');
    for (const pass of passes) {
      for (const candidate of pass.candidates(target)) {
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

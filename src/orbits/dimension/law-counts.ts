/** How many conserved quantities a model has at a generic point, over several of its sizes. */
import { InputError } from '../../errors.ts';
import type { Instance } from '../../instances/instance.ts';
import { unflatten } from '../../instances/layout.ts';
import { bind } from '../../models/bind.ts';
import type { ModelJson } from '../../models/contract.ts';
import { specFields, valueAt, withValueAt } from '../../models/spec-fields.ts';
import type { Path } from '../../models/structure.ts';
import { type Fit, fitPolynomial } from '../../numerics/polynomial-fit.ts';
import { createRng } from '../../numerics/random.ts';
import { format, rational } from '../../numerics/rational.ts';
import { type OrbitResult, orbit } from './orbit.ts';
import { isProved } from './orbit-status.ts';

/** A size of the spec, or several that stay equal. */
export interface VariedSize {
  /** `keys`, `widths[1]`, `keys=values`. */
  readonly name: string;
  readonly paths: readonly Path[];
  readonly values: readonly number[];
}

export interface CountAtSizes {
  readonly sizes: readonly number[];
  readonly orbit: OrbitResult;
  /** M minus the Lie rank: that many laws at most, and exactly where it is decided. */
  readonly laws: number;
  readonly isDecided: boolean;
}

export interface LawCounts {
  readonly model: ModelJson;
  readonly varied: readonly VariedSize[];
  readonly counts: readonly CountAtSizes[];
  /** Sizes that the model does not have, such as more taps than places. */
  readonly refused: number;
  /** Through all that is decided; null where no polynomial is, or nothing was varied. */
  readonly fit: Fit | null;
  /** The model as it was given. */
  readonly own: CountAtSizes;
}

/** Most points of a table. */
export const MOST_POINTS = 400;

/** Names of the sizes that a model's spec has, with their places. */
export function sizesOf(model: ModelJson): ReadonlyMap<string, Path> {
  const found = new Map<string, Path>();
  for (const field of specFields(bind(model).model.spec)) {
    const [key] = field.path;
    if (field.is === 'size') found.set(field.path.join('.'), field.path);
    if (field.is === 'sizes')
      for (const i of ((valueAt(model, field.path) ?? []) as readonly number[]).keys())
        found.set(`${key}[${i}]`, [...field.path, i]);
  }
  return found;
}

/**
 * @param onPoint called before each orbit.
 * @throws InputError where there are too many points, or none at which the model exists.
 */
export function lawCounts(
  model: ModelJson,
  varied: readonly VariedSize[],
  seed: string,
  onPoint?: (index: number, count: number) => void,
): LawCounts {
  const grid = varied.reduce<number[][]>(
    (points, { values }) => points.flatMap((point) => values.map((value) => [...point, value])),
    [[]],
  );
  if (grid.length > MOST_POINTS)
    throw new InputError('--sizes', `at most ${MOST_POINTS} combinations`, `${grid.length}`);
  const counts: CountAtSizes[] = [];
  let refused = 0;
  for (const [index, sizes] of varied.length === 0 ? [] : grid.entries()) {
    const resized = withSizes(model, varied, sizes);
    if (resized === null) {
      refused++;
      continue;
    }
    onPoint?.(index, grid.length);
    counts.push(countAt(resized, sizes, seed));
  }
  if (varied.length > 0 && counts.length === 0)
    throw new InputError('--sizes', 'sizes that the model has', 'none');
  const decided = counts.filter((count) => count.isDecided);
  return {
    model,
    varied,
    counts,
    refused,
    fit: fitPolynomial(
      decided.map(({ sizes }) => sizes),
      decided.map(({ laws }) => laws),
    ),
    own: countAt(model, [], seed),
  };
}

/** Null where that is no spec. */
function withSizes(
  model: ModelJson,
  varied: readonly VariedSize[],
  sizes: readonly number[],
): ModelJson | null {
  let resized = model;
  varied.forEach(({ paths }, k) => {
    for (const path of paths) resized = withValueAt(resized, path, sizes[k]);
  });
  try {
    bind(resized);
    return resized;
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}

function countAt(model: ModelJson, sizes: readonly number[], seed: string): CountAtSizes {
  const result = genericOrbit(model, seed);
  const { parameters, lowerBound, status } = result;
  const laws = parameters - lowerBound;
  return { sizes, orbit: result, laws, isDecided: isProved(status) };
}

/** At a random θ: different halves of integers, of either sign. */
function genericOrbit(model: ModelJson, seed: string): OrbitResult {
  const rng = createRng(`${seed}/generic/${JSON.stringify(model)}`);
  const { size } = bind(model);
  const numerators = rng.shuffle(Array.from({ length: size }, (_, k) => k + 2));
  const theta = numerators.map((n) => format(rational(rng.chance(0.5) ? n : -n, 2)));
  return orbit({ model, parameters: unflatten(model, theta) } as Instance, { seed });
}

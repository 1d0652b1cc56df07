/**
 * The finite symmetries that generation and shrinking go by. Where those of a model cannot be found there
 * are none to go by: points are then drawn, and numbers written, one by one.
 */
import { UnsupportedError } from '../errors.ts';
import { layoutOf } from '../instances/layout.ts';
import type { ModelJson } from '../models/contract.ts';
import { ZERO } from '../numerics/rational.ts';
import { type FixedPointSubspace, fixedPointSubspace } from '../symmetry/fixed-point-subspace.ts';
import type { Isometry } from '../symmetry/isometry.ts';
import { isotropy } from '../symmetry/isotropy.ts';
import { generators } from '../symmetry/parameter-symmetry.ts';
import type { SignRule } from '../symmetry/sign-rule.ts';
import { signedPartition } from '../symmetry/signed-partition.ts';
import type { Point } from '../symmetry/value-classes.ts';

export function generatorsOf(model: ModelJson, signs: SignRule): readonly Isometry[] {
  return ifSupported(() => generators(model, { signs })) ?? [];
}

/** The points with all the symmetries of θ. */
export function fixedBySymmetriesOf(
  model: ModelJson,
  theta: Point,
  signs: SignRule,
): FixedPointSubspace {
  return ifSupported(() => isotropy(model, theta, { signs }).subspace) ?? wholeSpace(model);
}

function wholeSpace(model: ModelJson): FixedPointSubspace {
  return fixedPointSubspace({
    partition: signedPartition(layoutOf(model).size),
    center: ZERO,
    centered: () => false,
    describe: () => 'no symmetry',
  });
}

function ifSupported<T>(find: () => T): T | undefined {
  try {
    return find();
  } catch (error) {
    if (error instanceof UnsupportedError) return undefined;
    throw error;
  }
}

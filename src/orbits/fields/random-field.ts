/**
 * Random members where they are defined. A model may have poles, and functions such as a square root
 * that have no value mod p at half the points: what is drawn there is drawn again.
 */

import { NotInvertible } from '../../errors.ts';
import { doubles } from '../../numerics/doubles.ts';
import type { Rng } from '../../numerics/random.ts';
import { drawResidues } from '../../numerics/random-residues.ts';
import { type ModularSubspace, randomPoint } from '../dimension/modular-subspace.ts';
import { type FieldFamily, randomMember } from './family.ts';

/** Effort alone: draws in a row that may fail: with r square roots one in 2ʳ succeeds. */
const MOST_DRAWS = 4096;
/** Effort alone: members tried at one point before the point itself is held to be at fault. */
const AT_A_POINT = 16;

/** field ← a random member at θ mod p; false where none of some draws is defined there. */
export function drawFieldAt(
  family: FieldFamily,
  theta: Float64Array,
  rng: Rng,
  field: Float64Array,
  draws: number = AT_A_POINT,
): boolean {
  for (let draw = 0; draw < draws; draw++)
    if (isDefined(family, randomMember(family, rng), theta, field)) return true;
  return false;
}

/**
 * point ← a random point of the domain (null: of all of parameter space), field ← a random member there.
 *
 * @throws NotInvertible where nothing is defined anywhere.
 */
export function drawField(
  family: FieldFamily,
  domain: ModularSubspace | null,
  rng: Rng,
  point: Float64Array,
  field: Float64Array,
): void {
  for (let draw = 0; draw < MOST_DRAWS; draw++) {
    if (domain) randomPoint(domain, rng, point);
    else drawResidues(rng, family.prime, point);
    if (isDefined(family, randomMember(family, rng), point, field)) return;
  }
  throw new NotInvertible(`the field modulo ${family.prime}`, 'a pole at every point tried');
}

/**
 * A random member as series of the given length that is defined at θ.
 *
 * @throws NotInvertible where none is.
 */
export function drawMember(
  family: FieldFamily,
  theta: Float64Array,
  length: number,
  rng: Rng,
): Float64Array {
  if (!family.partial) return randomMember(family, rng, length);
  const start = doubles(family.coefficientCount);
  const field = doubles(family.size);
  for (let draw = 0; draw < MOST_DRAWS; draw++) {
    const member = randomMember(family, rng, length);
    for (let i = 0; i < start.length; i++) start[i] = member[i * length];
    if (isDefined(family, start, theta, field)) return member;
  }
  throw new NotInvertible(`the field modulo ${family.prime}`, 'a pole of every member tried');
}

/** `drawMember` for a member of constants, into an array of its length. */
export function drawInto(
  family: FieldFamily,
  theta: Float64Array,
  rng: Rng,
  member: Float64Array,
): void {
  if (family.partial) {
    member.set(drawMember(family, theta, 1, rng));
    return;
  }
  drawResidues(rng, family.prime, member);
}

/** field ← the member at θ; false where it is not defined there. */
export function isDefined(
  family: FieldFamily,
  member: Float64Array,
  theta: Float64Array,
  field: Float64Array,
): boolean {
  try {
    family.gradient(member, theta, 1, field);
    return true;
  } catch (error) {
    if (error instanceof NotInvertible) return false;
    throw error;
  }
}

/** Rationals of a model itself: primes at which they are no units are no good for it. */
import { attached } from '../../attached.ts';
import type { BoundModel } from '../../models/bind.ts';
import { parse, type Rational } from '../../numerics/rational.ts';
import { remembered } from '../../remembered.ts';

const constants = attached<BoundModel, readonly Rational[]>();

/** Those of its program, and those in the specs of its functions, each function once. */
export const constantsOf = (bound: BoundModel): readonly Rational[] =>
  remembered(constants, bound, () => collected(bound));

function collected(bound: BoundModel): Rational[] {
  const found: Rational[] = [];
  const visit = (value: unknown): void => {
    if (typeof value === 'number' || typeof value === 'string') {
      const q = parse(String(value));
      if (q !== undefined) found.push(q);
    } else if (typeof value === 'object' && value !== null) Object.values(value).forEach(visit);
  };
  const functions = new Set<object>();
  for (const operation of bound.program.operations) {
    if (operation.op === 'rational') found.push(operation.value);
    if (operation.op === 'apply' && !functions.has(operation.f)) {
      functions.add(operation.f);
      visit(operation.f.spec);
    }
  }
  return found;
}

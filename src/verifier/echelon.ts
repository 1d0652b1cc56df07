/** Linear forms over ℚ in echelon form, one at a time: rank, independence, and their common zeros. */
import * as q from '../numerics/rational.ts';

/** Coefficient by index; none is 0. */
export type Form = ReadonlyMap<number, q.Rational>;

export function formOf(entries: Iterable<readonly [number, q.Rational]>): Form {
  const form = new Map<number, q.Rational>();
  for (const [i, value] of entries) addTo(form, i, value);
  return form;
}

function addTo(form: Map<number, q.Rational>, i: number, value: q.Rational): void {
  const sum = q.add(form.get(i) ?? q.ZERO, value);
  if (q.isZero(sum)) form.delete(i);
  else form.set(i, sum);
}

/** a + factor·b. */
function plus(a: Form, factor: q.Rational, b: Form): Form {
  const out = new Map(a);
  for (const [i, value] of b) addTo(out, i, q.multiply(factor, value));
  return out;
}

export class Echelon {
  /** By pivot; the coefficient at the pivot is 1, and 0 at every other form's pivot. */
  readonly rows = new Map<number, Form>();

  get rank(): number {
    return this.rows.size;
  }

  copy(): Echelon {
    const copy = new Echelon();
    for (const [pivot, row] of this.rows) copy.rows.set(pivot, row);
    return copy;
  }

  /** Whether the form is independent of those before. */
  insert(form: Form): boolean {
    let rest = form;
    for (const [i, value] of form) {
      const row = this.rows.get(i);
      if (row !== undefined) rest = plus(rest, q.negate(value), row);
    }
    const [first] = rest;
    if (first === undefined) return false;
    const [pivot, scale] = first;
    rest = new Map([...rest].map(([i, value]) => [i, q.divide(value, scale)]));
    for (const [i, row] of this.rows) {
      const value = row.get(pivot);
      if (value !== undefined) this.rows.set(i, plus(row, q.negate(value), rest));
    }
    this.rows.set(pivot, rest);
    return true;
  }
}

/** Linear relations among many unknowns, a few unknowns each, solved as they come: modulo a prime, 2 included. */
import { inverseModulo } from '../../numerics/prime-field.ts';

/** Σ coefficient·unknown; unknowns increasing, coefficients 1 … p − 1. */
export interface LinearForm {
  readonly unknowns: readonly number[];
  readonly coefficients: readonly number[];
}

export const ZERO_FORM: LinearForm = { unknowns: [], coefficients: [] };

export interface LinearRelations {
  /** a + factor·b. */
  plus(a: LinearForm, b: LinearForm, factor: number): LinearForm;
  /** The form in unknowns that are free so far. */
  reduced(form: LinearForm): LinearForm;
  /** From now on the form is 0. */
  vanish(form: LinearForm): void;
  /** Whether all were solved for an unknown with coefficient ±1: then they read the same over ℤ. */
  readonly unimodular: boolean;
}

/**
 * @param costs of unknowns: of those in a relation the one of least cost is solved for, the last of these.
 *   What few relations share keeps forms short.
 */
export function linearRelations(prime: number, costs: ArrayLike<number>): LinearRelations {
  const solved = new Map<number, LinearForm>();
  let unimodular = true;

  function plus(a: LinearForm, b: LinearForm, factor: number): LinearForm {
    const f = ((factor % prime) + prime) % prime;
    // Time alone: nothing would be added.
    if (b.unknowns.length === 0) return a;
    const unknowns: number[] = [];
    const coefficients: number[] = [];
    let [i, j] = [0, 0];
    while (i < a.unknowns.length || j < b.unknowns.length) {
      const left = a.unknowns[i] ?? Number.POSITIVE_INFINITY;
      const right = b.unknowns[j] ?? Number.POSITIVE_INFINITY;
      const unknown = Math.min(left, right);
      let value = 0;
      if (left === unknown) value += a.coefficients[i++];
      if (right === unknown) value += f * b.coefficients[j++];
      value %= prime;
      if (value === 0) continue;
      unknowns.push(unknown);
      coefficients.push(value);
    }
    return { unknowns, coefficients };
  }

  function reduced(form: LinearForm): LinearForm {
    let out = form;
    for (let k = 0; k < out.unknowns.length; ) {
      const unknown = out.unknowns[k];
      const value = solved.get(unknown);
      if (value === undefined) {
        k++;
        continue;
      }
      const factor = out.coefficients[k];
      out = plus(plus(out, single(unknown), -factor), value, factor);
      // What was put in may stand before.
      k = 0;
    }
    return out;
  }

  return {
    plus,
    reduced,
    get unimodular() {
      return unimodular;
    },
    vanish(form) {
      const { unknowns, coefficients } = reduced(form);
      if (unknowns.length === 0) return;
      let at = 0;
      for (let k = 1; k < unknowns.length; k++)
        if (costs[unknowns[k]] <= costs[unknowns[at]]) at = k;
      const rest = {
        unknowns: unknowns.filter((_, k) => k !== at),
        coefficients: coefficients.filter((_, k) => k !== at),
      };
      const pivot = coefficients[at];
      if (pivot !== 1 && pivot !== prime - 1) unimodular = false;
      const inverse = prime === 2 ? 1 : inverseModulo(pivot, prime);
      solved.set(unknowns[at], plus(ZERO_FORM, rest, -inverse));
    },
  };
}

export const single = (unknown: number): LinearForm => ({
  unknowns: [unknown],
  coefficients: [1],
});

/**
 * Whole numbers w with F(λʷθ)(x) = F(θ)(x) for all λ > 0: gradings of a model (`gradings.ts`) in which inputs and
 * outputs have weight 0. Their derivative at λ = 1 is Σ wᵢθᵢ∂ᵢF = 0, which says that Σ wᵢθᵢ² is a law.
 *
 * Weights are solved for mod p, one relation for each sum, and then held to all relations over ℤ: what is
 * returned is proved by that. It is all there is where nothing can cancel: if F is a polynomial with positive
 * coefficients, Σ wᵢθᵢ∂ᵢF = 0 says that each of its monomials has weight 0.
 */
import type { BoundModel } from '../../models/bind.ts';
import type { Program } from '../../models/program.ts';
import { indicesTo } from '../../numerics/list-of.ts';
import { growingBasis, reducedRows } from './invariants-elimination.ts';
import { type LinearForm, linearRelations, single, ZERO_FORM } from './linear-relations.ts';

/** Stands for ℤ. */
const PRIME = 4194287;
/** Time alone: unknowns whose coefficients are kept one by one. */
const FEW_CLASSES = 8;
/** Entries beyond this are no whole numbers but images of fractions. */
const LARGEST_WEIGHT = 1000;

/** Parameters that have one weight together. */
export interface WeightClasses {
  readonly count: number;
  /** Of each parameter the number of its class; −1 where the weight is 0. */
  readonly of: Int32Array;
}

/** Each parameter for itself. */
export const separately = (size: number): WeightClasses => ({
  count: size,
  of: indicesTo(size),
});

/** Whether F is a polynomial made of sums and products alone, of positive numbers: nothing cancels. */
export function isPositive({ program, inputs, fields }: BoundModel): boolean {
  if (fields === 'given' || inputs.finite.length > 0) return false;
  return program.operations.every((operation) => {
    switch (operation.op) {
      case 'parameter':
      case 'input':
      case 'add':
      case 'mul':
        return true;
      case 'rational':
        return operation.value.numerator > 0n;
      case 'dot':
        return operation.left.length > 0;
      default:
        return false;
    }
  });
}

/**
 * A basis of these weights in reduced row echelon form, one entry a class; null where it is not known to be one of all
 * over ℚ, or not of whole numbers.
 *
 * @param program of a positive model.
 */
export function neutralWeights(program: Program, classes: WeightClasses): Int32Array[] | null {
  const basis: Int32Array[] = [];
  const solutions =
    classes.count <= FEW_CLASSES ? solvedOfFew(program, classes) : solvedOfMany(program, classes);
  for (const weights of wholeRows(solutions, classes.count)) {
    if (weights === null || !areNeutral(program, spread(weights, classes))) return null;
    basis.push(weights);
  }
  return basis;
}

/** Rows of the reduced row echelon form, each null where it is not of whole numbers. */
export function wholeRows(rows: readonly Float64Array[], columns: number): (Int32Array | null)[] {
  return reducedRows(rows, columns, PRIME).rows.map((row) => {
    const whole = new Int32Array(columns);
    for (let i = 0; i < columns; i++) {
      whole[i] = row[i] > PRIME / 2 ? row[i] - PRIME : row[i];
      if (Math.abs(whole[i]) > LARGEST_WEIGHT) return null;
    }
    return whole;
  });
}

const spread = (weights: Int32Array, { of }: WeightClasses) =>
  of.map((number) => (number < 0 ? 0 : weights[number]));

/** A basis mod p: weights of slots as forms with a few unknowns each, and relations between these as they come. */
export function solvedOfMany(
  { operations, outputs }: Program,
  { count, of }: WeightClasses,
): Float64Array[] {
  // Of a relation the last unknown is solved for: later layers in terms of earlier ones.
  const { plus, reduced, vanish } = linearRelations(PRIME, new Int32Array(count));
  const forms: LinearForm[] = [];
  const term = (a: number, b: number) => plus(forms[a], forms[b], 1);
  for (const operation of operations) {
    let form = ZERO_FORM;
    switch (operation.op) {
      case 'parameter':
        if (of[operation.index] >= 0) form = single(of[operation.index]);
        break;
      case 'add':
        form = forms[operation.a];
        vanish(plus(form, forms[operation.b], -1));
        break;
      case 'mul':
        form = term(operation.a, operation.b);
        break;
      case 'dot': {
        const { left, right } = operation;
        form = term(left[0], right[0]);
        for (let k = 1; k < left.length; k++) vanish(plus(term(left[k], right[k]), form, -1));
      }
    }
    forms.push(reduced(form));
  }
  for (const slot of outputs) vanish(forms[slot]);
  const basis = new Map<number, Float64Array>();
  for (let i = 0; i < count; i++) {
    const { unknowns, coefficients } = reduced(single(i));
    for (let k = 0; k < unknowns.length; k++) {
      const vector = basis.get(unknowns[k]) ?? new Float64Array(count);
      vector[i] = coefficients[k];
      basis.set(unknowns[k], vector);
    }
  }
  return [...basis.values()];
}

/**
 * A basis of the same space. With few unknowns a weight is a row of coefficients, which most summands have alike: those
 * that differ are relations, and as many as there are unknowns leave nothing.
 */
export function solvedOfFew(
  { operations, outputs }: Program,
  { count, of }: WeightClasses,
): Float64Array[] {
  const forms = new Float64Array(operations.length * count);
  const relations = growingBasis(count, PRIME);
  const row = new Float64Array(count);
  /** That coefficients of one sum of two slots are those of another, or of none (slots −1). */
  const relate = (a: number, b: number, c: number, d: number) => {
    let alike = true;
    for (let j = 0; j < count; j++) {
      row[j] = (at(a, j) + at(b, j) + 2 * PRIME - at(c, j) - at(d, j)) % PRIME;
      alike &&= row[j] === 0;
    }
    // Time alone: what is 0 is no relation.
    if (alike) return;
    relations.insert(row.slice());
  };
  const at = (slot: number, j: number) => (slot < 0 ? 0 : forms[slot * count + j]);
  for (let slot = 0; slot < operations.length; slot++) {
    const operation = operations[slot];
    let [a, b] = [-1, -1];
    switch (operation.op) {
      case 'parameter':
        if (of[operation.index] >= 0) forms[slot * count + of[operation.index]] = 1;
        continue;
      case 'add':
        a = operation.a;
        relate(a, -1, operation.b, -1);
        break;
      case 'mul':
        [a, b] = [operation.a, operation.b];
        break;
      case 'dot': {
        const { left, right } = operation;
        [a, b] = [left[0], right[0]];
        for (let k = 1; k < left.length; k++) relate(left[k], right[k], a, b);
      }
    }
    // Time alone: more relations leave nothing either.
    if (relations.rank() === count) return [];
    for (let j = 0; j < count; j++) forms[slot * count + j] = (at(a, j) + at(b, j)) % PRIME;
  }
  for (const slot of outputs) relate(slot, -1, -1, -1);
  return relations.nullSpace();
}

/** Whether all summands have equal weights and the outputs have 0, over ℤ; of a positive model. */
export function areNeutral({ operations, outputs }: Program, weights: Int32Array): boolean {
  const of = new Float64Array(operations.length);
  for (let slot = 0; slot < operations.length; slot++) {
    const operation = operations[slot];
    switch (operation.op) {
      case 'parameter':
        of[slot] = weights[operation.index];
        break;
      case 'add':
        if (of[operation.a] !== of[operation.b]) return false;
        of[slot] = of[operation.a];
        break;
      case 'mul':
        of[slot] = of[operation.a] + of[operation.b];
        break;
      case 'dot': {
        const { left, right } = operation;
        const sum = of[left[0]] + of[right[0]];
        for (let k = 1; k < left.length; k++) if (of[left[k]] + of[right[k]] !== sum) return false;
        of[slot] = sum;
      }
    }
  }
  return outputs.every((slot) => of[slot] === 0);
}

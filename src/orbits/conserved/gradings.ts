/**
 * Gradings of a model: weights w of parameters, inputs and outputs with
 *
 *   F_o(λ^w θ, λ^w x) = λ^{w_o} F_o(θ, x)      for all λ,
 *
 * in ℤ (scalings of units, λ > 0) and mod 2 (their signs, λ = ±1). Then ∂ᵢF_o has weight w_o − wᵢ, and
 * an identity Σ A_ij θ_j ∂ᵢF + Σ vᵢ ∂ᵢF = 0 for all θ and x holds for the terms of each weight w_j − wᵢ,
 * −wᵢ by themselves. With A symmetric, weights c and −c go together. So laws of degree two are sums of laws
 * within blocks: the squares in one, products of units i and k of an axis in another.
 *
 * Weights solve linear equations that are read off the program: summands have equal weights, factors add
 * theirs, an odd function keeps a sign, a power multiplies, any other function asks for weight 0. ℤ is
 * replaced by 𝔽_P, and one random solution stands for all: weights that happen to be equal make a block larger,
 * not wrong.
 *
 * That no law is missed rests on this; that what is found is a law does not.
 */
import type { AnalyticFunction } from '../../analytic/analytic-function.ts';
import type { BoundModel } from '../../models/bind.ts';
import { type Operation, operandsOf } from '../../models/program.ts';
import { inverseModulo, residue } from '../../numerics/prime-field.ts';
import type { Rng } from '../../numerics/random.ts';
import { isZero } from '../../numerics/rational.ts';
import { type LinearForm, linearRelations, single, ZERO_FORM } from './linear-relations.ts';
import { isPositive, neutralWeights, separately } from './neutral-weights.ts';

export interface Grading {
  /** Equal for A_ij and A_kl that may meet in one law; i, j in either order. */
  product(i: number, j: number): number;
  /** The same for vᵢ. */
  translation(i: number): number;
  /** A basis of the whole numbers w for which Σ wᵢθᵢ² is a law, where it is known (`neutral-weights.ts`). */
  readonly squares: readonly Int32Array[] | null;
}

/** Stands for ℤ. */
const PRIME = 4194287;
/** Solutions mod 2 at once: bits of a number. */
const BITS = 2 ** 31;

export function gradingOf(bound: BoundModel, rng: Rng): Grading {
  const { weights, signsToo } = weightsOf(bound, PRIME, () => rng.integer(0, PRIME - 1));
  const signs = signsToo
    ? new Float64Array(bound.size)
    : weightsOf(bound, 2, () => rng.integer(0, BITS - 1)).weights;
  const key = (difference: number, sign: number) =>
    Math.min(difference, PRIME - difference) * BITS + sign;
  return {
    product(i, j) {
      const difference = weights[i] - weights[j];
      return key(difference < 0 ? difference + PRIME : difference, signs[i] ^ signs[j]);
    },
    translation: (i) => key(weights[i], signs[i]),
    squares: isPositive(bound) ? neutralWeights(bound.program, separately(bound.size)) : null,
  };
}

interface Weights {
  readonly weights: Float64Array;
  /** Whether these are weights in ℤ that signs, too, are images of. */
  readonly signsToo: boolean;
}

/**
 * Weights of the parameters, a random solution; mod 2 a number's bits are as many solutions.
 *
 * @param draw a random weight.
 */
function weightsOf(bound: BoundModel, prime: number, draw: () => number): Weights {
  const { program, size, inputs, fields } = bound;
  const { operations, outputs } = program;
  const relations = linearRelations(prime, costOfUnknowns(bound));
  const finite = new Set(
    inputs.finite.flatMap(({ offset, size: n }) => Array.from({ length: n }, (_, i) => offset + i)),
  );
  const forms: LinearForm[] = [];
  let homogeneous = true;
  const form = (slot: number) => {
    const current = relations.reduced(forms[slot]);
    forms[slot] = current;
    return current;
  };
  const equal = (a: LinearForm, b: LinearForm) => relations.vanish(relations.plus(a, b, -1));
  const weightOf = (operation: Operation): LinearForm => {
    switch (operation.op) {
      case 'rational':
        return ZERO_FORM;
      case 'parameter':
        return single(operation.index);
      case 'input':
        return finite.has(operation.index) ? ZERO_FORM : single(size + operation.index);
      case 'add':
      case 'sub':
        equal(form(operation.a), form(operation.b));
        return form(operation.a);
      case 'neg':
        return form(operation.a);
      case 'mul':
        return relations.plus(form(operation.a), form(operation.b), 1);
      case 'inverse':
        return relations.plus(ZERO_FORM, form(operation.a), -1);
      case 'dot': {
        const { left, right } = operation;
        const term = (k: number) => relations.plus(form(left[k]), form(right[k]), 1);
        for (let k = 1; k < left.length; k++) equal(term(k), term(0));
        return left.length === 0 ? ZERO_FORM : term(0);
      }
      case 'apply': {
        const factor = homogeneity(operation.f, operation.order, prime);
        if (factor !== null) return relations.plus(ZERO_FORM, form(operation.a), factor);
        homogeneous = false;
        relations.vanish(form(operation.a));
        return ZERO_FORM;
      }
    }
  };
  operations.forEach((operation, slot) => {
    forms[slot] = weightOf(operation);
  });
  // Of a given field the i-th component has to go like ∂ᵢF.
  if (fields === 'given') {
    const sum = (o: number) => relations.plus(form(outputs[o]), single(o), 1);
    const moving = Array.from(outputs.keys()).filter((o) => !vanishes(operations[outputs[o]]));
    for (const o of moving.slice(1)) equal(relations.reduced(sum(o)), sum(moving[0]));
  }
  const drawn = new Map<number, number>();
  const weights = Float64Array.from({ length: size }, (_, i) => {
    const { unknowns, coefficients } = relations.reduced(single(i));
    return unknowns.reduce((sum, unknown, k) => {
      let value = drawn.get(unknown);
      if (value === undefined) {
        value = draw();
        drawn.set(unknown, value);
      }
      if (prime === 2) return sum ^ value;
      return residue(sum + coefficients[k] * value, prime, 1 / prime);
    }, 0);
  });
  return { weights, signsToo: homogeneous && relations.unimodular };
}

const vanishes = (operation: Operation) => operation.op === 'rational' && isZero(operation.value);

/** How often unknowns are met; inputs, which all units share, are solved for last. */
function costOfUnknowns({ program, size, inputs }: BoundModel): Float64Array {
  const costs = new Float64Array(size + inputs.size);
  costs.fill(program.operations.length, size);
  for (const operation of program.operations)
    for (const slot of operandsOf(operation)) {
      const operand = program.operations[slot];
      if (operand.op === 'parameter') costs[operand.index]++;
      else if (operand.op === 'input') costs[size + operand.index]++;
    }
  return costs;
}

/** e with f⁽ⁿ⁾(λz) = λᵉ f⁽ⁿ⁾(z), mod 2 for λ = −1 only; null where there is none. */
function homogeneity(f: AnalyticFunction, order: number, prime: number): number | null {
  const { polynomialDegree, taylor } = f;
  if (polynomialDegree !== null && taylor !== null) {
    let exponent: number | null = null;
    for (let m = order; m <= polynomialDegree; m++) {
      if (!taylor.inSupport(m)) continue;
      if (exponent !== null && (m - order - exponent) % prime !== 0) return null;
      exponent ??= m - order;
    }
    return exponent ?? 0;
  }
  if (f.domain === 'positive') return powerOf(f, order, prime);
  if (prime !== 2 || f.parity === 'none') return null;
  return (f.parity === 'odd' ? 1 : 0) + order;
}

/** Denominator of exponents: halves, thirds, quarters, sixths and twelfths are known. */
const DENOMINATOR = 12;
const PLACES = [2, 3, 7];

/** e − n for zᵉ on z > 0, as its values say; a sign has no meaning there. */
function powerOf(f: AnalyticFunction, order: number, prime: number): number | null {
  if (prime === 2) return null;
  const scale = f.value(1);
  const exponent = f.derivative(1) / scale;
  const numerator = exponent * DENOMINATOR;
  if (!Number.isInteger(numerator)) return null;
  const close = (z: number) => Math.abs(f.value(z) / (scale * z ** exponent) - 1) < 1e-12;
  if (!PLACES.every(close)) return null;
  return (numerator - order * DENOMINATOR) * inverseModulo(DENOMINATOR, prime);
}
